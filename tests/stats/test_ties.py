"""Times that differ by rounding only are one time."""

import numpy as np

from hlhdash.stats import kaplan_meier, logrank
from hlhdash.stats.ties import merged, snapped


def test_a_sum_that_rounding_made_larger_is_tied():
    distinct, position = merged(np.array([0.1 + 0.2, 0.3, 0.4]))
    assert distinct.tolist() == [0.3, 0.4]
    assert position.tolist() == [0, 0, 1]


def test_times_a_millionth_apart_are_two_times():
    distinct, _ = merged(np.array([1.0, 1.000001]))
    assert distinct.tolist() == [1.0, 1.000001]


def test_whole_days_and_the_same_days_sorted_agree():
    days = np.array([30.0, 0.0, 7.0, 30.0, 12.0])
    distinct, position = merged(days)
    assert distinct.tolist() == [0, 7, 12, 30]
    assert position.tolist() == [3, 0, 1, 3, 2]
    slower, same = merged(days + 1e6)
    assert (slower - 1e6).tolist() == distinct.tolist()
    assert same.tolist() == position.tolist()


def test_an_asked_time_is_moved_onto_the_time_it_equals():
    assert snapped(np.array([0.1 + 0.2, 0.35]), np.array([0.3, 0.4])).tolist() == [0.3, 0.35]


def test_months_times_days_do_not_split_an_event_time():
    months = np.array([3 * 30.4375, 91.3125 + 1e-13, 91.3125])
    curve = kaplan_meier(months, [1, 1, 0])
    assert curve.table["events"].tolist() == [0, 2]
    assert curve.table["survival"].tolist() == [1.0, 1 / 3]


def test_a_tie_across_groups_counts_as_a_tie_in_the_test():
    split = logrank([0.3, 0.5, 0.7, 0.1 + 0.2, 0.9, 1.0], [1] * 6, list("aaabbb"), p="asymptotic")
    tied = logrank([0.3, 0.5, 0.7, 0.3, 0.9, 1.0], [1] * 6, list("aaabbb"), p="asymptotic")
    assert split.statistic == tied.statistic
