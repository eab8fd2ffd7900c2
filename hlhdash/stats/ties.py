"""Times that differ by rounding only (0.3 and 0.1 + 0.2) are one time, as in R's `aeqSurv`."""

from __future__ import annotations

import numpy as np

from hlhdash.stats.checks import Floats, Integers

TOLERANCE = float(np.sqrt(np.finfo(float).eps))  # 1.5e-8, R's timefix
_TALLY_SPARSENESS = 8  # whole numbers spread wider than this per patient are sorted instead of tallied


def merged(times: Floats) -> tuple[Floats, Integers]:
    """Give the distinct times in order, and for each patient the number of theirs.

    Two neighbours are tied when they differ by less than 1.5e-8, absolutely or relative to the mean of the
    distinct times; a chain of ties takes its first time. Agrees with R's `survival::aeqSurv`.

    Parameters
    ----------
    times : array of shape (n,)

    Returns
    -------
    distinct : array of shape (m,), increasing
    position : array of shape (n,), `distinct[position]` are the merged times
    """
    distinct, position = _distinct(times)
    gaps = np.diff(distinct)
    tied = (gaps <= TOLERANCE) | (gaps <= TOLERANCE * np.mean(np.abs(distinct)))
    if not tied.any():
        return distinct, position
    first = np.concatenate([[True], ~tied])
    return distinct[first], (np.cumsum(first) - 1)[position]


def snapped(asked: Floats, distinct: Floats) -> Floats:
    """Move each asked time onto a distinct time it equals within the tolerance, so that comparisons hold."""
    if not len(distinct):
        return asked
    near = np.clip(np.searchsorted(distinct, asked), 1, max(len(distinct) - 1, 1))
    below, above = distinct[near - 1], distinct[np.minimum(near, len(distinct) - 1)]
    closest = np.where(asked - below <= above - asked, below, above)
    reach = TOLERANCE * max(1.0, float(np.mean(np.abs(distinct))))
    return np.where(np.abs(closest - asked) <= reach, closest, asked)


def _distinct(times: Floats) -> tuple[Floats, Integers]:
    # Days are whole numbers: tallying a million of them takes a tenth of the time that sorting does.
    top, bottom = times.max(initial=0.0), times.min(initial=0.0)
    if bottom >= 0 and top <= _TALLY_SPARSENESS * len(times):
        whole = times.astype(np.int64)
        if np.array_equal(whole, times):
            present = np.bincount(whole, minlength=1) > 0
            return np.flatnonzero(present).astype(float), (np.cumsum(present) - 1)[whole]
    distinct, position = np.unique(times, return_inverse=True)
    return distinct, position.astype(np.int64)
