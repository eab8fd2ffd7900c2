"""Tables without the counts that must be hidden, and without every number that tells one of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from hlhdash.analysis.incidence import Incidence
from hlhdash.analysis.response_result import ResponseTable
from hlhdash.analysis.survival import Survival
from hlhdash.language import Message, message
from hlhdash.numbers import HIDDEN
from hlhdash.report.response import added_words, left_out_words
from hlhdash.report.small_counts import EVENTS, RESPONDERS
from hlhdash.report.suppression import hidden_words
from hlhdash.report.table import Row, Table
from hlhdash.report.tally import SIZE, Key

_FIRST_TIME = 4  # column of the first time asked for in a table of survival
_FIRST_SHARE = 3  # and in one of cumulative incidence


def without_small_responses(content: Table, result: ResponseTable, closed: frozenset[Key], least: int) -> Table:
    """Hide cells of a response table, and the share, interval and P value that tell a hidden number."""
    classes = len(result.classes)
    rows = []
    for i, row in enumerate(content.rows):
        gone = {1} if (i, SIZE) in closed else set()
        gone |= {2 + j for j, name in enumerate(result.classes) if (i, name) in closed}
        if (i, RESPONDERS) in closed or (i, SIZE) in closed:
            gone |= set(range(2 + classes, len(content.columns)))
        rows.append(without(row, gone))
    counting = {*left_out_words(result), added_words(result)}
    return noted(replace(content, notes=tuple(one for one in content.notes if one not in counting)), rows, least)


def without_small_survival(
    content: Table, result: Survival | Incidence, closed: frozenset[Key], asked: tuple[float, ...], unit: str
) -> Table:
    """Hide cells of a table of survival or of cumulative incidence.

    Where the number of patients or of events is hidden, so is all that is estimated from it. Of the numbers at risk,
    small ones are hidden, and that of all patients as soon as one of its parts is.
    """
    at_risk = _at_risk(result, asked, unit)
    groups, single = len(result.with_overall), isinstance(result, Survival)
    closed_groups = {row for row, name in closed if name == SIZE}
    first = _FIRST_TIME if single else _FIRST_SHARE
    rows, at = [], 0
    for row in content.rows:
        if row.level == "heading":
            rows.append(row)
            continue
        place, state = at % groups, list(result.states)[at // groups] if isinstance(result, Incidence) else 1
        at += 1
        gone = {1} if (place, SIZE) in closed else set()
        if (place, f"{EVENTS} {state}") in closed or (place, SIZE) in closed:
            gone |= set(range(2, len(content.columns)))
        last = place == groups - 1 and groups > 1
        few = {
            first + j
            for j in range(len(asked))
            if at_risk[place][j] < result.least
            or (last and (closed_groups or any(one[j] < result.least for one in at_risk[:-1])))
        }
        cells = tuple(_few(cell) if j in few else cell for j, cell in enumerate(row.cells))
        rows.append(without(replace(row, cells=cells), gone))
    return noted(content, rows, result.least)


def _at_risk(result: Survival | Incidence, asked: tuple[float, ...], unit: str) -> list[list[int]]:
    """Return the numbers at risk at the times asked for, a row for each group and one for all."""
    table = result.at(asked, unit)
    if "state" in table:
        table = table[(table["state"] == 1).to_numpy(bool)]
    counts = table["n_at_risk"].to_numpy(int)
    return counts.reshape(-1, len(asked)).tolist()


def _few(cell: str) -> str:
    """Return an estimate without its number at risk."""
    if isinstance(cell, Message) and "n" in cell.values:
        return message(cell.template, **{**cell.values, "n": HIDDEN})
    return cell


def without(row: Row, gone: Iterable[int]) -> Row:
    """Return a row with the cells at these places hidden; an empty cell stays empty."""
    places = set(gone)
    return replace(row, cells=tuple(HIDDEN if j in places and cell else cell for j, cell in enumerate(row.cells)))


def noted(content: Table, rows: list[Row], least: int) -> Table:
    """Return a table with other rows, whose first note says that counts are hidden."""
    return replace(content, rows=tuple(rows), notes=(message("{words}.", words=hidden_words(least)), *content.notes))
