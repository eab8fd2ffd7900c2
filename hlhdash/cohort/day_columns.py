"""The day of each row of a long sheet where no header says which column it is: the one column of dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from hlhdash.cohort.dates import date, month
from hlhdash.cohort.header_units import normal
from hlhdash.cohort.mapping import ColumnReading
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.sheets import Sheet
from hlhdash.cohort.values import bare_number, is_missing
from hlhdash.language import message

MOST = 0.5  # the share of cells that must be dates
_SAMPLE = 2_000
_DAYS = frozenset({"day", "start_day"})
# Of several columns of dates the one on which the sample was taken, not the one on which the result was reported.
_TAKEN = re.compile(r"\b(?:sampl|collect|draw|specimen|taken)|采|抽血|取样|留取")


def holds_dates(sheet: Sheet, header: str) -> bool:
    """Say whether most cells of a column that hold something are dates and no bare numbers."""
    cells = sheet.cells[header]
    filled = [cell for cell in cells.iloc[:: max(1, len(cells) // _SAMPLE)] if not is_missing(cell)]
    known = dict.fromkeys(filled)
    dates = {
        cell
        for cell in known
        if bare_number(cell, decimal_comma=sheet.decimal_comma) is None
        and (date(cell) is not None or month(cell) is not None)
    }
    return sum(cell in dates for cell in filled) > MOST * len(filled)


def day_column(sheet: Sheet, headers: Iterable[str]) -> str | None:
    """Return the one of some columns that holds dates; of several the only one on which samples were taken."""
    dated = [header for header in headers if holds_dates(sheet, header)]
    taken = [header for header in dated if _TAKEN.search(normal(header))]
    found = taken if len(dated) > 1 else dated
    return found[0] if len(found) == 1 else None


def with_day(sheet: Sheet, readings: tuple[ColumnReading, ...], notes: Notes) -> tuple[ColumnReading, ...]:
    """Take the one column of dates for the day of a sheet of labs or events that has no column of that name."""
    if any(reading.field in _DAYS for reading in readings):
        return readings
    found = day_column(
        sheet, [reading.header for reading in readings if not reading.field and reading.reason == "none"]
    )
    if found is None:
        return readings
    say_day(sheet.name, found, notes)
    return tuple(
        replace(one, field="day", unit="date", reason="content", sure=75) if one.header == found else one
        for one in readings
    )


def say_day(sheet: str, header: str, notes: Notes) -> None:
    """Say which column was taken for the day because it holds dates."""
    notes.add(
        "note",
        message(
            "No column is called the day; {column} holds dates and is taken for the day of each row.", column=header
        ),
        message("Choose what the column is if it is something else."),
        sheet=sheet,
        column=header,
    )
