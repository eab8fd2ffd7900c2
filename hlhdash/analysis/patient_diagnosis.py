"""The diagnostic criteria of one child, with the values they were judged by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from hlhdash.analysis.criteria import Diagnosis, diagnose
from hlhdash.analysis.criteria.charts import by_patient, flags_at_baseline
from hlhdash.analysis.criteria.diagnosis import AROUND
from hlhdash.analysis.criteria.genes import molecular_defect
from hlhdash.cohort.model import Cohort


@dataclass(frozen=True)
class Used:
    """A value that a criterion was judged by: as it was written, and the day it is of."""

    value: float
    bound: str
    unit: str
    day: float


@dataclass(frozen=True)
class AtDiagnosis:
    """The criteria of one child around a day.

    Attributes
    ----------
    found : HLH-2004, its revision of 2024, and the HScore
    day : the day around which values were taken, from day zero
    diagnosis_day : the day of diagnosis, None where the file gives none; another than `day` where no value lies near it
    values : the value of each analyte that was used
    """

    found: Diagnosis
    day: float
    diagnosis_day: float | None
    values: Mapping[str, Used]


def at_diagnosis(one: Cohort, cells: Mapping[str, Any], age_years: float | None) -> AtDiagnosis:
    """Judge the criteria of a cohort's only patient.

    The value nearest to the day of diagnosis counts, at most 7 days from it. Without such a day, or without any value
    near it, the last value up to the file's day zero does, at most 7 days before it.

    Parameters
    ----------
    one : a cohort of one patient
    cells : the patient's row
    """
    diagnosed, origin = _day(cells.get("diagnosis")), _day(cells.get(one.origin)) or 0.0
    rows = one.labs.iloc[:0] if diagnosed is None else _near(one.labs, diagnosed, late=True)
    day = origin if diagnosed is None or rows.empty else diagnosed
    if rows.empty:
        rows = _near(one.labs, day, late=False)
    patient = str(cells["patient_id"])
    values = {**flags_at_baseline(one).get(patient, {}), **by_patient(rows).get(patient, {})}
    used = {
        str(name): Used(float(value), str(bound or ""), str(unit or ""), float(when))
        for name, value, bound, unit, when in zip(
            *(rows[column].tolist() for column in ("analyte", "value", "bound", "unit", "day")), strict=True
        )
    }
    molecular = molecular_defect(cells.get("gene"))
    return AtDiagnosis(diagnose(values, age_years=age_years, molecular=molecular), day, diagnosed, used)


def _near(labs: pd.DataFrame, day: float, late: bool) -> pd.DataFrame:
    """Return the value of each analyte nearest to a day, the earlier of two; later ones only where they are wanted."""
    off = labs["day"] - day
    kept = (off.abs() <= AROUND) & (off <= (AROUND if late else 0))
    near = labs.assign(off=off.abs())[kept].sort_values(["off", "day"], kind="stable")
    return near.drop_duplicates("analyte")


def _day(cell: object) -> float | None:
    return float(cell) if isinstance(cell, int | float) and cell == cell and abs(cell) != float("inf") else None
