"""The log-rank test of two groups on many simulated cohorts at once, all of the same sizes and without ties."""

from __future__ import annotations

from dataclasses import dataclass
from math import isqrt
from statistics import NormalDist
from typing import Literal

import numpy as np
import numpy.typing as npt

from hlhdash.stats import assignments
from hlhdash.stats.checks import Floats
from hlhdash.stats.comparison import SMALL_GROUP
from hlhdash.stats.permutation import TIE

DRAWS = 2_000  # of each cohort's permutation P: enough beside the error of the simulation itself
LARGEST_PERMUTED = 300  # patients; above this a permutation P of every cohort takes too long
_NO_VARIANCE = 1e-12
# Multiplications of one matrix product: above this BLAS starts threads, which a busy machine has to wait for.
_PRODUCT = 262_144

Flags = npt.NDArray[np.bool_]
Which = Literal["asymptotic", "all", "draws"]


@dataclass(frozen=True, eq=False)
class RankBatch:
    """A test of two groups of given sizes at one level; `rank_batch` makes one.

    Attributes
    ----------
    which : {"asymptotic", "all", "draws"}
        The P value: from the chi-squared distribution, over all assignments, or from 2,000 seeded draws.
    number : int
        Assignments; 0 for the asymptotic P.
    """

    which: Which
    number: int
    _followed: Flags
    _alpha: float
    _members: Floats
    _pairs: Floats

    def shown(self, time: Floats, event: Flags) -> Flags:
        """Tell for which of s cohorts the test finds a difference.

        Parameters
        ----------
        time : array of shape (s, n)
            Untied within a row, in the order of the two groups.
        event : array of shape (s, n)

        Returns
        -------
        array of bool, shape (s,)
        """
        order = np.argsort(time, axis=1)
        struck = np.take_along_axis(event, order, axis=1).astype(float)
        inside = self._followed[order]
        at_risk = np.arange(time.shape[1], 0, -1)
        share = inside[:, ::-1].cumsum(axis=1)[:, ::-1] / at_risk
        difference = (struck * (inside - share)).sum(axis=1)
        variance = (struck * share * (1 - share)).sum(axis=1)
        statistic = np.divide(difference**2, variance, out=np.zeros(len(time)), where=variance > _NO_VARIANCE)
        if self.which == "asymptotic":
            return statistic > NormalDist().inv_cdf(1 - self._alpha / 2) ** 2
        hits = self._hits(struck, at_risk, statistic * (1 - TIE))
        drawn = self.which == "draws"
        return (hits + drawn) / (self.number + drawn) <= self._alpha * (1 + TIE)

    def _hits(self, struck: Floats, at_risk: npt.NDArray, limit: Floats) -> npt.NDArray[np.int64]:
        """Count the assignments that reach each cohort's statistic, by the sums of `permutation`."""
        hazard, square = np.cumsum(struck / at_risk, axis=1), np.cumsum(struck / at_risk**2, axis=1)
        asked = np.flatnonzero(limit > 0)  # a statistic of 0 is reached by all
        reached = np.full(len(struck), self.number)
        reached[asked] = 0
        side = max(1, isqrt(_PRODUCT // struck.shape[1]))
        for start in range(0, len(asked), side):
            rows = asked[start : start + side]
            score, risk, pairs, bar = struck[rows] - hazard[rows], hazard[rows], square[rows], limit[rows, None]
            for first in range(0, self.number, side):
                some = slice(first, first + side)
                difference = score @ self._members[:, some]
                variance = risk @ self._members[:, some] - pairs @ self._pairs[:, some]
                # Where nothing varies the statistic is 0 and reaches no limit above 0.
                variance[variance <= _NO_VARIANCE] = np.inf
                reached[rows] += np.count_nonzero(difference * difference >= bar * variance, axis=1)
        return reached


def rank_batch(n1: int, n2: int, alpha: float, seed: int) -> RankBatch:
    """Prepare the test: permutation P where the smaller group has fewer than 10 patients and that is feasible.

    Parameters
    ----------
    n1, n2 : int
        Patients of the groups, the first n1 columns and the last n2.
    alpha : float
        The level: P at or below it shows a difference.
    seed : int
        Where the random numbers of the draws start.
    """
    small, large = sorted((n1, n2))
    followed = np.arange(n1 + n2) >= n1
    if n2 > n1:  # the chi-squared is the same for both groups; the smaller is the less work
        followed = ~followed
    if small >= SMALL_GROUP or n1 + n2 > LARGEST_PERMUTED:
        return RankBatch("asymptotic", 0, followed, alpha, np.empty((0, 0)), np.empty((0, 0)))
    listed = assignments.count((small, large)) <= DRAWS
    chosen = (
        assignments.every((small, large))
        if listed
        else assignments.drawn((small, large), DRAWS, np.random.default_rng(seed))
    )
    row = np.arange(len(chosen.member))[:, None]
    members, pairs = (np.zeros((len(row), n1 + n2)) for _ in range(2))
    members[row, chosen.member] = 1
    # Members are in order of time; each adds to the square of those at risk for itself and twice for each later one.
    pairs[row, chosen.member] = 1 + 2 * np.arange(small - 1, -1, -1)
    return RankBatch("all" if listed else "draws", len(row), followed, alpha, members.T.copy(), pairs.T.copy())
