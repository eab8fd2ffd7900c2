"""One column at a time: cells to words, numbers, dates and times, each unreadable cell a finding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from hlhdash.cohort import values
from hlhdash.cohort.findings import Level
from hlhdash.cohort.mapping import ColumnReading
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.values import DAYS_PER_UNIT, DateOrder
from hlhdash.language import Message, message

ONGOING = frozenset(
    {"ongoing", "continuing", "on treatment", "on drug", "current", "持续", "继续", "用药中", "至今"}
)


@dataclass(frozen=True)
class Column:
    """The cells of one column with what is needed to name one of them in a finding."""

    reading: ColumnReading
    cells: pd.Series  # objects, indexed by the row number of the file
    patients: pd.Series  # the patient of each row
    decimal_comma: bool

    def unreadable(
        self, bad: pd.Series, sentence: Callable[[str], Message], remedy: Message, notes: Notes
    ) -> None:
        """Make a finding for each cell marked in `bad`; its value is left empty."""
        self.mark(bad, "error", sentence, remedy, notes)

    def mark(
        self,
        marked: pd.Series,
        level: Level,
        sentence: Callable[[str], Message],
        remedy: Message,
        notes: Notes,
    ) -> None:
        """Make a finding of the given level for each cell marked."""
        for row in self.cells.index[marked.to_numpy(bool)]:
            read = values.text(self.cells.at[row])
            notes.add(
                level,
                sentence(read[:80]),
                remedy,
                sheet=self.reading.sheet,
                row=int(row),
                column=self.reading.header,
                patient=str(self.patients.at[row]),
                read=read,
            )


def each(cells: pd.Series, read: Callable[[Any], Any]) -> pd.Series:
    """Apply a reader to a column, once for each distinct cell (long sheets repeat themselves)."""
    try:
        known = {cell: read(cell) for cell in cells.unique()}
        return pd.Series([known[cell] for cell in cells], index=cells.index, dtype=object)
    except (TypeError, KeyError):  # unhashable cells, and NaN, which is not equal to itself
        return pd.Series([read(cell) for cell in cells], index=cells.index, dtype=object)


def present(cells: pd.Series) -> pd.Series:
    """Mark the cells that hold something."""
    return ~each(cells, values.is_missing).astype(bool)


def as_text(column: Column) -> pd.Series:
    """Read a column as words, None where a cell is empty."""
    return each(column.cells, lambda cell: None if values.is_missing(cell) else values.text(cell))


def as_word(
    column: Column,
    read: Callable[[Any], str | None],
    notes: Notes,
    *,
    unknown: Callable[[str], Message],
    remedy: Message,
    keep: bool = False,
    level: Level = "error",
) -> pd.Series:
    """Read a column by the dictionary; a word it does not know is a finding and kept only if `keep`."""
    filled = present(column.cells)
    words = each(column.cells, lambda cell: read(values.text(cell)))
    strange = filled & words.isna()
    column.mark(strange, level, unknown, remedy, notes)
    if keep:
        words = words.where(~strange, as_text(column))
    return words.where(filled & words.notna(), None)


def as_number(column: Column, notes: Notes) -> pd.Series:
    """Read a column of numbers; text in it is a finding and becomes NaN."""
    read = each(column.cells, lambda cell: values.number(cell, decimal_comma=column.decimal_comma))
    bad = present(column.cells) & read.isna()
    column.unreadable(bad, _not_a_number, message("Correct the cell, or leave it empty."), notes)
    return pd.Series([np.nan if x is None else x.value for x in read], index=read.index, dtype=float)


def as_age(column: Column, notes: Notes) -> pd.Series:
    """Read ages in years."""
    unit = column.reading.unit if column.reading.unit in DAYS_PER_UNIT else "years"
    read = each(
        column.cells, lambda cell: values.age_years(cell, unit=unit, decimal_comma=column.decimal_comma)
    ).astype(float)
    read = read.where((read >= 0) & (read <= 120))
    bad = present(column.cells) & read.isna()
    column.unreadable(
        bad,
        lambda cell: message("“{cell}” is not an age; the age of this patient is left empty.", cell=cell),
        message("Write the age in years, such as 1.5, or as “1y6m”."),
        notes,
    )
    return read


@dataclass(frozen=True)
class Times:
    """What one column says about when a thing happened; three series over the same rows.

    Attributes
    ----------
    dates : datetime64, NaT where the cell gives no date
    days : days from the file's own zero, NaN where the cell gives no number
    happened : True, False, or None where the cell does not say
    ongoing : True where the cell says that it goes on
    resolution : how coarsely the days are given, in days (a month given as "4" may be off by half a month)
    """

    dates: pd.Series
    days: pd.Series
    happened: pd.Series
    ongoing: pd.Series
    resolution: float = 0.0


def as_times(column: Column, notes: Notes) -> Times:
    """Read a column of dates, numbers of days, weeks, months or years, or yes/no.

    The header's unit decides where it has one; else the cells do, and a column of bare numbers is asked about.
    """
    cells = column.cells
    filled = present(cells)
    ongoing = each(cells, lambda cell: values.plain(cell) in ONGOING).astype(bool)
    flags = each(cells, values.yes_no)
    numbers = each(cells, lambda cell: _plain_number(cell, column.decimal_comma)).astype(float)
    is_flag_column = bool(filled.any()) and not column.reading.unit and flags[filled & ~ongoing].notna().all()
    if is_flag_column:
        nothing = pd.Series(np.nan, index=cells.index)
        return Times(pd.to_datetime(nothing), nothing, flags.where(filled, None), ongoing)
    flags = flags.where(numbers.isna() & filled, None)  # "no" beside dates; a 0 in a column of days is a day
    unit = column.reading.unit
    dates = pd.Series(pd.NaT, index=cells.index, dtype="datetime64[ns]")
    if unit in ("", "date"):
        dates = _dates(column, filled, notes)
    days = numbers.where(dates.isna())
    if days.notna().any() and unit in ("", "date"):
        unit = _ask_unit(column, days.dropna(), notes) if unit == "" else ""
    resolution = 0.0
    if unit in DAYS_PER_UNIT:
        resolution = DAYS_PER_UNIT[unit] * _step(days.dropna()) / 2
        days = days * DAYS_PER_UNIT[unit]
    elif unit == "":
        days = days * np.nan
    bad = filled & dates.isna() & days.isna() & flags.isna() & ~ongoing
    column.unreadable(
        bad,
        lambda cell: message("“{cell}” is neither a date nor a number; this time is left empty.", cell=cell),
        message("Write the date as 2019-03-05, or the number of days."),
        notes,
    )
    happened = flags.where(
        flags.notna(), each(dates.notna() | days.notna(), lambda yes: True if yes else None)
    )
    return Times(dates, days, happened, ongoing, resolution)


def _plain_number(cell: Any, decimal_comma: bool) -> float:
    if values.is_missing(cell) or values.date_order(cell) is not None:
        return np.nan
    read = values.number(cell, decimal_comma=decimal_comma)
    return np.nan if read is None or read.unit or read.bound else read.value


def _dates(column: Column, filled: pd.Series, notes: Notes) -> pd.Series:
    orders = each(column.cells, values.date_order)[filled]
    order: DateOrder = "day first"
    kinds = set(orders.dropna())
    if "either" in kinds and "day first" not in kinds:
        order = "month first"
        if "month first" not in kinds:
            order = _ask_order(column, notes)
    read = each(
        column.cells, lambda cell: None if values.is_missing(cell) else values.date(cell, order=order)
    )
    return pd.to_datetime(read, errors="coerce")


def _ask_order(column: Column, notes: Notes) -> DateOrder:
    written = next(cell for cell in column.cells if values.date_order(cell) == "either")
    choices = {
        order: message(
            "“{cell}” is {date}", cell=values.text(written), date=str(values.date(written, order=order))
        )
        for order in ("day first", "month first")
    }
    chosen = notes.ask(
        column.reading.field,
        column.reading.header,
        message("Is the day or the month written first in column {column}?", column=column.reading.header),
        choices,
        "day first",
    )
    return "month first" if chosen == "month first" else "day first"


def _ask_unit(column: Column, numbers: pd.Series, notes: Notes) -> str:
    largest = float(numbers.max())
    choices = {
        unit: message(
            "the largest is {days} days ({years} years)",
            days=f"{largest * DAYS_PER_UNIT[unit]:.0f}",
            years=f"{largest * DAYS_PER_UNIT[unit] / DAYS_PER_UNIT['years']:.1f}",
        )
        for unit in ("days", "weeks", "months", "years")
    }
    return notes.ask(
        column.reading.field,
        column.reading.header,
        message("In what unit are the numbers in column {column}?", column=column.reading.header),
        choices,
        "days",
    )


def _step(numbers: pd.Series) -> float:
    """Return the step in which numbers are given: 1, 0.5, 0.1 or 0.01."""
    for step in (1.0, 0.5, 0.1):
        if np.allclose(numbers / step, np.rint(numbers / step), atol=1e-9):
            return step
    return 0.01


def _not_a_number(cell: str) -> Message:
    return message("“{cell}” is not a number; this value is left empty.", cell=cell)
