"""The difference of two proportions, with an interval that keeps its promise in small groups."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import nan, sqrt
from statistics import NormalDist
from typing import Any, Literal

from hlhdash.language import Message, message
from hlhdash.stats.checks import StatsError, level_between_0_and_1
from hlhdash.stats.counts import two_by_two
from hlhdash.stats.proportion import proportion

_HALVINGS = 200


@dataclass(frozen=True)
class RiskDifference:
    """Share of the first group minus share of the second, with its interval; NaN where a group is empty."""

    value: float
    lower: float
    upper: float
    method: Message


def risk_difference(
    table: Any, *, interval: Literal["newcombe", "miettinen-nurminen"] = "newcombe", level: float = 0.95
) -> RiskDifference:
    """Estimate by how much the response rates of two groups differ.

    Newcombe's hybrid of two Wilson intervals (Statistics in Medicine 1998;17:873-890, method 10), or the score
    interval of Miettinen and Nurminen (Statistics in Medicine 1985;4:213-226).

    Parameters
    ----------
    table : array-like of shape (2, 2)
        One row per group: responders, all others.

    Raises
    ------
    StatsError
        If it is not a 2 x 2 table of counts, or the interval is not known.
    """
    level = level_between_0_and_1(level)
    (a, b), (c, d) = two_by_two(table).tolist()
    ways: dict[str, tuple[Message, Callable[..., tuple[float, float]]]] = {
        "newcombe": (message("{percent:g} % interval by Newcombe's method 10", percent=100 * level), _newcombe),
        "miettinen-nurminen": (
            message("{percent:g} % score interval by Miettinen and Nurminen", percent=100 * level),
            _miettinen_nurminen,
        ),
    }
    if not isinstance(interval, str) or interval not in ways:
        raise StatsError(
            message("Interval is newcombe or miettinen-nurminen; {interval} is neither.", interval=str(interval))
        )
    method, limits = ways[interval]
    if a + b == 0 or c + d == 0:
        return RiskDifference(nan, nan, nan, method)
    lower, upper = limits(a, a + b, c, c + d, level)
    return RiskDifference(a / (a + b) - c / (c + d), lower, upper, method)


def _newcombe(a: int, n: int, c: int, m: int, level: float) -> tuple[float, float]:
    one = proportion(a, n, interval="wilson", level=level)
    other = proportion(c, m, interval="wilson", level=level)
    apart = one.value - other.value
    return (
        apart - sqrt((one.value - one.lower) ** 2 + (other.upper - other.value) ** 2),
        apart + sqrt((one.upper - one.value) ** 2 + (other.value - other.lower) ** 2),
    )


def _miettinen_nurminen(a: int, n: int, c: int, m: int, level: float) -> tuple[float, float]:
    z = NormalDist().inv_cdf((1 + level) / 2)
    apart = a / n - c / m

    def beyond(difference: float) -> bool:
        return abs(apart - difference) > z * _standard_error(difference, a, n, c, m)

    return _edge(beyond, apart, -1.0), _edge(beyond, apart, 1.0)


def _edge(beyond: Callable[[float], bool], inside: float, outside: float) -> float:
    """Find where a difference becomes incompatible with the data, between the estimate and an end."""
    if not beyond(outside):
        return outside
    for _ in range(_HALVINGS):
        middle = (inside + outside) / 2
        if middle in (inside, outside):
            break
        inside, outside = (inside, middle) if beyond(middle) else (middle, outside)
    return (inside + outside) / 2


def _standard_error(difference: float, a: int, n: int, c: int, m: int) -> float:
    """Give the standard error at a difference, with the response rates that fit best there."""
    second = _restricted(difference, a, n, c, m)
    first = min(max(second + difference, 0.0), 1.0)
    total = n + m
    return sqrt(max(0.0, (first * (1 - first) / n + second * (1 - second) / m) * total / (total - 1)))


def _restricted(difference: float, a: int, n: int, c: int, m: int) -> float:
    """Give the likeliest rate of the second group where the first is higher by `difference`, by bisection.

    The slope of the log likelihood falls, so its zero is unique; the rates stay inside 0 and 1.
    """
    low, high = max(0.0, -difference), min(1.0, 1.0 - difference)

    def slope(rate: float) -> float:
        first = rate + difference
        return (
            a * (1 - first) * rate * (1 - rate)
            - (n - a) * first * rate * (1 - rate)
            + c * (1 - rate) * first * (1 - first)
            - (m - c) * rate * first * (1 - first)
        )

    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if slope(middle) > 0 else (low, middle)
    return (low + high) / 2
