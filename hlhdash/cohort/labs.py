"""Laboratory values: from a labs sheet, long or wide, and from columns of the patients sheet."""

from __future__ import annotations

import numpy as np
import pandas as pd

from hlhdash.cohort.columns import Column
from hlhdash.cohort.headers import analyte, is_share
from hlhdash.cohort.lab_values import in_usual_units
from hlhdash.cohort.lab_words import Given, read_words
from hlhdash.cohort.long import LongSheet
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.tables import stack
from hlhdash.cohort.thousands import with_thousands
from hlhdash.cohort.unit_columns import units_for
from hlhdash.language import message

LABS = ("patient_id", "day", "analyte", "value", "bound", "unit")


def of_patient_column(column: Column, unit: str | np.ndarray, notes: Notes) -> pd.DataFrame:
    """Read a column of the patients sheet such as "ferritin_d7"; one without a day is taken as measured on day zero.

    Parameters
    ----------
    unit : of all its values, or row by row
    """
    _, name, day = column.reading.field.split(":")
    if not day and column.present.any():
        notes.add(
            "note",
            message(
                "Column {column} does not say on which day it was measured; it is taken as day zero.",
                column=column.reading.header,
            ),
            message("Write the day into the column's name, such as ferritin_d7."),
            sheet=column.reading.sheet,
            column=column.reading.header,
        )
    return _measured(column, np.full(len(column.cells), float(day or 0)), name, unit, notes)


def read_labs(long: LongSheet, notes: Notes) -> pd.DataFrame:
    """Read a placed labs sheet, long (analyte, value) or wide (a column for each analyte)."""
    day = long.day(long.first_of("day", "start_day")).to_numpy(float)
    value = long.column("value")
    if value is not None and long.has("analyte"):
        return _long(long, value, day, notes)
    wide = [column for column in long.columns if column.reading.field.startswith("lab:")]
    tables = [
        _measured(column, day, column.reading.field.split(":")[1], units_for(column, long.columns), notes)
        for column in wide
    ]
    return stack(tables, LABS)


def _long(long: LongSheet, value: Column, day: np.ndarray, notes: Notes) -> pd.DataFrame:
    words = long.words("analyte")
    nameless = words.isna() & value.present
    notes.each(
        "error",
        long.spots(nameless),
        lambda _: message("This row does not say what was measured and is not used."),
        message("Fill in the analyte."),
        sheet=long.name,
    )
    known = {word: word if is_share(word) else analyte(word) or word for word in words.dropna().unique()}
    analytes = words.map(known).to_numpy(object)
    table = _measured(value, day, analytes, long.words("unit").fillna("").to_numpy(object), notes)
    return table[table["analyte"].notna()]


def _measured(
    column: Column, day: np.ndarray, name: str | np.ndarray, unit: str | np.ndarray, notes: Notes
) -> pd.DataFrame:
    """Turn cells into values with bounds; a cell that is no number, or has no day, is a finding.

    Parameters
    ----------
    day, name, unit : when and what was measured, row by row; a cell's own unit comes first

    Returns
    -------
    DataFrame
        columns `LABS`
    """
    if isinstance(name, str):
        column = with_thousands(column, name, unit, notes)
    read = column.numbers
    told = np.zeros(len(read.value), dtype=bool)
    told[list(read.how)] = True
    column.mark(
        column.by_row(column.filled & np.isnan(read.value) & ~told),
        "error",
        lambda cell: message("“{cell}” is not a number; this value is left empty.", cell=cell),
        message("Correct the cell, or leave it empty."),
        notes,
    )
    value = column.by_row(read.value)
    bound: str | np.ndarray = column.by_row(read.given(read.bound)) if read.bound else ""
    if read.unit:
        own = column.by_row(read.given(read.unit))
        unit = np.where(own != "", own, unit)
    if read.how:
        words = read_words(column, name, Given(value, _each(bound, value), _each(unit, value)), notes)
        value, bound, unit = words.value, words.bound, words.unit
    column.mark(
        ~np.isnan(value) & np.isnan(day),
        "error",
        lambda _: message("This measurement has no day and is not used."),
        message("Fill in the day."),
        notes,
    )
    value, unit = in_usual_units(column, name, value, unit, notes)
    kept = ~(np.isnan(value) | np.isnan(day))
    cells: dict[str, np.ndarray | str] = {
        "patient_id": column.patients.to_numpy(object),
        "day": day,
        "analyte": name,
        "value": value,
        "bound": bound,
        "unit": unit,
    }
    if not kept.all():
        cells = {field: cell if isinstance(cell, str) else cell[kept] for field, cell in cells.items()}
    return pd.DataFrame(cells, index=column.cells.index[kept])


def _each(words: str | np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Give each row its word."""
    return np.full(len(rows), words, dtype=object) if isinstance(words, str) else words
