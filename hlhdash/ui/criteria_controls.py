"""The settings of the rules: the points on which their text is silent, and a laboratory's own normal limits."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from hlhdash.analysis.criteria import (
    DiagnosisSettings,
    EmapalumabSettings,
    MidwestSettings,
    ProtocolSettings,
    Settings,
    changed,
)
from hlhdash.language import Message, message
from hlhdash.report.criteria_words import LIMITS, MARKERS
from hlhdash.ui.controls import kept, kept_number, kept_some, number, pick, pick_some, words

COUNT_RISE: dict[str, Message] = {
    "25": message("Up by 25 %"),
    "50": message("Up by 50 %"),
    "100": message("Doubled"),
    "none": message("Cannot improve"),
}
ALT: dict[str, Message] = {
    "400": message("Cannot improve up to 400 U/L"),
    "any": message("Down by half, from any abnormal value"),
}
AT_NORMAL: dict[str, Message] = {
    "never": message("Cannot improve"),
    "counts": message("Counts as improved"),
}
FEVER: dict[str, Message] = {"38.5": message("38.5 °C or more"), "38.3": message("38.3 °C or more")}
ASSUMED: dict[str, dict[str, Message]] = {
    "emapalumab": {name: MARKERS[name] for name in ("cns", "spleen", "fibrinogen", "d_dimer")},
    "hlh-2004": {name: MARKERS[name] for name in ("spleen", "scd25")},
}
# Least, most and step of what may be asked for a limit of normal.
RANGES: dict[str, tuple[float, float, float]] = {
    "afebrile_below": (36.0, 39.0, 0.1),
    "ferritin_below": (50.0, 10_000.0, 50.0),
    "scd25_below": (200.0, 20_000.0, 100.0),
    "triglyceride_below": (0.5, 10.0, 0.1),
    "haemoglobin_from": (50.0, 150.0, 5.0),
    "anc_from": (0.1, 5.0, 0.1),
    "platelets_from": (20.0, 300.0, 10.0),
    "alt_up_to": (10.0, 400.0, 10.0),
}


def settings(rule: str) -> Settings:
    """Return the settings of a rule as they were chosen, drawn or not."""
    if rule == "emapalumab":
        return EmapalumabSettings(assumed_normal=tuple(kept_some("assumed", ASSUMED[rule])))
    if rule == "hlh-2004":
        assumed = tuple(kept_some("assumed2004", ASSUMED[rule]))
        return ProtocolSettings(fever_from=float(kept("fever", FEVER, "38.5")), assumed_normal=assumed)
    published, rise = MidwestSettings(), kept("hbrise", COUNT_RISE, "25")
    limits = {
        name: kept_number(name, default=getattr(published, name), low=RANGES[name][0], high=RANGES[name][1])
        for name in LIMITS
    }
    return replace(
        published,
        **limits,
        count_rise=None if rise == "none" else int(rise) / 100,
        alt_from=limits["alt_up_to"] if kept("altrule", ALT, "400") == "any" else max(400.0, limits["alt_up_to"]),
        normal_at_baseline="counts" if kept("atnormal", AT_NORMAL, "never") == "counts" else "not evaluable",
    )


def changed_settings(rule: str) -> Settings | None:
    """Return the settings of a rule where they are not the published ones, else None."""
    chosen = settings(rule)
    return chosen if changed(chosen) else None


def diagnosis_settings() -> DiagnosisSettings:
    """Return the settings of the diagnostic criteria."""
    return DiagnosisSettings(fever_from=float(kept("fever", FEVER, "38.5")))


def popover(rule: str) -> None:
    """Offer the settings of a rule; they are drawn only while the popover is open."""
    say = words()
    with st.popover(say("Settings of the rule"), on_change="rerun", width="stretch", key=f"criteria.{rule}") as opened:
        if not opened.open:
            return
        if rule == "midwest":
            _midwest()
        elif rule == "emapalumab":
            _assumed("assumed", rule)
        else:
            fever()
            _assumed("assumed2004", rule)


def fever() -> None:
    """Ask from which temperature on it is fever."""
    pick(
        words()("Fever"),
        FEVER,
        name="fever",
        default="38.5",
        help=words()("HLH-2004 says 38.5; some tables print 38.3."),
    )


def _assumed(name: str, rule: str) -> None:
    say = words()
    pick_some(say("Take as normal where the file has no record"), ASSUMED[rule], name=name)
    st.caption(say("Without this, a patient of whom one of them is missing may not be evaluable."))


def _midwest() -> None:
    say = words()
    st.caption(say("Points on which the text of the rule is silent"))
    pick(say("Haemoglobin and platelets improve"), COUNT_RISE, name="hbrise", default="25")
    pick(say("ALT of 400 U/L or less improves"), ALT, name="altrule", default="400")
    pick(say("A marker that is normal at baseline"), AT_NORMAL, name="atnormal", default="never")
    st.caption(say("Normal limits, which those of a laboratory may replace"))
    published = MidwestSettings()
    left, right = st.columns(2)
    for i, (name, title) in enumerate(LIMITS.items()):
        low, high, step = RANGES[name]
        with (left, right)[i % 2]:
            number(say(title), name=name, default=getattr(published, name), low=low, high=high, step=step)
