"""What a column of times leaves open: the unit of bare numbers, the meaning of zeros, the year, the day of a month."""

from __future__ import annotations

from typing import Any

import pandas as pd

from hlhdash.cohort.columns import Column
from hlhdash.cohort.dates import LAST_OF_2000
from hlhdash.cohort.fields_time import MAY_NOT_HAPPEN
from hlhdash.cohort.notes import Notes
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


def say_short_years(column: Column, years: pd.Series, notes: Notes) -> None:
    """Say as what years of two digits are read.

    Parameters
    ----------
    years : the full year of each date that is written with two digits, else None
    """
    found = years.dropna()
    numbers: dict[str, Any] = {"n": len(found), "column": column.reading.header}
    if (found < 2000).any():
        sentence = counted(
            "{n} date in column {column} has a year of two digits; up to {last} it was read as 20xx, above as 19xx.",
            "{n} dates in column {column} have a year of two digits; up to {last} it was read as 20xx, above as 19xx.",
            **numbers,
            last=LAST_OF_2000,
        )
    else:
        sentence = counted(
            "{n} date in column {column} has a year of two digits, which was read as 20xx.",
            "{n} dates in column {column} have a year of two digits, which was read as 20xx.",
            **numbers,
        )
    remedy = message("Write all dates as 2019-03-05.")
    notes.add("note", sentence, remedy, sheet=column.reading.sheet, column=column.reading.header)


def say_months(column: Column, only_month: pd.Series, notes: Notes) -> None:
    """Find the cells that give a month without a day."""
    column.mark(
        only_month,
        "warning",
        lambda cell: message("“{cell}” gives no day; the 15th of that month is used.", cell=cell),
        message("Write the day if it is known; times from this date may be two weeks off."),
        notes,
    )


def say_longer(column: Column, longer: pd.Series, notes: Notes) -> None:
    """Say that the number of a time such as "12+" or ">12" is used, which is right for those who were censored then."""
    if not longer.any():
        return
    notes.add(
        "note",
        counted(
            "{n} time in column {column} has a plus or a “>”, as of a patient who was censored; its number is used.",
            "{n} times in column {column} have a plus or a “>”, as of patients who were censored; "
            "their numbers are used.",
            n=int(longer.sum()),
            column=column.reading.header,
        ),
        message("Nothing for those who were alive then; give the day of death of those who died."),
        sheet=column.reading.sheet,
        column=column.reading.header,
    )


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
