"""Rows of the patients sheet that are the same in everything but the patient: perhaps one child twice."""

from __future__ import annotations

import numpy as np
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
    cells = sheet.cells.loc[rows.to_numpy(), told]
    again = _repeated(cells)
    first: dict[tuple[str, ...], int | None] = {}  # None for a row that says too little
    found = []
    for patient, row, line in zip(rows.index[again], rows[again], cells.to_numpy(object)[again], strict=True):
        written = tuple(map(_written, line))
        if written not in first:
            first[written] = None if _says_little(written) else int(row)
        before = first[written]
        if before is not None and before != row:
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


def _written(cell: object) -> str:
    return "" if is_missing(cell) else text(cell)


def _repeated(cells: pd.DataFrame) -> np.ndarray:
    """Say which rows are the same as another; a row that differs from all others in a column is looked at no more."""
    alike, same = np.arange(len(cells)), np.zeros(len(cells), dtype=np.int64)
    for name in range(cells.shape[1]):
        places, distinct = pd.factorize(cells.iloc[alike, name].to_numpy(object), use_na_sentinel=False)
        words = pd.factorize(np.array([_written(cell) for cell in distinct], dtype=object))[0]
        same = pd.factorize(same * (len(distinct) + 1) + words[places])[0]
        kept = np.bincount(same, minlength=1)[same] > 1
        alike, same = alike[kept], same[kept]
        if not alike.size:
            break
    repeated = np.zeros(len(cells), dtype=bool)
    repeated[alike] = True
    return repeated


def _says_little(written: tuple[str, ...]) -> bool:
    filled = [cell for cell in written if cell]
    if len(filled) >= ENOUGH_CELLS:
        return False
    return len(filled) <= ENOUGH_DATES or sum(date(cell) is not None for cell in filled) < ENOUGH_DATES
