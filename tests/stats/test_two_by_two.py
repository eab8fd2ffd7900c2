"""Other tests and estimates of two groups: chi-squared, mid-P, Barnard, Boschloo, one sample, risk difference.

Values without another source are from R 4.2: chisq.test, binom.test.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import comb, isnan

import pytest

from hlhdash import stats
from hlhdash.stats import StatsError

TABLES = ([[0, 5], [3, 1]], [[7, 3], [2, 8]], [[12, 5], [29, 2]], [[7, 12], [8, 3]])


def test_chi_squared_agrees_with_r(contingency):
    for name, expected in contingency["tables"].items():
        if name == "zero_margin":
            continue
        found = stats.chi_squared(expected["table"])
        assert found.statistic == pytest.approx(expected["chi2"], rel=1e-10)
        assert found.p == pytest.approx(expected["chi2_p"], rel=1e-9)


@pytest.mark.parametrize(
    ("table", "statistic", "p"),
    [
        ([[0, 5], [3, 1]], 2.75625, 0.09687507502627),
        ([[12, 5], [29, 2]], 2.986016436472, 0.08398654171499),
        ([[7, 3], [2, 8]], 3.232323232323, 0.07219819770166),
    ],
)
def test_yates_agrees_with_r(table, statistic, p):
    found = stats.chi_squared(table, yates=True)
    assert (found.statistic, found.p) == pytest.approx((statistic, p), rel=1e-10)
    assert found.method == "chi-squared test with Yates' correction, 1 degree of freedom"


def test_the_published_chi_squared_of_hlh_94():
    assert round(stats.chi_squared([[19, 30], [118, 82]]).p, 4) == 0.0108
    assert round(stats.chi_squared([[43, 6], [194, 6]]).p, 4) == 0.0068
    assert round(stats.fisher_exact([[43, 6], [194, 6]]).p, 4) == 0.0155


def test_an_empty_column_leaves_nothing_to_compare_and_is_named():
    found = stats.chi_squared([[0, 5], [0, 4]])
    assert (found.p, found.df, found.ignored) == (1.0, 0, ("column 1",))


def test_yates_of_a_larger_table_is_refused():
    with pytest.raises(StatsError, match="two rows and two columns"):
        stats.chi_squared([[1, 2], [3, 4], [5, 6]], yates=True)


def test_mid_p_counts_tables_as_likely_half():
    assert stats.fisher_midp([[0, 5], [3, 1]]).p == pytest.approx(1 / 42, rel=1e-12)
    # Of (7, 3; 2, 8) two tables are as likely: P less half of both.
    tie = 2 * Fraction(comb(10, 7) * comb(10, 2), comb(20, 9))
    exact = stats.fisher_exact([[7, 3], [2, 8]]).p
    assert stats.fisher_midp([[7, 3], [2, 8]]).p == pytest.approx(exact - float(tie) / 2, rel=1e-9)
    assert stats.fisher_midp([[0, 5], [1, 1], [1, 0], [1, 0]]).p == pytest.approx(3 / 84, rel=1e-9)


def at_rate(table, rate: Fraction, statistic) -> Fraction:
    """Add up exactly, at one rate, every table whose statistic is at least that of this one."""
    (a, b), (c, d) = table
    n, m = a + b, c + d
    seen = statistic(a, n, c, m)
    return sum(
        (
            comb(n, i) * comb(m, j) * rate ** (i + j) * (1 - rate) ** (n + m - i - j)
            for i, j in product(range(n + 1), range(m + 1))
            if statistic(i, n, j, m) >= seen
        ),
        Fraction(0),
    )


def squared_score(i: int, n: int, j: int, m: int) -> Fraction:
    pooled = Fraction(i + j, n + m)
    if pooled in (0, 1):
        return Fraction(0)
    return (Fraction(i, n) - Fraction(j, m)) ** 2 / (pooled * (1 - pooled) * (Fraction(1, n) + Fraction(1, m)))


def minus_fisher(i: int, n: int, j: int, m: int) -> Fraction:
    total = i + j
    weights = {k: comb(n, k) * comb(m, total - k) for k in range(max(0, total - m), min(n, total) + 1)}
    return -Fraction(sum(w for w in weights.values() if w <= weights[i]), comb(n + m, total))


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(("test", "statistic"), [(stats.barnard, squared_score), (stats.boschloo, minus_fisher)])
def test_unconditional_p_is_the_largest_over_all_rates(table, test, statistic):
    found = test(table)
    assert found.p == pytest.approx(float(at_rate(table, Fraction(found.rate), statistic)), rel=1e-12)
    for rate in (Fraction(k, 40) for k in range(1, 40)):
        assert float(at_rate(table, rate, statistic)) <= found.p * (1 + 1e-12)


@pytest.mark.parametrize("table", TABLES)
def test_boschloo_is_never_above_fisher(table):
    assert stats.boschloo(table).p <= stats.fisher_exact(table).p


@pytest.mark.parametrize("test", [stats.barnard, stats.boschloo])
def test_swapping_groups_or_outcomes_changes_no_unconditional_p(test):
    (a, b), (c, d) = TABLES[2]
    p = test([[a, b], [c, d]]).p
    assert [test(t).p for t in ([[c, d], [a, b]], [[b, a], [d, c]])] == pytest.approx([p, p], rel=1e-9)


def test_unconditional_tests_of_a_larger_table_are_refused():
    with pytest.raises(StatsError, match="has 3 rows and 2 columns"):
        stats.barnard([[1, 2], [3, 4], [5, 6]])
    with pytest.raises(StatsError, match="at most 1000 patients"):
        stats.boschloo([[500, 1], [500, 1]])


@pytest.mark.parametrize(
    ("x", "n", "benchmark", "p"),
    [(17, 27, 0.4, 0.01799553368216), (22, 34, 0.4, 0.004500885464567), (3, 9, 0.5, 0.5078125), (0, 5, 0.3, 0.33115)],
)
def test_a_rate_against_a_benchmark_agrees_with_r(x, n, benchmark, p):
    assert stats.binomial_test(x, n, benchmark).p == pytest.approx(p, rel=1e-10)


def test_the_benchmark_is_named_and_refused_where_it_is_no_rate():
    assert stats.binomial_test(17, 27, 0.4).method == "exact binomial test against 40 %, two-sided"
    assert stats.binomial_test(0, 0, 0.4).p == 1.0
    for rate in (40, "a", None):
        with pytest.raises(StatsError, match="A benchmark is a rate from 0 to 1"):
            stats.binomial_test(1, 2, rate)


def test_risk_differences_published_by_newcombe_1998():
    """His table II, 56/70 and 48/80: method 10 and method 5 in the version of Miettinen and Nurminen."""
    found = stats.risk_difference([[56, 14], [48, 32]])
    assert found.value == pytest.approx(0.2)
    assert (round(found.lower, 4), round(found.upper, 4)) == (0.0524, 0.3339)
    score = stats.risk_difference([[56, 14], [48, 32]], interval="miettinen-nurminen")
    assert (round(score.lower, 4), round(score.upper, 4)) == (0.0528, 0.3382)


def test_risk_differences_mirror_when_the_groups_swap():
    for interval in ("newcombe", "miettinen-nurminen"):
        one = stats.risk_difference([[0, 5], [3, 1]], interval=interval)
        other = stats.risk_difference([[3, 1], [0, 5]], interval=interval)
        assert (one.value, one.lower, one.upper) == pytest.approx((-other.value, -other.upper, -other.lower))


def test_a_difference_with_an_empty_group_is_not_a_number():
    assert isnan(stats.risk_difference([[0, 0], [3, 1]]).value)


@pytest.mark.parametrize(("x", "n"), [("a", 2), (None, 2), (1, "many"), (float("nan"), 3)])
def test_a_proportion_of_words_is_refused_in_a_sentence(x, n):
    with pytest.raises(StatsError, match="is not a proportion of patients"):
        stats.proportion(x, n)


def test_a_level_that_is_no_number_is_refused_in_a_sentence():
    with pytest.raises(StatsError, match="The confidence level must lie between 0 and 1"):
        stats.proportion(1, 2, level="high")
