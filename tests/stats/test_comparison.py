"""The log-rank test and its relatives: statistic, asymptotic P, what is reported."""

import numpy as np
import pandas as pd
import pytest

from hlhdash.stats import StatsError, logrank

STUDIES = ["lung_by_sex", "larynx_by_stage", "waltons_by_group", "leukemia_by_rx"]
EXACT = {"rel": 1e-9}


@pytest.mark.parametrize(
    ("weights", "rho"), [("logrank", "rho0"), ("peto", "rho1"), (("fleming-harrington", 1, 0), "rho1")]
)
@pytest.mark.parametrize("study", STUDIES)
def test_agrees_with_survdiff(survival_json, published, study, weights, rho):
    time, event, group, _ = published[study]
    expected = survival_json[study]["logrank"][rho]
    found = logrank(time, event, group, weights=weights, p="asymptotic")
    assert found.statistic == pytest.approx(expected["chi2"], **EXACT)
    assert found.df == expected["df"]
    assert found.p == pytest.approx(expected["p"], **EXACT)
    assert found.observed.to_numpy() == pytest.approx(np.array(expected["observed"], dtype=float), **EXACT)
    assert found.expected.to_numpy() == pytest.approx(np.array(expected["expected"], dtype=float), **EXACT)


@pytest.mark.parametrize(("study", "column"), [("lung_by_sex", "ph.ecog"), ("leukemia_by_rx", "sex")])
def test_stratified_agrees_with_survdiff(survival_json, published, study, column):
    time, event, group, columns = published[study]
    expected = survival_json[study]["stratified_logrank"]
    found = logrank(time, event, group, strata=columns[column], p="asymptotic")
    assert found.statistic == pytest.approx(expected["chi2"], **EXACT)
    assert found.p == pytest.approx(expected["p"], **EXACT)


@pytest.mark.parametrize(("weights", "rho"), [("logrank", 0), ("peto", 1)])
def test_invented_data_agree_with_survdiff(made_up, from_r, weights, rho):
    choices = {"weights": weights, "p": "asymptotic"}
    found = logrank(made_up["time"], made_up["event"], made_up["group"], **choices)
    assert found.statistic == pytest.approx(from_r(f"survdiff {rho}")["chi2"], **EXACT)
    assert found.observed.to_dict() == pytest.approx(from_r(f"survdiff observed {rho}"), **EXACT)
    assert found.expected.to_dict() == pytest.approx(from_r(f"survdiff expected {rho}"), **EXACT)
    layered = logrank(made_up["time"], made_up["event"], made_up["group"], strata=made_up["site"], **choices)
    assert layered.statistic == pytest.approx(from_r(f"survdiff stratified {rho}")["chi2"], **EXACT)


def test_the_sample_study(sample_study):
    found = logrank(sample_study["time"], sample_study["status"], sample_study["group"])
    assert found.statistic == pytest.approx(3.097647957884, **EXACT)
    assert found.p_asymptotic == pytest.approx(0.07840549655768, **EXACT)
    assert found.p == found.p_exact == 21 / 126
    assert (found.assignments, found.monte_carlo_error) == (126, None)
    assert found.n.to_dict() == {"EBV": 5, "other": 4}
    assert found.method == (
        "log-rank test, exact permutation P over all 126 assignments, supposing groups censored alike"
    )


def test_late_weights_give_late_deaths_more_say():
    """Early on the groups are alike; later only b dies."""
    time = [1, 1, 2, 2, 3, 3] + [10, 11, 12, 13] + [20] * 4
    event = [1] * 10 + [0] * 4
    group = list("ababab") + ["b"] * 4 + ["a"] * 4
    early, late = (logrank(time, event, group, weights=("fleming-harrington", *w)) for w in ((1, 0), (0, 1)))
    assert late.p_asymptotic < early.p_asymptotic
    assert late.method.startswith("Fleming-Harrington test (rho 0, gamma 1), ")


def test_many_patients_and_events_get_the_asymptotic_p(published):
    found = logrank(*published["lung_by_sex"][:3])
    assert found.p == found.p_asymptotic
    assert (found.p_exact, found.assignments, found.monte_carlo_error) == (None, None, None)
    assert found.method == "log-rank test, asymptotic (chi-squared with 1 degree of freedom)"


@pytest.mark.parametrize(("small", "events", "exact"), [(9, 60, True), (10, 30, False), (10, 29, True)])
def test_when_the_exact_p_is_reported(small, events, exact):
    n = 60
    found = logrank(np.arange(1, n + 1), np.arange(n) < events, np.arange(n) < small, draws=99)
    assert (found.p_exact is not None) == exact


def test_asymptotic_when_asked_though_small(sample_study):
    found = logrank(sample_study["time"], sample_study["status"], sample_study["group"], p="asymptotic")
    assert found.p == found.p_asymptotic == pytest.approx(0.07840549655768)


def test_one_group_is_refused():
    with pytest.raises(StatsError, match=r"All patients are in one group \(EBV\); a comparison needs two."):
        logrank([5, 6], [1, 0], ["EBV", "EBV"])


def test_a_category_nobody_is_left_in_is_ignored():
    group = pd.Categorical(["b", "a", "b", "a"], categories=["b", "nobody", "a"])
    assert list(logrank([1, 2, 3, 4], [1, 1, 1, 1], group).observed.index) == ["b", "a"]


def test_a_group_gone_before_the_first_event_takes_no_degree_of_freedom():
    found = logrank([1, 2, 5, 6, 7, 8], [0, 0, 1, 1, 1, 1], list("ccabab"), p="asymptotic")
    alone = logrank([5, 6, 7, 8], [1, 1, 1, 1], list("abab"), p="asymptotic")
    assert found.df == 1
    assert found.statistic == pytest.approx(alone.statistic)


def test_without_any_event_there_is_no_evidence():
    found = logrank([5, 6, 7], [0, 0, 0], ["a", "b", "b"])
    assert (found.statistic, found.df, found.p, found.p_asymptotic) == (0, 0, 1, 1)


def test_everyone_dead_at_once_has_no_variance():
    found = logrank([5, 5, 5, 5], [1, 1, 1, 1], list("aabb"))
    assert (found.statistic, found.p) == (0, 1)


def test_unknown_weights_are_refused():
    with pytest.raises(StatsError, match="wilcoxon is none of them"):
        logrank([1, 2], [1, 1], ["a", "b"], weights="wilcoxon")


def test_an_unknown_p_is_refused():
    with pytest.raises(StatsError, match="P is auto, asymptotic or exact; midp is none of them"):
        logrank([1, 2], [1, 1], ["a", "b"], p="midp")
