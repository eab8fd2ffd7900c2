"""Pearson's chi-squared test of a table of counts, with and without Yates' correction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from hlhdash.language import Message, counted, message
from hlhdash.stats.checks import StatsError
from hlhdash.stats.comparison import chi_squared_tail
from hlhdash.stats.counts import used


@dataclass(frozen=True)
class ChiSquared:
    """The result of a chi-squared test.

    Attributes
    ----------
    statistic, df, p : the test
    method : which test
    smallest_expected : the smallest expected count; under 5 the approximation is doubtful (Cochran 1954)
    ignored : rows and columns without anybody, which were left out
    """

    statistic: float
    df: int
    p: float
    method: Message
    smallest_expected: float
    ignored: tuple[Message, ...] = ()


def chi_squared(table: Any, *, yates: bool = False) -> ChiSquared:
    """Test whether rows and columns are associated, by Pearson's chi-squared.

    Agrees with R's `chisq.test(correct=FALSE)` and, with Yates, `chisq.test(correct=TRUE)`, which corrects by at
    most the smallest distance of a cell from its expectation.

    Parameters
    ----------
    table : array-like or DataFrame of shape (r, c)
        Counts. Rows and columns without anybody are left out and named in `ignored`.
    yates : bool
        Correct for continuity; for 2 x 2 only.

    Raises
    ------
    StatsError
        If the table does not hold counts, or Yates' correction is asked of a larger table.
    """
    found = used(table)
    seen = found.kept.astype(float)
    if min(seen.shape) < 2:
        method = message("chi-squared test; with one row or one column left there is nothing to compare, P is 1")
        return ChiSquared(0.0, 0, 1.0, method, float(seen.min(initial=0)), found.ignored)
    if yates and seen.shape != (2, 2):
        raise StatsError(message("Yates' correction is for tables of two rows and two columns."))
    expected = np.outer(seen.sum(axis=1), seen.sum(axis=0)) / seen.sum()
    apart = np.abs(seen - expected)
    if yates:
        apart = apart - min(0.5, float(apart.min()))
    statistic = float((apart**2 / expected).sum())
    df = (seen.shape[0] - 1) * (seen.shape[1] - 1)
    return ChiSquared(
        statistic, df, chi_squared_tail(statistic, df), _method(df, yates), float(expected.min()), found.ignored
    )


def _method(df: int, yates: bool) -> Message:
    if yates:
        return message("chi-squared test with Yates' correction, 1 degree of freedom")
    return counted(
        "chi-squared test without correction, {n} degree of freedom",
        "chi-squared test without correction, {n} degrees of freedom",
        df,
    )
