"""Completeness of follow-up to a horizon."""

import pytest

from hlhdash.stats import StatsError, completeness


def test_a_cohort_worked_out_by_hand():
    """To 10: event at 4 (4 of 4), lost at 5 (5 of 10), followed past 10 (10 of 10), event at 12 (10 of 10)."""
    found = completeness([4, 5, 15, 12], [1, 0, 0, 1], 10)
    assert (found.observed, found.potential, found.at) == (29, 34, 10)
    assert found.value == 29 / 34
    assert found.method == "completeness of follow-up to 10: observed over potential person-time (Clark 2002)"


def test_the_sample_study_to_480_days(sample_study):
    """Three died (7, 91, 198), four were followed past 480, and two lack 54 and 115 days."""
    found = completeness(sample_study["time"], sample_study["status"], 480)
    assert (found.observed, found.potential) == (3007, 3176)


def test_an_event_is_complete_however_early():
    assert completeness([1, 2, 3], [1, 1, 1], 100).value == 1


def test_an_event_on_the_horizon_was_followed_to_it():
    found = completeness([10, 10], [1, 0], 10)
    assert (found.value, found.potential) == (1, 20)


def test_an_event_of_everybody_at_time_0_leaves_nothing_unobserved():
    found = completeness([0, 0], [1, 1], 10)
    assert (found.value, found.observed, found.potential) == (1, 0, 0)


def test_lost_at_time_0_is_follow_up_that_was_never_observed():
    assert completeness([0, 0], [0, 0], 10).value == 0


@pytest.mark.parametrize("at", [0, -5, float("nan"), float("inf"), "soon", None])
def test_a_horizon_that_is_no_time_is_refused(at):
    with pytest.raises(StatsError) as caught:
        completeness([5, 6], [1, 0], at)
    assert str(caught.value) == f"The horizon must be a number above 0, in the unit of the times; it is {at}."
