"""Laboratory values: from a labs sheet, long or wide, and from columns of the patients sheet."""

from __future__ import annotations

import numpy as np
import pandas as pd

from hlhdash.cohort.columns import Column
from hlhdash.cohort.headers import analyte, measured_unit
from hlhdash.cohort.lab_values import in_usual_units
from hlhdash.cohort.long import LongSheet
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.tables import stack
from hlhdash.cohort.values import Number
from hlhdash.language import message

LABS = ("patient_id", "day", "analyte", "value", "bound", "unit")


def of_patient_column(column: Column, notes: Notes) -> pd.DataFrame:
    """Read a column of the patients sheet such as "ferritin_d7"; one without a day is taken as measured on day zero."""
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
    days = pd.Series(float(day or 0), index=column.cells.index)
    return _measured(column, days, name, measured_unit(column.reading.header), notes)


def read_labs(long: LongSheet, notes: Notes) -> pd.DataFrame:
    """Read a placed labs sheet, long (analyte, value) or wide (a column for each analyte)."""
    day = long.day(long.first_of("day", "start_day"))
    value = long.column("value")
    if value is not None and long.has("analyte"):
        return _long(long, value, day, notes)
    wide = [column for column in long.columns if column.reading.field.startswith("lab:")]
    tables = [
        _measured(column, day, column.reading.field.split(":")[1], measured_unit(column.reading.header), notes)
        for column in wide
    ]
    return stack(tables, LABS)


def _long(long: LongSheet, value: Column, day: pd.Series, notes: Notes) -> pd.DataFrame:
    words = long.words("analyte")
    nameless = words.isna() & value.present
    notes.each(
        "error",
        long.spots(nameless),
        lambda _: message("This row does not say what was measured and is not used."),
        message("Fill in the analyte."),
        sheet=long.name,
    )
    known = {word: analyte(word) or word for word in words.dropna().unique()}
    table = _measured(value, day, words.map(known), long.words("unit").fillna(""), notes)
    return table[table["analyte"].notna()]


def _measured(
    column: Column, day: pd.Series, name: str | pd.Series, unit: str | pd.Series, notes: Notes
) -> pd.DataFrame:
    """Turn cells into values with bounds; a cell that is no number, or has no day, is a finding.

    Parameters
    ----------
    day, name, unit : when and what was measured, on the index of the column; a cell's own unit comes first

    Returns
    -------
    DataFrame
        columns `LABS`
    """
    read = [one or Number(np.nan) for one in column.numbers]
    value = column.spread([one.value for one in read], float)
    column.mark(
        column.present & value.isna(),
        "error",
        lambda cell: message("“{cell}” is not a number; this value is left empty.", cell=cell),
        message("Correct the cell, or leave it empty."),
        notes,
    )
    column.mark(
        value.notna() & day.isna(),
        "error",
        lambda _: message("This measurement has no day and is not used."),
        message("Fill in the day."),
        notes,
    )
    if any(one.unit for one in read):
        own = column.spread([one.unit for one in read])
        unit = own.where(own != "", unit)
    value, unit = in_usual_units(column, name, value, unit, notes)
    bounded = any(one.bound for one in read)
    table = pd.DataFrame(
        {
            "patient_id": column.patients,
            "day": day,
            "analyte": name,
            "value": value,
            "bound": column.spread([one.bound for one in read]) if bounded else "",
            "unit": unit,
        }
    )
    return table[(value.notna() & day.notna()).to_numpy(bool)]
