"""Standardised differences: how far groups lie apart, in standard deviations, whatever their size."""

from __future__ import annotations

from itertools import combinations
from math import nan, sqrt
from typing import Any

import numpy as np

from hlhdash.language import message
from hlhdash.stats.checks import ArrayLike, Floats, labels, numbers
from hlhdash.stats.counts import counts


def standardised_difference(values: ArrayLike, group: Any) -> float:
    """Give the largest standardised difference of a number between two groups.

    Difference of means over the root of the mean variance (Austin, Statistics in Medicine 2009;28:3083-3107), as
    R's package tableone; of more than two groups the largest over all pairs. NaN where a group has fewer than two
    known values, or nothing varies but the means.

    Parameters
    ----------
    values : array-like of shape (n,)
        Missing ones are left out.
    group : array-like of shape (n,)

    Raises
    ------
    StatsError
        If values and groups differ in number.
    """
    found = numbers(values, message("value"))
    names, code = labels(group, message("group"), len(found))
    known = np.isfinite(found)
    parts = [found[known & (code == g)] for g in range(len(names))]
    return _largest([_apart(one, other) for one, other in combinations(parts, 2)])


def standardised_difference_of_shares(table: Any) -> float:
    """Give the largest standardised difference between two groups of the shares of classes.

    The distance of Yang and Dalton (SAS Global Forum 2012, paper 335), as R's package tableone; for two classes it
    is the difference of proportions over the root of their mean variance.

    Parameters
    ----------
    table : array-like of shape (groups, classes)
        Counts.

    Raises
    ------
    StatsError
        If the table does not hold counts.
    """
    cells = counts(table).astype(float)
    cells = cells[:, cells.sum(axis=0) > 0]
    if cells.shape[1] < 2:
        return 0.0 if cells.shape[1] else nan
    total = cells.sum(axis=1, keepdims=True)
    shares = [row / n for row, n in zip(cells, total[:, 0], strict=True) if n]
    return _largest([_distance(one, other) for one, other in combinations(shares, 2)])


def _largest(found: list[float]) -> float:
    known = [value for value in found if value == value]
    return max(known) if known else nan


def _apart(one: Floats, other: Floats) -> float:
    if min(len(one), len(other)) < 2:
        return nan
    spread = sqrt((float(one.var(ddof=1)) + float(other.var(ddof=1))) / 2)
    difference = abs(float(one.mean() - other.mean()))
    if spread == 0:
        return 0.0 if difference == 0 else nan
    return difference / spread


def _distance(one: Floats, other: Floats) -> float:
    apart = (one - other)[1:]
    spread = (_covariance(one) + _covariance(other)) / 2
    if np.linalg.matrix_rank(spread, hermitian=True) < len(apart):
        # A class that one group has alone and nobody varies in: the distance has no bound.
        inverse = np.linalg.pinv(spread, hermitian=True)
        if not np.allclose(spread @ inverse @ apart, apart, atol=1e-9):
            return nan
        return sqrt(max(0.0, float(apart @ inverse @ apart)))
    return sqrt(max(0.0, float(apart @ np.linalg.solve(spread, apart))))


def _covariance(shares: Floats) -> Floats:
    return (np.diag(shares) - np.outer(shares, shares))[1:, 1:]
