"""The tables and words of a survival analysis."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from hlhdash.analysis.landmark import grouping_title
from hlhdash.analysis.survival import Survival
from hlhdash.cohort.endpoints import DEATH
from hlhdash.language import Message, message
from hlhdash.numbers import asked_days, in_unit, p_equals, percent, percent_interval, rounded
from hlhdash.report.table import Column, Row, Table

_DECIMALS_FROM = 20  # survival always has one decimal: it is an estimate, not a count
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


def survival_rows(result: Survival, asked: tuple[float, ...], unit: str) -> Table:
    """Return one row per group: n, deaths, the median, and survival at the times asked for; all patients last."""
    times = result.at(asked, unit).to_dict("records")
    rows = []
    medians = result.medians().to_dict("records")
    for i, record in enumerate(medians):
        cells = (
            record["group"],
            str(record["n"]),
            str(record["events"]),
            _median(record, unit),
            *[_survival(time) for time in times[i * len(asked) : (i + 1) * len(asked)]],
        )
        rows.append(Row(cells, "total" if i and i == len(medians) - 1 else "body"))
    columns = (
        Column(group_title(result.by), "left"),
        Column(message("N")),
        Column(message("Died") if result.endpoint.parts == (DEATH,) else message("Events")),
        Column(message("Median, {unit}", unit=UNIT_TITLES[unit])),
        *[Column(asked_title(k, unit)) for k in asked],
    )
    notes = (
        message(
            "Survival with its 95 % interval, then the number at risk. {interval}.",
            interval=result.overall.curve.method,
        ),
        message("Median: Brookmeyer-Crowley interval. Not estimable: after the last follow-up of the group."),
    )
    return Table(result.endpoint.title, columns, tuple(rows), notes)


def group_title(by: str | None) -> Message:
    """Return the heading of the column of groups."""
    return message("Group") if by is None else grouping_title(by)


def _median(record: dict[Hashable, Any], unit: str) -> Message:
    if record["median"] is None:
        return NOT_REACHED
    return message(
        "{median} ({lower} to {upper})",
        median=time_words(record["median"], unit),
        lower=time_words(record["lower"], unit),
        upper=time_words(record["upper"], unit),
    )


def _survival(time: dict[Hashable, Any]) -> Message:
    if time["survival"] != time["survival"]:
        return NOT_ESTIMABLE
    return message(
        "{share} ({interval}); {n}",
        share=percent(time["survival"], _DECIMALS_FROM).removesuffix(" %"),
        interval=percent_interval(time["lower"], time["upper"], _DECIMALS_FROM, sign=False),
        n=time["n_at_risk"],
    )


def asked_title(k: float, unit: str) -> Message:
    """Return the heading of a column of values at a time asked for."""
    day = f"{asked_days(k, unit):g}"
    if unit == "days":
        return message("Day {day}, %", day=day)
    return message("{k} {unit} (day {day}), %", k=f"{k:g}", unit=UNIT_TITLES[unit], day=day)


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
    return message("{name}. {definition}", name=result.endpoint.title, definition=result.endpoint.definition)
