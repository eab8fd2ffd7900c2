"""From a file to a Cohort: the one way in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from hlhdash.cohort.derive import courses_of, events_of, join_events, responses_from_events
from hlhdash.cohort.fields import FIELDS, MILESTONES, assessment_day, title
from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.follow_up import settle
from hlhdash.cohort.long import (
    COURSES,
    EVENTS,
    LABS,
    LongSheet,
    measured,
    read_courses,
    read_events,
    read_labs,
)
from hlhdash.cohort.mapping import ColumnReading, SheetKind, normal, read_columns, sheet_kind
from hlhdash.cohort.model import Cohort
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.patients import PatientSheet, read_patients
from hlhdash.cohort.sheets import Sheet, Source, open_source
from hlhdash.cohort.timeline import Timeline, place
from hlhdash.cohort.values import date, is_missing, text
from hlhdash.language import Message, message

RECORD_TYPES: dict[str, Message] = {
    "synthetic_reconstruction": message("reconstruction from published totals, not patient data"),
    "invented": message("invented patients, not patient data"),
}
EXAMPLES = 3


def read_cohort(
    source: Any,
    name: str | None = None,
    *,
    mapping: Mapping[str, str | None] | None = None,
    day_zero: str | None = None,
) -> Cohort:
    """Read a cohort from a CSV or Excel file, with every doubt listed.

    Parameters
    ----------
    source : path, bytes (then `name` says the file's name), open binary file, DataFrame with one row per patient, or
        a dict of sheet name to DataFrame (patients, treatments, events, labs)
    name : the file's name, for messages and footers
    mapping : corrections of what was guessed: column header to field ({"Dx": "etiology"}; None keeps the column as
        it came), and answers to questions ({question.field: choice})
    day_zero : the milestone to count days from, such as "diagnosis"; ruxolitinib start unless given

    Raises
    ------
    CohortError
        Where no cohort can be read; the sentence names the file, the place and the remedy.

    Examples
    --------
    >>> cohort = hlhdash.read_cohort("sample_data/ruxolitinib9.csv")
    """
    opened = open_source(source, name)
    answers = {key: value for key, value in (mapping or {}).items() if value and not _is_field(value)}
    chosen = {key: value or "" for key, value in (mapping or {}).items() if not value or _is_field(value)}
    notes = Notes(answers, list(opened.findings))
    sheets = {kind: list(found) for kind, found in _sort(opened, chosen, notes).items()}
    sheet, readings = _patients_sheet(opened, sheets)
    people = read_patients(sheet, readings, notes)
    if people.facts.empty:
        raise CohortError(message("{file} has no row that names a patient.", file=opened.name))
    time = place(people.stated, people.facts.index, notes, sheet.name)
    if not sheets["events"] and not _has_times(people):
        raise CohortError(_no_time(opened.name, readings))
    cohort = _assemble(opened, sheets, sheet, people, time, notes)
    return cohort if day_zero is None else cohort.with_day_zero(day_zero)


def _is_field(value: str) -> bool:
    return value in FIELDS or value in ("birth_date", "record_number") or assessment_day(value) is not None


Sorted = dict[SheetKind, list[tuple[Sheet, tuple[ColumnReading, ...]]]]


def _sort(source: Source, chosen: Mapping[str, str], notes: Notes) -> Sorted:
    """Decide what each sheet holds and what each of its columns is."""
    found: Sorted = {"patients": [], "treatments": [], "events": [], "labs": []}
    for sheet in source.sheets:
        kind = sheet_kind(sheet.name, list(sheet.cells.columns))
        if len(source.sheets) == 1 and (kind is None or "patient_id" in chosen.values()):
            kind = kind or "patients"
        if kind is None or not len(sheet.cells):
            notes.add(
                "note",
                message("Sheet {sheet} has no patients and was not read.", sheet=sheet.name),
                message("Nothing, if it holds no data."),
                sheet=sheet.name,
            )
            continue
        readings = read_columns(sheet.name, _examples(sheet), kind, chosen)
        if not any(reading.field == "patient_id" for reading in readings):
            if kind == "patients":
                raise CohortError(
                    message(
                        "{file}: no column of sheet {sheet} says which patient a row is. "
                        "Name one column patient_id, or choose it below.",
                        file=source.name,
                        sheet=sheet.name,
                    ),
                    headers=tuple(sheet.cells.columns),
                    wanted="patient_id",
                )
            notes.add(
                "error",
                message("Sheet {sheet} has no column for the patient and was not read.", sheet=sheet.name),
                message("Name the column patient_id."),
                sheet=sheet.name,
            )
            continue
        _set_aside(sheet, readings, notes)
        found[kind].append((sheet, _without_private_examples(readings)))
    return found


def _examples(sheet: Sheet) -> dict[str, tuple[str, ...]]:
    return {
        str(header): tuple(
            dict.fromkeys(text(c)[:40] for c in sheet.cells[header].head(200) if not is_missing(c))
        )[:EXAMPLES]
        for header in sheet.cells.columns
    }


_PRIVATE = ("private", "birth_date", "record_number")


def _without_private_examples(readings: tuple[ColumnReading, ...]) -> tuple[ColumnReading, ...]:
    return tuple(replace(r, examples=()) if r.field in _PRIVATE else r for r in readings)


def _set_aside(sheet: Sheet, readings: tuple[ColumnReading, ...], notes: Notes) -> None:
    for reading in readings:
        if reading.field in _PRIVATE:
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


def _patients_sheet(source: Source, sheets: Sorted) -> tuple[Sheet, tuple[ColumnReading, ...]]:
    """Return the patients sheet; where there is none, one row for each patient the other sheets name."""
    if sheets["patients"]:
        return sheets["patients"][0]
    listed: dict[str, None] = {}
    for found in sheets.values():
        for sheet, readings in found:
            header = next(reading.header for reading in readings if reading.field == "patient_id")
            listed.update(dict.fromkeys(text(cell) for cell in sheet.cells[header] if text(cell)))
    if not listed:
        raise CohortError(
            message(
                "{file}: no column says which patient a row is. Name one column patient_id, or choose it below.",
                file=source.name,
            ),
            headers=tuple(source.sheets[0].cells.columns),
            wanted="patient_id",
        )
    cells = pd.DataFrame({"patient_id": list(listed)}, dtype=object, index=pd.RangeIndex(2, len(listed) + 2))
    return Sheet("patients", cells), (
        ColumnReading("patients", "patient_id", "patient_id", "", "exact", 100),
    )


def _has_times(people: PatientSheet) -> bool:
    return any(s.date.notna().any() or s.days.notna().any() for s in people.stated.values())


def _no_time(file: str, readings: tuple[ColumnReading, ...]) -> CohortError:
    return CohortError(
        message(
            "{file}: no column holds a time. Add the date of ruxolitinib start and of the last follow-up, "
            "or the days of follow-up, or choose the column below.",
            file=file,
        ),
        headers=tuple(reading.header for reading in readings),
        wanted="last_follow_up",
    )


def _assemble(
    source: Source, sheets: Sorted, sheet: Sheet, people: PatientSheet, time: Timeline, notes: Notes
) -> Cohort:
    long = {
        kind: [LongSheet(s, r, time.zero_date) for s, r in sheets[kind]]
        for kind in ("treatments", "events", "labs")
    }
    listed = [read_events(one, notes) for one in long["events"]]
    listed_events = _stack([events for events, _ in listed], EVENTS)
    listed_courses = [
        *(read_courses(one, notes) for one in long["treatments"]),
        *(courses for _, courses in listed),
    ]
    derived = courses_of(people, time, sheet.name, notes)
    listed_ids = {p for table in listed_courses for p in table["patient_id"]}
    courses = _stack([*listed_courses, derived[~derived["patient_id"].isin(listed_ids)]], COURSES)
    events = join_events(events_of(people, time, sheet.name, notes), listed_events, notes)
    labs_wide = measured(people.labs, notes, sheet.name, decimal_comma=sheet.decimal_comma)
    labs = _stack([*(read_labs(one, notes) for one in long["labs"]), labs_wide], LABS)
    ids = people.facts.index
    courses, events, labs = (
        _known(table, ids, kind, notes)
        for table, kind in (
            (courses, message("treatments")),
            (events, message("events")),
            (labs, message("labs")),
        )
    )
    ends = listed_events[listed_events["kind"].isin(["last follow-up", "death"])].sort_values(
        "day", kind="stable"
    )
    last = ends.drop_duplicates("patient_id", keep="last")
    seen_alive = set(last.loc[last["kind"] == "last follow-up", "patient_id"])
    table = pd.concat([responses_from_events(people.facts, events), time.days], axis=1)
    table = settle(table, events, seen_alive, people.rows, sheet.name, notes)
    events = _one_end(events, table)
    patients = _ordered(table.reset_index())
    if patients["last_follow_up"].isna().all():
        raise _no_time(source.name, sheets["patients"][0][1] if sheets["patients"] else ())
    columns = tuple(reading for found in sheets.values() for _, readings in found for reading in readings)
    return Cohort(
        patients=patients,
        courses=courses,
        events=events,
        labs=labs,
        columns=columns,
        findings=tuple(notes.findings),
        questions=tuple(notes.questions),
        source=source.name,
        fingerprint=source.fingerprint,
        day_zero=time.zero,
        origin=time.zero,
        data_cutoff=_cutoff(people),
        note=_note(patients),
        record_numbers=any(r.field == "patient_id" and _is_record_number(r.header) for r in columns),
        n_total=len(patients),
    )


def _is_record_number(header: str) -> bool:
    from hlhdash.cohort.fields import RECORD_NUMBER_ALIASES

    return normal(header) in {normal(alias) for alias in RECORD_NUMBER_ALIASES}


def _stack(tables: list[pd.DataFrame], columns: tuple[str, ...]) -> pd.DataFrame:
    filled = [table[list(columns)] for table in tables if len(table)]
    if not filled:
        return pd.DataFrame({name: pd.Series(dtype=object if name in _WORDS else float) for name in columns})
    return pd.concat(filled, ignore_index=True)


_WORDS = frozenset({"patient_id", "label", "kind", "dose", "analyte", "bound", "unit", "ongoing"})


def _known(table: pd.DataFrame, patients: pd.Index, what: Message, notes: Notes) -> pd.DataFrame:
    """Leave out rows of patients who are not on the patients sheet, each patient a finding."""
    strange = ~table["patient_id"].isin(patients)
    for patient, rows in table[strange].groupby("patient_id"):
        notes.add(
            "error",
            message(
                "The {what} name a patient who is not on the patients sheet; {n} rows are not used.",
                what=what,
                n=len(rows),
            ),
            message("Add the patient, or correct the code (“001” is not “1”)."),
            patient=str(patient),
        )
    return table[~strange].reset_index(drop=True)


def _one_end(events: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Give each patient one death or one last follow-up, the one the patients table settled on."""
    others = events[~events["kind"].isin(["death", "last follow-up"])]
    ends = table[table["last_follow_up"].notna()]
    dead = (ends["vital_status"] == "dead").to_numpy(bool)
    word = np.where(dead, "death", "last follow-up")
    made = pd.DataFrame(
        {"patient_id": ends.index, "day": ends["last_follow_up"].to_numpy(float), "kind": word, "label": word}
    )
    made["grade"] = np.nan
    joined = pd.concat([others, made[list(EVENTS)]], ignore_index=True) if len(others) else made[list(EVENTS)]
    position = {patient: i for i, patient in enumerate(table.index)}
    order = joined["patient_id"].map(position)
    return (
        joined.assign(order=order)
        .sort_values(["order", "day"], kind="stable")
        .drop(columns="order")
        .reset_index(drop=True)
    )


def _ordered(table: pd.DataFrame) -> pd.DataFrame:
    """Put the columns everyone looks for first."""
    first = [
        "patient_id",
        "sex",
        "age_years",
        "etiology",
        "trigger",
        "gene",
        "line_of_therapy",
        "vital_status",
    ]
    responses = [name for name in table.columns if assessment_day(str(name)) is not None] + ["best_response"]
    known = [name for name in (*first, *responses, *MILESTONES) if name in table]
    rest = [name for name in table.columns if name not in known and name != "first_line_to_rux"]
    return table[[*known, *rest]]


def _cutoff(people: PatientSheet) -> str | None:
    """Return the stated cut-off, else the last date of the file."""
    if "data_cutoff" in people.facts:
        stated = [found for cell in people.facts["data_cutoff"].dropna() if (found := date(cell))]
        if stated:
            return max(stated).isoformat()
    dates = [said.date.max() for said in people.stated.values() if said.date.notna().any()]
    return max(dates).date().isoformat() if dates else None


def _note(patients: pd.DataFrame) -> Message | None:
    if "record_type" not in patients:
        return None
    kinds = set(patients["record_type"].dropna())
    return next((words for kind, words in RECORD_TYPES.items() if kind in kinds), None)


def field_titles(names: Iterable[str]) -> dict[str, Message]:
    """Return how each column of a Cohort is called on the screen."""
    return {name: title(name) for name in names}
