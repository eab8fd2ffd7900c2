"""Several sheets or files that each hold something of the same patients, made one sheet of patients."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from hlhdash.cohort.fields import title
from hlhdash.cohort.mapping import ColumnReading
from hlhdash.cohort.notes import Notes, Spot, spots
from hlhdash.cohort.sheets import Sheet
from hlhdash.cohort.values import text
from hlhdash.language import message

Read = tuple[Sheet, tuple[ColumnReading, ...]]


def join_patients(found: list[Read], notes: Notes) -> list[Read]:
    """Return one sheet of patients: the first, with the others' columns beside its own.

    A sheet that shares no patient with it is not read; a patient whom only another sheet has is a finding.
    """
    if len(found) < 2:
        return found
    joined = found[0]
    for other in found[1:]:
        joined = _beside(joined, other, notes)
    return [joined]


def ids_of(read: Read) -> pd.Series:
    """Return the patient of each row of a sheet as it is written."""
    sheet, readings = read
    return sheet.cells[_patient(readings)].map(text)


def _patient(readings: tuple[ColumnReading, ...]) -> str:
    return next(reading.header for reading in readings if reading.field == "patient_id")


def _beside(main: Read, other: Read, notes: Notes) -> Read:
    own, theirs = ids_of(main), ids_of(other)
    sheet, readings = other
    theirs = theirs[(theirs != "").to_numpy(bool)]
    if not theirs.isin(own).any():
        notes.add(
            "error",
            message(
                "Sheet {sheet} has patients, too, but none of those on sheet {used}; it was not read.",
                sheet=sheet.name,
                used=main[0].name,
            ),
            message("Use the same code for a child on every sheet, or drop the files one by one."),
            sheet=sheet.name,
        )
        return main
    _say_strangers(theirs[~theirs.isin(own).to_numpy(bool)], sheet, main[0].name, notes)
    first = theirs.drop_duplicates()
    _say_twice(theirs[theirs.duplicated().to_numpy(bool)], sheet, notes)
    place = pd.Series(first.index, index=first.to_numpy())
    rows = own.map(place)  # the row of the other sheet for each row of the main one
    result = main
    for reading in readings:
        if reading.field != "patient_id":
            result = _with_column(result, sheet, reading, rows, notes)
    if sheet.name != main[0].name and sheet.name not in {name for name, _ in main[0].origins.values()}:
        notes.add(
            "note",
            message(
                "The columns of sheet {sheet} were added to those of sheet {used} by the patient.",
                sheet=sheet.name,
                used=main[0].name,
            ),
            message("Nothing, if both are about the same children."),
            sheet=sheet.name,
        )
    return result


def _with_column(main: Read, other: Sheet, reading: ColumnReading, rows: pd.Series, notes: Notes) -> Read:
    """Add one column; where the main sheet has the same, its empty cells are filled and contradictions found."""
    sheet, readings = main
    cells = pd.Series([None] * len(rows), index=rows.index, dtype=object)
    known = rows.notna().to_numpy(bool)
    cells[known] = other.cells.loc[rows[known].astype(int), reading.header].to_numpy(object)
    moved = (other.name, {int(str(here)): (other.name, int(there)) for here, there in rows[known].items()})
    same = next((r for r in readings if alike(r, reading)), None)
    if same is None:
        header = reading.header if reading.header not in sheet.cells else f"{reading.header} ({other.name})"
        table = sheet.cells.assign(**{header: cells})
        added = replace(reading, header=header, sheet=sheet.name)
        return replace(sheet, cells=table, origins={**sheet.origins, header: moved}), (*readings, added)
    before = sheet.cells[same.header]
    ours, theirs = before.map(text), cells.map(text)
    empty = (ours == "").to_numpy(bool)
    unlike = ~empty & (theirs != "").to_numpy(bool) & (ours != theirs).to_numpy(bool)
    who = sheet.cells[_patient(readings)].map(text)
    notes.each(
        "warning",
        [Spot(int(row), str(who[row]), about=str(theirs[row])) for row in before.index[unlike]],
        lambda spot: message(
            "{what} is different on sheet {other}; the value of sheet {used} is used.",
            what=title(reading.field) if reading.field else reading.header,
            other=other.name,
            used=sheet.name,
        ),
        message("Correct whichever is wrong."),
        sheet=sheet.name,
        column=same.header,
    )
    return replace(sheet, cells=sheet.cells.assign(**{same.header: before.where(~empty, cells)})), readings


def alike(mine: ColumnReading, theirs: ColumnReading) -> bool:
    """Say whether two columns of two sheets are the same: in field and unit, or, kept as they came, in name."""
    if theirs.field:
        return (mine.field, mine.unit) == (theirs.field, theirs.unit)
    return not mine.field and mine.header == theirs.header


def _say_strangers(strange: pd.Series, sheet: Sheet, used: str, notes: Notes) -> None:
    notes.each(
        "error",
        spots(strange.drop_duplicates()),
        lambda _: message(
            "This patient stands on sheet {sheet} only, not on sheet {used}, and is not used.",
            sheet=sheet.name,
            used=used,
        ),
        message("Add the patient, or correct the code (“001” is not “1”)."),
        sheet=sheet.name,
    )


def _say_twice(again: pd.Series, sheet: Sheet, notes: Notes) -> None:
    notes.each(
        "error",
        [Spot(int(str(row)), str(who)) for row, who in again.items()],
        lambda _: message("This patient stands on an earlier row of this sheet already; this row is not used."),
        message("Keep one row for each patient, or give each row a date."),
        sheet=sheet.name,
    )
