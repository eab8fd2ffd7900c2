"""Courses of treatment that the columns of the patients sheet imply, without anybody reshaping anything."""

from __future__ import annotations

import numpy as np
import pandas as pd

from hlhdash.cohort import vocabulary
from hlhdash.cohort.courses import ADDED, STUDY_DRUG, UNCHECKED
from hlhdash.cohort.headers import FIRST_LINE
from hlhdash.cohort.patients import PatientSheet
from hlhdash.cohort.tables import each_word, no_words
from hlhdash.cohort.timeline import Axis
from hlhdash.cohort.times import no_times
from hlhdash.cohort.values import yes_no


def implied_courses(people: PatientSheet, axis: Axis, days: pd.DataFrame) -> pd.DataFrame:
    """Derive the courses of each patient from columns such as rux_start, rux_stop and post_rux_chemo.

    Returns
    -------
    DataFrame
        columns `courses.UNCHECKED`; a treatment that is named but never dated has neither start nor end
    """
    parts = [_first_line(people, axis, days)]
    if "rux_start" in people.stated or "rux_stop" in people.stated:
        edges = _edges(people, days, "rux_start", "rux_stop")
        parts.append(_dated(_course(people, _study_drug(people), *edges, dose=people.facts.get("dose"))))
    edges = _edges(people, days, "added_therapy_start", "added_therapy_stop")
    parts.append(_named(people, "added_therapy", ADDED, *edges))
    for drug, edges_of in people.courses.items():
        if drug == FIRST_LINE:
            continue
        nothing = no_times(days.index)
        start, stop = (edges_of[edge].times if edge in edges_of else nothing for edge in ("start", "stop"))
        course = _course(people, vocabulary.drug(drug), axis.place(start), axis.place(stop), stop.ongoing)
        parts.append(_dated(course))
    return pd.concat(parts, ignore_index=True)


def _study_drug(people: PatientSheet) -> pd.Series:
    """Return what each patient was given from day zero on: the actual, else the planned treatment of ADSL."""
    label = pd.Series(STUDY_DRUG, index=people.facts.index, dtype=object)
    for planned_or_actual in ("TRT01P", "TRT01A"):
        if planned_or_actual in people.facts:
            words = people.facts[planned_or_actual]
            label = each_word(words, lambda word: vocabulary.drug(word) if word else "").where(words.notna(), label)
    return label


def _dated(courses: pd.DataFrame) -> pd.DataFrame:
    return courses[courses["start_day"].notna() | courses["end_day"].notna()]


def _edges(people: PatientSheet, days: pd.DataFrame, start: str, stop: str) -> tuple[pd.Series, pd.Series, pd.Series]:
    nothing = pd.Series(np.nan, index=days.index)
    ongoing = people.stated[stop].times.ongoing if stop in people.stated else pd.Series(False, index=days.index)
    return days.get(start, nothing), days.get(stop, nothing), ongoing


def _first_line(people: PatientSheet, axis: Axis, days: pd.DataFrame) -> pd.DataFrame:
    """The first treatment runs to ruxolitinib unless the file gives its end; that this was assumed is marked."""
    start = days["first_line_start"] if "first_line_start" in days else pd.Series(np.nan, index=days.index)
    edge = people.courses.get(FIRST_LINE, {}).get("stop")
    end = no_times(days.index) if edge is None else edge.times
    stop = axis.place(end)
    begun = days["rux_start"] if "rux_start" in days else days[axis.zero]
    assumed = stop.isna() & ~end.ongoing & (begun > start)
    return _named(people, "first_line", FIRST_LINE, start, stop.where(~assumed, begun), end.ongoing, assumed=assumed)


def _named(
    people: PatientSheet,
    field: str,
    nameless: str,
    start: pd.Series,
    end: pd.Series,
    ongoing: pd.Series,
    *,
    assumed: pd.Series | None = None,
) -> pd.DataFrame:
    """Return courses whose name stands in one column and whose edges in others; "yes" gives no name, "no" no course."""
    words = people.facts[field] if field in people.facts else no_words(people.facts.index)
    given = each_word(words, lambda word: bool(word) and yes_no(word) is not False).to_numpy(bool)
    names = each_word(words, lambda word: vocabulary.drug(word) if word and yes_no(word) is None else nameless)
    table = _course(people, names, start, end, ongoing, assumed=assumed)
    return table[given | table["start_day"].notna() | table["end_day"].notna()]


def _course(
    people: PatientSheet,
    label: str | pd.Series,
    start: pd.Series,
    end: pd.Series,
    ongoing: pd.Series,
    *,
    dose: pd.Series | None = None,
    assumed: pd.Series | None = None,
) -> pd.DataFrame:
    table = pd.DataFrame(
        {
            "patient_id": people.facts.index,
            "label": label if isinstance(label, str) else label.to_numpy(),
            "start_day": start.to_numpy(float),
            "end_day": end.to_numpy(float),
            "ongoing": ongoing.to_numpy(bool),
            "dose": None if dose is None else dose.to_numpy(),
            "row": people.rows.to_numpy(),
            "assumed_end": False if assumed is None else assumed.to_numpy(bool),
        }
    )
    return table[list(UNCHECKED)]
