"""One child's course: treatments, events and values on one axis, and where the child sits in the cohort."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from hlhdash.analysis.diagnosis import Diagnosis, diagnosis, nearest
from hlhdash.analysis.normal import ORDER, SKEWED, TITLES, Limits, reference
from hlhdash.analysis.swimmer import Swimmer, swimmer
from hlhdash.cohort.fields import title
from hlhdash.cohort.findings import CohortError, Finding
from hlhdash.cohort.model import Cohort, Provenance
from hlhdash.language import Message, message

FACTS = ("sex", "age_years", "weight_kg", "etiology", "trigger", "gene", "line_of_therapy", "first_line") + (
    "response_week1",
    "response_week4",
    "response_week8",
    "best_response",
    "vital_status",
)
AROUND_DIAGNOSIS = 14.0  # days within which a value counts for the diagnostic criteria


@dataclass(frozen=True)
class Panel:
    """One analyte of one child.

    Attributes
    ----------
    analyte : its name in the dictionary, or as the file writes it
    title : how it is called
    unit : of the values, as the file or the dictionary has it; several, where the file mixes them
    points : day, value, bound ("<", ">" or ""), in order of day
    limits : what is normal at this age, None where nothing is said
    log : whether the axis is logarithmic
    baseline : the child's last value on or before day zero, None where there is none
    quartiles : of the same value in the patients looked at who have one (first, median, third), None under four
    rank : how many of them have a lower value, and how many there are besides this child
    """

    analyte: str
    title: Message
    unit: str
    points: pd.DataFrame
    limits: Limits | None
    log: bool
    baseline: float | None
    quartiles: tuple[float, float, float] | None
    rank: tuple[int, int] | None


@dataclass(frozen=True)
class Patient:
    """One child's course; days count from day zero.

    Attributes
    ----------
    patient_id : as the cohort calls the child
    facts : title and value of what the file says of the child; None where it says nothing
    course : a swimmer plot of this one lane
    panels : the analytes in the order of the dictionary
    criteria : HLH-2004 and HScore at diagnosis
    criteria_day : the day around which values were taken for them
    findings : the doubts about the child's rows
    provenance : of the cohort the child is compared with
    """

    patient_id: str
    facts: tuple[tuple[Message, Any], ...]
    course: Swimmer
    panels: tuple[Panel, ...]
    criteria: Diagnosis
    criteria_day: float
    findings: tuple[Finding, ...]
    provenance: Provenance


def patient(cohort: Cohort, patient_id: str) -> Patient:
    """Put together everything the file says of one child.

    Raises
    ------
    CohortError
        Where the cohort has no such patient.
    """
    row = cohort.patients[cohort.patients["patient_id"] == patient_id]
    if row.empty:
        raise CohortError(
            message("This patient is not among those who are looked at. Loosen a filter, or pick another.")
        )
    cells = {str(name): cell for name, cell in row.iloc[0].items()}
    labs = cohort.labs[cohort.labs["patient_id"] == patient_id]
    age = _number(cells.get("age_years"))
    day = _number(cells.get("diagnosis"))
    day = min(day, 0.0) if day is not None else 0.0
    return Patient(
        patient_id,
        tuple((title(name), _known(cells[name])) for name in FACTS if name in cells),
        swimmer(cohort.where(patient_id=[patient_id]), sort="file"),
        _panels(cohort, patient_id, labs, age),
        diagnosis(nearest(labs, day, AROUND_DIAGNOSIS), cells, age),
        day,
        tuple(one for one in cohort.findings if one.patient == patient_id),
        cohort.provenance,
    )


def _panels(cohort: Cohort, patient_id: str, labs: pd.DataFrame, age: float | None) -> tuple[Panel, ...]:
    names = sorted(labs["analyte"].unique(), key=lambda name: (ORDER.get(name, len(ORDER)), name))
    everyone = baselines(cohort)
    return tuple(_panel(name, labs[labs["analyte"] == name], patient_id, everyone, age) for name in names)


def _panel(name: str, rows: pd.DataFrame, patient_id: str, everyone: pd.DataFrame, age: float | None) -> Panel:
    points = rows.sort_values("day", kind="stable")[["day", "value", "bound"]].reset_index(drop=True)
    units = list(dict.fromkeys(str(one) for one in rows["unit"] if one))
    known = everyone[name].dropna() if name in everyone else pd.Series(dtype=float)
    baseline = float(known[patient_id]) if patient_id in known.index else None
    others = known.drop(patient_id, errors="ignore").to_numpy(float)
    return Panel(
        name,
        TITLES.get(name) or message("{analyte}", analyte=name),
        ", ".join(units),
        points,
        reference(name, age),
        name in SKEWED and bool((points["value"] > 0).all()),
        baseline,
        _quartiles(known.to_numpy(float)),
        (int((others < baseline).sum()), len(others)) if baseline is not None else None,
    )


def baselines(cohort: Cohort) -> pd.DataFrame:
    """Return each patient's last value on or before day zero, a column for each analyte, indexed by patient_id."""
    early = cohort.labs[cohort.labs["day"] <= 0].sort_values("day", kind="stable")
    last = early.drop_duplicates(["patient_id", "analyte"], keep="last")
    return last.pivot(index="patient_id", columns="analyte", values="value")


def _quartiles(values: npt.NDArray[np.float64]) -> tuple[float, float, float] | None:
    if len(values) < 4:
        return None
    first, median, third = np.quantile(values, [0.25, 0.5, 0.75])
    return float(first), float(median), float(third)


def _known(cell: Any) -> Any:
    return None if cell is None or cell != cell else cell


def _number(cell: object) -> float | None:
    return float(cell) if isinstance(cell, int | float) and cell == cell else None
