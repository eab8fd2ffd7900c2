"""A benchmark ends when it said it would, whatever its parts take."""

from __future__ import annotations

from benchmarks.budget import LEAST, MOST, Budget


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_a_part_has_an_equal_share_one_half_of_it_for_opening():
    part = Budget(300, 3, Clock()).next()
    assert (part.opening, part.measuring) == (50, 46)


def test_what_a_part_leaves_over_goes_to_the_later_ones():
    clock = Clock()
    budget = Budget(180, 3, clock)
    budget.next()
    clock.now += 20
    assert budget.next().opening == 40


def test_a_part_that_takes_too_long_shortens_the_later_ones():
    clock = Clock()
    budget = Budget(180, 3, clock)
    budget.next()
    clock.now += 120
    assert budget.next().measuring == 11


def test_a_late_part_opens_and_measures_still_a_little_and_an_early_one_no_longer_than_enough():
    clock = Clock()
    budget = Budget(60, 2, clock)
    budget.next()
    clock.now += 90
    late = budget.next()
    assert (late.opening, late.measuring) == (LEAST, LEAST)
    assert Budget(1_000, 1, clock).next().measuring == MOST
