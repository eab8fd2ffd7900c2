"""What a column of times leaves open: the order of day and month, the unit of bare numbers, the meaning of zeros."""

from __future__ import annotations

import pandas as pd

from hlhdash.cohort import values
from hlhdash.cohort.columns import Column
from hlhdash.cohort.dates import ORDERS, DateOrder, date, date_order
from hlhdash.cohort.fields_time import MAY_NOT_HAPPEN
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.privacy import is_private
from hlhdash.cohort.values import DAYS_PER_UNIT
from hlhdash.language import counted, message


def say_zeros(column: Column, days: pd.Series, notes: Notes) -> None:
    """Point out zeros in a column of days of something that need not happen: they may mean "no"."""
    zeros = int((days == 0).sum())
    if column.reading.field in MAY_NOT_HAPPEN and zeros and (days > 0).any():
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


def say_mixed_orders(column: Column, orders: pd.Series, notes: Notes) -> None:
    """Say that the dates of one column are written in both orders."""
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


def say_short_years(column: Column, short: pd.Series, notes: Notes) -> None:
    """Say that years of two digits are read as 20xx."""
    if short.any():
        notes.add(
            "note",
            counted(
                "{n} date in column {column} has a year of two digits, which was read as 20xx.",
                "{n} dates in column {column} have a year of two digits, which was read as 20xx.",
                n=int(short.sum()),
                column=column.reading.header,
            ),
            message("Write all dates as 2019-03-05."),
            sheet=column.reading.sheet,
            column=column.reading.header,
        )


def say_months(column: Column, only_month: pd.Series, notes: Notes) -> None:
    """Find the cells that give a month without a day."""
    column.mark(
        only_month,
        "warning",
        lambda cell: message("“{cell}” gives no day; the 15th of that month is used.", cell=cell),
        message("Write the day if it is known; times from this date may be two weeks off."),
        notes,
    )


def ask_order(column: Column, n: int, assumed: DateOrder, notes: Notes) -> DateOrder:
    """Ask whether the day or the month is written first; a date that identifies a person is not quoted."""
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


def ask_unit(column: Column, numbers: pd.Series, notes: Notes) -> str:
    """Ask for the unit of a column of bare numbers."""
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
