"""A benchmark ends when it said it would, whatever its parts take."""

from __future__ import annotations

import pytest

from benchmarks.budget import LEAST, MOST, Budget


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_a_part_has_the_share_of_its_weight_two_thirds_of_it_for_opening():
    budget = Budget(360, [2, 1, 3], Clock())
    parts = [budget.next() for _ in range(2)]  # the clock stands still: each leaves all its time over
    assert [(one.opening, one.measuring) for one in parts] == [(80, 36), (60, 26)]


@pytest.mark.parametrize(("taken", "opening"), [(30, 50), (120, 20)], ids=["left over", "too long"])
def test_what_a_part_takes_less_or_more_is_shared_by_the_later_ones(taken: float, opening: float):
    clock = Clock()
    budget = Budget(180, [1, 1, 1], clock)
    budget.next()
    clock.now += taken
    assert budget.next().opening == opening


def test_a_late_part_opens_and_measures_still_a_little_and_an_early_one_no_longer_than_enough():
    clock = Clock()
    budget = Budget(60, [1, 1], clock)
    budget.next()
    clock.now += 90
    late = budget.next()
    assert (late.opening, late.measuring) == (LEAST, LEAST)
    assert Budget(1_000, [1], clock).next().measuring == MOST
