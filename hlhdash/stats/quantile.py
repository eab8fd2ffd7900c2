"""Where a falling step curve crosses a level."""

from __future__ import annotations

import numpy as np

from hlhdash.stats.checks import Floats
from hlhdash.stats.ties import TOLERANCE


def crossing(time: Floats, curve: Floats, height: float) -> float | None:
    """Give the time at which a falling step curve comes down to a height, or None if it never does.

    A step that rests on the height, within 1.5e-8, gives the midpoint to the next fall; one that rests there
    until the end gives its start (R's `survival:::survmean`).

    Parameters
    ----------
    time, curve : arrays of shape (m,)
        Times of the steps and the curve from each of them on; NaN where the curve is not defined.
    """
    low = np.flatnonzero(curve < height + TOLERANCE)  # NaN compares as False
    if not len(low):
        return None
    first = low[0]
    below = low[curve[low] < curve[first]]
    if abs(curve[first] - height) < TOLERANCE and len(below):
        return float((time[first] + time[below[0]]) / 2)
    return float(time[first])
