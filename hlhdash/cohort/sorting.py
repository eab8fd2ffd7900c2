"""Which sheet holds what, and what each of its columns is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from hlhdash.cohort import refusals
from hlhdash.cohort.birth_dates import with_birth_dates
from hlhdash.cohort.day_columns import with_day
from hlhdash.cohort.doubts import without_doubtful
from hlhdash.cohort.files import Source
from hlhdash.cohort.headers import read_header
from hlhdash.cohort.joining import Read, join_patients
from hlhdash.cohort.mapping import ColumnReading, read_columns
from hlhdash.cohort.near_labs import say_near_labs
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.other_times import with_other_times
from hlhdash.cohort.privacy import is_private, names_people
from hlhdash.cohort.redaction import Sorted, without_persons
from hlhdash.cohort.shaped import Shaped
from hlhdash.cohort.shapes import shapes_of
from hlhdash.cohort.sheets import Sheet
from hlhdash.cohort.stacking import choose_patients
from hlhdash.cohort.survival_pairs import say_other_ends
from hlhdash.cohort.unit_columns import with_lab_units
from hlhdash.cohort.values import is_missing, text
from hlhdash.language import message

EXAMPLES = 3
_LOOKED_AT = 200  # rows by which columns are judged, and among which examples are sought

__all__ = ["Sorted", "identifying", "patients_sheet", "sort_sheets"]


def sort_sheets(source: Source, chosen: Mapping[str, str], notes: Notes) -> Sorted:
    """Decide what each sheet holds and what each of its columns is; a sheet that is not read is a finding.

    Parameters
    ----------
    chosen : header to field, as the user decided

    Raises
    ------
    CohortError
        Where the patients sheet has no column that tells patients apart.
    """
    found: Sorted = {"patients": [], "treatments": [], "events": [], "labs": []}
    alone = len(source.sheets) == 1
    for whole in source.sheets:
        for part in shapes_of(whole, chosen, notes, alone=alone) if len(whole.cells) else [Shaped(whole)]:
            _sort(part, source.name, chosen, found, notes)
    by_knowledge = sorted(found["patients"], key=lambda read: -sum(bool(reading.field) for reading in read[1]))
    found["patients"] = join_patients(
        choose_patients(by_knowledge, notes) if len(by_knowledge) > 1 else by_knowledge, notes
    )
    return without_persons(found, notes)


def _sort(part: Shaped, file: str, chosen: Mapping[str, str], found: Sorted, notes: Notes) -> None:
    """Decide what each column of one part of a sheet is, and put it among the sheets of its kind."""
    sheet, kind = part.sheet, part.kind
    if kind is None or not len(sheet.cells):
        _not_read(sheet, notes)
        return
    examples, contents = _contents(sheet)
    readings = read_columns(sheet.name, examples, kind, chosen, notes, part.given, contents)
    if kind in ("patients", "labs"):
        readings = with_lab_units(readings)
    if kind in ("events", "labs"):
        readings = with_day(sheet, readings, notes)
    if kind == "patients":
        readings = with_birth_dates(sheet, without_doubtful(sheet, readings, notes))
        readings = with_other_times(sheet, readings, notes)
        say_other_ends(readings, notes)
    if kind in ("patients", "labs"):
        say_near_labs(sheet, readings, kind, notes)
    if any(reading.field == "patient_id" for reading in readings):
        _set_aside(sheet, readings, notes)
        found[kind].append((sheet, _without_private_examples(readings)))
    elif kind == "patients":
        raise refusals.no_patient(file, tuple(map(str, sheet.cells.columns)))
    else:
        notes.add(
            "error",
            message("Sheet {sheet} has no column for the patient and was not read.", sheet=sheet.name),
            message("Name the column patient_id."),
            sheet=sheet.name,
        )


def patients_sheet(source: Source, sheets: Sorted) -> Read:
    """Return the patients sheet; where there is none, one row for each patient the other sheets name.

    Raises
    ------
    CohortError
        Where no sheet names a patient.
    """
    if sheets["patients"]:
        return sheets["patients"][0]
    listed: dict[str, None] = {}
    for sheet, readings in (read for found in sheets.values() for read in found):
        header = next(reading.header for reading in readings if reading.field == "patient_id")
        listed.update(dict.fromkeys(text(cell) for cell in sheet.cells[header] if text(cell)))
    if not listed:
        raise refusals.no_patient(source.name, tuple(map(str, source.sheets[0].cells.columns)))
    cells = pd.DataFrame({"patient_id": list(listed)}, dtype=object)
    return Sheet("", cells), (ColumnReading("", "patient_id", "patient_id", "", "exact", 100),)


def identifying(sheets: Sorted, *, chosen: bool) -> list[ColumnReading]:
    """Return the patient columns that are names or record numbers; those the user chose, or those that were guessed."""
    found = []
    for kind, reads in sheets.items():
        for sheet, readings in reads:
            reading = next(reading for reading in readings if reading.field == "patient_id")
            field = read_header(reading.header, kind)[0]
            cells = [text(cell) for cell in sheet.cells[reading.header].head(_LOOKED_AT) if text(cell)]
            if (reading.reason == "chosen") == chosen and (is_private(field) or names_people(cells)):
                found.append(reading)
    return found


def _contents(sheet: Sheet) -> tuple[dict[str, tuple[str, ...]], dict[str, list[str]]]:
    """Return of each column three examples, and the cells of its first rows, repeats and all."""
    examples, contents = {}, {}
    for header in map(str, sheet.cells.columns):
        written = [text(cell) for cell in sheet.cells[header].head(_LOOKED_AT) if not is_missing(cell)]
        examples[header] = tuple(dict.fromkeys(cell[:40] for cell in written))[:EXAMPLES]
        contents[header] = written
    return examples, contents


def _without_private_examples(readings: tuple[ColumnReading, ...]) -> tuple[ColumnReading, ...]:
    return tuple(replace(r, examples=()) if is_private(r.field) else r for r in readings)


def _not_read(sheet: Sheet, notes: Notes) -> None:
    notes.add(
        "note",
        message("Sheet {sheet} has no patients and was not read.", sheet=sheet.name),
        message("Nothing, if it holds no data; otherwise name the column of the patient patient_id."),
        sheet=sheet.name,
    )


def _set_aside(sheet: Sheet, readings: tuple[ColumnReading, ...], notes: Notes) -> None:
    for reading in readings:
        if is_private(reading.field):
            notes.add(
                "warning",
                message(
                    "Column {column} can identify a person; it was set aside and is shown nowhere.",
                    column=reading.header,
                ),
                message("Remove the column before you share the file."),
                sheet=sheet.name,
                column=reading.header,
            )
