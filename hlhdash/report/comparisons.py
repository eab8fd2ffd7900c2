"""Tables and sentences beside the survival curves: pairs, restricted means, incidence, fragility, landmarks."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from hlhdash import stats
from hlhdash.analysis.hazards import Hazards
from hlhdash.analysis.incidence import Incidence
from hlhdash.analysis.landmark import Cut
from hlhdash.analysis.survival import Survival
from hlhdash.language import Message, listed, message, opening
from hlhdash.numbers import p_equals, p_value, percent, percent_interval, rounded
from hlhdash.report.survival import NOT_ESTIMABLE, UNIT_TITLES, asked_title, group_title, time_words
from hlhdash.report.table import Column, Row, Table

_ONE_DECIMAL = 20  # as many patients as give percents a decimal: estimates always have one
ADJUSTMENTS = {
    "holm": message("Holm"),
    "bh": message("Benjamini-Hochberg"),
    "none": message("none"),
}


def pairwise_rows(result: Survival, adjust: str) -> Table:
    """Return each pair of groups with its log-rank P, unadjusted and adjusted."""
    table = result.pairwise(adjust)  # type: ignore[arg-type] - one of ADJUSTMENTS
    rows = tuple(
        Row((message("{a} against {b}", a=one["a"], b=one["b"]), p_value(one["p"]), p_value(one["p_adjusted"])))
        for one in table.to_dict("records")
    )
    columns = (
        Column(message("Groups"), "left"),
        Column(message("P")),
        Column(message("P, adjusted ({how})", how=ADJUSTMENTS[adjust])),
    )
    methods = listed(tuple(dict.fromkeys(str(method).split(";")[0] for method in table["method"])))
    notes = (message("Read the test over all groups first. {n} comparisons; {methods}.", n=len(rows), methods=methods),)
    return Table(message("Pairs of groups"), columns, rows, notes)


def rmst_rows(result: Survival, unit: str, tau: float | None = None) -> Table:
    """Return the restricted mean time of each group, and with two groups their difference."""
    table = result.rmst(tau)
    rows = [
        Row((one["group"], time_words(one["value"], unit), _time_interval(one["lower"], one["upper"], unit)))
        for one in table.to_dict("records")
    ]
    if len(result.groups) == 2:
        difference = stats.rmst_difference(*result.arrays(), tau=float(table["tau"].iloc[0]))
        interval = _time_interval(difference.lower, difference.upper, unit)
        said = message("{interval}; {p}", interval=interval, p=p_equals(difference.p))
        first, second = difference.groups
        rows.append(
            Row(
                (message("{b} minus {a}", a=first, b=second), time_words(difference.value, unit), said),
                "total",
            )
        )
    up_to = message("{tau} {unit}", tau=time_words(float(table["tau"].iloc[0]), unit), unit=UNIT_TITLES[unit])
    columns = (
        Column(group_title(result.by), "left"),
        Column(message("Mean, {unit}", unit=UNIT_TITLES[unit])),
        Column(message("95 % interval")),
    )
    notes = (message("Mean time free of the event within the first {up_to}: the area under the curve.", up_to=up_to),)
    return Table(message("Restricted mean time"), columns, tuple(rows), notes)


def _time_interval(lower: float, upper: float, unit: str) -> Message:
    if lower == upper:
        return NOT_ESTIMABLE  # nobody had the event, so the estimate has no spread of its own
    return message("{lower} to {upper}", lower=_signed(lower, unit), upper=_signed(upper, unit))


def _signed(days: float, unit: str) -> str:
    return time_words(days, unit) if days >= 0 else "−" + time_words(-days, unit)


def incidence_rows(result: Incidence, asked: tuple[float, ...], unit: str) -> Table:
    """Return, for each event, a row per group: n, how many had it, and its incidence at the times asked for."""
    times = result.at(asked, unit)
    rows: list[Row] = []
    for state, words in result.states.items():
        rows.append(Row((opening(words), *[""] * (2 + len(asked))), "heading"))
        for one in result.with_overall:
            chosen = times[(times["group"] == str(one.name)) & (times["state"] == state)]
            cells = (one.name, str(one.n), str(one.count(state)), *map(_share, chosen.to_dict("records")))
            rows.append(Row(cells, "inner"))
    columns = (
        Column(group_title(result.by), "left"),
        Column(message("N")),
        Column(message("Events")),
        *[Column(asked_title(k, unit)) for k in asked],
    )
    notes = (
        message("Cumulative incidence (Aalen-Johansen) with its 95 % interval, then the number at risk."),
        message("What competes is counted as an event of its own; 1 minus Kaplan-Meier would be too high."),
    )
    return Table(result.endpoint.title, columns, tuple(rows), notes)


def _share(row: Mapping) -> Message:
    if row["incidence"] != row["incidence"]:
        return NOT_ESTIMABLE
    share = percent(row["incidence"], _ONE_DECIMAL).removesuffix(" %")
    if row["lower"] != row["lower"]:
        return message("{share}; {n}", share=share, n=row["n_at_risk"])
    interval = percent_interval(row["lower"], row["upper"], _ONE_DECIMAL, sign=False)
    return message("{share} ({interval}); {n}", share=share, interval=interval, n=row["n_at_risk"])


def hazard_rows(result: Hazards) -> Table:
    """Return the hazard ratios of the forest plot as a table."""
    rows: list[Row] = []
    for factor in result.factors:
        if factor.missing is not None:
            rows.append(Row((factor.title, "", "", factor.missing, "")))
            continue
        for row in factor.rows:
            said = message("{level} against {reference}", level=row.level, reference=row.reference)
            rows.append(
                Row((factor.title, said, f"{row.events}/{row.n}", _ratio(row.value, row.lower, row.upper), _p(row.p)))
            )
    columns = (
        Column(message("Factor"), "left"),
        Column(message("Groups"), "left"),
        Column(message("Events/N")),
        Column(message("Hazard ratio (95 % interval)"), "left"),
        Column(message("P")),
    )
    methods = listed(tuple(dict.fromkeys(str(factor.method) for factor in result.factors if factor.method)))
    notes = [message("Unadjusted: each factor alone.")]
    if methods:
        notes.append(message("{methods}.", methods=methods))
    drifting: list[str] = [one.title for one in result.factors if one.drift is not None and one.drift < 0.05]
    if drifting:
        named = listed(drifting)
        notes.append(
            message("Hazards may not be proportional, so one ratio says too little: {factors}.", factors=named)
        )
    return Table(message("Hazard ratios"), columns, tuple(rows), tuple(notes))


def _ratio(value: float, lower: float, upper: float) -> Message:
    if value != value:
        return NOT_ESTIMABLE
    high = rounded(upper, 2) if math.isfinite(upper) else "∞"
    return message("{value} ({lower} to {upper})", value=rounded(value, 2), lower=rounded(lower, 2), upper=high)


def _p(p: float) -> str:
    return p_value(p) if p == p else ""


def excluded_rows(cut: Cut) -> Table:
    """Return who is not followed beyond the landmark, and why."""
    rows = tuple(Row((str(one["patient_id"]), one["reason"])) for one in cut.excluded.to_dict("records"))
    columns = (Column(message("Patient"), "left"), Column(message("Reason"), "left"))
    title = message("Not followed beyond day {day}: {n} of {total}", day=f"{cut.at:g}", n=len(rows), total=cut.n)
    return Table(title, columns, rows)


def strip_rows(strip: Sequence[Mapping], changed: str, *, ratios: bool) -> Table:
    """Return a landmark analysis at several days.

    Parameters
    ----------
    strip : rows of `hlhdash.stats.landmark_strip`
    changed : the heading of the column of those whose status had changed
    ratios : whether there are enough events for hazard ratios
    """
    rows = tuple(
        Row(
            (
                f"{one['at']:g}",
                str(one["n"]),
                str(one["n_changed"]),
                str(one["n_excluded"]),
                *([one["missing"] or _ratio(one["hazard_ratio"], one["lower"], one["upper"])] if ratios else []),
                _p(one["p"]),
            )
        )
        for one in strip
    )
    columns = (
        Column(message("Landmark, day")),
        Column(message("N")),
        Column(changed),
        Column(message("Left out")),
        *([Column(message("Hazard ratio (95 % interval)"))] if ratios else []),
        Column(message("P")),
    )
    notes = (
        message("Asymptotic log-rank P. Whoever looks at many days finds a small P somewhere: fix the day beforehand."),
    )
    return Table(message("The same question at other landmarks"), columns, rows, notes)
