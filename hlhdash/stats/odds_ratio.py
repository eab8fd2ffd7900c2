"""The conditional odds ratio of a 2 x 2 table, with intervals that say what Fisher's test says.

With all margins fixed, the first cell follows a non-central hypergeometric distribution whose parameter is the
odds ratio (Fisher 1935); estimate and intervals come from it alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import exp, inf, sqrt

import numpy as np

from hlhdash.stats.checks import Floats, Integers
from hlhdash.stats.table_margins import TIE

_FARTHEST = 12  # standard deviations; what lies beyond has less than 1e-30 of the probability
_HALVINGS = 200  # more than enough for a bisection of log odds to end between neighbouring floats


@dataclass(frozen=True, eq=False)
class FirstCell:
    """The distribution of the first cell of a 2 x 2 table with fixed margins.

    Attributes
    ----------
    weight : array of shape (s,)
        Log probability at odds ratio 1, but for a constant, of each value the cell can take, in order.
    seen : int
        Which of them was observed.
    """

    weight: Floats
    seen: int

    def probabilities(self, log_odds: float) -> Floats:
        """Give the probability of each value."""
        logs = self.weight + np.arange(len(self.weight)) * log_odds
        shares = np.exp(logs - logs.max())
        return shares / np.sort(shares).sum()

    def mirrored(self) -> FirstCell:
        """Exchange the columns: the same table for the inverse odds ratio."""
        return replace(self, weight=self.weight[::-1], seen=len(self.weight) - 1 - self.seen)

    def near(self, table: Integers) -> FirstCell:
        """Keep the values that matter where the observed one is likely, so that large tables stay quick."""
        reach = _FARTHEST * (5 + sqrt(1 / float((1 / (table + 1)).sum())))
        start = max(0, self.seen - int(reach))
        return FirstCell(self.weight[start : self.seen + int(reach) + 1], self.seen - start)


def first_cell(table: Integers) -> FirstCell:
    """Read a 2 x 2 table."""
    from scipy.special import gammaln

    (a, b), (c, d) = table.tolist()
    lowest, highest = max(0, a - d), min(a + b, a + c)
    x = np.arange(lowest, highest + 1)
    # Adding along the diagonals gives swapped tables the same last digit, and so the same ties.
    one, other = gammaln(x + 1) + gammaln(x + d - a + 1), gammaln(a + b - x + 1) + gammaln(a + c - x + 1)
    return FirstCell(-(one + other), a - lowest)


def two_sided_p(cell: FirstCell, log_odds: float = 0.0) -> float:
    """Give Fisher's P, two-sided by probability, for the hypothesis of this log odds ratio."""
    p = cell.probabilities(log_odds)
    return float(min(1.0, np.sort(p[p <= p[cell.seen] * (1 + TIE)]).sum()))


def conditional_estimate(cell: FirstCell) -> float:
    """Give the conditional maximum likelihood estimate; 0 or infinite with the cell at an end of its range."""
    last = len(cell.weight) - 1
    if last == 0:
        return float("nan")
    if cell.seen in (0, last):
        return 0.0 if cell.seen == 0 else inf
    values = np.arange(last + 1)
    return exp(_falling(lambda beta: cell.seen - float(cell.probabilities(beta) @ values), 0.0))


def central_interval(cell: FirstCell, level: float) -> tuple[float, float]:
    """Give the interval with at most (1 - level) / 2 in each tail, as R's `fisher.test`."""
    tail = (1 - level) / 2
    return _inverse(_central_upper(cell.mirrored(), tail)), _central_upper(cell, tail)


def minlike_interval(cell: FirstCell, level: float) -> tuple[float, float]:
    """Give the interval of odds ratios that Fisher's two-sided test does not reject, as R's `exact2x2`.

    Fay, Biostatistics 2010;11:373-374. It excludes 1 exactly when P is at most 1 - level.
    """
    alpha = 1 - level
    return _inverse(_minlike_upper(cell.mirrored(), alpha)), _minlike_upper(cell, alpha)


def _inverse(odds: float) -> float:
    return inf if odds == 0 else 1 / odds


def _central_upper(cell: FirstCell, tail: float) -> float:
    if cell.seen == len(cell.weight) - 1:
        return inf
    return exp(_falling(lambda beta: float(cell.probabilities(beta)[: cell.seen + 1].sum()) - tail, 0.0))


def _minlike_upper(cell: FirstCell, alpha: float) -> float:
    """The largest odds ratio not rejected.

    As the odds ratio grows, a value above the observed one overtakes it in probability and leaves the rejection
    set, one below drops under it and joins; P jumps there and is smooth between. Each stretch is looked at from
    the right; within one, P has at most one crossing of alpha to its right end.
    """
    seen, last = cell.seen, len(cell.weight) - 1
    if seen == last:
        return inf
    others = np.delete(np.arange(last + 1), seen)
    jumps = (cell.weight[others] - cell.weight[seen]) / (seen - others)
    jumps[np.abs(jumps) < 1e-9] = 0.0  # exactly where the test itself sees a tie
    edges = np.unique(jumps)[::-1]
    right = inf
    for left in edges:
        rejected = np.zeros(last + 1, dtype=bool)
        rejected[seen] = True
        rejected[others] = np.where(others > seen, jumps >= right, jumps <= left)

        def excess(beta: float, rejected: np.ndarray = rejected) -> float:
            return float(cell.probabilities(beta)[rejected].sum()) - alpha

        if excess(left) > 0:
            return exp(_falling(excess, left) if right == inf else _between(excess, left, right))
        if two_sided_p(cell, left) > alpha:
            return exp(left)
        right = left
    return exp(right)


def _falling(function: Callable[[float], float], start: float) -> float:
    """Find where a function that falls from above 0 to below 0 is 0, near `start` or far from it."""
    low, high, stride = start, start, 1.0
    while function(high) > 0:
        low, high, stride = high, high + stride, 2 * stride
    stride = 1.0
    while function(low) < 0:
        low, high, stride = low - stride, low, 2 * stride
    return _between(function, low, high)


def _between(function: Callable[[float], float], low: float, high: float) -> float:
    """Find where a function that is above 0 at `low` and not at `high` crosses 0."""
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if function(middle) > 0 else (low, middle)
    return (low + high) / 2
