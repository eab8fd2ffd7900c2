"""Every check of a Cohort that is read, in one place; no check repeats what another has said."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from hlhdash.cohort.checks import check_categories, check_ranges, check_times
from hlhdash.cohort.checks_dates import check_listed, check_stated
from hlhdash.cohort.checks_long import check_courses, check_events, check_labs, check_overlaps, listed_rows
from hlhdash.cohort.follow_up import Say
from hlhdash.cohort.long import LongSheet
from hlhdash.cohort.notes import Spot
from hlhdash.cohort.patients import PatientSheet
from hlhdash.cohort.timeline import SLACK, Axis
from hlhdash.cohort.transplants import check_transplants
from hlhdash.language import counted, message


@dataclass(frozen=True)
class Assembled:
    """What is checked: the tables of the Cohort, and the sheets they come from.

    Attributes
    ----------
    table : one row per patient, indexed by patient_id, milestones in days from day zero, ends settled
    courses, events : the tables of the Cohort
    treatments : placed sheets with the treatment of each row, None where it is none
    event_sheets, lab_sheets : placed
    cutoff : the cut-off that the file states, ISO, or None
    """

    people: PatientSheet
    axis: Axis
    table: pd.DataFrame
    courses: pd.DataFrame
    events: pd.DataFrame
    treatments: list[tuple[LongSheet, pd.Series]]
    event_sheets: list[LongSheet]
    lab_sheets: list[LongSheet]
    cutoff: str | None


def check(read: Assembled, say: Say) -> None:
    """Check the patients, their times, and each sheet against the others."""
    end = read.table["last_follow_up"]
    end = end.where(end >= 0)  # an end before day zero is said; everything would lie after it
    check_times(read.table, read.events, say)
    check_ranges(read.table, say)
    check_categories(read.table, say)
    listed = listed_rows(read.treatments)
    check_courses(read.courses, listed, end, say)
    check_overlaps(listed, say.notes)
    for one, _ in read.treatments:
        if not any(one is other for other in read.event_sheets):
            check_transplants(one, end, say.notes)
    for one in read.event_sheets:
        check_events(one, end, read.table["vital_status"], say.notes)
    for one in read.lab_sheets:
        check_labs(one, end, say.notes)
    _check_own_labs(read.people, end, say)
    check_stated(read.people.stated, read.axis, end, say.rows, read.cutoff, say.notes, say.sheet)
    unique = {id(one): one for one in (*(long for long, _ in read.treatments), *read.event_sheets, *read.lab_sheets)}
    check_listed(unique.values(), read.axis, end, read.cutoff, say.notes)


def _check_own_labs(people: PatientSheet, end: pd.Series, say: Say) -> None:
    """Find measurements of the patients sheet, such as ferritin_d7, after the last follow-up or death."""
    day = people.labs["day"]
    after = people.labs[(day > end.min() + SLACK).to_numpy(bool)]  # most patients are followed longer than any of these
    late = after[(after["day"] > after["patient_id"].map(end).astype(float) + SLACK).to_numpy(bool)]
    fields = [f"lab:{name}:{day:g}" for name, day in zip(late["analyte"], late["day"], strict=True)]
    columns = pd.Series([say.headers.get(field, "") for field in fields], index=late.index)
    spots: dict[str, list[Spot]] = {}
    for patient, mine in columns.groupby(late["patient_id"], sort=False):
        told = ", ".join(mine.tolist())
        spots.setdefault(told, []).append(Spot(say.rows[str(patient)], str(patient), about=len(mine)))
    for column, found in spots.items():
        say.notes.each(
            "warning",
            found,
            lambda spot: counted(
                "{n} measurement lies after the last follow-up or death of this patient.",
                "{n} measurements lie after the last follow-up or death of this patient.",
                n=spot.about,
            ),
            message("Correct the days, or the last follow-up."),
            sheet=say.sheet,
            column=column,
        )
