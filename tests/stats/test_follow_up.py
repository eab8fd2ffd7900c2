"""Length of follow-up in both ways."""

import pytest

from hlhdash.stats import Estimate, follow_up


@pytest.mark.parametrize("study", ["lung_by_sex", "larynx_by_stage", "waltons_by_group", "leukemia_by_rx"])
def test_reverse_median_agrees_with_r(survival_json, published, study):
    time, event, _, _ = published[study]
    expected = survival_json[study]["reverse_km"]
    found = follow_up(time, event, interval="log").reverse_median
    assert found == Estimate(expected["median"], expected["lower_log"], expected["upper_log"])


def test_the_sample_study_in_days(sample_study):
    found = follow_up(sample_study["time"], sample_study["status"])
    assert (found.n, found.median, found.shortest, found.longest) == (9, 426, 7, 730)
    assert found.reverse_median.value == 517.5


def test_the_sample_study_in_months():
    """As printed: 14 months; by reverse Kaplan-Meier 17.0."""
    months = [24, 16, 21, 14, 0.23, 18, 3, 6.5, 12]
    found = follow_up(months, [0, 0, 0, 0, 1, 0, 1, 1, 0])
    assert (found.median, found.shortest, found.longest) == (14, 0.23, 24)
    assert found.reverse_median.value == 17


def test_both_are_named():
    found = follow_up([1, 2], [0, 0])
    assert found.method == "median time followed (range)"
    assert found.reverse_method == "median follow-up by reverse Kaplan-Meier, 95 % interval"
