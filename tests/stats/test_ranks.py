"""Rank tests, standardised differences and kappa; values from R 4.2 unless another source is named."""

from __future__ import annotations

from itertools import combinations
from math import isnan, sqrt

import numpy as np
import pytest

from hlhdash import stats
from hlhdash.stats import StatsError
from hlhdash.stats.ranks import midranks

X, Y = [1.1, 2.2, 3.3, 4.4, 9.9], [2.5, 5.1, 6.2, 7.3]
TIED_X, TIED_Y = [1, 2, 2, 3, 5, 7], [2, 3, 4, 6, 6, 8, 9]
HOLLANDER = [2.9, 3, 2.5, 2.6, 3.2, 3.8, 2.7, 4, 2.4, 2.8, 3.4, 3.7, 2.2, 2]


def test_exact_wilcoxon_agrees_with_r():
    found = stats.wilcoxon(X + Y, ["a"] * 5 + ["b"] * 4)
    assert (found.statistic, found.p) == (6.0, pytest.approx(0.4126984126984, rel=1e-12))
    assert found.method == "Wilcoxon rank-sum test, exact"


def test_asymptotic_wilcoxon_agrees_with_r_with_and_without_ties():
    found = stats.wilcoxon(X + Y, ["a"] * 5 + ["b"] * 4, p="asymptotic")
    assert found.p == pytest.approx(0.3912672792826, rel=1e-10)
    tied = stats.wilcoxon(TIED_X + TIED_Y, ["a"] * 6 + ["b"] * 7, p="asymptotic")
    assert (tied.statistic, tied.p) == (10.5, pytest.approx(0.1497279818955, rel=1e-10))


def test_exact_wilcoxon_with_ties_counts_every_assignment():
    ranks = midranks(np.array(TIED_X + TIED_Y, dtype=float))
    middle = ranks.mean() * 6
    far = abs(ranks[:6].sum() - middle)
    every = [abs(sum(one) - middle) >= far - 1e-9 for one in combinations(ranks, 6)]
    found = stats.wilcoxon(TIED_X + TIED_Y, ["a"] * 6 + ["b"] * 7)
    assert found.p == pytest.approx(sum(every) / len(every), rel=1e-12)


def test_kruskal_wallis_agrees_with_r():
    group = [0] * 5 + [1] * 4 + [2] * 5
    found = stats.kruskal_wallis(HOLLANDER, group, p="asymptotic")
    assert (found.statistic, found.p) == pytest.approx((0.7714285714286, 0.6799647735789), rel=1e-10)
    assert stats.kruskal_wallis(HOLLANDER, group).method.startswith("Kruskal-Wallis test, chi-squared")


def test_exact_kruskal_wallis_of_two_groups_is_exact_wilcoxon():
    group = ["a"] * 5 + ["b"] * 4
    found = stats.kruskal_wallis(X + Y, group)
    assert found.p == pytest.approx(stats.wilcoxon(X + Y, group).p, rel=1e-12)
    assert found.method == "Kruskal-Wallis test, exact over 126 assignments"


def test_missing_values_are_left_out():
    found = stats.wilcoxon([*X, *Y, None], ["a"] * 5 + ["b"] * 5)
    assert found.n == 9
    assert found.p == pytest.approx(0.4126984126984, rel=1e-12)


def test_all_values_equal_are_no_evidence():
    assert stats.wilcoxon([1, 1, 1, 1], ["a", "a", "b", "b"]).p == 1.0
    assert stats.kruskal_wallis([1, 1, 1, 1], ["a", "a", "b", "c"], p="asymptotic").p == 1.0


@pytest.mark.parametrize(
    ("values", "group", "said"),
    [([1, 2], ["a", "a"], "one group"), ([1, 2, 3], ["a", "b", "c"], "there are 3"), ([None], ["a"], "No value"),
     ([1, 2], ["a"], "each patient needs one")],
)  # fmt: skip
def test_what_cannot_be_compared_is_refused(values, group, said):
    with pytest.raises(StatsError, match=said):
        stats.wilcoxon(values, group)


def test_standardised_difference_of_a_number():
    """Means 2 and 5, variances 1 and 4: 3 / sqrt(2.5)."""
    found = stats.standardised_difference([1, 2, 3, 3, 5, 7], ["a"] * 3 + ["b"] * 3)
    assert found == pytest.approx(3 / sqrt(2.5))


def test_standardised_difference_of_two_classes_is_that_of_the_proportion():
    found = stats.standardised_difference_of_shares([[3, 7], [6, 4]])
    assert found == pytest.approx(0.3 / sqrt((0.21 + 0.24) / 2))


def test_standardised_difference_of_three_classes_does_not_hang_on_their_order():
    table = np.array([[3, 7, 5], [6, 4, 2]])
    found = [stats.standardised_difference_of_shares(table[:, order]) for order in ([0, 1, 2], [2, 0, 1])]
    assert found[0] == pytest.approx(found[1])


def test_standardised_differences_without_a_spread():
    assert stats.standardised_difference_of_shares([[3, 0], [6, 0]]) == 0.0
    assert isnan(stats.standardised_difference_of_shares([[3, 0], [0, 6]]))
    assert isnan(stats.standardised_difference([1, 2], ["a", "b"]))


def test_kappa_of_cohens_example():
    """20 and 15 of 50 agree: 0.7 observed, 0.5 by chance."""
    found = stats.kappa([[20, 5], [10, 15]])
    assert (found.value, found.agreed, found.n) == (pytest.approx(0.4), 35, 50)


def test_kappa_of_fleiss_cohen_and_everitt_1969():
    """Their example: 0.429 with a standard error of 0.054 for 200 patients."""
    found = stats.kappa(np.array([[53, 5, 2], [11, 14, 5], [1, 6, 3]]) * 2)
    assert found.value == pytest.approx(0.4286, abs=5e-4)
    assert (found.upper - found.lower) / 2 / 1.959964 == pytest.approx(0.054, abs=1e-3)


def test_kappa_where_all_are_of_one_class_is_not_a_number():
    assert isnan(stats.kappa([[5, 0], [0, 0]]).value)
    with pytest.raises(StatsError, match="same classes as rows and as columns"):
        stats.kappa([[1, 2, 3], [4, 5, 6]])


def test_an_infinite_value_has_the_first_or_the_last_rank_as_in_r():
    found = stats.wilcoxon([1, 5, 7, 2, np.inf, 9, -np.inf], list("aaabbbb"))
    assert (found.n, found.p) == (7, pytest.approx(0.857142857143, rel=1e-9))
    several = stats.kruskal_wallis([1, 2, np.inf, 4, 8, 3], [1, 2, 2, 3, 1, 3])
    assert (several.n, several.statistic) == (6, pytest.approx(0.285714285714, rel=1e-9))
