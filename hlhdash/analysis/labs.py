"""One analyte over time for all patients: values, medians by group, before and after, and time to normal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from hlhdash.analysis.groups import group as group_patients
from hlhdash.analysis.labs_normal import Normalised, last_up_to_zero, normalised
from hlhdash.analysis.labs_pairs import Paired, paired, pairs_of
from hlhdash.analysis.normal import ORDER, SKEWED, TITLES, Limits, limits
from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.model import Cohort, Provenance
from hlhdash.language import Message, message

Scale = Literal["value", "percent", "difference"]
# Days asked about, and how far from them a value may lie: the windows of the response rule, then wider ones.
WINDOWS = ((0, 0), (2, 1), (7, 2), (14, 3), (28, 4), (56, 7), (90, 14), (180, 30), (365, 45))
FEWEST = 2  # values from which a median is drawn


@dataclass(frozen=True)
class Labs:
    """One analyte of all patients; days count from day zero.

    A value that the laboratory gave only as a bound stands at its bound, in medians too; a quartile that falls on
    one is marked, because the truth lies beyond it.

    Attributes
    ----------
    analyte, title, unit : what was measured
    scale : "value", "percent" of the last value up to day zero, or "difference" from it
    by : the column that makes the groups, None for all together
    groups : labels in the order of the dictionary
    points : patient_id, group, day, value, bound; by patient, then day
    medians : group, day, n, median, lower, upper (quartiles), bounded (whether one of the three is a bound); one value
        per patient and window, the nearest
    pairs : patient_id, group, before, after, before_bound, after_bound: the last value up to day zero and the one
        nearest to `after_day`
    paired : `pairs` summed up, one per group that has any
    after_day : see `pairs`
    normalised : per group, only on the scale of values and where there are limits
    limits : what is normal at any age; None on a scale of change
    log : whether the axis is logarithmic
    other_units : how many values in another unit are left out
    without : patients who have no value, or on a scale of change no exact one up to day zero
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
    paired: tuple[Paired, ...]
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


def labs(
    cohort: Cohort,
    analyte: str,
    *,
    by: str | None = None,
    scale: Scale = "value",
    after_day: int = 7,
    log: bool | None = None,
) -> Labs:
    """Follow one analyte over time.

    Parameters
    ----------
    analyte : "ferritin", "scd25", "temperature" ... (see `analytes`)
    by : a column whose values make groups
    scale : "value"; "percent" of the last value up to day zero, or "difference" from it: patients whose baseline is
        missing or a bound (for percent, or not above 0) have none
    after_day : the day that "before and after" compares with; one of the days of `WINDOWS`
    log : whether the axis is logarithmic; None for where it belongs, and never where a value is not above 0

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
    death = cohort.patients.set_index("patient_id")["death"]
    judged = normalised(points, limits(analyte), grouping.order, analyte, death) if scale == "value" else ()
    if scale != "value":
        points = _changed(points, scale)
        if points.empty:
            raise CohortError(message("Nobody has a value up to day zero that others could be compared with."))
    points = points.reset_index(drop=True)
    pairs = pairs_of(last_up_to_zero(points), _at(points, after_day, dict(WINDOWS).get(after_day, 2)))
    return Labs(
        analyte,
        TITLES.get(analyte) or message("{analyte}", analyte=analyte),
        unit,
        scale,
        by,
        tuple(label for label in grouping.order if (points["group"] == label).any()),
        points,
        _medians(points, grouping.order),
        pairs,
        paired(pairs, grouping.order),
        after_day,
        judged,
        limits(analyte) if scale == "value" else None,
        (scale != "difference" and analyte in SKEWED if log is None else log) and bool((points["value"] > 0).all()),
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
        return last_up_to_zero(points)
    near = points[((points["day"] - day).abs() <= within) & (points["day"] > 0)]
    away = (near["day"] - day).abs()
    return near.assign(away=away).sort_values(["away", "day"], kind="stable").drop_duplicates("patient_id")


def _changed(points: pd.DataFrame, scale: Scale) -> pd.DataFrame:
    """Return the values against the last one up to day zero; a bound stays one, of the change."""
    first = last_up_to_zero(points).set_index("patient_id")
    exact = first["bound"] == ""
    usable = first[exact & (first["value"] > 0)]["value"] if scale == "percent" else first[exact]["value"]
    kept = points[points["patient_id"].isin(usable.index)]
    before = kept["patient_id"].map(usable)
    return kept.assign(value=100 * kept["value"] / before if scale == "percent" else kept["value"] - before)


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
            found.append((label, day, len(mine), median, lower, upper, _on_bound(bounded)))
    return pd.DataFrame(found, columns=["group", "day", "n", "median", "lower", "upper", "bounded"])


def _on_bound(bounded: npt.NDArray[np.bool_]) -> bool:
    """Say whether a quartile of sorted values is, or lies between, values of which one is only a bound."""
    places = np.array([0.25, 0.5, 0.75]) * (len(bounded) - 1)
    return bool(bounded[np.floor(places).astype(int)].any() or bounded[np.ceil(places).astype(int)].any())
