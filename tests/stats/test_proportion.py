"""Proportions and their intervals."""

import math

import pytest

from hlhdash.stats import StatsError, proportion


def test_both_intervals_agree_with_r(contingency):
    for row in contingency["proportions"]:
        for interval, prefix in (("clopper-pearson", ""), ("wilson", "wilson_")):
            found = proportion(row["x"], row["n"], interval=interval)
            if row["n"] == 0:
                assert all(math.isnan(part) for part in (found.value, found.lower, found.upper))
                continue
            assert found.value == row["x"] / row["n"]
            assert found.lower == pytest.approx(row[f"{prefix}lower"], rel=1e-9, abs=1e-15)
            assert found.upper == pytest.approx(row[f"{prefix}upper"], rel=1e-9)


@pytest.mark.parametrize(
    ("x", "n", "lower", "upper"), [(0, 5, 0, 0.5218), (3, 4, 0.1941, 0.9937), (3, 9, 0.0749, 0.7007)]
)
def test_the_sample_study(x, n, lower, upper):
    found = proportion(x, n)
    assert (round(found.lower, 4), round(found.upper, 4)) == (lower, upper)


def test_the_published_response_to_emapalumab():
    found = proportion(17, 27)
    assert [round(100 * part) for part in (found.value, found.lower, found.upper)] == [63, 42, 81]


def test_none_and_all_have_exact_ends():
    for interval in ("clopper-pearson", "wilson"):
        assert proportion(0, 7, interval=interval).lower == 0
        assert proportion(7, 7, interval=interval).upper == 1


def test_the_method_names_the_interval():
    assert proportion(1, 2).method == "exact 95 % interval (Clopper-Pearson)"
    assert proportion(1, 2, interval="wilson", level=0.9).method == "90 % score interval (Wilson)"


@pytest.mark.parametrize(("x", "n"), [(5, 4), (-1, 4), (0.5, 4), (0, -1)])
def test_what_is_no_proportion_is_refused(x, n):
    with pytest.raises(StatsError, match="is not a proportion of patients"):
        proportion(x, n)


def test_an_unknown_interval_is_refused():
    with pytest.raises(StatsError, match="wald is neither"):
        proportion(1, 2, interval="wald")
