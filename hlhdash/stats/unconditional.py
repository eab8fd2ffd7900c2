"""Unconditional exact tests of two groups: Barnard's and Boschloo's.

Only the sizes of the two groups (the rows) are fixed. The common response rate is unknown, so P is the largest that
any rate gives.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from hlhdash.language import Message, message
from hlhdash.stats.checks import Floats, StatsError
from hlhdash.stats.counts import two_by_two
from hlhdash.stats.table_margins import TIE

MOST_PATIENTS = 1_000  # in both groups; beyond, the approximate tests agree to three digits
_RATES = 2_001  # where P is looked at first
_PEAKS = 8  # the highest of them are then looked at more closely
_CLOSER = 41  # points of each closer look
_LOOKS = 8  # each narrows the step twentyfold: beyond the precision of P


@dataclass(frozen=True)
class Unconditional:
    """The result of an unconditional exact test.

    Attributes
    ----------
    p : two-sided
    rate : the common response rate at which P is reached
    method : which test
    """

    p: float
    rate: float
    method: Message


def barnard(table: Any) -> Unconditional:
    """Compare two response rates by Barnard's exact test, with the pooled score statistic.

    Barnard, Biometrika 1947;34:123-138; Suissa and Shuster, JRSS A 1985;148:317-327. Agrees with
    `exact.test(method="z-pooled")` of R's package Exact.

    Parameters
    ----------
    table : array-like of shape (2, 2)
        One row per group, whose sizes are fixed: responders, all others.

    Raises
    ------
    StatsError
        If it is not a 2 x 2 table of counts, or has more than 1,000 patients.
    """
    return _compared(table, _score, message("Barnard's exact test (pooled score), two-sided"))


def boschloo(table: Any) -> Unconditional:
    """Compare two response rates by Boschloo's exact test: Fisher's two-sided P as the statistic.

    Boschloo, Statistica Neerlandica 1970;24:1-35. Never less powerful than Fisher's test. Agrees with
    `exact.test(method="boschloo")` of R's package Exact.

    Parameters
    ----------
    table : array-like of shape (2, 2)
        One row per group, whose sizes are fixed: responders, all others.

    Raises
    ------
    StatsError
        If it is not a 2 x 2 table of counts, or has more than 1,000 patients.
    """
    return _compared(table, _minus_fisher, message("Boschloo's exact test (Fisher's two-sided P as statistic)"))


def _compared(table: Any, statistic: Callable[[int, int], Floats], method: Message) -> Unconditional:
    """Give the largest probability, over all rates, of tables at least as extreme as this one by a statistic."""
    (a, other_a), (b, other_b) = two_by_two(table).tolist()
    sizes = (a + other_a, b + other_b)
    if sum(sizes) > MOST_PATIENTS:
        raise StatsError(
            message("Unconditional exact tests are for at most {most} patients; use chi-squared.", most=MOST_PATIENTS)
        )
    if min(sizes) == 0:
        return Unconditional(1.0, 0.5, method)
    extreme = statistic(*sizes)
    at = float(extreme[a, b])
    inside = extreme >= at - TIE * max(abs(at), 1e-12)
    grid = np.linspace(0.0, 1.0, _RATES)
    found = _probability(grid, inside, sizes)
    peaks = grid[np.argsort(found)[::-1][:_PEAKS]]
    step = float(grid[1])
    for _ in range(_LOOKS):
        near = np.clip(peaks[:, None] + np.linspace(-step, step, _CLOSER), 0.0, 1.0)
        closer = _probability(near.ravel(), inside, sizes).reshape(near.shape)
        best = closer.argmax(axis=1)
        peaks = near[np.arange(len(peaks)), best]
        step /= (_CLOSER - 1) / 2
    p = _probability(peaks, inside, sizes)
    top = int(p.argmax())
    return Unconditional(float(min(1.0, p[top])), float(peaks[top]), method)


def _probability(rates: Floats, inside: np.ndarray, sizes: tuple[int, int]) -> Floats:
    one, other = (_binomial(size, rates) for size in sizes)
    return np.einsum("ri,ri->r", one @ inside.astype(float), other)


def _binomial(n: int, rates: Floats) -> Floats:
    """Give the probability of 0 to n responders (columns) at each rate (rows)."""
    from scipy.special import gammaln, xlogy

    k = np.arange(n + 1)
    ways = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
    return np.exp(ways + xlogy(k, rates[:, None]) + xlogy(n - k, 1 - rates[:, None]))


def _score(n: int, m: int) -> Floats:
    """Give the squared pooled z of every table, shape (n + 1, m + 1)."""
    i, j = np.arange(n + 1)[:, None], np.arange(m + 1)[None]
    pooled = (i + j) / max(n + m, 1)
    variance = pooled * (1 - pooled) * (1 / max(n, 1) + 1 / max(m, 1))
    apart = (i / max(n, 1) - j / max(m, 1)) ** 2
    return np.divide(apart, variance, out=np.zeros(apart.shape), where=variance > 0)


def _minus_fisher(n: int, m: int) -> Floats:
    """Give Fisher's two-sided P of every table with a minus, so that more is more extreme; shape (n + 1, m + 1)."""
    from scipy.special import gammaln

    p = np.ones((n + 1, m + 1))
    for total in range(n + m + 1):
        i = np.arange(max(0, total - m), min(n, total) + 1)
        j = total - i
        logs = -(gammaln(i + 1) + gammaln(n - i + 1) + gammaln(j + 1) + gammaln(m - j + 1))
        shares = np.exp(logs - logs.max())
        shares /= shares.sum()
        order = np.argsort(shares)
        tail = np.cumsum(shares[order])
        last = np.searchsorted(shares[order], shares * (1 + TIE), side="right") - 1
        p[i, j] = np.minimum(1.0, tail[last])
    return -p
