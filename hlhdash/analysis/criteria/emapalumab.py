"""The response rule of the emapalumab study NI-0501-04 (source: `thresholds.EmapalumabSettings`)."""

from __future__ import annotations

from collections.abc import Mapping

from hlhdash.analysis.criteria.charts import Chart
from hlhdash.analysis.criteria.thresholds import EmapalumabSettings
from hlhdash.analysis.criteria.values import (
    Known,
    Value,
    all_of,
    any_of,
    at_least,
    at_most,
    less,
    more,
    negated,
    reaches,
)
from hlhdash.analysis.criteria.verdict import Verdict

MARKERS = ("temperature", "spleen", "anc", "platelets", "ferritin", "fibrinogen", "d_dimer", "cns", "scd25")
_FALLING = ("spleen", "ferritin", "d_dimer")
_RISING = ("anc", "platelets", "fibrinogen")


def emapalumab(chart: Chart, settings: EmapalumabSettings = EmapalumabSettings()) -> Verdict:  # noqa: B008 - frozen
    """Give CR, PR, improved ("HLH improvement"), NR, died or NE. In that study all three together are the response.

    CR: everything normal and sCD25 not above twice baseline. PR: three or more abnormalities of baseline normal.
    Improved: three or more better by half, or normal again.
    """
    if chart.died:
        return Verdict("died")
    now = _normal(chart.now, settings)
    was_abnormal = {name: negated(answer) for name, answer in _normal(chart.before, settings).items()}
    worse = _scd25_not_worse(chart, settings)
    normalised = {name: all_of([was_abnormal[name], now[name]]) for name in now}
    better = {name: all_of([was_abnormal[name], _half_better(chart, name, now[name], settings)]) for name in now}
    complete = all_of([*now.values(), worse])
    partial = reaches(normalised.values(), settings.normal_needed)
    improved = reaches(better.values(), settings.improved_needed)
    found = _first(("CR", complete), ("PR", partial), ("improved", improved))
    missing = tuple(name for name in now if now[name] is None or better[name] is None)
    return Verdict(
        found,
        tuple(name for name, answer in better.items() if answer is True),
        tuple(name for name, answer in now.items() if answer is False) + (("scd25",) if worse is False else ()),
        missing + (("scd25",) if worse is None else ()),
    )


def _first(*classes: tuple[str, Known]) -> str:
    """Return the first class that holds; not evaluable where one that is missing could come before it."""
    for name, answer in classes:
        if answer is True:
            return name
        if answer is None:
            return "NE"
    return "NR"


def _normal(v: Mapping[str, Value], s: EmapalumabSettings) -> dict[str, Known]:
    answers = {
        "temperature": less(v.get("temperature"), s.afebrile_below),
        "spleen": at_most(v.get("spleen"), 0.0),
        "anc": more(v.get("anc"), s.anc_above),
        "platelets": more(v.get("platelets"), s.platelets_above),
        "ferritin": less(v.get("ferritin"), s.ferritin_below),
        "fibrinogen": more(v.get("fibrinogen"), s.fibrinogen_above),
        "d_dimer": less(v.get("d_dimer"), s.d_dimer_below),
        "cns": at_most(v.get("cns"), 0.0),
    }
    return {
        name: True if answer is None and name in s.assumed_normal and name not in v else answer
        for name, answer in answers.items()
    }


def _scd25_not_worse(chart: Chart, s: EmapalumabSettings) -> Known:
    before = chart.before.get("scd25")
    return None if before is None else at_most(chart.now.get("scd25"), before.times(s.scd25_worse))


def _half_better(chart: Chart, name: str, normal: Known, s: EmapalumabSettings) -> Known:
    before, now = chart.before.get(name), chart.now.get(name)
    if name in _FALLING and before is not None:
        return any_of([normal, at_most(now, before.times(1 - s.improved_by))])
    if name in _RISING and before is not None:
        return any_of([normal, at_least(now, before.times(1 + s.improved_by))])
    return normal
