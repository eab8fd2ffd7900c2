"""Who had an abnormal value at day zero, and by which day it was normal."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from hlhdash.analysis.normal import Limits

BY_DAYS = (2.0, 7.0, 14.0, 28.0, 56.0)
FEVER_DAYS = (1.0, 2.0, 3.0, 7.0, 14.0)  # fever is counted in hours: 24, 48, 72


@dataclass(frozen=True)
class Normalised:
    """Who of a group became normal, by patient_id.

    Attributes
    ----------
    group : its label
    abnormal : patients whose last value up to day zero is not normal
    days : the days asked about
    by_day : of them, those who had a first normal value on or before each of `days`
    ever : and at any later day
    median : the median day of the first normal value among those who had one, None where nobody had
    """

    group: str
    abnormal: tuple[str, ...]
    days: tuple[float, ...]
    by_day: tuple[tuple[str, ...], ...]
    ever: tuple[str, ...]
    median: float | None


def last_up_to_zero(points: pd.DataFrame) -> pd.DataFrame:
    """Return one row per patient: the last value on or before day zero, of points by patient, then day."""
    return points[points["day"] <= 0].drop_duplicates("patient_id", keep="last")


def normalised(
    points: pd.DataFrame, normal: Limits | None, order: tuple[str, ...], analyte: str, death: pd.Series
) -> tuple[Normalised, ...]:
    """Find by group who became normal; a value dated after the death is not theirs and does not count.

    Parameters
    ----------
    points : patient_id, group, day, value, bound; by patient, then day
    death : patient_id to the day of death, NaN for who is not known to have died
    """
    if normal is None:
        return ()
    days = FEVER_DAYS if analyte == "temperature" else BY_DAYS
    judged = [normal.holds(value, bound) for value, bound in zip(points["value"], points["bound"], strict=True)]
    points = points.assign(normal=pd.Series(judged, index=points.index, dtype=object))
    baseline = last_up_to_zero(points).set_index("patient_id")
    abnormal = baseline[np.array([one is False for one in baseline["normal"]], dtype=bool)]
    is_normal = np.array([one is True for one in judged], dtype=bool)
    after = (points["day"] > points["patient_id"].map(death.astype(float))).to_numpy(bool)
    later = points[(points["day"] > 0).to_numpy(bool) & is_normal & ~after]
    first = later.groupby("patient_id")["day"].min().reindex(abnormal.index)
    return tuple(
        Normalised(
            label,
            tuple(mine.index),
            days,
            tuple(tuple(mine.index[(mine <= day).to_numpy(bool)]) for day in days),
            tuple(mine.index[mine.notna().to_numpy(bool)]),
            float(mine.median()) if mine.notna().any() else None,
        )
        for label in order
        if len(mine := first[(abnormal["group"] == label).to_numpy(bool)])
    )
