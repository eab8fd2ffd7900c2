"""A question about time put to a cohort: who is followed from when, in which group, and what came first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from hlhdash.analysis.groups import Grouping, group, grouped
from hlhdash.analysis.landmark import Cut, cut, happens_after_day_zero, status_at, usual_landmark
from hlhdash.cohort.endpoints import Endpoint
from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.model import Cohort
from hlhdash.cohort.survival_times import left_out, unrecorded, usable
from hlhdash.language import message


@dataclass(frozen=True)
class Question:
    """Patients with a time and what came first, in their groups.

    Attributes
    ----------
    endpoint : what starts the clock, what counts, what competes, what censors
    grouping : the group of every patient of the cohort
    table : patient_id, time (days), event (0/1), state (0, 1, 2 ...); of those followed beyond the landmark, if any
    labels : the group of each row of `table`
    landmark : who is followed beyond it, None where there is none
    naive : grouped by something after day zero without a landmark
    left_out : patient_id and reason of everyone who has no usable time or status
    unrecorded : parts of the endpoint that nobody in the cohort ever had
    """

    endpoint: Endpoint
    grouping: Grouping
    table: pd.DataFrame
    labels: pd.Series
    landmark: Cut | None
    naive: bool
    left_out: pd.DataFrame
    unrecorded: tuple[str, ...]


def asked(
    cohort: Cohort,
    endpoint: str | Endpoint,
    by: str | None,
    against: str | None,
    landmark: float | None,
    naive: bool,
) -> Question:
    """Put the question to a cohort; the parameters are those of `hlhdash.kaplan_meier`.

    Raises
    ------
    CohortError
        Where nobody has a usable time and status, or the grouping has no day of its own.
    """
    what = cohort.endpoint(endpoint)
    if not len(cohort):
        raise CohortError(message("No patient meets the filters. Loosen one of them."))
    later = by is not None and happens_after_day_zero(cohort, by)
    at = usual_landmark(by) if later and landmark is None and by is not None else landmark
    grouping = _grouping(cohort, by, against, what, (np.inf if naive or at is None else at) if later else None)
    states = cohort.state_table(what)
    table = usable(states)
    if table.empty:
        raise CohortError(message("No patient has both a usable time and a vital status, so survival cannot be shown."))
    table["state"] = states.loc[states["reason"].isna(), "state"].to_numpy(int)
    beyond = None
    if at is not None and not naive:
        table, beyond = cut(table, at)
    labels = table["patient_id"].map(grouping.labels)
    return Question(what, grouping, table, labels, beyond, naive and later, left_out(states), unrecorded(cohort, what))


def _grouping(cohort: Cohort, by: str | None, against: str | None, endpoint: Endpoint, as_of: float | None) -> Grouping:
    """Group by what is known at day zero, or by the status as of a day."""
    if by is None or as_of is None or (np.isinf(as_of) and by in cohort.patients and by not in cohort.milestones):
        return group(cohort, by, against)
    return grouped(by, *status_at(cohort, by, as_of, endpoint), against)
