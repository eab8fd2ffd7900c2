"""When another HLH treatment began after the study drug."""

from __future__ import annotations

import numpy as np
import pandas as pd


def added_therapy_start(patients: pd.DataFrame, courses: pd.DataFrame, origin: str) -> pd.Series:
    """Return, per patient, the first day of another HLH treatment after the file's day zero; NaN for none.

    A milestone of its own counts as well as a course that begins later under another name. HSCT is none.

    Returns
    -------
    Series
        Indexed as `patients`; days from the day zero the tables count from.
    """
    zero = patients[origin].astype(float)
    since = courses["start_day"] - courses["patient_id"].map(dict(zip(patients["patient_id"], zero, strict=True)))
    study = set(courses.loc[since == 0, "label"]) if origin == "rux_start" else set()
    other = courses[(since > 0) & ~courses["label"].isin(study | {"ruxolitinib"})]
    by_course = patients["patient_id"].map(other.groupby("patient_id")["start_day"].min()).astype(float)
    if "added_therapy_start" not in patients:
        return by_course
    dated = patients["added_therapy_start"].astype(float)
    return pd.Series(np.fmin(by_course, dated.where(dated > zero)), index=patients.index)
