"""Tables of what happened in time, of adverse events and of pairs, without the counts that must be hidden."""

from __future__ import annotations

from dataclasses import replace

from hlhdash.analysis.groups import ALL
from hlhdash.analysis.labs import Labs
from hlhdash.analysis.states_over_time import StatesOverTime
from hlhdash.cohort.vocabulary import RESPONSES
from hlhdash.report.small_further import EVER, HIGHER, LOWER, SEVERE_ONES, WITH, cell, step
from hlhdash.report.small_tables import noted, without
from hlhdash.report.table import Row, Table
from hlhdash.report.tally import SIZE, Key

Closed = frozenset[Key]


def without_small_speed(content: Table, closed: Closed, least: int) -> Table:
    """Hide who responded, and by which day, where that tells a small count."""
    rows = []
    for i, row in enumerate(content.rows):
        days = len(row.cells) - 2
        gone = {1} if (i, EVER) in closed else set()
        gone |= {2 + k for k in range(days) if (i, step(k)) in closed}
        rows.append(without(row, _all(row) if (i, SIZE) in closed else gone))
    return noted(content, rows, least)


def without_small_normal(content: Table, closed: Closed, least: int) -> Table:
    """Hide who became normal, and by which day; the day by which half had stands only beside its count."""
    rows = []
    for i, row in enumerate(content.rows):
        ever = len(row.cells) - 2
        gone = {2 + k for k in range(ever - 2) if (i, step(k)) in closed}
        gone |= {ever, ever + 1} if (i, EVER) in closed else set()
        rows.append(without(row, _all(row) if (i, SIZE) in closed else gone))
    return noted(content, rows, least)


def without_small_pairs(content: Table, result: Labs, closed: Closed, least: int) -> Table:
    """Hide whose values fell or rose, and medians of groups whose size is hidden."""
    rows = []
    for i, row in enumerate(content.rows):
        gone = {5} if (i, LOWER) in closed else set()
        gone |= {6} if (i, HIGHER) in closed else set()
        gone |= {4} if 0 < result.paired[i].exact < least else set()
        rows.append(without(row, _all(row) if (i, SIZE) in closed else gone))
    return noted(replace(content, notes=content.notes[:1]), rows, least)


def without_small_rates(content: Table, closed: Closed, least: int) -> Table:
    """Hide who had an adverse event, and with that how many events there were and how soon."""
    rows = []
    for i, row in enumerate(content.rows):
        gone = {2} if (i, SEVERE_ONES) in closed else set()
        gone |= {1, 3, 5, 6} if (i, WITH) in closed else set()
        rows.append(without(row, _all(row) if (i, SIZE) in closed else gone))
    return noted(content, rows, least)


def without_small_states(content: Table, result: StatesOverTime, closed: Closed, least: int) -> Table:
    """Hide classes at each assessment; the rows are those of the result, a heading before each group."""
    places, rows, at = rows_of(result), [], 0
    for row in content.rows:
        if row.level == "heading":
            rows.append(row)
            continue
        (i, assessment), at = places[at], at + 1
        gone = {1 + j for j, name in enumerate(RESPONSES) if (i, cell(assessment, name)) in closed}
        rows.append(without(row, _all(row) if (i, SIZE) in closed else gone))
    return noted(content, rows, least)


def rows_of(result: StatesOverTime) -> list[tuple[int, str]]:
    """Return, for each row of a result, its row among the counts and its assessment."""
    groups = [name for name in result.groups if name != ALL] + [ALL]
    return [
        (groups.index(group), assessment)
        for group, assessment in zip(result.rows["group"], result.rows["assessment"], strict=True)
    ]


def _all(row: Row) -> range:
    return range(1, len(row.cells))
