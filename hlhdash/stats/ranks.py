"""Rank tests of a number between groups: Wilcoxon's for two, Kruskal and Wallis' for more."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import Any, Literal

import numpy as np

from hlhdash.language import Message, counted, message
from hlhdash.stats import assignments
from hlhdash.stats.checks import ArrayLike, Floats, Integers, StatsError, groups, numbers
from hlhdash.stats.comparison import chi_squared_tail

SMALL = 50  # both groups under this: the Wilcoxon test is exact (as in R)
MOST_ASSIGNMENTS = 100_000  # up to here the Kruskal-Wallis test is exact
_TIE = 1e-9


@dataclass(frozen=True)
class RankTest:
    """The result of a rank test.

    Attributes
    ----------
    statistic : W of Wilcoxon (Mann-Whitney's U of the first group), or Kruskal-Wallis' H
    p, method : two-sided P and which test
    n : patients whose value is known
    """

    statistic: float
    p: float
    method: Message
    n: int


def wilcoxon(values: ArrayLike, group: Any, *, p: Literal["auto", "asymptotic", "exact"] = "auto") -> RankTest:
    """Compare a number between two groups by Wilcoxon's rank-sum test (Mann-Whitney).

    Exact where both groups have fewer than 50 patients, ties included: all assignments of the ranks, so that without
    ties it agrees with R's `wilcox.test`, with ties with `coin::wilcox_test(distribution="exact")`. Else normal with
    continuity correction, as `wilcox.test(exact=FALSE)`.

    Parameters
    ----------
    values : array-like of shape (n,)
        Missing ones are left out.
    group : array-like of shape (n,)
        Two different labels.

    Raises
    ------
    StatsError
        If there are not two groups with a known value.
    """
    rank, code, k = _ranked(values, group)
    if k != 2:
        raise StatsError(message("The Wilcoxon test compares two groups; there are {n}.", n=k))
    if p not in ("auto", "asymptotic", "exact"):
        raise StatsError(message("P is auto, asymptotic or exact; {p} is none of them.", p=str(p)))
    sizes = np.bincount(code, minlength=2)
    w = float(rank[code == 0].sum() - sizes[0] * (sizes[0] + 1) / 2)
    if p == "exact" or (p == "auto" and sizes.max() < SMALL):
        return RankTest(w, _exact_sum(rank, code), message("Wilcoxon rank-sum test, exact"), len(rank))
    method = message("Wilcoxon rank-sum test, normal approximation with continuity correction")
    return RankTest(w, _normal(w, rank, sizes), method, len(rank))


def kruskal_wallis(values: ArrayLike, group: Any, *, p: Literal["auto", "asymptotic", "exact"] = "auto") -> RankTest:
    """Compare a number between two or more groups by the Kruskal-Wallis test.

    Agrees with R's `kruskal.test` where it is asymptotic. With at most 100,000 assignments of patients to groups it
    is exact: the share of them with as large a statistic.

    Parameters
    ----------
    values : array-like of shape (n,)
        Missing ones are left out.
    group : array-like of shape (n,)

    Raises
    ------
    StatsError
        If there are not two groups with a known value, or an exact P is asked of too many assignments.
    """
    rank, code, k = _ranked(values, group)
    if p not in ("auto", "asymptotic", "exact"):
        raise StatsError(message("P is auto, asymptotic or exact; {p} is none of them.", p=str(p)))
    sizes = np.bincount(code, minlength=k)
    statistic = _h(rank, code, k)
    ways = assignments.count(sizes.tolist())
    if p == "exact" and ways > MOST_ASSIGNMENTS:
        raise StatsError(message("There are too many assignments for an exact Kruskal-Wallis test ({n:,}).", n=ways))
    if p == "exact" or (p == "auto" and ways <= MOST_ASSIGNMENTS):
        method = message("Kruskal-Wallis test, exact over {ways:,} assignments", ways=ways)
        return RankTest(statistic, _exact_h(rank, sizes, statistic), method, len(rank))
    method = counted(
        "Kruskal-Wallis test, chi-squared with {n} degree of freedom",
        "Kruskal-Wallis test, chi-squared with {n} degrees of freedom",
        k - 1,
    )
    return RankTest(statistic, chi_squared_tail(statistic, k - 1), method, len(rank))


def midranks(values: Floats) -> Floats:
    """Give the rank of each value from 1 up; tied values share the mean of their ranks."""
    _, place, ties = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(ties)
    return (last - (ties - 1) / 2)[place]


def _ranked(values: ArrayLike, group: Any) -> tuple[Floats, Integers, int]:
    found = numbers(values, message("value"))
    known = ~np.isnan(found)  # an infinite value has a rank, the first or the last
    labels = np.asarray(group, dtype=object)
    if len(labels) != len(found):
        raise StatsError(
            message(
                "There are {n} patients but {found} values of {name}; each patient needs one.",
                n=len(found),
                found=len(labels),
                name=message("group"),
            )
        )
    if not known.any():
        raise StatsError(message("No value is known; there is nothing to compare."))
    names, code = groups(labels[known], int(known.sum()))
    return midranks(found[known]), code, len(names)


def _exact_sum(rank: Floats, code: Integers) -> float:
    """Give the share of assignments whose rank sum lies as far from its mean, by counting sums of doubled ranks."""
    doubled = np.rint(2 * rank).astype(int)
    m, total = int((code == 0).sum()), int(doubled.sum())
    ways = np.zeros((m + 1, total + 1))
    ways[0, 0] = 1.0
    for done, score in enumerate(doubled):
        top = min(m, done + 1)
        ways[1 : top + 1, score:] += ways[:top, : total + 1 - score]
    share = ways[m] / ways[m].sum()
    apart = np.abs(np.arange(total + 1) * len(rank) - m * total)
    return float(min(1.0, share[apart >= apart[int(doubled[code == 0].sum())]].sum()))


def _normal(w: float, rank: Floats, sizes: Integers) -> float:
    m, n = (int(size) for size in sizes)
    ties = np.unique(rank, return_counts=True)[1].astype(float)
    variance = m * n / 12 * ((m + n + 1) - float((ties**3 - ties).sum()) / ((m + n) * (m + n - 1)))
    if variance <= 0:
        return 1.0
    apart = w - m * n / 2
    z = (abs(apart) - min(0.5, abs(apart))) / sqrt(variance)
    return min(1.0, 2 * NormalDist().cdf(-z))


def _h(rank: Floats, code: Integers, k: int) -> float:
    n = len(rank)
    sums, sizes = np.bincount(code, weights=rank, minlength=k), np.bincount(code, minlength=k)
    ties = np.unique(rank, return_counts=True)[1].astype(float)
    even = 1 - float((ties**3 - ties).sum()) / (n**3 - n)
    if even <= 0:
        return 0.0
    return float(12 * (sums**2 / sizes).sum() / (n * (n + 1)) - 3 * (n + 1)) / even


def _exact_h(rank: Floats, sizes: Integers, statistic: float) -> float:
    every = assignments.every(sizes.tolist())
    last = np.full(len(every.member), rank.sum())
    squares = np.zeros(len(every.member))
    for g, size in enumerate(sizes[:-1]):
        mine = np.where(every.group == g, rank[every.member], 0.0).sum(axis=1)
        last -= mine
        squares += mine**2 / size
    squares += last**2 / sizes[-1]
    n = len(rank)
    ties = np.unique(rank, return_counts=True)[1].astype(float)
    even = 1 - float((ties**3 - ties).sum()) / (n**3 - n)
    if even <= 0:
        return 1.0
    found = (12 * squares / (n * (n + 1)) - 3 * (n + 1)) / even
    return float((found >= statistic - _TIE * max(1.0, abs(statistic))).mean())
