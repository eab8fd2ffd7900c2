"""What must hold for any follow-up at all: curves, counts, comparisons, and the smallest cohorts."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hlhdash.stats import (
    completeness,
    cox,
    cumulative_incidence,
    fragility,
    gray_test,
    kaplan_meier,
    landmark_strip,
    logrank,
    rmst,
    simon_makuch,
)

INTERVALS = ("log-log", "log", "plain", "bpcp", "bpcp-midp")
COHORT = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 1)), min_size=1, max_size=30)
GROUPED = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 1), st.sampled_from("abc")), min_size=3, max_size=14
).filter(lambda rows: len({row[2] for row in rows}) > 1)
STATES = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 2), st.sampled_from("abc")), min_size=3, max_size=14
).filter(lambda rows: len({row[2] for row in rows}) > 1 and any(row[1] for row in rows))
TIMES = list(range(0, 25, 2))


def columns(rows):
    return [list(column) for column in zip(*rows, strict=True)]


@pytest.mark.parametrize("interval", INTERVALS)
@given(cohort=COHORT)
def test_survival_and_its_limits_at_any_time_hold_each_other(interval, cohort):
    found = kaplan_meier(*columns(cohort), interval=interval).at(TIMES)
    known = found.dropna()
    assert (np.diff(known["survival"]) <= 0).all()
    assert (known["lower"] <= known["survival"] + 1e-12).all()
    assert (known["survival"] <= known["upper"] + 1e-12).all()
    assert (known[["lower", "upper"]].to_numpy() >= 0).all()
    assert (known[["lower", "upper"]].to_numpy() <= 1).all()


@given(COHORT, st.integers(2, 5))
def test_a_cohort_several_times_over_has_the_same_curve_and_a_narrower_band(cohort, times):
    one, many = kaplan_meier(*columns(cohort)), kaplan_meier(*columns(cohort * times))
    assert many.table["survival"].to_numpy() == pytest.approx(one.table["survival"].to_numpy(), abs=1e-12)
    assert (many.table["at_risk"] == times * one.table["at_risk"]).all()
    widths = [(curve.table["upper"] - curve.table["lower"]).to_numpy() for curve in (many, one)]
    known = ~np.isnan(widths[1])
    assert (widths[0][known] < widths[1][known] + 1e-12).all()
    assert rmst(*columns(cohort * times), 30).value == pytest.approx(rmst(*columns(cohort), 30).value)
    assert completeness(*columns(cohort * times), 7).value == pytest.approx(completeness(*columns(cohort), 7).value)


@given(COHORT, st.integers(1, 25))
def test_the_restricted_mean_lies_between_the_last_survival_and_everybody_living(cohort, tau):
    curve = kaplan_meier(*columns(cohort))
    lowest = curve.table.loc[curve.table["time"] <= tau, "survival"].min()
    assert lowest * tau - 1e-9 <= rmst(*columns(cohort), tau).value <= tau + 1e-9


@given(COHORT, st.integers(1, 25))
def test_completeness_is_a_share_that_a_longer_horizon_never_raises(cohort, at):
    near, far = completeness(*columns(cohort), at), completeness(*columns(cohort), at + 1)
    assert 0 <= far.value <= near.value + 1e-12
    assert near.value <= 1


@given(STATES)
def test_incidences_and_the_event_free_share_add_up_to_everybody(rows):
    time, state, _ = columns(rows)
    free = kaplan_meier(time, np.array(state) > 0).at(TIMES)["survival"].to_numpy()
    at = cumulative_incidence(time, state).at(TIMES)
    total = at.groupby("time")["incidence"].sum(min_count=1).to_numpy()
    known = ~np.isnan(free)
    assert total[known] == pytest.approx(1 - free[known], abs=1e-12)
    inside = at.dropna()
    assert (inside["lower"] <= inside["incidence"] + 1e-12).all()
    assert (inside["incidence"] <= inside["upper"] + 1e-12).all()


@given(STATES, st.randoms())
def test_grays_test_does_not_care_for_order_or_names(rows, random):
    renamed = [(t, s, {"a": "zeta", "b": "mu", "c": "beta"}[g]) for t, s, g in random.sample(rows, len(rows))]
    one, other = gray_test(*columns(rows)), gray_test(*columns(renamed))
    assert one.keys() == other.keys()
    for state, test in one.items():
        assert other[state].statistic == pytest.approx(test.statistic, rel=1e-6, abs=1e-8)
        assert other[state].df == test.df
        assert 0 <= test.p <= 1


@given(GROUPED, st.sampled_from(["logrank", "peto", ("fleming-harrington", 0.5, 0.5)]))
def test_observed_less_expected_adds_up_to_nothing_whatever_the_weights(rows, weights):
    found = logrank(*columns(rows), weights=weights, p="asymptotic")
    assert (found.observed - found.expected).sum() == pytest.approx(0, abs=1e-9)
    assert found.statistic >= 0


@given(GROUPED)
def test_fleming_harrington_with_no_power_is_the_log_rank_test(rows):
    one, other = (logrank(*columns(rows), weights=w, p="asymptotic") for w in ("logrank", ("fleming-harrington", 0, 0)))
    assert one.statistic == other.statistic


@given(GROUPED, st.randoms())
def test_the_hazard_ratio_does_not_care_for_order_and_turns_over_with_the_reference(rows, random):
    rows = [row for row in rows if row[2] != "c"]
    assume(len({row[2] for row in rows}) == 2)
    time, event, group = columns(rows)
    one, other = cox(time, event, group, penalty="none"), cox(*columns(random.sample(rows, len(rows))), penalty="none")
    turned = cox(time, event, group, penalty="none", reference="b")
    if np.isnan(one.hr):
        assert np.isnan(other.hr)
        assert np.isnan(turned.hr)
    else:
        assert other.hr == pytest.approx(one.hr, rel=1e-7)
        assert turned.hr == pytest.approx(1 / one.hr, rel=1e-6)
        assert one.lower < one.hr < one.upper


@given(GROUPED, st.randoms())
def test_fragility_goes_with_the_patient(rows, random):
    order = random.sample(range(len(rows)), len(rows))
    one = fragility(*columns(rows), at=5)
    other = fragility(*columns([rows[i] for i in order]), at=5)
    assert other.p == pytest.approx(one.p)
    for column in ("p_without", "p_reclassified", "estimate_without"):
        moved = one.patients[column].to_numpy()[order]
        assert other.patients[column].to_numpy() == pytest.approx(moved, nan_ok=True)


@pytest.mark.parametrize("interval", INTERVALS)
@pytest.mark.parametrize(
    ("time", "event", "survival"),
    [
        ([4], [1], [1, 0, 0]),
        ([4], [0], [1, 1, None]),
        ([0], [1], [0, 0, 0]),
        ([0], [0], [1, None, None]),
        ([4] * 5, [1] * 5, [1, 0, 0]),
        ([4] * 5, [0] * 5, [1, 1, None]),
        ([4] * 4, [1, 0, 0, 0], [1, 0.75, None]),
        ([0] * 4, [1, 0, 0, 0], [0.75, None, None]),
    ],
)
def test_the_smallest_cohorts(interval, time, event, survival):
    found = kaplan_meier(time, event, interval=interval).at([0, 4, 9])
    expected = np.array(survival, dtype=float)
    np.testing.assert_array_equal(found["survival"], expected)
    assert (
        kaplan_meier(time, event, interval=interval)
        .counts([0, 4, 9])
        .drop(columns="time")
        .to_numpy()
        .sum(axis=1)
        .tolist()
        == [len(time)] * 3
    )


@pytest.mark.parametrize("event", [[0] * 6, [1] * 6, [1, 0, 0, 1, 0, 0]])
@pytest.mark.parametrize("time", [[0] * 6, [4] * 6])
def test_all_tied_groups_are_compared_by_their_counts(time, event):
    """Everybody at one time is a two by two table; nobody with the event, or everybody, is no evidence."""
    group = list("aaabbb")
    found = logrank(time, event, group)
    assert found.p == 1
    assert logrank(time, [1, 1, 1, 0, 0, 0], group).p == 2 / 20
    assert np.isnan(cox(time, [0] * 6, group).hr)


def test_one_group_with_everybody_censored_gives_no_ratio_and_a_sentence_in_the_strip():
    table = landmark_strip([5, 6, 7, 8], [0] * 4, [1, np.nan, 2, np.nan], [3])
    assert table["missing"].tolist() == ["Nobody has the event after the landmark at 3."]


def test_one_patient_before_and_after_the_change():
    curves = simon_makuch([10], [1], [4])
    assert curves.before.at([3])["survival"].tolist() == [1]
    assert curves.after.at([10])["survival"].tolist() == [0]
