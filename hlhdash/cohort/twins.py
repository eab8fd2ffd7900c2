"""Rows of the patients sheet that are the same in everything but the patient: perhaps one child twice."""

from __future__ import annotations

import pandas as pd

from hlhdash.cohort.dates import date
from hlhdash.cohort.mapping import ColumnReading
from hlhdash.cohort.notes import Notes, Spot
from hlhdash.cohort.privacy import is_private
from hlhdash.cohort.sheets import Sheet
from hlhdash.cohort.values import is_missing, text
from hlhdash.language import message

# So many filled cells, or so many dates among them, are not the same by chance.
ENOUGH_CELLS = 8
ENOUGH_DATES = 2


def check_twins(sheet: Sheet, readings: tuple[ColumnReading, ...], patients: pd.Series, notes: Notes) -> None:
    """Find rows that repeat another patient's row under another code.

    Parameters
    ----------
    patients : the row of the file of each patient, indexed by patient
    """
    told = [one.header for one in readings if one.field and one.field != "patient_id" and not is_private(one.field)]
    rows = patients.dropna().astype(int)
    cells = sheet.cells.loc[rows.to_numpy(), told].to_numpy(object)
    first: dict[tuple[str, ...], int] = {}
    found = []
    for patient, row, line in zip(rows.index, rows, cells, strict=True):
        written = tuple("" if is_missing(cell) else text(cell) for cell in line)
        if _says_little(written):
            continue
        before = first.setdefault(written, int(row))
        if before != row:
            found.append(Spot(int(row), str(patient), about=before))
    header = next((one.header for one in readings if one.field == "patient_id"), "")
    notes.each(
        "warning",
        found,
        lambda spot: message(
            "This row is the same as row {first} in all but the patient: it may be one child twice. Both are used.",
            first=spot.about,
        ),
        message("Remove one of the rows if it is the same child."),
        sheet=sheet.name,
        column=header,
    )


def _says_little(written: tuple[str, ...]) -> bool:
    filled = [cell for cell in written if cell]
    if len(filled) >= ENOUGH_CELLS:
        return False
    return len(filled) <= ENOUGH_DATES or sum(date(cell) is not None for cell in filled) < ENOUGH_DATES
