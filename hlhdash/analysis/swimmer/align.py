"""Lanes aligned on a milestone: which day it is for each patient."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from hlhdash.analysis.swimmer.place import Floats
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


def zeros(cohort: Cohort, align: str | None, first: Mapping[str, float]) -> Floats:
    """Return the day that is to be 0 of each patient of the cohort, NaN for those who never reached it.

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
        return np.zeros(len(people))
    if align == RESPONSE:
        days = np.array([first.get(one, np.nan) for one in people["patient_id"].tolist()], dtype=float)
    elif align in cohort.milestones:
        days = people[align].to_numpy(float)
    else:
        days = np.full(len(people), np.nan)
    if np.isnan(days).all():
        raise CohortError(
            message(
                "Nobody who is looked at has {milestone}, so the lanes cannot be aligned on it. Choose one of: "
                "{choices}.",
                milestone=alignment_title(str(align)),
                choices=listed([alignment_title(name) for name in alignments(cohort)]),
            )
        )
    return days
