"""Columns of numbers that are called almost like a laboratory value: said, for nothing else would miss them."""

from __future__ import annotations

from hlhdash.cohort.fields import title
from hlhdash.cohort.headers import SheetKind, near_analyte, read_header
from hlhdash.cohort.mapping import ColumnReading
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.sheets import Sheet
from hlhdash.cohort.values import is_missing, number
from hlhdash.language import message

_LOOKED_AT = 200  # rows by which a column is judged
_MOST = 0.5  # share of the cells that must be numbers
_CODES = frozenset({0.0, 1.0})  # a column of these alone answers a question


def say_near_labs(sheet: Sheet, readings: tuple[ColumnReading, ...], kind: SheetKind, notes: Notes) -> None:
    """Point out the columns that nothing uses, hold numbers, and begin or end with the name of an analyte."""
    for reading in readings:
        if reading.field or reading.reason == "chosen" or read_header(reading.header, kind)[0]:
            continue
        name = near_analyte(reading.header)
        if name is None or not _holds_numbers(sheet, reading.header):
            continue
        notes.add(
            "warning",
            message(
                "Column {column} holds numbers and is called like {what}, but the rest of its name was not "
                "understood; it is kept as it came.",
                column=reading.header,
                what=title(f"lab:{name}:"),
            ),
            message("Write the day into the column's name, such as ferritin_d7, if it holds such values."),
            sheet=sheet.name,
            column=reading.header,
        )


def _holds_numbers(sheet: Sheet, header: str) -> bool:
    cells = [cell for cell in sheet.cells[header].head(_LOOKED_AT) if not is_missing(cell)]
    found = [one.value for one in (number(cell, decimal_comma=sheet.decimal_comma) for cell in cells) if one]
    return bool(found) and len(found) > _MOST * len(cells) and not _CODES.issuperset(found)
