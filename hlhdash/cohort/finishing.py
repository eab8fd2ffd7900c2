"""What is made of the tables at the end: ages, one end for each patient, the order of columns, the cut-off."""

from __future__ import annotations

import numpy as np
import pandas as pd

from hlhdash.cohort.dates import date
from hlhdash.cohort.events import EVENTS
from hlhdash.cohort.fields import MILESTONES, assessment_day
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.patients import PatientSheet
from hlhdash.cohort.placing import LONGEST
from hlhdash.cohort.timeline import Axis
from hlhdash.cohort.values import DAYS_PER_UNIT
from hlhdash.language import Message, counted, message

RECORD_TYPES: dict[str, Message] = {
    "synthetic_reconstruction": message("reconstruction from published totals, not patient data"),
    "invented": message("invented patients, not patient data"),
}
_FIRST = ("patient_id", "sex", "age_years", "etiology", "trigger", "gene", "line_of_therapy", "vital_status")


def with_ages(people: PatientSheet, axis: Axis, notes: Notes) -> pd.DataFrame:
    """Return the facts with the ages that are missing reckoned at day zero from the birth dates."""
    facts = people.facts
    if people.born is None:
        return facts
    age = ((axis.date - people.born).dt.days / DAYS_PER_UNIT["years"]).round(2)
    filled = facts["age_years"].isna() & (age >= 0)
    if filled.any():
        notes.add(
            "note",
            counted(
                "The age of {n} patient was reckoned from the birth date, which is not kept.",
                "The ages of {n} patients were reckoned from the birth dates, which are not kept.",
                n=int(filled.sum()),
            ),
            message("Nothing, if that is right; otherwise give the ages."),
            sheet=people.name,
            column=people.headers["birth_date"],
        )
    return facts.assign(age_years=facts["age_years"].where(~filled, age))


def one_end(events: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Give each patient one death or one last follow-up, the one the patients table settled on; in order of days."""
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


def ordered_columns(table: pd.DataFrame) -> pd.DataFrame:
    """Put the columns everyone looks for first."""
    responses = sorted(filter(assessment_day, map(str, table.columns)), key=lambda name: assessment_day(name) or 0)
    known = [name for name in (*_FIRST, *responses, "best_response", *MILESTONES) if name in table]
    return table[[*known, *(name for name in table.columns if name not in known)]]


def stated_data_cutoff(people: PatientSheet, notes: Notes) -> str | None:
    """Return the cut-off that the file states, ISO; text that is no date is a finding."""
    if "data_cutoff" not in people.facts:
        return None
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
    return max(stated).isoformat() if stated else None


def last_date(people: PatientSheet, axis: Axis) -> str | None:
    """Return the last date of the patients sheet that is no slip of the pen."""
    dates = [
        times.dates[((times.dates - axis.date).dt.days <= LONGEST).to_numpy(bool)].max()
        for times in (said.times for said in people.stated.values())
    ]
    known = [one for one in dates if not pd.isna(one)]
    return max(known).date().isoformat() if known else None


def record_note(patients: pd.DataFrame) -> Message | None:
    """Return what must be said wherever the data are shown."""
    kinds = set(patients["record_type"].dropna()) if "record_type" in patients else set()
    return next((words for kind, words in RECORD_TYPES.items() if kind in kinds), None)
