"""How a landmark analysis moves with the choice of the landmark."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from hlhdash.language import Message, message
from hlhdash.stats.checks import ArrayLike, Floats, StatsError, changes, followed, level_between_0_and_1, numbers
from hlhdash.stats.cox import cox
from hlhdash.stats.landmark_analysis import Landmark, landmark
from hlhdash.stats.quantities import landmark_time

_COLUMNS = ["at", "n", "n_changed", "n_excluded", "hazard_ratio", "lower", "upper", "p", "missing", "method"]


def landmark_strip(
    time: ArrayLike, event: ArrayLike, change_time: ArrayLike, at: npt.ArrayLike, *, level: float = 0.95
) -> pd.DataFrame:
    """Repeat `landmark` for many landmarks: who is kept, the hazard ratio of those changed, and P.

    P is the asymptotic one of the log-rank test, quick enough for many landmarks; the hazard ratio is that of `cox`,
    with Firth's penalty where a group has no event. The landmarks were not chosen beforehand, so the smallest P among
    them is no evidence.

    Parameters
    ----------
    time, event, change_time : array-like of shape (n,)
        As for `landmark`.
    at : array-like of shape (m,)
        The landmarks, in the same unit, 0 or later.
    level : float
        Confidence level.

    Returns
    -------
    DataFrame
        A row for each landmark, in the order given: at, n (kept), n_changed (of them, by the landmark), n_excluded,
        hazard_ratio (changed against not), lower, upper, p, missing (a Message that says why there is no ratio and
        no P, else None) and method (a Message; None where `missing` says why).

    Raises
    ------
    StatsError
        If the data make no sense, or a landmark is not a time from 0 up.
    """
    patients = followed(time, event)
    when = changes(change_time, len(patients.time))
    moments = numbers(np.atleast_1d(np.asarray(at)), message("landmark"))
    level = level_between_0_and_1(level)
    last = float(patients.time.max())
    rows = [_row(patients.time, patients.event, when, landmark_time(moment), last, level) for moment in moments]
    return pd.DataFrame(rows, columns=_COLUMNS)


def _row(
    time: Floats, event: npt.NDArray[np.int64], when: Floats, at: float, last: float, level: float
) -> dict[str, Any]:
    blank = {"at": at, "n": 0, "n_changed": 0, "n_excluded": len(time), **dict.fromkeys(_COLUMNS[4:8], np.nan)}
    nobody = blank | {"missing": message("Nobody is followed beyond the landmark at {at:g}.", at=at), "method": None}
    if at >= last:
        return nobody
    try:
        kept = landmark(time, event, when, at)
    except StatsError:  # the last follow-up equals the landmark but for rounding
        return nobody
    row = blank | {"n": kept.n, "n_changed": kept.n_changed, "n_excluded": kept.n_excluded, "method": None}
    missing = _missing(kept)
    if missing is not None:
        return row | {"missing": missing}
    test = kept.compare(p="asymptotic")
    ratio = cox(kept.time, kept.event, kept.changed, level=level)
    if not test.df or np.isnan(ratio.hr):
        return row | {
            "missing": message("No event after the landmark at {at:g} found both groups still followed.", at=at)
        }
    return row | {
        "hazard_ratio": ratio.hr,
        "lower": ratio.lower,
        "upper": ratio.upper,
        "p": test.p,
        "missing": None,
        "method": message("P by {test}; ratio and limits by {ratio}", test=test.method, ratio=ratio.method),
    }


def _missing(kept: Landmark) -> Message | None:
    """Say why the groups at a landmark cannot be compared, if they cannot."""
    if not kept.n_changed:
        return message("Nobody still followed at {at:g} had changed by then.", at=kept.at)
    if kept.n_changed == kept.n:
        return message("Everybody still followed at {at:g} had changed by then.", at=kept.at)
    if not kept.event.any():
        return message("Nobody has the event after the landmark at {at:g}.", at=kept.at)
    return None
