"""The tables and words of a survival analysis."""

from __future__ import annotations

from hlhdash.analysis.groups import ALL
from hlhdash.analysis.survival import ENDPOINT_TITLES, Survival
from hlhdash.cohort.fields import title
from hlhdash.language import Message, message
from hlhdash.numbers import in_unit, p_equals, percent, percent_interval, rounded
from hlhdash.report.table import Column, Row, Table

NOT_REACHED = message("not reached")
NOT_ESTIMABLE = message("not estimable")
UNIT_TITLES = {
    "days": message("days"),
    "weeks": message("weeks"),
    "months": message("months"),
    "years": message("years"),
}
ASKED: dict[str, tuple[float, ...]] = {
    "days": (30, 90, 180, 365),
    "weeks": (4, 12, 26, 52),
    "months": (3, 6, 12, 24),
    "years": (0.5, 1, 2, 5),
}


def time_words(days: float | None, unit: str) -> str:
    """Write a time in the unit of the screen; "not reached" where there is none."""
    if days is None or days != days:
        return NOT_REACHED
    return rounded(in_unit(days, unit), 0 if unit == "days" else 1)


def medians(result: Survival, unit: str) -> Table:
    """Return n, deaths and the median with its interval of each group."""
    rows = [
        Row(
            (
                record["group"],
                str(record["n"]),
                str(record["events"]),
                time_words(record["median"], unit),
                _range(record["lower"], record["upper"], unit),
            )
        )
        for record in result.medians().to_dict("records")
    ]
    columns = (
        Column(title(result.by) if result.by else ALL, "left"),
        Column(message("N")),
        Column(message("Died")),
        Column(message("Median, {unit}", unit=UNIT_TITLES[unit])),
        Column(message("95 % interval")),
    )
    return Table(message("Median overall survival"), columns, tuple(rows), (message("Brookmeyer-Crowley interval."),))


def _range(lower: float | None, upper: float | None, unit: str) -> Message:
    if lower is None and upper is None:
        return NOT_ESTIMABLE
    return message("{lower} to {upper}", lower=time_words(lower, unit), upper=time_words(upper, unit))


def at_times(result: Survival, asked: tuple[float, ...], unit: str) -> Table:
    """Return survival with its interval and the number at risk at the times asked for."""
    rows = []
    for record in result.at(asked, unit).to_dict("records"):
        known = record["survival"] == record["survival"]
        rows.append(
            Row(
                (
                    record["group"],
                    _asked(record["asked"], unit, record["day"]),
                    str(record["n_at_risk"]),
                    _one_decimal(record["survival"]) if known else NOT_ESTIMABLE,
                    _one_decimal_range(record["lower"], record["upper"]) if known else "–",
                )
            )
        )
    columns = (
        Column(title(result.by) if result.by else ALL, "left"),
        Column(message("Time")),
        Column(message("At risk")),
        Column(message("Survival")),
        Column(message("95 % interval")),
    )
    first = result.groups[0].curve.interval
    return Table(message("Overall survival at chosen times"), columns, tuple(rows), (first,))


def _one_decimal(share: float) -> str:
    return percent(share, 20)


def _one_decimal_range(lower: float, upper: float) -> str:
    return percent_interval(lower, upper, 20)


def _asked(k: float, unit: str, day: float) -> Message:
    if unit == "days":
        return message("day {day}", day=f"{k:g}")
    return message("{k} {unit} (day {day})", k=f"{k:g}", unit=UNIT_TITLES[unit], day=f"{day:.0f}")


def test_words(result: Survival) -> Message:
    """Say the test's P with its name, the asymptotic one beside an exact one, or why there is none."""
    test = result.test
    if test is None:
        return result.test_missing or message("No test was made.")
    if test.p_exact is not None:
        return message(
            "{p} ({method}). Asymptotic log-rank: chi-squared {statistic}, {asymptotic}.",
            p=p_equals(test.p),
            method=test.method,
            statistic=rounded(test.statistic, 2),
            asymptotic=p_equals(test.p_asymptotic),
        )
    return message(
        "{p} ({method}); chi-squared {statistic}.",
        p=p_equals(test.p),
        method=test.method,
        statistic=rounded(test.statistic, 2),
    )


def interpretation(result: Survival) -> Message | None:
    """Say what a P above 0.05 means, and does not."""
    if result.test is None:
        return None
    if result.test.p > 0.05:
        return message("No evidence of a difference; with groups this small a real one can stay unseen.")
    return message("The curves differ by more than chance alone would often give; this does not say why.")


def follow_up_words(result: Survival, unit: str) -> Message:
    """Say how long patients were followed, both ways, each named."""
    followed = result.follow_up()
    median = followed.reverse_median
    return message(
        "Median time followed {median} {unit} (range {shortest} to {longest}); "
        "reverse Kaplan-Meier median {reverse} {unit} (95 % interval {lower} to {upper}).",
        median=time_words(followed.median, unit),
        unit=UNIT_TITLES[unit],
        shortest=time_words(followed.shortest, unit),
        longest=time_words(followed.longest, unit),
        reverse=time_words(median.value, unit),
        lower=time_words(median.lower, unit),
        upper=time_words(median.upper, unit),
    )


def endpoint_words(result: Survival) -> Message:
    """Say what the endpoint is."""
    return message("{name}. {definition}", name=ENDPOINT_TITLES[result.endpoint], definition=result.definition)
