"""One response rate against a rate fixed beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from hlhdash.language import Message, message
from hlhdash.stats.checks import StatsError
from hlhdash.stats.counts import patients_of
from hlhdash.stats.table_margins import TIE


@dataclass(frozen=True)
class BinomialTest:
    """x of n against a benchmark rate: P, and which test. With n = 0 there is no evidence, and P is 1."""

    x: int
    n: int
    benchmark: float
    p: float
    method: Message


def binomial_test(x: int, n: int, benchmark: float) -> BinomialTest:
    """Test a proportion against a benchmark by the exact binomial test, two-sided by probability.

    Agrees with R's `binom.test`: the P value adds up all outcomes no more likely than the one observed.

    Parameters
    ----------
    x, n : int
        Responders and patients.
    benchmark : float
        The response rate of the hypothesis, 0 to 1.

    Raises
    ------
    StatsError
        If x and n are not whole numbers with 0 <= x <= n, or the benchmark is no rate.
    """
    x, n = patients_of(x, n)
    rate = rate_between_0_and_1(benchmark)
    method = message("exact binomial test against {percent:g} %, two-sided", percent=round(100 * rate, 6))
    if n == 0:
        return BinomialTest(0, 0, rate, 1.0, method)
    from scipy.special import gammaln, xlogy

    k = np.arange(n + 1)
    logs = -gammaln(k + 1) - gammaln(n - k + 1) + xlogy(k, rate) + xlogy(n - k, 1 - rate)
    shares = np.exp(logs + gammaln(n + 1))
    p = float(np.sort(shares[shares <= shares[x] * (1 + TIE)]).sum())
    return BinomialTest(x, n, rate, min(1.0, p), method)


def rate_between_0_and_1(rate: Any) -> float:
    """Check a response rate.

    Raises
    ------
    StatsError
        If it is not a number from 0 to 1.
    """
    try:
        number = float(rate)
    except (TypeError, ValueError):
        number = float("nan")
    if not 0 <= number <= 1:
        raise StatsError(message("A benchmark is a rate from 0 to 1, such as 0.4; it is {rate}.", rate=str(rate)[:40]))
    return number
