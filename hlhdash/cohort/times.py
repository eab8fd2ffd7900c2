"""One column of times: dates, numbers with a unit, spans such as "3 weeks", or yes and no."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from hlhdash.cohort import values, vocabulary
from hlhdash.cohort.columns import Column
from hlhdash.cohort.dates import ORDERS, DateOrder, date, date_order
from hlhdash.cohort.fields import is_milestone
from hlhdash.cohort.fields_time import ALWAYS_DATED
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.privacy import is_private
from hlhdash.cohort.tables import no_words
from hlhdash.cohort.values import DAYS_PER_UNIT
from hlhdash.language import counted, message

ONGOING = frozenset(
    {"ongoing", "continuing", "continued", "on treatment", "on drug", "current", "still on", "to date"}
    | {"持续", "继续", "用药中", "至今", "仍在用"}
)
STEPS = (1.0, 0.5, 0.1)  # in which numbers are given, the coarsest first; anything finer is 0.01


@dataclass(frozen=True)
class Times:
    """What one column says about when a thing happened; series over the same rows.

    Attributes
    ----------
    dates : datetime64, NaT where the cell gives no date
    days : days from the file's own zero, NaN where the cell gives no number
    step : how coarsely each number is given, in days: a month written as "4" may be off by a month
    happened : True, False, or None where the cell does not say
    ongoing : True where the cell says that it goes on
    """

    dates: pd.Series
    days: pd.Series
    step: pd.Series
    happened: pd.Series
    ongoing: pd.Series

    def by(self, patients: pd.Index) -> Times:
        """Return the same times with the patients as their index."""
        series = (self.dates, self.days, self.step, self.happened, self.ongoing)
        return Times(*(one.set_axis(patients) for one in series))

    def filled_by(self, other: Times) -> Times:
        """Return these times with what they leave open taken from others."""
        return Times(
            self.dates.fillna(other.dates),
            self.days.fillna(other.days),
            self.step.where(self.days.notna(), other.step),
            self.happened.where(self.happened.notna(), other.happened),
            self.ongoing | other.ongoing,
        )


def no_times(index: pd.Index) -> Times:
    """Return times of which nothing is known."""
    nothing = pd.Series(np.nan, index=index, dtype=float)
    return Times(
        pd.Series(pd.NaT, index=index, dtype="datetime64[ns]"),
        nothing,
        nothing,
        no_words(index),
        pd.Series(False, index=index),
    )


def as_times(column: Column, notes: Notes, *, usual: DateOrder | None = None) -> Times:
    """Read a column of dates, numbers of days, weeks, months or years, or yes/no.

    The header's unit decides where it has one; else the cells do, and a column of bare numbers is asked about.

    Parameters
    ----------
    usual : the order of day and month that other columns of the sheet prove
    """
    flags = column.each(lambda cell: _flag(cell, column.reading.field))
    ongoing = column.flags(lambda cell: values.plain(cell) in ONGOING)
    if _is_yes_no(column, flags, ongoing):
        return replace(no_times(column.cells.index), happened=flags, ongoing=ongoing)
    dates = _dates(column, usual, notes)
    days, step = _numbers(column, dates, notes)
    flags = flags.where(days.isna() & dates.isna(), None)  # "no" beside dates; a 0 among days is a day
    bad = column.present & dates.isna() & days.isna() & flags.isna() & ~ongoing
    column.mark(
        bad,
        "error",
        lambda cell: message("“{cell}” is neither a date nor a number; this time is left empty.", cell=cell),
        message("Write the date as 2019-03-05, or the number of days."),
        notes,
    )
    _zeros(column, days, notes)
    timed = dates.notna() | days.notna()
    happened = flags.where(flags.notna() | ~timed, True)
    return Times(dates, days, step, happened, ongoing)


def proven_order(columns: Iterable[Column]) -> DateOrder | None:
    """Return the order of day and month that columns of one sheet prove, None where they prove none or both."""
    found: set[str] = set()
    for column in columns:
        found |= set(column.each(date_order).dropna())
    proven: list[DateOrder] = [order for order in ORDERS if order in found]
    return proven[0] if len(proven) == 1 else None


def _flag(cell: Any, field: str) -> bool | None:
    if field == "death" and (status := vocabulary.vital(values.text(cell))):
        return {"dead": True, "alive": False}.get(status)
    return values.yes_no(cell)


def _is_yes_no(column: Column, flags: pd.Series, ongoing: pd.Series) -> bool:
    """Say whether a column says only whether a thing happened; a unit in its header makes 0 and 1 days."""
    name = column.reading.field
    if column.reading.unit or name in ALWAYS_DATED or not is_milestone(name):
        return False
    said = column.present & ~ongoing
    return bool(said.any()) and bool(flags[said].notna().all())


def _numbers(column: Column, dates: pd.Series, notes: Notes) -> tuple[pd.Series, pd.Series]:
    """Return the numbers that are not dates, in days, and the step in which each is given."""

    def bare(cell: Any) -> float:
        if values.is_missing(cell) or date_order(cell) is not None:
            return np.nan
        found = values.bare_number(cell, decimal_comma=column.decimal_comma)
        return np.nan if found is None else found

    numbers = column.each(bare, float).where(dates.isna())
    unit: str = column.reading.unit
    if numbers.notna().any() and unit == "":
        unit = _ask_unit(column, numbers.dropna(), notes)
    scale = DAYS_PER_UNIT.get(unit, np.nan)  # a bare number in a column of dates is no day
    spans = column.each(lambda cell: None if values.is_missing(cell) else values.span(cell))
    spans = spans.where(dates.isna() & numbers.isna(), None)
    found: list[tuple[float, str] | None] = spans.tolist()
    span_days = pd.Series([np.nan if one is None else one[0] for one in found], index=spans.index)
    span_step = pd.Series([np.nan if one is None else DAYS_PER_UNIT[one[1]] for one in found], index=spans.index)
    return (numbers * scale).fillna(span_days), (_steps(numbers) * scale).fillna(span_step)


def _steps(numbers: pd.Series) -> pd.Series:
    """Return the coarsest step each number is a multiple of: 1, 0.5, 0.1 or 0.01."""
    values_ = numbers.to_numpy(float)
    fits = [np.isclose(values_ / step, np.rint(values_ / step), rtol=0, atol=1e-9) for step in STEPS]
    return pd.Series(np.select(fits, STEPS, default=0.01), index=numbers.index)


def _zeros(column: Column, days: pd.Series, notes: Notes) -> None:
    """Point out zeros in a column of days of something that need not happen: they may mean "no"."""
    name = column.reading.field
    zeros = int((days == 0).sum())
    if name in ALWAYS_DATED or not is_milestone(name) or name in ("start_day", "end_day", "day"):
        return
    if zeros and (days > 0).any():
        notes.add(
            "warning",
            counted(
                "{n} cell of column {column} is 0 and was read as day zero.",
                "{n} cells of column {column} are 0 and were read as day zero.",
                n=zeros,
                column=column.reading.header,
            ),
            message("Empty these cells if 0 means that it did not happen."),
            sheet=column.reading.sheet,
            column=column.reading.header,
        )


def _dates(column: Column, usual: DateOrder | None, notes: Notes) -> pd.Series:
    if column.reading.unit not in ("", "date"):
        return pd.Series(pd.NaT, index=column.cells.index, dtype="datetime64[ns]")
    orders = column.each(date_order)
    kinds = set(orders.dropna())
    proven: list[DateOrder] = [order for order in ORDERS if order in kinds]
    order: DateOrder = proven[0] if proven else usual or "day first"
    if len(proven) == 2:
        _mixed_orders(column, orders, notes)
    if "either" in kinds and len(proven) != 1:
        order = _ask_order(column, int((orders == "either").sum()), order, notes)
    read = column.each(lambda cell: None if values.is_missing(cell) else date(cell, order=order))
    return pd.to_datetime(read, errors="coerce").astype("datetime64[ns]")


def _mixed_orders(column: Column, orders: pd.Series, notes: Notes) -> None:
    counts = {order: int((orders == order).sum()) for order in ORDERS}
    notes.add(
        "warning",
        message(
            "Column {column} mixes dates with the day first ({day}) and with the month first ({month}); "
            "each was read as it must be.",
            column=column.reading.header,
            day=counts["day first"],
            month=counts["month first"],
        ),
        message("Write all dates as 2019-03-05."),
        sheet=column.reading.sheet,
        column=column.reading.header,
    )


def _ask_order(column: Column, n: int, assumed: DateOrder, notes: Notes) -> DateOrder:
    written = next(cell for cell in column.cells if date_order(cell) == "either")
    if is_private(column.reading.field):
        choices = {order: counted("{n} date is read so", "{n} dates are read so", n=n) for order in ORDERS}
    else:
        choices = {
            order: counted(
                "“{cell}” is {date}; {n} date is read so",
                "“{cell}” is {date}; {n} dates are read so",
                n=n,
                cell=values.text(written),
                date=str(date(written, order=order)),
            )
            for order in ORDERS
        }
    chosen = notes.ask(
        column.reading.field,
        column.reading.header,
        message("Is the day or the month written first in column {column}?", column=column.reading.header),
        choices,
        assumed,
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
