"""When another HLH treatment started after the study drug: what comes later may not be the drug's doing."""

from __future__ import annotations

import numpy as np
import pandas as pd

from hlhdash.cohort.model import Cohort


def from_origin(cohort: Cohort) -> pd.Series:
    """Return the day of the file's own day zero in the cohort's days, by patient_id; NaN for who never reached it."""
    people = cohort.patients
    return pd.Series(people[cohort.origin].to_numpy(float), index=people["patient_id"])


def added_start(cohort: Cohort) -> pd.Series:
    """Return when another HLH treatment (or HSCT) first started after the file's day zero, counted from it.

    Returns
    -------
    Series
        Days, on the index of `cohort.patients`; NaN for who had none.
    """
    people, courses = cohort.patients, cohort.courses
    shift = from_origin(cohort)
    day = courses["start_day"] - courses["patient_id"].map(shift)
    study = set(courses.loc[day == 0, "label"]) if cohort.origin == "rux_start" else set()
    other = courses.assign(day=day)[(day > 0) & ~courses["label"].isin(study | {"ruxolitinib"})]
    first = people["patient_id"].map(other.groupby("patient_id")["day"].min()).to_numpy(float)
    if "hsct" in people:
        first = np.fmin(first, (people["hsct"] - people[cohort.origin]).to_numpy(float))
    return pd.Series(first, index=people.index)
