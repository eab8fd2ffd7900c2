"""Gray's test."""

import pytest

from hlhdash.stats import StatsError, gray_test


def test_agrees_with_cmprsk(survival_json, competing_risks):
    found = gray_test(competing_risks["months"], competing_risks["state"], competing_risks["etiology"])
    for row in survival_json["competing_risks"]["gray"]:
        test = found[int(row["event"])]
        assert test.statistic == pytest.approx(row["chi2"], rel=1e-9)
        assert test.p == pytest.approx(row["p"], rel=1e-8)
        assert test.df == row["df"]


@pytest.mark.parametrize("groups", ["gray", "gray two groups"])
def test_invented_data_with_ties_agree_with_cmprsk(made_up, from_r, groups):
    group = made_up["group"] if groups == "gray" else made_up["group"] == "FHL"
    found = gray_test(made_up["time"], made_up["state"], group)
    for state, expected in from_r(groups).items():
        assert found[int(state)].statistic == pytest.approx(expected, rel=1e-9)


def test_names_and_order_change_nothing(made_up):
    found = gray_test(made_up["time"], made_up["state"], made_up["group"])
    mixed = made_up.sample(frac=1, random_state=4)
    renamed = gray_test(mixed["time"], mixed["state"], mixed["group"].map({"EBV": "z", "FHL": "y", "MAS": "x"}))
    for state, test in found.items():
        assert renamed[state].statistic == pytest.approx(test.statistic, rel=1e-9)


def test_a_group_without_the_event_is_compared_all_the_same():
    found = gray_test([1, 2, 3, 4, 5, 6, 7, 8], [1, 1, 1, 2, 2, 2, 0, 0], list("aaaabbbb"))
    assert 0 < found[1].p < 0.1
    assert found[1].df == 1


def test_alike_groups_do_not_differ():
    found = gray_test([1, 2, 3, 4] * 2, [1, 2, 0, 1] * 2, list("aaaabbbb"))
    assert found[1].statistic == pytest.approx(0, abs=1e-12)
    assert found[1].p == pytest.approx(1)


def test_one_group_is_refused():
    with pytest.raises(StatsError, match=r"All patients are in one group \(a\); a comparison needs two."):
        gray_test([1, 2], [1, 2], ["a", "a"])


def test_the_method_is_named():
    found = gray_test([1, 2, 3, 4], [1, 1, 2, 2], list("abab"))
    assert found[1].method == "Gray's test, asymptotic (chi-squared with 1 degree of freedom)"


def test_agrees_with_cmprsk_where_the_pooled_incidence_reaches_everybody():
    """After day 3 the pooled incidence is 100 % and one patient is still followed: nothing may be divided by 0."""
    found = gray_test([1, 2, 3, 4], [1, 1, 1, 0], list("aabb"))[1]
    assert found.statistic == pytest.approx(2.81508078994614, rel=1e-12)
    assert (found.p, found.df) == (pytest.approx(0.0933821949985613, rel=1e-10), 1)
