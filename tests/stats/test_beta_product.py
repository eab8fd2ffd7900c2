"""The beta product confidence procedure."""

import numpy as np
import pytest
from scipy.special import betainc

from hlhdash.stats import kaplan_meier, proportion

DATA = ["ruxolitinib9", "all_alive3", "plateau6", "ties10", "leukemia"]
R_MIDP_TOLERANCE = np.finfo(float).eps ** 0.25  # bpcp's own: it stops searching this far from the level


def one_group(small_sample, name, group):
    rows = [row for row in small_sample["data"][name] if row["group"] == group]
    return [row["time"] for row in rows], [row["status"] for row in rows]


@pytest.mark.parametrize("name", DATA)
def test_limits_agree_with_bpcp(small_sample, name):
    for row in small_sample["bpcp"][name]:
        found = kaplan_meier(*one_group(small_sample, name, row["group"]), interval="bpcp").at([row["time"]]).iloc[0]
        for part in ("survival", "lower", "upper"):
            assert found[part] == pytest.approx(row[part], rel=1e-9, abs=1e-12), row


@pytest.mark.parametrize("name", DATA)
def test_midp_limits_agree_with_bpcp_as_far_as_bpcp_searches(small_sample, name):
    for row in small_sample["bpcp"][name]:
        found = kaplan_meier(*one_group(small_sample, name, row["group"]), interval="bpcp-midp").at([row["time"]])
        assert found["lower"].iloc[0] == pytest.approx(row["midp_lower"], abs=3 * R_MIDP_TOLERANCE), row
        assert found["upper"].iloc[0] == pytest.approx(row["midp_upper"], abs=3 * R_MIDP_TOLERANCE), row


def test_midp_limits_solve_their_equation_exactly():
    """One of five dead: between Beta(4, 2), were the next to die, and Beta(5, 1)."""
    found = kaplan_meier([1, 2, 3, 4, 5], [1, 0, 0, 0, 0], interval="bpcp-midp").at([1]).iloc[0]
    for limit, share in ((found["lower"], 0.025), (found["upper"], 0.975)):
        assert (betainc(4, 2, limit) + betainc(5, 1, limit)) / 2 == pytest.approx(share, abs=1e-13)


def test_medians_beside_log_log_limits_agree_with_r(small_sample):
    for name in DATA:
        for row in small_sample["bpcp"][name]:
            median = kaplan_meier(*one_group(small_sample, name, row["group"])).median
            expected = (row["median_r"], row["median_lower_loglog"], row["median_upper_loglog"])
            assert (median.value, median.lower, median.upper) == expected


@pytest.mark.parametrize(("dead", "n"), [(1, 9), (3, 9), (8, 9), (0, 5), (5, 5), (7, 40)])
def test_without_censoring_it_is_clopper_pearson(dead, n):
    time = np.concatenate([np.arange(1, dead + 1), np.full(n - dead, 100)])
    event = np.arange(n) < dead
    found = kaplan_meier(time, event, interval="bpcp").at([50]).iloc[0]
    exact = proportion(n - dead, n)
    assert (found["lower"], found["upper"]) == pytest.approx((exact.lower, exact.upper), rel=1e-9)


def test_nobody_dead_and_midp():
    found = kaplan_meier([9, 9, 9, 9], [0, 0, 0, 0], interval="bpcp-midp").at([1]).iloc[0]
    assert (found["lower"], found["upper"]) == pytest.approx((0.05**0.25, 1))


def test_the_interval_survives_the_last_death():
    found = kaplan_meier([1, 2, 3], [1, 1, 1], interval="bpcp").at([3, 10])
    assert found["survival"].tolist() == [0, 0]
    assert found["lower"].tolist() == [0, 0]
    assert found["upper"].to_numpy() == pytest.approx([1 - 0.025 ** (1 / 3)] * 2)


def test_limits_never_rise():
    rng = np.random.default_rng(5)
    for _ in range(50):
        time, event = rng.integers(1, 12, 15), rng.integers(0, 2, 15)
        for interval in ("bpcp", "bpcp-midp"):
            table = kaplan_meier(time, event, interval=interval).table
            assert (np.diff(table["lower"]) <= 0).all()
            assert (np.diff(table["upper"]) <= 0).all()


def test_a_median_limit_by_the_beta_product_may_be_time_0():
    """Of three patients, even day 0 is compatible with a median: 0.025 ** (1 / 3) is below one half."""
    assert kaplan_meier([5, 6, 7], [1, 1, 1], interval="bpcp").median.lower == 0
