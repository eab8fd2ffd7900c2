"""A landmark analysis: patients grouped by what had happened by a day, and followed from that day on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from hlhdash.language import Message, message
from hlhdash.stats.checks import ArrayLike, Floats, Integers, StatsError, changes, followed
from hlhdash.stats.comparison import LogRank, logrank
from hlhdash.stats.quantities import landmark_time
from hlhdash.stats.ties import snapped


@dataclass(frozen=True, eq=False)
class Landmark:
    """Patients still followed past a landmark, by their status at it; `landmark` makes one.

    Attributes
    ----------
    at : float
        The landmark, in the unit of the times.
    kept : array of bool, shape (patients,)
        Who is followed beyond it.
    time, event, changed : arrays of shape (n,)
        Of those kept: time from the landmark on, event, and whether the status had changed by the landmark.
    n, n_changed, n_excluded : int
    excluded : DataFrame
        patient (position, from 0), time, event and reason of everyone left out.
    method : Message
    """

    at: float
    kept: npt.NDArray[np.bool_]
    time: Floats
    event: Integers
    changed: npt.NDArray[np.bool_]
    n: int
    n_changed: int
    n_excluded: int
    excluded: pd.DataFrame
    method: Message

    def compare(self, **choices: Any) -> LogRank:
        """Compare those changed by the landmark with the rest by `logrank`, which takes the same choices."""
        return logrank(self.time, self.event, self.changed, **choices)


def landmark(time: ArrayLike, event: ArrayLike, change_time: ArrayLike, at: float) -> Landmark:
    """Group patients by their status at a landmark and follow them from it on.

    Whoever is not followed beyond the landmark is left out and listed. A change on the landmark's own day counts;
    a later one does not (Anderson, Cain and Gelber, Journal of Clinical Oncology 1983;1:710-719).

    Parameters
    ----------
    time, event : array-like of shape (n,)
        Time to the event or last follow-up; 1 for the event, 0 for censored.
    change_time : array-like of shape (n,)
        When the status changed; missing where it never did.
    at : float
        The landmark, in the same unit, 0 or later.

    Raises
    ------
    StatsError
        If the data make no sense, or nobody is followed beyond the landmark.
    """
    patients = followed(time, event)
    when = changes(change_time, len(patients.time))
    at = landmark_time(at)
    line = np.array([float(at)])
    kept = snapped(patients.time, line) > at
    if not kept.any():
        raise StatsError(message("Nobody is followed beyond the landmark at {at:g}; choose an earlier one.", at=at))
    changed = snapped(when, line)[kept] <= at  # NaN, no change, compares as False
    left_out = np.flatnonzero(~kept)
    with_event = message("had the event by the landmark")
    without = message("last followed by the landmark, without the event")
    excluded = pd.DataFrame(
        {
            "patient": left_out,
            "time": patients.time[left_out],
            "event": patients.event[left_out],
            "reason": [with_event if patients.event[i] else without for i in left_out],
        }
    )
    return Landmark(
        at=float(at),
        kept=kept,
        time=patients.time[kept] - at,
        event=patients.event[kept],
        changed=changed,
        n=int(kept.sum()),
        n_changed=int(changed.sum()),
        n_excluded=len(left_out),
        excluded=excluded,
        method=message("landmark analysis at {at:g}: status by then, follow-up from then on", at=at),
    )
