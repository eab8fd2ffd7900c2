"""One analyte over time for all patients: values, medians by group, before and after, and time to normal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from hlhdash.analysis.groups import group as group_patients
from hlhdash.analysis.normal import ORDER, SKEWED, TITLES, Limits, limits
from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.model import Cohort, Provenance
from hlhdash.language import Message, message

Scale = Literal["value", "percent"]
# Days asked about, and how far from them a value may lie: the windows of the response rule, then wider ones.
WINDOWS = ((0, 0), (2, 1), (7, 2), (14, 3), (28, 4), (56, 7), (90, 14), (180, 30), (365, 45))
FEWEST = 2  # values from which a median is drawn
BY_DAYS = (2, 7, 14, 28, 56)


@dataclass(frozen=True)
class Normalised:
    """How many of a group became normal.

    Attributes
    ----------
    group : its label
    abnormal : patients whose last value up to day zero is not normal
    by_day : of them, how many had a first normal value on or before each day of `BY_DAYS`
    ever : and at any later day
    median : the median day of the first normal value among those who had one, None where nobody had
    """

    group: str
    abnormal: int
    by_day: tuple[int, ...]
    ever: int
    median: float | None


@dataclass(frozen=True)
class Labs:
    """One analyte of all patients; days count from day zero.

    A value that the laboratory gave only as a bound stands at its bound, in medians too; a quartile that falls on
    one is marked, because the truth lies beyond it.

    Attributes
    ----------
    analyte, title, unit : what was measured
    scale : "value", or "percent" of the last value up to day zero
    by : the column that makes the groups, None for all together
    groups : labels in the order of the dictionary
    points : patient_id, group, day, value, bound; by patient, then day
    medians : group, day, n, median, lower, upper (quartiles), bounded (whether one of the three is a bound); one value
        per patient and window, the nearest
    pairs : patient_id, group, before, after, before_bound, after_bound: the last value up to day zero and the one
        nearest to `after_day`
    after_day : see `pairs`
    normalised : per group, only on the scale of values and where there are limits
    limits : what is normal at any age; None on the scale of percent
    log : whether the axis is logarithmic
    other_units : how many values in another unit are left out
    without : patients who have no value
    provenance : file, filters, day zero
    """

    analyte: str
    title: Message
    unit: str
    scale: Scale
    by: str | None
    groups: tuple[str, ...]
    points: pd.DataFrame
    medians: pd.DataFrame
    pairs: pd.DataFrame
    after_day: int
    normalised: tuple[Normalised, ...]
    limits: Limits | None
    log: bool
    other_units: int
    without: int
    provenance: Provenance


def analytes(cohort: Cohort) -> tuple[str, ...]:
    """Return what was measured at all, in the order of the dictionary; what nobody knows last."""
    return tuple(sorted(cohort.labs["analyte"].dropna().unique(), key=lambda one: (ORDER.get(one, len(ORDER)), one)))


def labs(cohort: Cohort, analyte: str, *, by: str | None = None, scale: Scale = "value", after_day: int = 7) -> Labs:
    """Follow one analyte over time.

    Parameters
    ----------
    analyte : "ferritin", "scd25", "temperature" ... (see `analytes`)
    by : a column whose values make groups
    scale : "value", or "percent" of the last value up to day zero; patients whose baseline is missing, a bound or
        not above 0 have no percent
    after_day : the day that "before and after" compares with; one of the days of `WINDOWS`

    Raises
    ------
    CohortError
        Where nothing of the kind was measured.
    """
    grouping = group_patients(cohort, by)
    rows = cohort.labs[cohort.labs["analyte"] == analyte]
    if rows.empty:
        raise CohortError(
            message(
                "There is no {analyte} among the patients who are looked at. A labs sheet needs the columns "
                "patient_id, day, analyte and value, or a column for each analyte.",
                analyte=TITLES.get(analyte, analyte),
            )
        )
    unit, rows, other = one_unit(rows)
    points = rows[["patient_id", "day", "value", "bound"]].sort_values(["patient_id", "day"], kind="stable")
    points.insert(1, "group", points["patient_id"].map(grouping.labels))
    judged = _normalised(points, limits(analyte), grouping.order) if scale == "value" else ()
    if scale == "percent":
        points = _percent(points)
        if points.empty:
            raise CohortError(message("Nobody has a value up to day zero that others could be compared with."))
    points = points.reset_index(drop=True)
    return Labs(
        analyte,
        TITLES.get(analyte) or message("{analyte}", analyte=analyte),
        unit,
        scale,
        by,
        tuple(label for label in grouping.order if (points["group"] == label).any()),
        points,
        _medians(points, grouping.order),
        _pairs(points, after_day),
        after_day,
        judged,
        limits(analyte) if scale == "value" else None,
        analyte in SKEWED and bool((points["value"] > 0).all()),
        other,
        len(cohort) - points["patient_id"].nunique(),
        cohort.provenance,
    )


def one_unit(rows: pd.DataFrame) -> tuple[str, pd.DataFrame, int]:
    """Keep the values of the unit that is used most; values without a unit are taken to be in it."""
    units = rows["unit"].fillna("").astype(str)
    named = units[units != ""]
    if named.empty:
        return "", rows, 0
    unit = str(named.value_counts().index[0])
    kept = units.isin(("", unit)).to_numpy(bool)
    return unit, rows[kept], int((~kept).sum())


def _at(points: pd.DataFrame, day: int, within: int) -> pd.DataFrame:
    """Return one row per patient: the value nearest to a day; for day zero, the last one up to it."""
    if day == 0:
        return points[points["day"] <= 0].drop_duplicates("patient_id", keep="last")
    near = points[((points["day"] - day).abs() <= within) & (points["day"] > 0)]
    away = (near["day"] - day).abs()
    return near.assign(away=away).sort_values(["away", "day"], kind="stable").drop_duplicates("patient_id")


def _percent(points: pd.DataFrame) -> pd.DataFrame:
    first = _at(points, 0, 0).set_index("patient_id")
    usable = first[(first["bound"] == "") & (first["value"] > 0)]["value"]
    kept = points[points["patient_id"].isin(usable.index)]
    return kept.assign(value=100 * kept["value"] / kept["patient_id"].map(usable))


def _medians(points: pd.DataFrame, order: tuple[str, ...]) -> pd.DataFrame:
    found = []
    for day, within in WINDOWS:
        near = _at(points, day, within)
        for label in order:
            mine = near[near["group"] == label].sort_values("value", kind="stable")
            if len(mine) < FEWEST:
                continue
            values, bounded = mine["value"].to_numpy(float), mine["bound"].to_numpy(object) != ""
            lower, median, upper = np.quantile(values, [0.25, 0.5, 0.75])
            on_bound = bool(np.isin(values[bounded], (lower, median, upper)).any())
            found.append((label, day, len(mine), median, lower, upper, on_bound))
    return pd.DataFrame(found, columns=["group", "day", "n", "median", "lower", "upper", "bounded"])


def _pairs(points: pd.DataFrame, after_day: int) -> pd.DataFrame:
    within = dict(WINDOWS).get(after_day, 2)
    before = _at(points, 0, 0).set_index("patient_id")
    after = _at(points, after_day, within).set_index("patient_id")
    both = before.index.intersection(after.index, sort=False)
    return pd.DataFrame(
        {
            "patient_id": both,
            "group": before.loc[both, "group"].to_numpy(),
            "before": before.loc[both, "value"].to_numpy(),
            "after": after.loc[both, "value"].to_numpy(),
            "before_bound": before.loc[both, "bound"].to_numpy(),
            "after_bound": after.loc[both, "bound"].to_numpy(),
        }
    )


def _normalised(points: pd.DataFrame, normal: Limits | None, order: tuple[str, ...]) -> tuple[Normalised, ...]:
    if normal is None:
        return ()
    judged = [normal.holds(value, bound) for value, bound in zip(points["value"], points["bound"], strict=True)]
    points = points.assign(normal=pd.Series(judged, index=points.index, dtype=object))
    baseline = _at(points, 0, 0).set_index("patient_id")
    abnormal = baseline[np.array([one is False for one in baseline["normal"]], dtype=bool)]
    is_normal = np.array([one is True for one in judged], dtype=bool)
    later = points[(points["day"] > 0).to_numpy(bool) & is_normal]
    first = later.groupby("patient_id")["day"].min().reindex(abnormal.index)
    return tuple(
        Normalised(
            label,
            len(mine),
            tuple(int((mine <= day).sum()) for day in BY_DAYS),
            int(mine.notna().sum()),
            float(mine.median()) if mine.notna().any() else None,
        )
        for label in order
        if len(mine := first[(abnormal["group"] == label).to_numpy(bool)])
    )
