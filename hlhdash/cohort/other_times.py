"""Columns of dates that no field knows, such as "Surgery" or "FirstResponse": marks on the swimmer plot."""

from __future__ import annotations

from dataclasses import replace

from hlhdash.cohort.columns import Column
from hlhdash.cohort.dates import date, month
from hlhdash.cohort.day_columns import MOST, holds_dates
from hlhdash.cohort.headers import normal, split_unit
from hlhdash.cohort.mapping import ColumnReading
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.sheets import Sheet
from hlhdash.cohort.values import bare_number, code, span
from hlhdash.language import listed, message

_SAMPLE = 2_000
# Things that happen on one day: a column called so holds its day even where its cells are bare numbers.
_HAPPENINGS = frozenset(
    {"surgery", "operation", "splenectomy", "biopsy", "first response", "progression", "icu admission", "admission"}
    | {"discharge", "intubation", "radiotherapy", "enrolment", "enrollment", "randomisation", "randomization"}
    | {"engraftment", "gvhd", "second transplant", "手术", "脾切除", "首次缓解", "首次反应", "进展", "入院", "出院"}
)
_FLAGS = frozenset({"0", "1"})  # nothing but these says whether it happened, and not on which day


def with_other_times(sheet: Sheet, readings: tuple[ColumnReading, ...], notes: Notes) -> tuple[ColumnReading, ...]:
    """Take columns nobody knows for milestones where their cells are dates, or their header names a unit of time."""
    result, found = [], []
    for reading in readings:
        field, unit = _milestone(sheet, reading)
        if field:
            result.append(replace(reading, field=field, unit=unit, reason="content", sure=75))
            found.append(reading.header)
        else:
            result.append(reading)
    if found:
        notes.add(
            "note",
            message("The columns {columns} hold times and are drawn as milestones.", columns=listed(found)),
            message("Choose what a column is if it is something else."),
            sheet=sheet.name,
        )
    return tuple(result)


def _milestone(sheet: Sheet, reading: ColumnReading) -> tuple[str, str]:
    if reading.field or reading.reason == "chosen":
        return "", ""
    cells = sheet.cells[reading.header]
    cells = cells.iloc[:: max(1, len(cells) // _SAMPLE)]
    column = Column(reading, cells, cells, sheet.decimal_comma)
    if not column.present.any():
        return "", ""
    stem, unit = split_unit(reading.header)
    if holds_dates(sheet, reading.header):
        return f"milestone:{reading.header}", "date" if unit == "date" else ""
    if not unit and all(code(cell) in _FLAGS for cell in column.cells[column.present]):
        return "", ""
    if stem in _HAPPENINGS or normal(reading.header) in _HAPPENINGS:
        numbers = column.flags(lambda cell: bare_number(cell, decimal_comma=sheet.decimal_comma) is not None)
        times = numbers | column.flags(lambda cell: (span(cell) or date(cell) or month(cell)) is not None)
        return (f"milestone:{reading.header}", unit) if column.share(times) > MOST else ("", "")
    return "", ""
