"""A proportion with its interval."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan, sqrt
from statistics import NormalDist
from typing import Literal

from hlhdash.language import Message, message
from hlhdash.stats.checks import StatsError, level_between_0_and_1
from hlhdash.stats.counts import patients_of


@dataclass(frozen=True)
class Proportion:
    """x of n, as a share with its two-sided interval; of nobody (n = 0) all three are NaN."""

    x: int
    n: int
    value: float
    lower: float
    upper: float
    method: Message


def proportion(
    x: int, n: int, *, interval: Literal["clopper-pearson", "wilson"] = "clopper-pearson", level: float = 0.95
) -> Proportion:
    """Estimate a proportion.

    Clopper-Pearson (Biometrika 1934;26:404-413) as R's `binom.test`, two-sided also at 0 and n; Wilson (JASA
    1927;22:209-212) as R's `prop.test(correct=FALSE)`.

    Parameters
    ----------
    x, n : int
        Patients with the feature, and patients in all; 0 <= x <= n. With n = 0 value and limits are NaN.

    Raises
    ------
    StatsError
        If x and n are not whole numbers with 0 <= x <= n, or the interval is not known.
    """
    level = level_between_0_and_1(level)
    x, n = patients_of(x, n)
    percent = 100 * level
    if interval == "clopper-pearson":
        method = message("exact {percent:g} % interval (Clopper-Pearson)", percent=percent)
        limits = _clopper_pearson
    elif interval == "wilson":
        method = message("{percent:g} % score interval (Wilson)", percent=percent)
        limits = _wilson
    else:
        raise StatsError(
            message("Interval is clopper-pearson or wilson; {interval} is neither.", interval=str(interval))
        )
    if n == 0:
        return Proportion(0, 0, nan, nan, nan, method)
    return Proportion(x, n, x / n, *limits(x, n, level), method)


def _clopper_pearson(x: int, n: int, level: float) -> tuple[float, float]:
    from scipy.special import betaincinv

    tail = (1 - level) / 2
    lower = float(betaincinv(x, n - x + 1, tail)) if x > 0 else 0.0
    upper = float(betaincinv(x + 1, n - x, 1 - tail)) if x < n else 1.0
    return lower, upper


def _wilson(x: int, n: int, level: float) -> tuple[float, float]:
    z = NormalDist().inv_cdf((1 + level) / 2)
    share, pull = x / n, z * z / n
    middle = (share + pull / 2) / (1 + pull)
    reach = z * sqrt(share * (1 - share) / n + pull / (4 * n)) / (1 + pull)
    return (middle - reach if x > 0 else 0.0), (middle + reach if x < n else 1.0)
