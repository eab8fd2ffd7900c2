"""When something is first seen: a normal value, the first adverse event; death before it competes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from hlhdash import stats
from hlhdash.analysis.groups import group as group_patients
from hlhdash.analysis.labs import labs
from hlhdash.analysis.labs_normal import last_up_to_zero
from hlhdash.analysis.normal import limits
from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.model import Cohort, Provenance
from hlhdash.language import Message, message

SEEN, DIED = 1, 2


@dataclass(frozen=True)
class FirstTime:
    """When something was first seen, by group; days count from day zero.

    Attributes
    ----------
    title : what was seen
    by : the column that makes the groups, None for all together
    order : the groups
    patients : patient_id, group, day, state (1 seen, 2 died before, 0 neither when last looked at)
    incidence : of states 1 and 2 by group (Aalen-Johansen)
    last_day : the last day at which it was first seen, or was looked for where it never was
    left_out : patients who are not asked about: nothing was abnormal, or nobody followed them after day zero
    provenance : file, filters, day zero
    least : the smallest count that may be told, 0 for any; the patients behind a curve are then not counted in words
    """

    title: Message
    by: str | None
    order: tuple[str, ...]
    patients: pd.DataFrame
    incidence: stats.CumulativeIncidence
    last_day: float
    left_out: int
    provenance: Provenance
    least: int = 0

    def half(self, group: str) -> float | None:
        """Return the day by which it was seen in half of a group, dead patients counted; None where that is never."""
        table = self.incidence.table
        mine = table[(table["state"] == SEEN).to_numpy(bool)]
        if "group" in mine:
            mine = mine[(mine["group"] == group).to_numpy(bool)]
        # Sums of fractions: half may be a hair short of 0.5.
        reached = mine.loc[(mine["incidence"] >= 0.5 - 1e-9).to_numpy(bool), "time"]
        return float(reached.iloc[0]) if len(reached) else None


def time_to_normal(cohort: Cohort, analyte: str, by: str | None = None) -> FirstTime:
    """Estimate by which day a value that was abnormal at day zero is first seen to be normal.

    Only patients whose last value up to day zero is not normal are asked about. A patient is looked at until the last
    measurement: what happened after it nobody knows, except death, which competes whenever it came.

    Raises
    ------
    CohortError
        Where nothing is said of what is normal, or nobody had an abnormal value.
    """
    normal = limits(analyte)
    result = labs(cohort, analyte, by=by)
    if normal is None:
        raise CohortError(message("No rule says which values of {analyte} are normal.", analyte=result.title))
    points = result.points
    judged = [normal.holds(value, bound) for value, bound in zip(points["value"], points["bound"], strict=True)]
    points = points.assign(normal=pd.Series(judged, index=points.index, dtype=object))
    early = last_up_to_zero(points)
    ids = early.loc[(early["normal"] == False).to_numpy(bool), "patient_id"].tolist()  # noqa: E712 - None is open
    if not ids:
        raise CohortError(
            message(
                "Nobody had an abnormal {analyte} up to day zero, so nobody can become normal.", analyte=result.title
            )
        )
    later = points[(points["day"] > 0).to_numpy(bool)]
    became = later[(later["normal"] == True).to_numpy(bool)].groupby("patient_id")["day"].min()  # noqa: E712
    last = later.groupby("patient_id")["day"].max()
    return first_time(cohort, by, result.title, pd.Index(ids), became, last)


def time_to_adverse_event(cohort: Cohort, by: str | None = None, *, grade: int = 1) -> FirstTime:
    """Estimate by which day patients have a first adverse event on or after day zero.

    Parameters
    ----------
    grade : the least CTCAE grade that counts; where no grade is recorded, the event counts only for 1

    Raises
    ------
    CohortError
        Where the file has no adverse events, or nobody was followed after day zero.
    """
    events = cohort.events[(cohort.events["kind"] == "adverse event").to_numpy(bool)]
    if events.empty:
        raise CohortError(message("There are no adverse events among the patients who are looked at."))
    known = events["grade"].astype(float).fillna(1.0) >= grade
    had = events[(known & (events["day"] >= 0)).to_numpy(bool)].groupby("patient_id")["day"].min()
    people = cohort.patients.set_index("patient_id")
    last = people["last_follow_up"].astype(float)
    title = (
        message("First adverse event")
        if grade <= 1
        else message("First adverse event of grade {grade} or more", grade=grade)
    )
    return first_time(cohort, by, title, people.index[(last >= 0).to_numpy(bool)], had, last)


def first_time(
    cohort: Cohort, by: str | None, title: Message, ids: pd.Index, seen: pd.Series, last: pd.Series
) -> FirstTime:
    """Put together when something was seen, when patients died, and when they were last looked at.

    Parameters
    ----------
    title : what was seen
    ids : the patients who are asked about
    seen, last : patient_id to the day on which it was first seen, and to the last day on which it was looked for

    Raises
    ------
    CohortError
        Where none of them was followed after day zero.
    """
    grouping = group_patients(cohort, by)
    death = cohort.patients.set_index("patient_id")["death"].astype(float).reindex(ids).to_numpy(float)
    first, end = seen.reindex(ids).to_numpy(float), last.reindex(ids).to_numpy(float)
    has, died = ~np.isnan(first), ~np.isnan(death) & (death >= 0)
    before = has & ~(died & (death < first))
    day = np.where(before, first, np.where(died, death, end))
    state = np.where(before, SEEN, np.where(died, DIED, 0))
    kept = np.isfinite(day) & (day >= 0)
    if not kept.any():
        raise CohortError(message("No patient was followed after day zero, so nothing can be seen in time."))
    table = pd.DataFrame({"patient_id": ids.to_numpy(object)[kept], "day": day[kept], "state": state[kept]})
    table.insert(1, "group", table["patient_id"].map(grouping.labels))
    order = tuple(label for label in grouping.order if (table["group"] == label).any())
    labels = pd.Categorical(table["group"], categories=list(order), ordered=True)
    events = table.loc[(table["state"] == SEEN).to_numpy(bool), "day"]
    return FirstTime(
        title,
        by,
        order,
        table,
        stats.cumulative_incidence(table["day"], table["state"], labels, expected=(SEEN,)),
        max(float(events.max() if len(events) else table["day"].max()), 1.0),
        len(cohort) - len(table),
        cohort.provenance,
    )
