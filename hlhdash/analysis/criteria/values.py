"""Measurements as ranges, and comparisons that may have no answer.

A value written as ">40000" is known only to lie above 40000, a missing one not at all. Every comparison is therefore
True, False or None, and a rule may answer only where no value the range allows could change the answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf

Known = bool | None


@dataclass(frozen=True)
class Value:
    """A measurement between two ends; an end that is open does not belong to it."""

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False

    def times(self, factor: float) -> Value:
        """Return the measurement times a positive number."""
        # Rounded, because 0.7 x 10 must meet a threshold of 7.
        low, high = round(self.low * factor, 9), self.high if self.high == inf else round(self.high * factor, 9)
        return Value(low, high, self.low_open, self.high_open)


def exactly(value: float) -> Value:
    """Return a value that is known."""
    return Value(value, value)


def measured(value: float, bound: str) -> Value:
    """Return a value as it was written: with "<" anything from 0 up to it, with ">" anything above it."""
    if bound.startswith("<") or bound.startswith("≤"):
        return Value(0.0, value, high_open=True)
    if bound.startswith(">") or bound.startswith("≥"):
        return Value(value, inf, low_open=True, high_open=True)
    return exactly(value)


def less(one: Value | None, other: Value | float | None) -> Known:
    """Say whether a value lies below another; None where the ranges leave it open or a value is missing."""
    if one is None or other is None:
        return None
    limit = other if isinstance(other, Value) else exactly(other)
    if one.high < limit.low or (one.high == limit.low and (one.high_open or limit.low_open)):
        return True
    return False if one.low >= limit.high else None


def at_least(one: Value | None, other: Value | float | None) -> Known:
    """Say whether a value is as high as another, or higher."""
    return negated(less(one, other))


def more(one: Value | None, other: Value | float | None) -> Known:
    """Say whether a value lies above another."""
    if one is None or other is None:
        return None
    limit = other if isinstance(other, Value) else exactly(other)
    return less(limit, one)


def at_most(one: Value | None, other: Value | float | None) -> Known:
    """Say whether a value is as low as another, or lower."""
    return negated(more(one, other))


def negated(answer: Known) -> Known:
    """Turn an answer round."""
    return None if answer is None else not answer


def all_of(answers: Iterable[Known]) -> Known:
    """Say whether all are true; one that is false settles it."""
    found = list(answers)
    if any(answer is False for answer in found):
        return False
    return None if any(answer is None for answer in found) else True


def any_of(answers: Iterable[Known]) -> Known:
    """Say whether one is true; one that is true settles it."""
    return negated(all_of(negated(answer) for answer in answers))


def if_else(condition: Known, then: Known, otherwise: Known) -> Known:
    """Answer by a condition; where that has no answer, only if both ways agree."""
    if condition is None:
        return then if then == otherwise else None
    return then if condition else otherwise


def count(answers: Iterable[Known]) -> tuple[int, int]:
    """Return the least and the greatest number that can be true."""
    found = list(answers)
    sure = sum(answer is True for answer in found)
    return sure, sure + sum(answer is None for answer in found)


def reaches(answers: Iterable[Known], needed: int) -> Known:
    """Say whether at least so many are true."""
    least, most = count(answers)
    return True if least >= needed else (None if most >= needed else False)
