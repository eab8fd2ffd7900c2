"""Do intervals cover, and tests reject, as often as they say? Exactly where possible, else seeded simulation."""

from math import comb

import numpy as np
import pytest

from hlhdash.stats import fisher_exact, kaplan_meier, landmark, logrank, proportion

SHARES = np.linspace(0.01, 0.99, 99)


def coverage(n, limits):
    """Exact coverage for each true share: the probability of the counts whose interval holds it."""
    counts = np.arange(n + 1)
    ways = np.array([comb(n, int(x)) for x in counts], dtype=float)
    lower, upper = np.array([limits(int(x)) for x in counts]).T
    return np.array([(ways * p**counts * (1 - p) ** (n - counts))[(lower <= p) & (p <= upper)].sum() for p in SHARES])


@pytest.mark.parametrize("n", [1, 5, 9, 20, 60])
def test_clopper_pearson_never_covers_less_than_95_percent(n):
    def limits(x):
        found = proportion(x, n)
        return found.lower, found.upper

    assert coverage(n, limits).min() >= 0.95


@pytest.mark.parametrize("n", [9, 20, 60])
def test_wilson_covers_about_95_percent_on_average_but_not_always(n):
    def limits(x):
        found = proportion(x, n, interval="wilson")
        return found.lower, found.upper

    found = coverage(n, limits)
    assert found.mean() == pytest.approx(0.95, abs=0.01)
    assert found.min() < 0.95


@pytest.mark.parametrize("n", [5, 9, 20])
def test_beta_product_limits_never_cover_less_than_95_percent_without_censoring(n):
    def limits(alive):
        dead = n - alive
        found = kaplan_meier(np.where(np.arange(n) < dead, 1, 9), np.arange(n) < dead, interval="bpcp").at([5])
        return found["lower"].iloc[0], found["upper"].iloc[0]

    assert coverage(n, limits).min() >= 0.95


def simulated(interval, patients, cohorts, when, random):
    """Share of censored cohorts whose interval at one time misses the truth, below and above it."""
    truth, low, high = np.exp(-when), 0, 0
    for _ in range(cohorts):
        death, censoring = random.exponential(1.0, patients), random.uniform(0, 3, patients)
        row = kaplan_meier(np.minimum(death, censoring), death <= censoring, interval=interval).at([when]).iloc[0]
        low += row["upper"] < truth
        high += row["lower"] > truth
    return low / cohorts, high / cohorts


@pytest.mark.parametrize("interval", ["bpcp", "bpcp-midp"])
def test_beta_product_limits_cover_in_small_censored_cohorts(interval):
    low, high = simulated(interval, 9, 1500, 0.4, np.random.default_rng(31))
    assert low <= 0.025 + 0.012
    assert high <= 0.025 + 0.012


def test_plain_limits_miss_in_small_censored_cohorts_where_log_log_limits_hold():
    """Nine patients: the untransformed interval is the reason it is not the default."""
    plain = sum(simulated("plain", 9, 1500, 0.4, np.random.default_rng(31)))
    transformed = sum(simulated("log-log", 9, 1500, 0.4, np.random.default_rng(31)))
    assert plain > 0.09
    assert transformed < 0.075


def test_a_cohort_without_an_event_is_covered_too():
    """Survival is 95 %, five patients: most cohorts see no death, and a zero-width interval would miss each time."""
    random, missed = np.random.default_rng(8), 0
    for _ in range(1000):
        dead = random.random(5) < 0.05
        row = kaplan_meier(np.where(dead, 1, 9), dead).at([5]).iloc[0]
        missed += not row["lower"] <= 0.95 <= row["upper"]
    assert missed / 1000 < 0.04


def test_the_interval_of_the_odds_ratio_covers_and_agrees_with_its_test():
    """Two rows of 8 and 7 with odds ratio 3, every possible table weighted by its probability."""
    p1, odds = 0.35, 3.0
    p2 = 1 / (1 + (1 - p1) / p1 / odds)
    held = 0.0
    for a in range(9):
        for c in range(8):
            chance = comb(8, a) * p2**a * (1 - p2) ** (8 - a) * comb(7, c) * p1**c * (1 - p1) ** (7 - c)
            found = fisher_exact([[a, 8 - a], [c, 7 - c]])
            held += chance * (not found.lower > odds and not found.upper < odds)  # NaN limits exclude nothing
    assert held >= 0.95


def rejections(p, censored, cohorts, random):
    """How often two groups of 2 and 18 without any difference are declared different at 5 %."""
    group, found = np.arange(20) < 2, 0
    for _ in range(cohorts):
        death = random.exponential(1.0, 20)
        limit = random.exponential(1.0, 20) if censored else np.full(20, np.inf)
        found += logrank(np.minimum(death, limit), death <= limit, group, p=p).p <= 0.05
    return found / cohorts


@pytest.mark.parametrize(("censored", "share"), [(False, 0.106), (True, 0.087)])
def test_two_against_eighteen_the_asymptotic_p_rejects_too_often(censored, share):
    assert rejections("asymptotic", censored, 4000, np.random.default_rng(2)) == pytest.approx(share, abs=0.015)


@pytest.mark.parametrize("censored", [False, True])
def test_two_against_eighteen_the_exact_p_does_not(censored):
    assert rejections("auto", censored, 2000, np.random.default_rng(2)) <= 0.05 + 0.01


def responders(window, random):
    """Thirty patients with a median survival of 120 days whose response, without any effect, needs them alive."""
    death = random.exponential(120 / np.log(2), 30)
    response = np.where(random.random(30) < 0.5, random.uniform(0, window, 30), np.nan)
    return np.minimum(death, 730.0), death <= 730, np.where(response < death, response, np.nan)


def test_responders_against_the_rest_finds_what_is_not_there_and_a_landmark_does_not():
    random, naive, honest = np.random.default_rng(12), 0, 0
    for _ in range(1500):
        time, event, response = responders(100, random)
        naive += logrank(time, event, ~np.isnan(response), p="asymptotic").p <= 0.05
        honest += landmark(time, event, response, 100).compare(p="asymptotic").p <= 0.05
    assert naive / 1500 > 0.15
    assert honest / 1500 < 0.09
