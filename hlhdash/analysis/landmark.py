"""Grouping by what happens after day zero: status as of a landmark, follow-up from the landmark on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from hlhdash.analysis.groups import label
from hlhdash.cohort.endpoints import ADDED_THERAPY, NOT_WAITED_FOR, RESPONSE, Endpoint
from hlhdash.cohort.fields import assessment_day, title
from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.model import Cohort, ordered
from hlhdash.cohort.survival_times import event_days
from hlhdash.cohort.vocabulary import RESPONSES
from hlhdash.language import Message, message

USUAL_DAY = 28.0
_SHORT = {RESPONSE: message("Response"), ADDED_THERAPY: message("Added therapy")}


@dataclass(frozen=True)
class Cut:
    """Who is followed beyond a landmark.

    Attributes
    ----------
    at : the landmark, in days from the start of the clock
    n, kept : patients with a usable time, and those followed beyond the landmark
    excluded : patient_id and reason (a Message) of the others
    """

    at: float
    n: int
    kept: int
    excluded: pd.DataFrame


def happens_after_day_zero(cohort: Cohort, by: str) -> bool:
    """Say whether a grouping is known only after day zero: an assessment, a milestone, a response, added therapy."""
    if by in (RESPONSE, ADDED_THERAPY):
        return True
    return by in cohort.patients and (cohort.after_day_zero(by) or by in cohort.milestones)


def landmark_groupings(cohort: Cohort) -> tuple[str, ...]:
    """Return what patients can be grouped by as of a landmark: whatever has a day of its own and happened to some."""
    milestones = [name for name in cohort.milestones if name not in NOT_WAITED_FOR]
    names = [RESPONSE, *(one for one in cohort.assessments if assessment_day(one) is not None), *milestones]
    names.append(ADDED_THERAPY)
    return tuple(dict.fromkeys(name for name in names if _happened(cohort, name)))


def _happened(cohort: Cohort, by: str) -> bool:
    if assessment_day(by) is not None:
        return bool(cohort.patients[by].notna().any())
    return bool((event_days(cohort, by) >= 0).any())


def usual_landmark(by: str) -> float:
    """Return the landmark to begin with: an assessment's own day, else day 28."""
    day = assessment_day(by)
    return float(day) if day is not None else USUAL_DAY


def grouping_title(by: str) -> Message:
    """Return what a grouping as of a landmark is called."""
    return _SHORT.get(by) or title(by)


def changed_on(cohort: Cohort, by: str, endpoint: Endpoint) -> np.ndarray:
    """Return the day each patient's status changed, from the start of the clock; NaN for never.

    Raises
    ------
    CohortError
        Where the grouping has no day of its own, so that nobody can say what was known at the landmark.
    """
    if assessment_day(by) is not None:
        raise CohortError(message("{column} has classes, not a day on which it changed.", column=title(by)))
    if by not in (RESPONSE, ADDED_THERAPY, *cohort.milestones):
        raise CohortError(_no_day(by))
    start = 0.0 if endpoint.start == "day zero" else event_days(cohort, endpoint.start)
    return event_days(cohort, by) - start


def changed_among(cohort: Cohort, by: str, endpoint: Endpoint, table: pd.DataFrame) -> np.ndarray:
    """Return the day of the change for each row of a table of patients; what came before the clock is at its start."""
    on = dict(zip(cohort.patients["patient_id"], changed_on(cohort, by, endpoint), strict=True))
    when = table["patient_id"].map(on).to_numpy(float)
    return np.where(when < 0, 0.0, when)


def _no_day(by: str) -> Message:
    return message(
        "{column} is known only after day zero and has no day of its own, so patients cannot be grouped by it as of a "
        "landmark. Choose response, HSCT, relapse, or an assessment with a fixed day.",
        column=title(by),
    )


def status_at(cohort: Cohort, by: str, at: float, endpoint: Endpoint) -> tuple[pd.Series, tuple[str, ...]]:
    """Return the group of each patient as of the landmark, indexed by patient_id, and the order of the groups.

    Raises
    ------
    CohortError
        Where the assessment comes after the landmark, or the grouping has no day of its own.
    """
    ids = cohort.patients["patient_id"]
    day = assessment_day(by)
    if day is not None:
        if at < day:
            raise CohortError(
                message(
                    "{column} is known from day {day}: choose a landmark of {day} or later.", column=title(by), day=day
                )
            )
        cells = cohort.patients[by].set_axis(ids)
        labels = [label(value) for value in ordered(cells, missing=bool(cells.isna().any()))]
        by_class = [one for one in RESPONSES if one in labels]  # from the best to the worst, then what is left
        return cells.map(label), tuple(dict.fromkeys((*by_class, *labels)))
    changed = changed_on(cohort, by, endpoint) <= at
    yes, no = _as_of(by, at)
    return pd.Series([yes if one else no for one in changed], index=ids, dtype=object), (yes, no)


def _as_of(by: str, at: float) -> tuple[Message, Message]:
    """Return what those are called who had it by the landmark, and those who had not."""
    what, day = grouping_title(by), f"{at:g}"
    if by == RESPONSE:
        yes, no = message("Response by day {day}", day=day), message("No response by day {day}", day=day)
        ever, never = message("Response at any time"), message("No response")
    elif by == ADDED_THERAPY:
        yes, no = message("Added therapy by day {day}", day=day), message("No added therapy by day {day}", day=day)
        ever, never = message("Added therapy at any time"), message("No added therapy")
    else:
        yes = message("{event} by day {day}", event=what, day=day)
        no = message("Not by day {day}: {event}", event=what, day=day)
        ever, never = message("{event} at any time", event=what), message("Never: {event}", event=what)
    return (ever, never) if np.isinf(at) else (yes, no)


def cut(table: pd.DataFrame, at: float) -> tuple[pd.DataFrame, Cut]:
    """Follow patients from the landmark on.

    Parameters
    ----------
    table : patient_id, time and event or state, times from the start of the clock

    Returns
    -------
    The patients followed beyond the landmark with their times from it on, and who was excluded.

    Raises
    ------
    CohortError
        Where nobody is followed beyond it.
    """
    if not (np.isfinite(at) and at >= 0):
        raise CohortError(message("A landmark is a day from 0 up; it is {at}.", at=at))
    flag = "event" if "event" in table else "state"
    # As in hlhdash.stats, times this close are one time.
    beyond = (table["time"] > at * (1 + 1.5e-8)).to_numpy(bool)
    if not beyond.any():
        raise CohortError(message("Nobody is followed beyond day {at:g}; choose an earlier landmark.", at=at))
    out = table[~beyond]
    had = message("had the event by the landmark")
    without = message("last followed by the landmark, without the event")
    reasons = [had if state else without for state in out[flag]]
    excluded = pd.DataFrame({"patient_id": out["patient_id"].to_numpy(), "reason": pd.Series(reasons, dtype=object)})
    kept = table[beyond].assign(time=table.loc[beyond, "time"] - at).reset_index(drop=True)
    return kept, Cut(float(at), len(table), len(kept), excluded)
