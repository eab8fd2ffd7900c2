"""Patients on curves of cumulative incidence: who is behind each step, and where a patient left."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from hlhdash.figures.curves import TIED

Floats = npt.NDArray[np.float64]


def behind(times: Floats, patients: pd.DataFrame) -> list[list[str]]:
    """Return the patient_ids at each time of a curve.

    Parameters
    ----------
    times : of the curve, rising, in days
    patients : patient_id, time; each stands at the last time of the curve that is not later
    """
    by_step: list[list[str]] = [[] for _ in times]
    for step, patient in zip(_rows(times, patients).tolist(), patients["patient_id"].tolist(), strict=True):
        by_step[max(step, 0)].append(patient)
    return by_step


def heights(times: Floats, levels: Floats, patients: pd.DataFrame) -> Floats:
    """Return how high the curve is where each patient left it."""
    return levels[np.maximum(_rows(times, patients), 0)]


def _rows(times: Floats, patients: pd.DataFrame) -> npt.NDArray[np.int_]:
    when = patients["time"].to_numpy(float)
    return np.searchsorted(times, when + TIED * np.maximum(when, 1.0), side="right") - 1
