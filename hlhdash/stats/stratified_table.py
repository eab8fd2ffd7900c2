"""Association within strata: the Cochran-Mantel-Haenszel test, its exact form and the common odds ratio."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, inf, nan, sqrt
from statistics import NormalDist
from typing import Any

import numpy as np

from hlhdash.language import Message, message
from hlhdash.stats.checks import Floats, Integers, StatsError, level_between_0_and_1
from hlhdash.stats.comparison import chi_squared_tail
from hlhdash.stats.counts import counts
from hlhdash.stats.odds_ratio import FirstCell, first_cell, two_sided_p


@dataclass(frozen=True)
class MantelHaenszel:
    """The result of a stratified test.

    Attributes
    ----------
    statistic, df, p : the Cochran-Mantel-Haenszel test
    method : which test
    p_exact : the exact conditional P for 2 x 2 in every stratum, two-sided by probability; None for larger tables
    odds_ratio, lower, upper : the Mantel-Haenszel common odds ratio and its Robins-Breslow-Greenland interval for
        2 x 2 in every stratum; None for larger tables, NaN where it cannot be estimated
    strata : how many strata took part; those with one row or column only tell nothing
    """

    statistic: float
    df: int
    p: float
    method: Message
    p_exact: float | None
    odds_ratio: float | None
    lower: float | None
    upper: float | None
    strata: int


def mantel_haenszel(tables: Any, *, correct: bool = True, level: float = 0.95) -> MantelHaenszel:
    """Test whether rows and columns are associated once strata are held apart.

    Agrees with R's `mantelhaen.test`: for 2 x 2 in every stratum with (`correct`) or without the continuity
    correction, `exact=TRUE` for `p_exact`; for larger tables the generalised test (Agresti, Categorical Data
    Analysis), which has no correction.

    Parameters
    ----------
    tables : array-like of shape (strata, r, c)
        One table of counts per stratum, all with the same rows and columns.
    correct : bool
        Correct for continuity, as R does unless told otherwise.
    level : float
        Confidence level of the interval.

    Raises
    ------
    StatsError
        If there is no stratum, or the tables differ in shape or do not hold counts.
    """
    level = level_between_0_and_1(level)
    cells = _stacked(tables)
    rows, columns = cells.sum(axis=(0, 2)) > 0, cells.sum(axis=(0, 1)) > 0
    cells = cells[:, rows][:, :, columns]
    telling = ((cells.sum(axis=2) > 0).sum(axis=1) > 1) & ((cells.sum(axis=1) > 0).sum(axis=1) > 1)
    cells = cells[telling]
    if not len(cells):
        method = message("Cochran-Mantel-Haenszel test; no stratum has two groups and two outcomes, P is 1")
        return MantelHaenszel(0.0, 0, 1.0, method, None, None, None, None, 0)
    if cells.shape[1:] == (2, 2):
        statistic, corrected = _two_by_two_statistic(cells, correct)
        odds = _common_odds_ratio(cells, level)
        method = (
            message("Cochran-Mantel-Haenszel test with continuity correction, 1 degree of freedom")
            if corrected
            else message("Cochran-Mantel-Haenszel test without correction, 1 degree of freedom")
        )
        p = chi_squared_tail(statistic, 1)
        return MantelHaenszel(statistic, 1, p, method, two_sided_p(_summed(cells)), *odds, len(cells))
    statistic, df = _general_statistic(cells)
    method = message("generalised Cochran-Mantel-Haenszel test, {df} degrees of freedom", df=df)
    return MantelHaenszel(statistic, df, chi_squared_tail(statistic, df), method, None, None, None, None, len(cells))


def _stacked(tables: Any) -> Integers:
    try:
        found = [counts(table) for table in tables]
    except TypeError:
        raise StatsError(message("A stratified test needs one table of counts for each stratum.")) from None
    if not found:
        raise StatsError(message("A stratified test needs at least one stratum."))
    if len({table.shape for table in found}) > 1:
        raise StatsError(message("The tables of all strata must have the same rows and columns."))
    return np.stack(found)


def _two_by_two_statistic(cells: Integers, correct: bool) -> tuple[float, bool]:
    """Give the statistic, and whether it was corrected for continuity."""
    seen = cells[:, 0, 0].astype(float)
    row, column = cells.sum(axis=2).astype(float), cells.sum(axis=1).astype(float)
    n = row.sum(axis=1)
    apart = abs(float((seen - row[:, 0] * column[:, 0] / n).sum()))
    variance = float((row.prod(axis=1) * column.prod(axis=1) / (n**2 * (n - 1))).sum())
    # As in R, a difference of less than half a patient is not corrected at all.
    corrected = correct and apart >= 0.5
    return (apart - 0.5 * corrected) ** 2 / variance, corrected


def _common_odds_ratio(cells: Integers, level: float) -> tuple[float, float, float]:
    n = cells.sum(axis=(1, 2)).astype(float)
    a, b, c, d = (cells[:, i, j].astype(float) for i in (0, 1) for j in (0, 1))
    up, down = a * d / n, b * c / n
    if up.sum() == 0 or down.sum() == 0:
        return (nan if up.sum() == down.sum() else inf if up.sum() else 0.0), nan, nan
    ratio = float(up.sum() / down.sum())
    along, across = (a + d) / n, (b + c) / n
    variance = (
        float((along * up).sum() / (2 * up.sum() ** 2))
        + float((along * down + across * up).sum() / (2 * up.sum() * down.sum()))
        + float((across * down).sum() / (2 * down.sum() ** 2))
    )
    reach = NormalDist().inv_cdf((1 + level) / 2) * sqrt(variance)
    return ratio, ratio * exp(-reach), ratio * exp(reach)


def _summed(cells: Integers) -> FirstCell:
    """Give the distribution of the sum of the first cells, each with its own margins fixed."""
    shares, seen = np.ones(1), 0
    for table in cells:
        cell = first_cell(table)
        shares, seen = np.convolve(shares, cell.probabilities(0.0)), seen + cell.seen
    with np.errstate(divide="ignore"):  # a value too unlikely for a float has no weight
        return FirstCell(np.log(shares), seen)


def _general_statistic(cells: Integers) -> tuple[float, int]:
    """Give the generalised statistic of nominal rows and columns, and its degrees of freedom."""
    r, c = cells.shape[1] - 1, cells.shape[2] - 1
    apart, variance = np.zeros(r * c), np.zeros((r * c, r * c))
    for table in cells.astype(float):
        n, row, column = table.sum(), table.sum(axis=1)[:-1], table.sum(axis=0)[:-1]
        apart += (table[:-1, :-1] - np.outer(row, column) / n).ravel()
        variance += np.kron(_spread(row, n), _spread(column, n)) / (n**2 * (n - 1))
    inverse = np.linalg.pinv(variance, hermitian=True)
    return float(apart @ inverse @ apart), int(np.linalg.matrix_rank(variance, hermitian=True))


def _spread(totals: Floats, n: float) -> Floats:
    return n * np.diag(totals) - np.outer(totals, totals)
