"""From sheets to the four tables of a Cohort."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from hlhdash.cohort import refusals
from hlhdash.cohort.courses import COURSES, join_courses, labels_of, listed_courses, with_listed_start
from hlhdash.cohort.dates import date
from hlhdash.cohort.events import EVENTS, join_events, kinds_of, listed_events
from hlhdash.cohort.fields import MILESTONES, assessment_day
from hlhdash.cohort.files import Source
from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.follow_up import Say, settle
from hlhdash.cohort.implied_courses import implied_courses
from hlhdash.cohort.implied_events import implied_events, responses_from_events
from hlhdash.cohort.labs import LABS, read_labs
from hlhdash.cohort.long import LongSheet, open_long
from hlhdash.cohort.model import Cohort
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.patients import PatientSheet, read_patients
from hlhdash.cohort.placing import place
from hlhdash.cohort.sorting import Sorted, patients_sheet
from hlhdash.cohort.tables import no_words, stack
from hlhdash.cohort.timeline import Axis, find_axis
from hlhdash.language import Message, message

RECORD_TYPES: dict[str, Message] = {
    "synthetic_reconstruction": message("reconstruction from published totals, not patient data"),
    "invented": message("invented patients, not patient data"),
}
_USED = {
    "treatments": frozenset({"label", "kind", "start_day", "end_day", "day", "dose"}),
    "events": frozenset({"day", "start_day", "end_day", "kind", "label", "grade", "dose"}),
    "labs": frozenset({"day", "start_day", "analyte", "value", "unit", "lab"}),
}
_FIRST = ("patient_id", "sex", "age_years", "etiology", "trigger", "gene", "line_of_therapy", "vital_status")


@dataclass(frozen=True)
class _Long:
    """The sheets in long form with the treatment of each row, None where a row is none."""

    treatments: list[tuple[LongSheet, pd.Series]]
    events: list[LongSheet]
    labs: list[LongSheet]


def assemble(source: Source, sheets: Sorted, notes: Notes) -> Cohort:
    """Read the sheets into one Cohort; the findings of `notes` are not yet in it.

    Raises
    ------
    CohortError
        Where no row names a patient, or nothing says how long anybody was followed.
    """
    sheet, readings = patients_sheet(source, sheets)
    people = read_patients(sheet, readings, notes)
    if people.facts.empty and not len(people.facts.index):
        raise refusals.nobody(source.name, sheet.name, people.headers["patient_id"])
    if not sheets["patients"]:
        people = replace(people, rows=no_words(people.rows.index))
    long = _open(sheets, notes)
    stated, counted_from = with_listed_start(people.stated, long.treatments, people.facts.index)
    people = replace(people, stated=stated)
    axis = find_axis(stated, people.facts.index, notes, people.name)
    days = place(stated, axis, people.rows, notes, people.name)
    listed_axis = replace(axis, days=counted_from.fillna(axis.days)) if axis.zero == "rux_start" else axis
    courses = _courses(long, people, axis, listed_axis, days, notes)
    listed = stack(
        [_known(listed_events(one, listed_axis, notes), people, one.name, notes) for one in long.events], EVENTS
    )
    events = join_events(implied_events(people, days, notes), listed, notes)
    labs = _labs(long, people, listed_axis, notes)
    table = pd.concat([responses_from_events(people.facts, events, notes), days], axis=1)
    say = Say(people.rows, people.headers, people.name, notes)
    table = settle(table, listed, _died(people, days), say)
    if table["last_follow_up"].isna().all():
        raise _no_time(source.name, people, axis, tuple(reading.header for reading in readings))
    patients = _ordered(table.reset_index())
    return Cohort(
        patients=patients,
        courses=courses,
        events=_one_end(events, table),
        labs=labs,
        columns=tuple(reading for reads in sheets.values() for _, found in reads for reading in found),
        findings=(),
        questions=tuple(notes.questions),
        source=source.name,
        fingerprint=source.fingerprint,
        day_zero=axis.zero,
        origin=axis.zero,
        data_cutoff=_cutoff(people, notes),
        note=_note(patients),
        n_total=len(patients),
        roster=tuple(patients["patient_id"]),
    )


def _open(sheets: Sorted, notes: Notes) -> _Long:
    opened = {
        kind: [open_long(sheet, readings, used, notes) for sheet, readings in sheets[kind]]  # type: ignore[index]
        for kind, used in _USED.items()
    }
    treatments = [(one, labels_of(one)) for one in opened["treatments"]]
    for one in opened["events"]:
        labels = labels_of(one)
        treatments.append((one, labels.where(kinds_of(one) == "treatment", None)))
    return _Long(treatments, opened["events"], opened["labs"])


def _courses(
    long: _Long, people: PatientSheet, axis: Axis, listed_axis: Axis, days: pd.DataFrame, notes: Notes
) -> pd.DataFrame:
    tables = [
        _known(listed_courses(one, labels, listed_axis, notes), people, one.name, notes)
        for one, labels in long.treatments
    ]
    implied = implied_courses(people, axis, days)
    return stack([join_courses(implied, [table for table in tables if len(table)], notes, people.name)], COURSES)


def _labs(long: _Long, people: PatientSheet, axis: Axis, notes: Notes) -> pd.DataFrame:
    tables = [_known(read_labs(one, axis, notes), people, one.name, notes) for one in long.labs]
    return stack([*tables, people.labs], LABS)


def _known(table: pd.DataFrame, people: PatientSheet, sheet: str, notes: Notes) -> pd.DataFrame:
    """Leave out rows of patients who are not on the patients sheet, each patient a finding."""
    strange = ~table["patient_id"].isin(people.facts.index)
    for patient, rows in table[strange].groupby("patient_id"):
        notes.add(
            "error",
            message(
                "Sheet {sheet} names a patient who is not on the patients sheet; {n} rows are not used.",
                sheet=sheet,
                n=len(rows),
            ),
            message("Add the patient, or correct the code (“001” is not “1”)."),
            sheet=sheet,
            patient=str(patient),
        )
    return table[~strange].reset_index(drop=True)


def _died(people: PatientSheet, days: pd.DataFrame) -> pd.Series:
    """Return what a column says of death beside or without its day: True, False or None."""
    if "death" not in people.stated:
        return no_words(people.facts.index)
    return people.stated["death"].times.happened.where(days["death"].isna(), None)


def _no_time(file: str, people: PatientSheet, axis: Axis, headers: tuple[str, ...]) -> CohortError:
    dated = any(said.times.dates.notna().any() for said in people.stated.values())
    lost = dated and axis.date.isna().all()
    return refusals.no_zero(file, headers) if lost else refusals.no_time(file, headers)


def _one_end(events: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Give each patient one death or one last follow-up, the one the patients table settled on."""
    others = events[~events["kind"].isin(["death", "last follow-up"])]
    ends = table[table["last_follow_up"].notna()]
    word = np.where((ends["vital_status"] == "dead").to_numpy(bool), "death", "last follow-up")
    made = pd.DataFrame(
        {"patient_id": ends.index, "day": ends["last_follow_up"].to_numpy(float), "kind": word, "label": word}
    ).assign(grade=np.nan)
    joined = pd.concat([one for one in (others, made) if len(one)], ignore_index=True)[list(EVENTS)]
    order = table.index.get_indexer(pd.Index(joined["patient_id"]))
    by_day = joined.assign(order=order).sort_values(["order", "day"], kind="stable")
    return by_day.drop(columns="order").reset_index(drop=True)


def _ordered(table: pd.DataFrame) -> pd.DataFrame:
    """Put the columns everyone looks for first."""
    responses = [name for name in table.columns if assessment_day(str(name)) is not None] + ["best_response"]
    known = [name for name in (*_FIRST, *responses, *MILESTONES) if name in table]
    return table[[*known, *(name for name in table.columns if name not in known)]]


def _cutoff(people: PatientSheet, notes: Notes) -> str | None:
    """Return the stated cut-off, else the last date of the patients sheet."""
    if "data_cutoff" in people.facts:
        words = people.facts["data_cutoff"].dropna().unique()
        stated = [found for word in words if (found := date(word))]
        if len(stated) < len(words):
            notes.add(
                "warning",
                message("The data cut-off holds text that is no date."),
                message("Write the date as 2019-03-05."),
                sheet=people.name,
                column=people.headers.get("data_cutoff", ""),
            )
        if stated:
            return max(stated).isoformat()
    dates = [said.times.dates.max() for said in people.stated.values() if said.times.dates.notna().any()]
    return max(dates).date().isoformat() if dates else None


def _note(patients: pd.DataFrame) -> Message | None:
    kinds = set(patients["record_type"].dropna()) if "record_type" in patients else set()
    return next((words for kind, words in RECORD_TYPES.items() if kind in kinds), None)
