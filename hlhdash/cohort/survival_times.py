"""From patients to times and events, and who is left out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from hlhdash.cohort.findings import CohortError
from hlhdash.language import listed, message

ENDPOINTS = ("overall survival",)
_REASONS = {
    "time": message("no day of last follow-up or death from day zero"),
    "status": message("no vital status"),
    "negative": message("last follow-up or death before day zero"),
}


def survival_table(patients: pd.DataFrame, endpoint: str) -> pd.DataFrame:
    """Return patient_id, time (days from day zero) and event (0/1) of every patient who has both."""
    if endpoint not in ENDPOINTS:
        raise CohortError(
            message(
                "The endpoint {endpoint} is not known. Choose one of: {choices}.",
                endpoint=endpoint,
                choices=listed(ENDPOINTS),
            )
        )
    chosen = patients[~_unusable(patients).any(axis=1).to_numpy(bool)]
    return pd.DataFrame(
        {
            "patient_id": chosen["patient_id"].to_numpy(),
            "time": chosen["last_follow_up"].to_numpy(float),
            "event": (chosen["vital_status"] == "dead").to_numpy(int),
        }
    )


def left_out(patients: pd.DataFrame) -> pd.DataFrame:
    """Return patient_id and reason (a Message) of every patient whom `survival_table` leaves out."""
    unusable = _unusable(patients)
    out = unusable.any(axis=1).to_numpy(bool)
    first = np.argmax(unusable.to_numpy(bool)[out], axis=1)
    reasons = [list(_REASONS.values())[i] for i in first]
    return pd.DataFrame(
        {"patient_id": patients["patient_id"].to_numpy()[out], "reason": pd.Series(reasons, dtype=object)}
    )


def _unusable(patients: pd.DataFrame) -> pd.DataFrame:
    """Mark the patients without a time, without a status, or with an end before day zero (columns as `_REASONS`)."""
    time = patients["last_follow_up"].astype(float)
    return pd.DataFrame({"time": time.isna(), "status": patients["vital_status"].isna(), "negative": time < 0})
