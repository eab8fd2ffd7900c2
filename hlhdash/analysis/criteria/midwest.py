"""The Midwest/Marsh response rule as used in Beijing (sources: `thresholds.MidwestSettings`)."""

from __future__ import annotations

from hlhdash.analysis.criteria.charts import Chart
from hlhdash.analysis.criteria.thresholds import MidwestSettings
from hlhdash.analysis.criteria.values import Known, all_of, at_least, at_most, count, if_else, less, more
from hlhdash.analysis.criteria.verdict import Verdict

COUNTS = ("haemoglobin", "platelets")
MARKERS = ("temperature", "scd25", "ferritin", "triglyceride", "haemoglobin", "anc", "platelets", "alt")


def midwest(chart: Chart, settings: MidwestSettings = MidwestSettings()) -> Verdict:  # noqa: B008 - frozen
    """Give CR, PR, improved, NR, died or NE.

    CR: every marker normal and no fever. PR: two or more markers improved and no fever. Improved: at least one marker,
    but not PR. NR: none. A class is given only where no value of the missing markers could change it.
    """
    if chart.died:
        return Verdict("died")
    normal, better = normal_markers(chart, settings), improved_markers(chart, settings)
    improved = tuple(name for name, answer in better.items() if answer is True)
    abnormal = tuple(name for name, answer in normal.items() if answer is False)
    remission = all_of(normal.values())
    if remission is True:
        return Verdict("CR", improved)
    unsure = {name for name, answer in {**better, **normal}.items() if answer is None}
    unsure |= {name for name, answer in better.items() if answer is None}
    missing = tuple(name for name in {**normal, **better} if name in unsure)
    possible = _without_remission(better, normal["temperature"], settings.needed)
    if remission is None or len(possible) > 1:
        return Verdict("NE", improved, abnormal, missing)
    return Verdict(possible.pop(), improved, abnormal, missing)


def normal_markers(chart: Chart, settings: MidwestSettings) -> dict[str, Known]:
    """Say of each marker whether it is normal at the assessment."""
    now, s = chart.now, settings
    return {
        "temperature": less(now.get("temperature"), s.afebrile_below),
        "scd25": less(now.get("scd25"), s.scd25_below),
        "ferritin": less(now.get("ferritin"), s.ferritin_below),
        "triglyceride": less(now.get("triglyceride"), s.triglyceride_below),
        "haemoglobin": at_least(now.get("haemoglobin"), s.haemoglobin_from),
        "anc": at_least(now.get("anc"), s.anc_from),
        "platelets": at_least(now.get("platelets"), s.platelets_from),
        "alt": at_most(now.get("alt"), s.alt_up_to),
    }


def improved_markers(chart: Chart, settings: MidwestSettings) -> dict[str, Known]:
    """Say of each marker whether it improved as far as the rule asks; fever is no marker."""
    s = settings
    answers = {
        "scd25": _scd25(chart, s),
        "ferritin": _fallen(chart, "ferritin", s.ferritin_below, s),
        "triglyceride": _fallen(chart, "triglyceride", s.triglyceride_below, s),
        "anc": False if "g_csf" in chart.support else _neutrophils(chart, s),
        "alt": _alt(chart, s),
    }
    if s.count_rise is not None:
        limits = {"haemoglobin": s.haemoglobin_from, "platelets": s.platelets_from}
        answers |= {
            name: False if "transfusion" in chart.support else _risen(chart, name, limits[name], s) for name in COUNTS
        }
    return answers


def _without_remission(better: dict[str, Known], afebrile: Known, needed: int) -> set[str]:
    """Return the classes that remain possible once complete remission is out."""
    least, most = count(better.values())
    found = set()
    for improved in range(least, most + 1):
        enough = improved >= needed
        if enough and afebrile is not False:
            found.add("PR")
        if improved and (not enough or afebrile is not True):
            found.add("improved")
        if not improved:
            found.add("NR")
    return found


def _scd25(chart: Chart, s: MidwestSettings) -> Known:
    before, now = chart.before.get("scd25"), chart.now.get("scd25")
    better = None if before is None or now is None else less(now.times(s.scd25_ratio), before)
    return _from_abnormal(at_least(before, s.scd25_below), better, s)


def _fallen(chart: Chart, name: str, limit: float, s: MidwestSettings) -> Known:
    before, now = chart.before.get(name), chart.now.get(name)
    better = None if before is None else at_most(now, before.times(1 - s.fall))
    return _from_abnormal(at_least(before, limit), better, s)


def _risen(chart: Chart, name: str, limit: float, s: MidwestSettings) -> Known:
    before, now = chart.before.get(name), chart.now.get(name)
    better = None if before is None or s.count_rise is None else at_least(now, before.times(1 + s.count_rise))
    return _from_abnormal(less(before, limit), better, s)


def _neutrophils(chart: Chart, s: MidwestSettings) -> Known:
    before, now = chart.before.get("anc"), chart.now.get("anc")
    doubled = None if before is None else at_least(now, before.times(s.anc_factor))
    from_low = all_of([doubled, more(now, s.anc_low)])
    from_middle = all_of([doubled, more(now, s.anc_middle)])
    better = if_else(less(before, s.anc_low), from_low, from_middle)
    return _from_abnormal(at_most(before, s.anc_middle), better, s)


def _alt(chart: Chart, s: MidwestSettings) -> Known:
    before, now = chart.before.get("alt"), chart.now.get("alt")
    better = None if before is None else at_most(now, before.times(1 - s.alt_fall))
    # Up to 400 at baseline the text has no rule, normal or not: the marker cannot improve.
    return if_else(more(before, s.alt_from), better, False)


def _from_abnormal(abnormal: Known, better: Known, s: MidwestSettings) -> Known:
    """Answer for a marker that is abnormal at baseline; for a normal one as the settings say."""
    return if_else(abnormal, better, s.normal_at_baseline == "counts")
