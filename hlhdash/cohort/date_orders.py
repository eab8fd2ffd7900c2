"""In which order a column writes day, month and year: settled by its dates, else by other columns, else asked."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from hlhdash.cohort import values
from hlhdash.cohort.columns import Column
from hlhdash.cohort.dates import ORDERS, DateOrder, date, orders_of
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.privacy import is_private
from hlhdash.language import counted, message

Orders = frozenset[DateOrder]
# By their years the parts of dates with a year of two digits are told apart where at least so many dates
ENOUGH = 4
CLOSE = 5  # lie within so many years of each other in one order,
APART = 10  # and over more than so many in another.


def usual_order(columns: Iterable[Column], notes: Notes) -> DateOrder | None:
    """Return the order of the parts of a date that columns of one sheet prove, else the one the user said of one."""
    found: set[str] = set()
    answered: set[str] = set()
    for column in columns:
        found |= _proven([one for one in column.kinds(orders_of) if one])
        answered |= {notes.answers.get(key, "") for key in (column.reading.field, column.reading.header)}
    for orders in (found, answered):
        proven: list[DateOrder] = [order for order in ORDERS if order in orders]
        if len(proven) == 1:
            return proven[0]
    return None


def order_of(column: Column, usual: DateOrder | None, notes: Notes) -> DateOrder:
    """Return the order in which the dates of a column are to be read; it is asked where nothing settles it.

    Parameters
    ----------
    usual : the order of other columns of the sheet, assumed meanwhile
    """
    found: list[Orders] = [one for one in column.kinds(orders_of) if one]
    if not found:
        return ORDERS[0]
    proven = _proven(found)
    if len(proven) == 1:
        (order,) = proven
        return order
    allowed = column.each(orders_of)
    if proven:
        _say_mixed(column, allowed, notes)
    undecided = [one for one in found if len(one) > 1]
    if not undecided:
        return ORDERS[0]
    possible = _common(undecided) or undecided[0]
    years = _years(column, [order for order in ORDERS if order in possible])
    choices = _within_years(years)
    if len(choices) < len(years):
        _say_by_years(column, notes)
    return choices[0] if len(choices) == 1 else _ask(column, allowed, choices, _likeliest(years, proven, usual), notes)


def _proven(found: list[Orders]) -> set[DateOrder]:
    """Return the orders that single dates prove, else the only one that all dates of the column allow."""
    single: set[DateOrder] = {order for one in found if len(one) == 1 for order in one}
    common = _common(found)
    return single or (set(common) if len(common) == 1 else set())


def _common(found: list[Orders]) -> Orders:
    """Return the orders that all of some dates allow."""
    return frozenset(order for order in ORDERS if found and all(order in one for one in found))


def _years(column: Column, choices: list[DateOrder]) -> dict[DateOrder, list[int]]:
    """Return for each order the year of each distinct date."""
    written = [cell for cell in column.cells.unique() if orders_of(cell)]
    years: dict[DateOrder, list[int]] = {}
    for order in choices:
        days = (date(cell, order=order) for cell in written)
        years[order] = [day.year for day in days if day is not None]
    return years


def _spread(years: list[int]) -> int:
    return max(years) - min(years)


def _within_years(years: dict[DateOrder, list[int]]) -> list[DateOrder]:
    """Return the orders without those under which the dates, close together otherwise, lie over many years.

    A day of the month taken for the year scatters the dates of a column; a few dates may do so by chance.
    """
    close = min(map(_spread, years.values())) <= CLOSE
    if not close or len(next(iter(years.values()))) < ENOUGH:
        return list(years)
    return [order for order, found in years.items() if _spread(found) <= APART]


def _likeliest(years: dict[DateOrder, list[int]], proven: set[DateOrder], usual: DateOrder | None) -> DateOrder:
    """Return what is assumed meanwhile: a proven order, that of other columns, else the one with the fewest years."""
    by_spread: list[DateOrder] = sorted(years, key=lambda order: _spread(years[order]))
    known: list[DateOrder] = [order for order in by_spread if order in proven or order == usual]
    return (known or by_spread)[0]


def _say_by_years(column: Column, notes: Notes) -> None:
    notes.add(
        "note",
        message(
            "Which part of the dates in column {column} is the year was told by their years: "
            "read otherwise they would lie more than {years} years apart.",
            column=column.reading.header,
            years=APART,
        ),
        message("Write all dates as 2019-03-05."),
        sheet=column.reading.sheet,
        column=column.reading.header,
    )


def _say_mixed(column: Column, allowed: pd.Series, notes: Notes) -> None:
    """Say that the dates of one column are written in several orders."""
    counts = {order: int((allowed == frozenset({order})).sum()) for order in ORDERS}
    if counts["year first"]:
        sentence = message(
            "Column {column} mixes dates with the day, the month and the year first ({day}, {month}, {year}); "
            "each was read as it must be.",
            column=column.reading.header,
            day=counts["day first"],
            month=counts["month first"],
            year=counts["year first"],
        )
    else:
        sentence = message(
            "Column {column} mixes dates with the day first ({day}) and with the month first ({month}); "
            "each was read as it must be.",
            column=column.reading.header,
            day=counts["day first"],
            month=counts["month first"],
        )
    remedy = message("Write all dates as 2019-03-05.")
    notes.add("warning", sentence, remedy, sheet=column.reading.sheet, column=column.reading.header)


def _ask(column: Column, allowed: pd.Series, choices: list[DateOrder], assumed: DateOrder, notes: Notes) -> DateOrder:
    """Ask what is written first; a date that identifies a person is not quoted."""
    header = column.reading.header
    several = np.array([len(one) > 1 for one in allowed], dtype=bool)
    n = int(several.sum())
    if is_private(column.reading.field):
        told = {order: counted("{n} date is read so", "{n} dates are read so", n=n) for order in choices}
    else:
        open_to_all = np.array([one.issuperset(choices) for one in allowed], dtype=bool)
        cells = column.cells[open_to_all if open_to_all.any() else several]
        example = max(dict.fromkeys(cells), key=lambda cell: len({date(cell, order=order) for order in choices}))
        told = {
            order: counted(
                "“{cell}” is {date}; {n} date is read so",
                "“{cell}” is {date}; {n} dates are read so",
                n=n,
                cell=values.text(example),
                date=str(date(example, order=order)),
            )
            for order in choices
        }
    question = (
        message("What is written first in column {column}: the day, the month or the year?", column=header)
        if "year first" in choices
        else message("Is the day or the month written first in column {column}?", column=header)
    )
    chosen = notes.ask(column.reading.field, header, question, told, assumed)
    return next(order for order in choices if order == chosen)
