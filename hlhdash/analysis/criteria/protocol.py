"""The disease states of HLH-94 and HLH-2004: non-active, active, reactivated (source: `ProtocolSettings`)."""

from __future__ import annotations

from collections.abc import Mapping

from hlhdash.analysis.criteria.charts import Chart
from hlhdash.analysis.criteria.thresholds import ProtocolSettings
from hlhdash.analysis.criteria.values import Known, Value, all_of, any_of, at_least, at_most, less, more, reaches
from hlhdash.analysis.criteria.verdict import Verdict

STATES = ("non-active", "active", "reactivation")


def protocol(
    chart: Chart,
    settings: ProtocolSettings = ProtocolSettings(),  # noqa: B008 - frozen
    *,
    was_non_active: bool = False,
) -> Verdict:
    """Give the state non-active, active, reactivation, died or NE.

    Parameters
    ----------
    was_non_active : whether an earlier assessment was non-active; only then three criteria are a reactivation
    """
    if chart.died:
        return Verdict("died")
    quiet, again = non_active(chart, settings), reactivated(chart.now, settings)
    missing = tuple(dict.fromkeys(name for name, answer in {**again, **quiet}.items() if answer is None))
    good = tuple(name for name, answer in quiet.items() if answer is True)
    bad = tuple(name for name, answer in quiet.items() if answer is False)
    state = all_of(quiet.values())
    # Three of the eight, or symptoms of the brain alone, are a reactivation, however quiet all else is.
    reactivation = any_of([reaches(again.values(), settings.needed), _cns(chart.now)]) if was_non_active else False
    if reactivation is True:
        return Verdict("reactivation", good, bad)
    if state is True:
        return Verdict("non-active", good)
    if state is None or reactivation is None:
        return Verdict("NE", good, bad, missing)
    return Verdict("active", good, bad)


def non_active(chart: Chart, s: ProtocolSettings) -> dict[str, Known]:
    """Say of each criterion of a non-active disease whether it is met."""
    now = chart.now
    before, scd25 = chart.before.get("scd25"), now.get("scd25")
    answers = {
        "temperature": less(now.get("temperature"), s.afebrile_below),
        "spleen": at_most(now.get("spleen"), 0.0),
        "haemoglobin": at_least(now.get("haemoglobin"), s.haemoglobin_from),
        "platelets": at_least(now.get("platelets"), s.platelets_from),
        "anc": at_least(now.get("anc"), s.anc_from),
        "triglyceride": less(now.get("triglyceride"), s.triglyceride_below),
        "ferritin": at_most(now.get("ferritin"), s.ferritin_up_to),
        "scd25": None if before is None else less(scd25, before),
        "cns": _quiet_cns(chart),
    }
    return {
        name: True if answer is None and name in s.assumed_normal and name not in now else answer
        for name, answer in answers.items()
    }


def reactivated(now: Mapping[str, Value], s: ProtocolSettings) -> dict[str, Known]:
    """Say of each of the eight criteria of a reactivation whether it is met."""
    return {
        "temperature": at_least(now.get("temperature"), s.fever_from),
        "spleen": more(now.get("spleen"), 0.0),
        "platelets": less(now.get("platelets"), s.platelets_from),
        "triglyceride": at_least(now.get("triglyceride"), s.triglyceride_from),
        "fibrinogen": at_most(now.get("fibrinogen"), s.fibrinogen_up_to),
        "haemophagocytosis": more(now.get("haemophagocytosis"), 0.0),
        "ferritin": at_least(now.get("ferritin"), s.ferritin_from),
        "scd25": at_least(now.get("scd25"), s.scd25_from),
    }


def _no_cns(now: Mapping[str, Value]) -> Known:
    return at_most(now.get("cns"), 0.0)


def _quiet_cns(chart: Chart) -> Known:
    """Say whether the brain is quiet: what was abnormal has to be shown normal, and symptoms now never are."""
    now = _no_cns(chart.now)
    if now is not None or "cns" not in chart.before:
        return now is not False
    return any_of([at_most(chart.before["cns"], 0.0), now])


def _cns(now: Mapping[str, Value]) -> Known:
    """Say whether CNS symptoms are there, new because the disease had been non-active; unrecorded ones are none."""
    return more(now["cns"], 0.0) if "cns" in now else False
