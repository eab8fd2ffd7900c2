"""Restricted mean survival time."""

import pytest

from hlhdash.stats import StatsError, rmst, rmst_difference


@pytest.mark.parametrize("study", ["lung_by_sex", "larynx_by_stage", "waltons_by_group", "leukemia_by_rx"])
def test_value_and_standard_error_agree_with_r(survival_json, published, study):
    time, event, group, _ = published[study]
    for row in survival_json[study]["rmst"]:
        inside = (group.astype(str) == row["group"]).to_numpy()
        found = rmst(time[inside], event[inside], row["tau"])
        assert found.value == pytest.approx(row["rmst"], rel=1e-9)
        assert found.se == pytest.approx(row["se"], rel=1e-9)
        assert found.upper - found.value == pytest.approx(1.959964 * row["se"], rel=1e-6)
        assert found.value - found.lower == pytest.approx(1.959964 * row["se"], rel=1e-6)


def test_invented_data_agree_with_survfit(made_up, from_r):
    expected = from_r("rmst")
    for name, rows in made_up.groupby("group"):
        found = rmst(rows["time"], rows["event"], 15)
        assert found.value == pytest.approx(expected[f"{name} value"], rel=1e-9)
        assert found.se == pytest.approx(expected[f"{name} se"], rel=1e-9)


def test_the_difference_agrees_with_survrm2(small_sample, published):
    time, event, group, _ = published["leukemia_by_rx"]
    found = rmst_difference(time, event, group.map({0: "placebo-free", 1: "placebo"}), 20)
    expected = small_sample["rmst_leukemia_tau20"]
    assert found.groups == ("placebo", "placebo-free")
    assert found.value == pytest.approx(expected["difference"]["estimate"], rel=1e-9)
    assert (found.lower, found.upper) == pytest.approx(
        (expected["difference"]["lower"], expected["difference"]["upper"])
    )
    assert found.p == pytest.approx(expected["difference"]["p"], rel=1e-6)
    for mean, arm in zip(found.means, ("placebo", "mp"), strict=True):
        assert (mean.value, mean.se) == pytest.approx((expected[arm]["rmst"], expected[arm]["se"]), rel=1e-9)


def test_by_default_tau_is_the_smaller_last_follow_up(published):
    time, event, group, _ = published["leukemia_by_rx"]
    assert rmst_difference(time, event, group).tau == 23
    assert rmst(time, event).tau == 35


def test_once_everyone_has_died_a_later_tau_adds_nothing():
    assert rmst([2, 4], [1, 1], 99).value == rmst([2, 4], [1, 1], 4).value == 3


def test_nobody_dead_is_tau_itself():
    found = rmst([5, 9], [0, 0], 5)
    assert (found.value, found.se) == (5, 0)


def test_alike_groups_have_no_difference():
    found = rmst_difference([5, 5], [0, 0], ["a", "b"])
    assert (found.value, found.se, found.p) == (0, 0, 1)


def test_past_the_last_follow_up_the_curve_is_carried_on_and_the_result_says_so():
    found = rmst([5, 9], [1, 0], 12)
    assert found.value == 5 + 0.5 * 7
    assert found.extrapolated
    assert found.method == (
        "restricted mean survival time up to 12, 95 % interval by the normal distribution; "
        "the curve is carried on flat from the last follow-up at 9"
    )
    assert not rmst([5, 9], [1, 0], 9).extrapolated
    assert not rmst([5, 9], [1, 1], 12).extrapolated


def test_a_tau_that_is_no_time_is_refused():
    with pytest.raises(
        StatsError, match=r"The time tau must be a number above 0, in the unit of the times; it is -1\."
    ):
        rmst([5, 9], [1, 0], -1)


def test_three_groups_have_no_difference():
    with pytest.raises(StatsError, match="needs two groups; there are 3"):
        rmst_difference([5, 9, 7], [1, 0, 1], list("abc"))
