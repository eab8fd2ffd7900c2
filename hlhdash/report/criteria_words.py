"""What the rules are called, where they come from, and how their settings stand, in sentences and in Python."""

from __future__ import annotations

from types import MappingProxyType

from hlhdash.analysis.criteria import (
    DiagnosisSettings,
    EmapalumabSettings,
    MidwestSettings,
    ProtocolSettings,
    Settings,
    changed,
)
from hlhdash.cohort.fields import ANALYTES
from hlhdash.language import Message, listed, message

RULE_NAMES = MappingProxyType(
    {
        "midwest": message("Midwest/Marsh rule as used in Beijing"),
        "emapalumab": message("Emapalumab rule (NI-0501-04)"),
        "hlh-2004": message("Disease states of HLH-94 and HLH-2004"),
    }
)
RULE_SOURCES = MappingProxyType(
    {
        "midwest": message(
            "Source: Marsh, Pediatr Blood Cancer 2013;60:101; Wang, Blood 2015;126:2186; Wei, Int J Hematol 2020."
        ),
        "emapalumab": message(
            "Source: Locatelli, N Engl J Med 2020;382:1811. There CR, PR and HLH improvement together are the "
            "response; elsewhere “improved” is none."
        ),
        "hlh-2004": message("Source: Henter, Pediatr Blood Cancer 2007;48:124."),
    }
)
MARKERS: dict[str, Message] = {analyte.name: analyte.title for analyte in ANALYTES} | {
    "cns": message("CNS"),
    "haemophagocytosis": message("Haemophagocytosis"),
}
# The limits of normal that a laboratory's own may replace: the marker, its unit, and how the limit is met.
LIMITS: dict[str, Message] = {
    "afebrile_below": message("Temperature below, °C"),
    "ferritin_below": message("Ferritin below, ng/mL"),
    "scd25_below": message("sCD25 below, U/mL"),
    "triglyceride_below": message("Triglyceride below, mmol/L"),
    "haemoglobin_from": message("Haemoglobin from, g/L"),
    "anc_from": message("Neutrophils from, 10⁹/L"),
    "platelets_from": message("Platelets from, 10⁹/L"),
    "alt_up_to": message("ALT up to, U/L"),
}


def settings_words(settings: Settings | DiagnosisSettings) -> tuple[Message, ...]:
    """Say how the points stand on which a rule's text is silent, and which limits are not the published ones."""
    if isinstance(settings, MidwestSettings):
        return _midwest(settings)
    if isinstance(settings, EmapalumabSettings | ProtocolSettings):
        fever = (_fever(settings.fever_from),) if isinstance(settings, ProtocolSettings) else ()
        return (*fever, _assumed(settings.assumed_normal))
    return (_fever(settings.fever_from),)


def _midwest(s: MidwestSettings) -> tuple[Message, ...]:
    counts = (
        message("Haemoglobin and platelets, on which the rule is silent, cannot improve.")
        if s.count_rise is None
        else message(
            "Haemoglobin and platelets, on which the rule is silent, improve by a rise of {share} % or more.",
            share=f"{100 * s.count_rise:g}",
        )
    )
    alt = (
        message(
            "ALT up to {limit} U/L at baseline, on which the rule is silent, cannot improve.", limit=f"{s.alt_from:g}"
        )
        if s.alt_from > s.alt_up_to
        else message("ALT improves from any abnormal value when it falls by half; the rule says so above 400 U/L only.")
    )
    normal = (
        message("A marker that is normal at baseline cannot improve; the rule is silent on it.")
        if s.normal_at_baseline == "not evaluable"
        else message("A marker that is normal at baseline counts as improved; the rule is silent on it.")
    )
    return (counts, alt, normal, *_limits(s))


def _limits(s: MidwestSettings) -> tuple[Message, ...]:
    moved = [
        message("{limit}: {value}", limit=LIMITS[name], value=f"{value:g}")
        for name, value in changed(s).items()
        if name in LIMITS
    ]
    if not moved:
        return ()
    return (message("Normal limits other than the published ones: {limits}.", limits=listed(moved)),)


def _fever(limit: float) -> Message:
    return message("Fever is {limit} °C or more.", limit=f"{limit:g}")


def _assumed(names: tuple[str, ...]) -> Message:
    if not names:
        return message("What the file does not record is missing; nothing is taken as normal.")
    return message(
        "Taken as normal where the file has no record: {markers}.", markers=listed([MARKERS[name] for name in names])
    )


def settings_code(settings: Settings | DiagnosisSettings) -> str:
    """Write settings as Python, with what is not published only."""
    given = ", ".join(f"{name}={value!r}" for name, value in changed(settings).items())
    return f"{type(settings).__name__}({given})"
