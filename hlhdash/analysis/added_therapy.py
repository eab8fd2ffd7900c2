"""When another HLH treatment started after the study drug: what comes later may not be the drug's doing."""

from __future__ import annotations

import numpy as np
import pandas as pd

from hlhdash.cohort.added_therapy import added_therapy_start
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
    people = cohort.patients
    zero = people[cohort.origin].to_numpy(float)
    first = added_therapy_start(people, cohort.courses, cohort.origin).to_numpy(float) - zero
    if "hsct" in people:
        first = np.fmin(first, people["hsct"].to_numpy(float) - zero)
    return pd.Series(first, index=people.index)
