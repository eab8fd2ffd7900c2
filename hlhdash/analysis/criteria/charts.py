"""What is known of each child at baseline and near an assessment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from hlhdash.analysis.added_therapy import from_origin
from hlhdash.analysis.criteria.support import supported
from hlhdash.analysis.criteria.values import Known, Value, exactly, measured
from hlhdash.analysis.criteria.yes_no import enlarged, header_key, yes_or_no
from hlhdash.cohort.fields import ASSESSMENT_DAYS, ASSESSMENT_WINDOWS
from hlhdash.cohort.model import Cohort

WINDOWS = {day: ASSESSMENT_WINDOWS[name] for name, day in ASSESSMENT_DAYS.items()}
_OTHER_WINDOW = 7  # days by which a value may lie off an assessment at any other day
# What sheets call the findings that are yes or no; a lab of the same name comes first.
FLAGS: Mapping[str, tuple[str, ...]] = {
    "cns": ("cns", "cns_symptoms", "cns_involvement", "csf"),
    "haemophagocytosis": ("haemophagocytosis", "hemophagocytosis"),
    "nk_low": ("nk_low", "nk_activity", "low_nk_activity"),
    "immunosuppression": ("immunosuppression", "known_immunosuppression"),
    "spleen": ("spleen", "splenomegaly"),
    "liver": ("liver", "hepatomegaly"),
}


@dataclass(frozen=True)
class Chart:
    """One child at one assessment.

    Attributes
    ----------
    before, now : analyte to its value at baseline and near the assessment; a missing one is not there
    died : whether the child died by that day
    support : "transfusion" or "g_csf" recorded between baseline and the assessment
    days : analyte to the day, from day zero, on which its value near the assessment was taken
    """

    before: Mapping[str, Value] = field(default_factory=dict)
    now: Mapping[str, Value] = field(default_factory=dict)
    died: bool = False
    support: frozenset[str] = frozenset()
    days: Mapping[str, float] = field(default_factory=dict)


def window(day: int) -> int:
    """Return by how many days a value may lie off an assessment: 7 +- 2, 14 +- 3, 28 +- 4, 56 +- 7."""
    return WINDOWS.get(day, _OTHER_WINDOW)


def charts(cohort: Cohort, day: int) -> dict[str, Chart]:
    """Read baseline and one assessment of every patient, by patient_id.

    Baseline is the last value on or before the file's day zero; the value of an assessment is the nearest after day
    zero within its window, of two as near the earlier.
    """
    labs = timed(cohort)
    before = labs[labs["day"] <= 0].groupby(["patient_id", "analyte"], sort=False).tail(1)
    near = labs[(labs["day"] > 0) & ((labs["day"] - day).abs() <= window(day))]
    near = near.assign(off=(near["day"] - day).abs()).sort_values(["off", "day"], kind="stable")
    near = near.groupby(["patient_id", "analyte"], sort=False).head(1)
    baseline, now = by_patient(before), by_patient(near)
    taken = _days(near)
    people = cohort.patients
    dead = (people["death"].astype(float) - people[cohort.origin].astype(float) <= day).tolist()
    support = supported(cohort, day + window(day))
    flags = flags_at_baseline(cohort)
    return {
        patient: Chart(
            {**flags.get(patient, {}), **baseline.get(patient, {})},
            now.get(patient, {}),
            died,
            support.get(patient, frozenset()),
            taken.get(patient, {}),
        )
        for patient, died in zip(people["patient_id"].tolist(), dead, strict=True)
    }


def timed(cohort: Cohort) -> pd.DataFrame:
    """Return the labs in days from the file's day zero, in order of time."""
    labs = cohort.labs
    day = labs["day"] - labs["patient_id"].map(from_origin(cohort)).astype(float)
    return labs.assign(day=day).sort_values("day", kind="stable")


def _days(labs: pd.DataFrame) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for patient, analyte, day in zip(*(labs[name].tolist() for name in ("patient_id", "analyte", "day")), strict=True):
        found.setdefault(patient, {})[analyte] = float(day)
    return found


def by_patient(labs: pd.DataFrame) -> dict[str, dict[str, Value]]:
    """Put measurements, one per patient and analyte, into a mapping of mappings."""
    found: dict[str, dict[str, Value]] = {}
    columns = (labs[name].tolist() for name in ("patient_id", "analyte", "value", "bound"))
    for patient, analyte, value, bound in zip(*columns, strict=True):
        found.setdefault(patient, {})[analyte] = measured(float(value), bound if isinstance(bound, str) else "")
    return found


def flags_at_baseline(cohort: Cohort) -> dict[str, dict[str, Value]]:
    """Read findings that are yes or no from the patients' columns, as 1 and 0."""
    people = cohort.patients
    ids = people["patient_id"].tolist()
    found: dict[str, dict[str, Value]] = {}
    for flag, column in flag_columns(cohort).items():
        for patient, cell in zip(ids, people[column].tolist(), strict=True):
            answer = read_flag(flag, cell)
            if answer is not None:
                found.setdefault(patient, {})[flag] = exactly(float(answer))
    return found


def flag_columns(cohort: Cohort) -> dict[str, str]:
    """Return the column of each finding that the file has."""
    headers = {header_key(name): str(name) for name in cohort.patients}
    named = {flag: next((headers[name] for name in names if name in headers), None) for flag, names in FLAGS.items()}
    return {flag: column for flag, column in named.items() if column is not None}


def read_flag(flag: str, cell: object) -> Known:
    """Read one cell about a finding; None where it is neither yes nor no."""
    return enlarged(cell) if flag in ("spleen", "liver") else yes_or_no(cell, low_is_yes=flag == "nk_low")
