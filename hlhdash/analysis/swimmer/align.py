"""Lanes aligned on a milestone: which day it is for each patient, and tables moved so that it is 0."""

from __future__ import annotations

import pandas as pd

from hlhdash.cohort.fields import title
from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.model import Cohort
from hlhdash.language import Message, listed, message

RESPONSE = "response"
NOT_OFFERED = ("last_follow_up", "death")  # everybody's lane would end there: they order lanes, they do not align them


def alignments(cohort: Cohort) -> tuple[str, ...]:
    """Return what lanes can be aligned on: day zero, the milestones that somebody reached, the first response."""
    names = [name for name in cohort.milestones if name not in NOT_OFFERED and cohort.patients[name].notna().any()]
    responded = ((cohort.events["kind"] == "response") & cohort.events["label"].isin(("CR", "PR"))).any()
    names = [name for name in names if name != cohort.day_zero]
    return (cohort.day_zero, *names, *([RESPONSE] if responded else []))


def alignment_title(name: str) -> Message:
    """Return how what lanes are aligned on is called."""
    return message("First response") if name == RESPONSE else title(name)


def reached(cohort: Cohort, align: str | None, first: pd.Series) -> pd.Series:
    """Return the day that is to be 0, by patient_id, of those who reached it.

    Parameters
    ----------
    align : as `hlhdash.swimmer` takes it
    first : day of the first response by patient_id

    Raises
    ------
    CohortError
        Where there is no such milestone, or nobody reached it.
    """
    people = cohort.patients
    if align is None:
        return pd.Series(0.0, index=pd.Index(people["patient_id"]))
    if align == RESPONSE:
        days = first
    else:
        found = people[align] if align in cohort.milestones else pd.Series(float("nan"), index=people.index)
        days = found.astype(float).set_axis(people["patient_id"])
    days = days.dropna()
    if days.empty:
        raise CohortError(
            message(
                "Nobody who is looked at has {milestone}, so the lanes cannot be aligned on it. Choose one of: "
                "{choices}.",
                milestone=alignment_title(str(align)),
                choices=listed([alignment_title(name) for name in alignments(cohort)]),
            )
        )
    return days


def aligned(table: pd.DataFrame, shift: pd.Series, *columns: str) -> pd.DataFrame:
    """Return the rows of patients who have a shift, with their days counted from it."""
    if not shift.any():
        return table
    by = table["patient_id"].map(shift)
    moved = table.assign(**{name: table[name].astype(float) - by for name in columns})
    return moved[by.notna().to_numpy(bool)]
