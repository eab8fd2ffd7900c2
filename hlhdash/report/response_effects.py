"""Tables beside the response table: effects, strata, a benchmark, states over time, and what hangs on one patient."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from hlhdash.analysis.groups import ALL
from hlhdash.analysis.published import PUBLISHED
from hlhdash.analysis.response import response_rows_of
from hlhdash.analysis.response_result import ResponseTable
from hlhdash.analysis.response_tests import Benchmark, Flip, Fragility, NamedTest
from hlhdash.analysis.states_over_time import StatesOverTime
from hlhdash.analysis.time_to_response import TimeToResponse
from hlhdash.cohort.fields import ASSESSMENT_DAYS, title
from hlhdash.language import Message, message
from hlhdash.numbers import SMALL_GROUP, p_equals, p_value, percent, percent_interval, rounded, share
from hlhdash.report.response import CLASS_TITLES, CLASS_WORDS, denominator_words
from hlhdash.report.table import Column, Row, Table

NOT_ESTIMABLE = message("not estimable")
TEST_TITLES = {
    "chi-squared": message("Chi-squared"),
    "yates": message("Chi-squared with Yates' correction"),
    "mid-p": message("Fisher's mid-P"),
    "barnard": message("Barnard's exact test"),
    "boschloo": message("Boschloo's exact test"),
}
MINUS = "\u2212"  # a true minus sign: a hyphen before a number could start a formula


def effects_rows(result: ResponseTable) -> Table:
    """Return each group against all others: odds ratio and difference with intervals, P and Holm's P."""
    group = title(result.by) if result.by else message("Group")
    columns = (
        Column(group, "left"),
        Column(message("Responders, n/N (%)")),
        Column(message("All others, n/N (%)")),
        Column(message("Odds ratio (95 % interval)")),
        Column(message("Difference, percentage points (95 % interval)")),
        Column(message("P")),
        Column(message("P, Holm")),
    )
    rows = [
        Row(
            (
                row["group"],
                share(row["responders"], row["n"]),
                share(row["rest_responders"], row["rest_n"]),
                _odds_ratio(row["odds_ratio"], row["lower"], row["upper"]),
                _difference(row["difference"], row["difference_lower"], row["difference_upper"], _fewest(row)),
                p_value(row["p"]),
                p_value(row["p_holm"]),
            )
        )
        for row in result.against_rest.to_dict("records")
    ]
    notes = (
        message(
            "P by Fisher's exact test, two-sided by probability; P is not adjusted, Holm's is for {n} comparisons.",
            n=len(rows),
        ),
        message("Odds ratio by conditional likelihood, with the interval that inverts the same test."),
        message("Difference of response rates with Newcombe's interval (method 10)."),
        denominator_words(result),
    )
    return Table(message("Each group against all others"), columns, tuple(rows), notes)


def strata_rows(result: ResponseTable) -> Table:
    """Return responders of each group within each stratum."""
    columns = (
        Column(title(result.by) if result.by else message("Group"), "left"),
        Column(message("Responders, n/N (%)")),
        Column(message("95 % interval")),
    )
    rows = []
    for name in result.strata:
        mine = result.patients[result.of_stratum(name)]
        order = tuple(label for label in result.rows.iloc[:-1, 0] if (mine["group"] == label).any())
        table = response_rows_of(mine, order, "group", result.interval)
        rows.append(
            Row((message("{column}: {value}", column=title(result.within or ""), value=name), "", ""), "heading")
        )
        rows += [
            Row(
                (
                    record["group"],
                    share(record["responders"], record["n"]),
                    percent_interval(record["lower"], record["upper"], record["n"]),
                ),
                "inner",
            )
            for record in table.to_dict("records")
        ]
    heading = message("Response within {column}", column=title(result.within or ""))
    return Table(heading, columns, tuple(rows), (denominator_words(result),))


def benchmark_rows(result: ResponseTable, found: Benchmark) -> Table:
    """Return each response rate against a rate fixed beforehand."""
    columns = (
        Column(title(result.by) if result.by else message("Group"), "left"),
        Column(message("Responders, n/N (%)")),
        Column(message("95 % interval")),
        Column(message("P")),
        Column(message("P, Holm")),
    )
    records = found.rows.to_dict("records")
    rows = [
        Row(
            (
                row["group"],
                share(row["responders"], row["n"]),
                percent_interval(row["lower"], row["upper"], row["n"]),
                p_value(row["p"]),
                "" if i == len(records) - 1 else p_value(row["p_holm"]),
            ),
            "total" if i == len(records) - 1 else "body",
        )
        for i, row in enumerate(records)
    ]
    heading = message("Response rates against {rate}", rate=f"{100 * found.rate:g} %")
    notes = (message("P by the {method}; not adjusted, Holm's over the groups.", method=found.method),)
    return Table(heading, columns, tuple(rows), (*notes, denominator_words(result)))


def tests_rows(result: ResponseTable, found: Iterable[NamedTest]) -> Table:
    """Return other tests of the same table, each named."""
    columns = (Column(message("Test"), "left"), Column(message("P")))
    rows = [
        Row((test.method, p_value(test.p)))
        if test.p is not None
        else Row((message("{test}: {reason}", test=TEST_TITLES[test.id], reason=test.method), p_value(None)))
        for test in found
    ]
    exact = [Row((result.method, p_value(result.p)))] if result.p is not None else []
    notes = (message("Choosing among these tests after seeing them makes P too small; the first is the default."),)
    return Table(message("Other tests of the same table"), columns, (*exact, *rows), notes)


def states_rows(result: StatesOverTime, groups: tuple[str, ...] = (ALL,)) -> Table:
    """Return the classes at each assessment out of all patients of each of these groups."""
    columns = (
        Column(message("Assessment"), "left"),
        *(Column(CLASS_TITLES[name]) for name in CLASS_TITLES),
        Column(message("N")),
    )
    rows = []
    for group in groups:
        mine = result.rows[result.rows["group"] == group].to_dict("records")
        if len(groups) > 1:
            rows.append(Row((group, *("" for _ in CLASS_TITLES), ""), "heading"))
        rows += [
            Row(
                (title(row["assessment"]), *(share(row[name], row["n"]) for name in CLASS_TITLES), str(row["n"])),
                "inner" if len(groups) > 1 else "body",
            )
            for row in mine
        ]
    notes = (
        message("Out of all patients at every assessment; who died stays counted as dead."),
        *([result.pooling.words] if result.pooling is not None else []),
        CLASS_WORDS,
    )
    return Table(message("Response over time, n/N (%)"), columns, tuple(rows), notes)


_PARTS = ("incidence", "lower", "upper")


def speed_rows(result: TimeToResponse) -> Table:
    """Return how many of each group have responded by the days of the usual assessments."""
    days = [day for day in ASSESSMENT_DAYS.values() if day <= result.last_day]
    columns = (
        Column(title(result.by) if result.by else message("Group"), "left"),
        Column(message("Responded, n/N (%)")),
        *(Column(message("By day {day} (95 % interval)", day=day)) for day in days),
    )
    table = result.incidence.at(days) if days else None
    rows = []
    for name in result.order:
        mine = result.patients[result.patients["group"] == name]
        cells = [share(int((mine["state"] == 1).sum()), len(mine))]
        if table is not None:
            found = table[table["state"] == 1]
            found = found[found["group"] == name] if "group" in found else found
            cells += [
                _incidence(value, lower, upper, len(mine))
                for value, lower, upper in zip(*(found[part].tolist() for part in _PARTS), strict=True)
            ]
        rows.append(Row((name, *cells)))
    notes = (
        message("Cumulative incidence by Aalen and Johansen; past the last follow-up of a group not estimable."),
        message("A response is dated by the assessment that first saw it."),
        result.endpoint.definition,
        *([result.pooling.words] if result.pooling is not None else []),
    )
    return Table(message("Time to response"), columns, tuple(rows), notes)


def _incidence(value: float, lower: float, upper: float, n: int) -> str:
    if math.isnan(value):
        return NOT_ESTIMABLE
    if math.isnan(lower) or math.isnan(upper):
        return percent(value, n)
    return message("{value} ({interval})", value=percent(value, n), interval=percent_interval(lower, upper, n))


def published_rows() -> Table:
    """Return response rates published elsewhere."""
    columns = (
        Column(message("Study"), "left"),
        Column(message("Patients"), "left"),
        Column(message("Response"), "left"),
        Column(message("n/N (%)")),
        Column(message("95 % interval")),
    )
    rows = tuple(
        Row(
            (
                message("{study}, {who}", study=one.study, who=one.short),
                one.population,
                one.rule,
                share(one.x, one.n),
                percent_interval(one.share.lower, one.share.upper, one.n),
            )
        )
        for one in PUBLISHED
    )
    notes = (
        message("Different populations and different rules: a reference, not a comparison."),
        message("Intervals: Clopper-Pearson, 95 %."),
    )
    return Table(message("Published elsewhere"), columns, rows, notes)


def response_fragility_words(found: Fragility) -> Message:
    """Say whether one patient changes the answer, and which one."""
    if not found.decisive:
        return message("No single patient changes the answer: {p} stays on its side of 0.05.", p=p_equals(found.p))
    return message(
        "One patient changes the answer: {p} as it is; {case}.", p=p_equals(found.p), case=_case(found.decisive[0])
    )


def _case(flip: Flip) -> Message:
    if flip.responder:
        return message("had one responder of {group} not responded, {p}", group=flip.group, p=p_equals(flip.p))
    return message("had one more patient of {group} responded, {p}", group=flip.group, p=p_equals(flip.p))


def _fewest(row: Mapping[Any, Any]) -> int:
    return min(int(row["n"]), int(row["rest_n"]))


def _odds_ratio(value: float, lower: float, upper: float) -> str:
    if math.isnan(value):
        return NOT_ESTIMABLE
    return message("{value} ({lower} to {upper})", value=ratio(value), lower=ratio(lower), upper=ratio(upper))


def ratio(value: float) -> str:
    """Write an odds ratio with two or three digits, the infinite one as a sign."""
    if math.isinf(value):
        return "∞"
    if value == 0:
        return "0"
    return rounded(value, 2 if value < 10 else (1 if value < 100 else 0))


def _difference(value: float, lower: float, upper: float, n: int) -> str:
    if math.isnan(value):
        return NOT_ESTIMABLE
    decimals = 0 if n < SMALL_GROUP else 1
    return message(
        "{value} ({lower} to {upper})",
        value=signed(100 * value, decimals),
        lower=signed(100 * lower, decimals),
        upper=signed(100 * upper, decimals),
    )


def signed(value: float, decimals: int) -> str:
    """Write a number with a true minus sign."""
    return rounded(round(value, 9), decimals).replace("-", MINUS)
