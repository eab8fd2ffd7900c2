"""Courses of treatment: those a sheet lists, joined with those the patients sheet implies, and checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from hlhdash.cohort import vocabulary
from hlhdash.cohort.headers import ARMS, FIRST_LINE, normal
from hlhdash.cohort.long import LongSheet
from hlhdash.cohort.notes import Notes, Spot
from hlhdash.cohort.tables import each_word, rows_of
from hlhdash.cohort.timeline import SLACK, Stated, combine
from hlhdash.cohort.times import no_times
from hlhdash.language import counted, listed, message

COURSES = ("patient_id", "label", "start_day", "end_day", "ongoing", "dose")
# Before they are checked, courses know their row of the file and whether their end is an assumption.
UNCHECKED = (*COURSES, "row", "assumed_end")
STUDY_DRUG = "ruxolitinib"
ADDED = "added therapy"  # the label of a course that the patients sheet gives no name to, as FIRST_LINE is
_NAMED_AT_MOST = 6  # treatments that one note lists


def labels_of(long: LongSheet) -> pd.Series:
    """Return the treatment of each row of a treatments sheet."""
    words = long.words("label")
    words = words.where(words.notna(), long.words("kind"))
    return each_word(words, lambda word: vocabulary.drug(word) if word else "treatment")


def with_listed_start(
    stated: dict[str, Stated], treatments: Sequence[tuple[LongSheet, pd.Series]], patients: pd.Index
) -> tuple[dict[str, Stated], pd.Series]:
    """Let the treatments that sheets list say when ruxolitinib began, after what the patients sheet says.

    Parameters
    ----------
    treatments : sheets with the treatment of each row, None where the row is none

    Returns
    -------
    tuple
        the milestones with the listed dates; and by patient the day on which the sheets' own count has the start
    """
    said = list(stated["rux_start"].said) if "rux_start" in stated else []
    counted_from = pd.Series(np.nan, index=patients)
    for long, labels in treatments:
        mine = (labels == STUDY_DRUG).to_numpy(bool)
        if _compares_arms(long, mine):
            continue
        times = long.when(long.first_of("start_day", "day"))
        who = long.ids[mine].to_numpy()
        dates = times.dates[mine].groupby(who).min().reindex(patients)
        counted_from = counted_from.fillna(times.days[mine].groupby(who).min().reindex(patients))
        if dates.notna().any():
            said.append((f"{long.name}: {STUDY_DRUG}", replace(no_times(patients), dates=dates)))
    if said:
        stated = {**stated, "rux_start": combine([("", header, times) for header, times in said])}
    return stated, counted_from


def _compares_arms(long: LongSheet, mine: np.ndarray) -> bool:
    """Say whether a sheet gives the arm of each patient and not all got the study drug: then each arm starts the clock.

    Parameters
    ----------
    mine : the rows of the study drug
    """
    named = long.column("label")
    others = not set(long.ids) <= set(long.ids[mine])
    return named is not None and normal(named.reading.header) in ARMS and others


def listed_courses(long: LongSheet, labels: pd.Series, notes: Notes) -> pd.DataFrame:
    """Return the rows of a placed sheet that are treatments as checked courses, columns `UNCHECKED`."""
    start, end = long.first_of("start_day", "day"), "end_day"
    table = pd.DataFrame(
        {
            "patient_id": long.ids,
            "label": labels,
            "start_day": long.day(start),
            "end_day": long.day(end),
            "ongoing": long.when(end).ongoing,
            "dose": long.words("dose"),
            "row": long.ids.index,
            "assumed_end": False,
        }
    )
    columns = long.headers_of(start), long.headers_of(end)
    return check(table[labels.notna() & ~long.lost(start)].reset_index(drop=True), notes, long.name, columns)


def check(table: pd.DataFrame, notes: Notes, sheet: str, columns: tuple[str, str] = ("", "")) -> pd.DataFrame:
    """Leave out courses without a start, and open the end of those that end before they start; both are findings.

    Parameters
    ----------
    columns : those that say when a course started and when it ended
    """
    startless = table["start_day"].isna()
    backwards = table["end_day"] < table["start_day"]

    def spots(marked: pd.Series) -> list[Spot]:
        return [Spot(one.row, str(one.patient_id), about=one) for one in rows_of(table[marked])]

    remedy = message("Correct the start or the end.")
    notes.each(
        "error",
        spots(startless),
        lambda spot: message("{treatment} has no start and is not drawn.", treatment=spot.about.label),
        remedy,
        sheet=sheet,
        column=columns[0],
    )
    notes.each(
        "error",
        spots(backwards),
        lambda spot: message(
            "{treatment} ends on day {end}, before it starts on day {start}; the end is left open.",
            treatment=spot.about.label,
            end=f"{spot.about.end_day:.0f}",
            start=f"{spot.about.start_day:.0f}",
        ),
        remedy,
        sheet=sheet,
        column=columns[1],
    )
    return table.assign(end_day=table["end_day"].where(~backwards))[~startless]


def join_courses(implied: pd.DataFrame, tables: Sequence[pd.DataFrame], notes: Notes, sheet: str) -> pd.DataFrame:
    """Add the courses the patients sheet implies to the listed ones, which win where both tell of the same course.

    Parameters
    ----------
    implied : columns `UNCHECKED`, from the patients sheet `sheet`
    tables : listed courses, columns `UNCHECKED`

    Returns
    -------
    DataFrame
        columns `COURSES`
    """
    known = pd.concat(tables, ignore_index=True) if tables else implied.iloc[:0]
    starts: dict[tuple[str, str], list[float]] = {}
    days: set[tuple[str, float]] = set()
    for course in rows_of(known):
        starts.setdefault((course.patient_id, course.label), []).append(course.start_day)
        days.add((course.patient_id, round(course.start_day)))
    listed_too = []
    for course in rows_of(implied if starts else implied.iloc[:0]):
        same = starts.get((course.patient_id, course.label), [])
        nameless = course.label in (FIRST_LINE, ADDED) and not pd.isna(course.start_day)
        listed_too.append(bool(same) or (nameless and (course.patient_id, round(course.start_day)) in days))
        nearest = min(same, key=lambda day: abs(day - course.start_day), default=course.start_day)
        if abs(nearest - course.start_day) > SLACK and course.label != STUDY_DRUG:
            _disagree(course, nearest, notes, sheet)
    own = implied[~np.array(listed_too, dtype=bool)] if listed_too else implied
    undated = own["start_day"].isna() & own["end_day"].isna()
    _note_undated(own[undated], notes, sheet)
    own = check(own[~undated].reset_index(drop=True), notes, sheet)
    _note_assumed(own[own["assumed_end"].astype(bool)], notes, sheet)
    table = pd.concat([one for one in (known, own) if len(one)] or [own], ignore_index=True)
    _note_open(table[table["end_day"].isna() & ~table["ongoing"].astype(bool)], notes)
    return table[list(COURSES)]


def _disagree(course: Any, listed_day: float, notes: Notes, sheet: str) -> None:
    notes.add(
        "warning",
        message(
            "{treatment} starts on day {listed} among the treatments and on day {own} on the patients sheet; "
            "day {listed} is used.",
            treatment=course.label,
            listed=f"{listed_day:.0f}",
            own=f"{course.start_day:.0f}",
        ),
        message("Correct whichever is wrong."),
        sheet=sheet,
        row=course.row,
        patient=str(course.patient_id),
    )


def _note_undated(courses: pd.DataFrame, notes: Notes, sheet: str) -> None:
    for label, rows in courses.groupby("label", sort=False):
        notes.add(
            "warning",
            counted(
                "{treatment} was given to {n} patient, but the file does not say when; it is not drawn.",
                "{treatment} was given to {n} patients, but the file does not say when; it is not drawn.",
                n=len(rows),
                treatment=label,
            ),
            message("Add the day on which it started."),
            sheet=sheet,
        )


def _note_assumed(courses: pd.DataFrame, notes: Notes, sheet: str) -> None:
    if len(courses):
        notes.add(
            "note",
            counted(
                "The file gives no end of first-line treatment for {n} patient; "
                "the start of ruxolitinib is taken as its end.",
                "The file gives no end of first-line treatment for {n} patients; "
                "the start of ruxolitinib is taken as its end.",
                n=courses["patient_id"].nunique(),
            ),
            message("Add a column first_line_stop if it went on, or ended before."),
            sheet=sheet,
        )


def _note_open(courses: pd.DataFrame, notes: Notes) -> None:
    if courses.empty:
        return
    names = list(dict.fromkeys(courses["label"].value_counts().index))
    notes.add(
        "note",
        counted(
            "The file gives no end of {treatments} for {n} patient; the bar is drawn hatched to the end of follow-up.",
            "The file gives no end of {treatments} for {n} patients; "
            "the bars are drawn hatched to the end of follow-up.",
            n=courses["patient_id"].nunique(),
            treatments=listed([*names[:_NAMED_AT_MOST], *(["…"] if len(names) > _NAMED_AT_MOST else [])]),
        ),
        message("Add the days on which treatment ended, or write “ongoing”."),
    )
