"""The smallest difference that groups of given sizes could have shown."""

import numpy as np
import pytest

from hlhdash.stats import StatsError, detectable_difference, logrank
from hlhdash.stats.rank_batch import rank_batch


def cohorts(n, random, number=60):
    death, censoring = random.exponential(1.0, (number, n)), random.uniform(0, 3, (number, n))
    return np.minimum(death, censoring), death <= censoring


@pytest.mark.parametrize(("n1", "n2", "alpha"), [(5, 4, 0.4), (3, 12, 0.5), (2, 1, 0.7), (15, 14, 0.5)])
def test_many_cohorts_at_once_are_told_as_one_by_one(n1, n2, alpha):
    time, event = cohorts(n1 + n2, np.random.default_rng(4))
    batch, group = rank_batch(n1, n2, alpha, 1), np.arange(n1 + n2) >= n1
    p = "asymptotic" if batch.which == "asymptotic" else "exact"
    expected = [logrank(t, e, group, p=p).p <= alpha for t, e in zip(time, event, strict=True)]
    assert 5 < sum(expected) < 55
    assert batch.shown(time, event).tolist() == expected


def test_drawn_p_values_agree_with_the_full_list_but_for_a_few_at_the_line():
    time, event = cohorts(18, np.random.default_rng(4), number=200)
    batch, group = rank_batch(6, 12, 0.3, 1), np.arange(18) >= 6
    assert (batch.which, batch.number) == ("draws", 2000)
    exact = np.array([logrank(t, e, group, p="exact").p for t, e in zip(time, event, strict=True)])
    clear = np.abs(exact - 0.3) > 4 * np.sqrt(0.3 * 0.7 / 2000)
    assert clear.sum() > 150
    assert (batch.shown(time, event) == (exact <= 0.3))[clear].all()


@pytest.mark.parametrize(
    ("sizes", "which", "number"),
    [((4, 5), "all", 126), ((10, 10), "asymptotic", 0), ((9, 40), "draws", 2000), ((5, 296), "asymptotic", 0)],
)
def test_which_p_follows_the_sizes(sizes, which, number):
    assert (rank_batch(*sizes, 0.05, 1).which, rank_batch(*sizes, 0.05, 1).number) == (which, number)


def test_without_events_no_cohort_is_told_apart():
    time = np.random.default_rng(1).exponential(size=(3, 9))
    assert rank_batch(4, 5, 0.05, 1).shown(time, np.zeros((3, 9), dtype=bool)).tolist() == [False] * 3


def test_the_edge_has_the_wanted_power():
    """At both edges, cohorts simulated anew and tested one by one are told apart about 80 % of the time."""
    found = detectable_difference(30, 30, 0.6, 12, 36)
    random, group = np.random.default_rng(99), np.arange(60) >= 30
    for edge in (found.lower, found.higher):
        hazard = np.repeat([-np.log(0.6) / 12, -np.log(edge) / 12], 30)
        shown = 0
        for _ in range(1000):
            death, censoring = random.exponential(1 / hazard), random.uniform(0, 36, 60)
            shown += logrank(np.minimum(death, censoring), death <= censoring, group, p="asymptotic").p <= 0.05
        assert shown / 1000 == pytest.approx(0.8, abs=0.05)


def test_large_groups_agree_with_schoenfeld():
    """Events needed are 4 (z + z)^2 / log(hazard ratio)^2 (Biometrika 1981;68:316-319); nobody is censored early."""
    found = detectable_difference(300, 300, 0.5, 1, 1000)
    ratio = np.exp(np.sqrt(4 * (1.959964 + 0.841621) ** 2 / 600))
    assert found.lower == pytest.approx(0.5**ratio, abs=0.012)
    assert found.higher == pytest.approx(0.5 ** (1 / ratio), abs=0.012)


def test_the_same_call_gives_the_same_answer_and_another_seed_nearly_so():
    one, again, other = (detectable_difference(20, 25, 0.5, 1, 3, seed=seed) for seed in (5, 5, 6))
    assert one == again
    assert one.lower != other.lower
    assert one.lower == pytest.approx(other.lower, abs=0.04)
    assert one.lower < one.reference == 0.5 < one.higher


def test_two_against_three_can_show_nothing():
    """The smallest exact P of 10 assignments is 0.1."""
    found = detectable_difference(2, 3, 0.5, 365, 730)
    assert (found.lower, found.higher) == (None, None)
    assert found.method == (
        "1,000 seeded simulations: exponential survival, uniform censoring up to 730; log-rank test at 0.05, "
        "exact permutation P over all 10 assignments"
    )


@pytest.mark.parametrize(("survival", "missing"), [(0, "lower"), (1, "higher")])
def test_nothing_lies_beyond_0_and_100_percent(survival, missing):
    found = detectable_difference(20, 20, survival, 1, 3)
    assert getattr(found, missing) is None
    assert 0 < getattr(found, "higher" if missing == "lower" else "lower") < 1


def test_a_large_cohort_gets_fewer_simulations_and_says_so():
    found = detectable_difference(2000, 2000, 0.5, 1, 3)
    assert found.method.startswith("250 seeded simulations: ")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"n1": 0}, "The size of a group must be a whole number from 1 up; it is 0."),
        ({"n2": 2.5}, "The size of a group must be a whole number from 1 up; it is 2.5."),
        ({"survival": 58}, "The survival of the reference must be a share from 0 to 1; it is 58."),
        ({"at": 0}, "The time of the estimate must be a number above 0, in the unit of the times; it is 0."),
        ({"follow_up": "2y"}, "The follow-up must be a number above 0, in the unit of the times; it is 2y."),
        ({"power": 80}, "The power must lie between 0 and 1; it is 80."),
        ({"alpha": 0}, "The level of the test must lie between 0 and 1; it is 0."),
        ({"simulations": 0}, "The number of simulations must be a whole number from 1 up; it is 0."),
        ({"n1": 20_000}, "A detectable difference is simulated for up to 20,000 patients."),
    ],
)
def test_wrong_arguments_are_refused(change, sentence):
    with pytest.raises(StatsError) as caught:
        detectable_difference(**{"n1": 9, "n2": 9, "survival": 0.5, "at": 365, "follow_up": 730} | change)
    assert str(caught.value) == sentence
