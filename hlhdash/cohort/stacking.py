"""Several sheets that could each be the patients, such as one for each year: which of them are, or all together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from hlhdash.cohort.joining import Read, alike, ids_of
from hlhdash.cohort.mapping import ColumnReading
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.privacy import is_private
from hlhdash.cohort.sheets import Sheet
from hlhdash.language import counted, listed, message

ALL = "all of them"
_SHARED = 0.5  # share of the patients of the smaller sheet from which two sheets are about the same children
_SAME_FIELDS = 0.6  # share of the fields of both from which two sheets are of one form
_FEWEST_FIELDS = 2  # beside the patient, that make a sheet one of patients


def choose_patients(found: Sequence[Read], notes: Notes) -> list[Read]:
    """Return the sheets of patients, the first of which has every patient that is used.

    Sheets about other children than the first one's are asked about: any one of them can be the cohort, or, where they
    are of one form, all of them together, which is then assumed.

    Parameters
    ----------
    found : sheets of patients, that with the most known columns first
    """
    main, others = found[0], list(found[1:])
    rivals = [one for one in others if _is_rival(one, main)]
    if not rivals or not _could_be_patients(main):
        return list(found)
    candidates = [main, *rivals]
    chosen = _ask(candidates, notes)
    rest = [one for one in others if not any(one is rival for rival in rivals)]
    if chosen == ALL:
        return [_stacked(candidates), *rest]
    mine = next(one for one in candidates if one[0].name == chosen)
    for sheet, _ in candidates:
        if sheet.name != chosen:
            notes.add(
                "warning",
                message(
                    "Sheet {sheet} has other patients than sheet {used} and was not read.",
                    sheet=sheet.name,
                    used=chosen,
                ),
                message("Answer the question which sheet holds the patients, or drop the sheets one by one."),
                sheet=sheet.name,
            )
    return [mine, *rest]


def _fields(read: Read) -> set[str]:
    return {one.field for one in read[1] if one.field and one.field != "patient_id" and not is_private(one.field)}


def _could_be_patients(read: Read) -> bool:
    return len(_fields(read)) >= _FEWEST_FIELDS


def _is_rival(read: Read, main: Read) -> bool:
    """Say whether another sheet, not another part of the same one, holds other patients."""
    return read[0].name != main[0].name and _could_be_patients(read) and not _share_patients(main, read)


def _share_patients(main: Read, other: Read) -> bool:
    ours, theirs = (set(ids_of(read)) - {""} for read in (main, other))
    return len(ours & theirs) >= _SHARED * max(1, min(len(ours), len(theirs)))


def _are_of_one_form(candidates: Sequence[Read]) -> bool:
    forms = [_fields(read) for read in candidates]
    return all(len(forms[0] & one) >= _SAME_FIELDS * len(forms[0] | one) for one in forms[1:])


def _ask(candidates: Sequence[Read], notes: Notes) -> str:
    def patients(reads: Sequence[Read]) -> int:
        return len({one for read in reads for one in ids_of(read)} - {""})

    names = [sheet.name for sheet, _ in candidates]
    together = _are_of_one_form(candidates)
    options = {ALL: candidates} if together else {}
    options |= {sheet.name: [(sheet, readings)] for sheet, readings in candidates}
    choices = {
        name: counted("the cohort has {n} patient", "the cohort has {n} patients", n=patients(reads))
        for name, reads in options.items()
    }
    question = message("Sheets {sheets} have different patients: which are the cohort?", sheets=listed(names))
    return notes.ask("patients_sheet", "", question, choices, ALL if together else names[0])


def _stacked(reads: Sequence[Read]) -> Read:
    """Put sheets below each other; every row remembers its sheet and its row there."""
    name = ", ".join(sheet.name for sheet, _ in reads)
    readings = [replace(reading, sheet=name) for reading in reads[0][1]]
    tables, origins, first = [], {}, 1
    for sheet, theirs in reads:
        columns: dict[str, pd.Series] = {}
        for reading in theirs:
            same = next((one for one in readings if one.header not in columns and _is_same(one, reading)), None)
            if same is None:
                same = replace(reading, sheet=name, header=_free(reading.header, readings, sheet))
                readings.append(same)
            columns[same.header] = sheet.cells[reading.header]
        index = pd.RangeIndex(first, first + len(sheet.cells), name="row")
        tables.append(pd.DataFrame({header: cells.to_numpy(object) for header, cells in columns.items()}, index=index))
        origins |= {here: (sheet.name, int(there)) for here, there in zip(index, sheet.cells.index, strict=True)}
        first += len(sheet.cells)
    cells = pd.concat([table.reindex(columns=[one.header for one in readings]) for table in tables]).astype(object)
    cells = cells.where(cells.notna(), None)
    whole = Sheet(name, cells, reads[0][0].decimal_comma, origins={"": (name, origins)})
    return whole, tuple(readings)


def _is_same(mine: ColumnReading, theirs: ColumnReading) -> bool:
    return alike(mine, theirs) and (not is_private(theirs.field) or mine.header == theirs.header)


def _free(header: str, readings: Sequence[ColumnReading], sheet: Sheet) -> str:
    return f"{header} ({sheet.name})" if any(one.header == header for one in readings) else header
