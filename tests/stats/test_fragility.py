"""What one patient does to P and to the estimate."""

import numpy as np
import pandas as pd
import pytest

from hlhdash.stats import StatsError, fragility, kaplan_meier, logrank, rank_changes


def by_repeating(time, event, group, p, at):
    """Each row of the table by the public functions alone."""
    rows = []
    for i in range(len(time)):
        kept = np.arange(len(time)) != i
        flipped = np.where(kept, event, 1 - np.asarray(event))
        rows.append(
            (
                logrank(time[kept], event[kept], group[kept], p=p).p,
                logrank(time, flipped, group, p=p).p,
                kaplan_meier(time[kept], event[kept]).at([at])["survival"].iloc[0],
            )
        )
    return np.array(rows)


@pytest.mark.parametrize(("n", "first", "p"), [(9, 5, "exact"), (18, 6, "exact"), (40, 20, "asymptotic")])
def test_every_row_is_what_repeating_the_analysis_gives(n, first, p):
    rng = np.random.default_rng(n)
    time, event, group = rng.integers(1, 15, n), rng.integers(0, 2, n), np.arange(n) < first
    found = fragility(time, event, group, at=6)
    table = found.patients
    expected = by_repeating(time, event, group, p, 6)
    np.testing.assert_allclose(table[["p_without", "p_reclassified", "estimate_without"]], expected, rtol=1e-12)
    estimate = kaplan_meier(time, event).at([6])["survival"].iloc[0]
    assert found.estimate == estimate
    assert table["change"].tolist() == (table["estimate_without"] - estimate).tolist()
    assert found.p == logrank(time, event, group, p=p).p
    assert found.most_influential == int(np.argmax(np.abs(table["change"])))
    assert table.index.tolist() == list(range(n))


def test_the_sample_study_hangs_on_one_child(sample_study):
    """Exact P 0.1667 (21 of 126); had the child censored at day 365 died then, it would have been 6 of 126."""
    found = fragility(sample_study["time"], sample_study["status"], sample_study["group"], at=365)
    assert found.p == 21 / 126
    assert (found.crossing_without, found.crossing_reclassified) == ((), (8,))
    assert found.patients["p_reclassified"][8] == 6 / 126
    assert found.estimate == pytest.approx(2 / 3)
    assert found.method == (
        "each patient left out or reclassified in turn; log-rank test, exact permutation P over all assignments, "
        "supposing groups censored alike"
    )


def test_positions_that_cross_are_named_in_both_directions():
    time, event, group = np.arange(1, 9), np.ones(8, dtype=int), np.repeat(["a", "b"], 4)
    found = fragility(time, event, group)
    assert found.p == 2 / 70
    # 3 that die first against 4: 1 of 35 assignments; 4 that die first against 3: the mirror image is as extreme.
    assert found.patients["p_without"].tolist() == [1 / 35] * 4 + [2 / 35] * 4
    assert found.crossing_without == (4, 5, 6, 7)
    assert found.threshold == 0.05
    assert fragility(time, event, group, p=0.2).crossing_without == ()
    assert fragility(time, event, group, p=2 / 70).crossing_without == (4, 5, 6, 7)


def test_reclassifying_alone_can_take_p_across():
    """Four die before four who all live; had the last to die been censored instead, three deaths would not do."""
    time, event, group = np.arange(1, 9), np.repeat([1, 0], 4), np.repeat(["a", "b"], 4)
    found = fragility(time, event, group)
    assert found.p == 2 / 70
    assert found.patients["p_reclassified"][3] == 10 / 70
    assert found.crossing_reclassified == (3,)


def test_a_group_of_one_cannot_be_left_out():
    found = fragility([3, 5, 7, 9], [1, 1, 0, 1], ["a", "b", "b", "b"], p=0.9)
    assert np.isnan(found.patients["p_without"]).tolist() == [True, False, False, False]
    assert 0 not in found.crossing_without


def test_without_a_time_there_is_no_estimate():
    found = fragility([3, 5, 7, 9], [1, 1, 0, 1], list("abab"))
    assert (found.estimate, found.most_influential) == (None, None)
    assert found.patients[["estimate_without", "change"]].isna().all().all()


def test_whoever_alone_is_followed_so_long_leaves_no_estimate():
    found = fragility([3, 5, 7, 9], [1, 1, 0, 0], list("abab"), at=8)
    assert found.estimate == 0.5
    assert np.isnan(found.patients["estimate_without"]).tolist() == [False, False, False, True]
    assert found.patients["estimate_without"].tolist()[:3] == [2 / 3, 2 / 3, 1 / 3]
    assert found.most_influential == 0


def test_one_rule_holds_for_the_whole_table():
    """10 against 10 have 184,756 assignments: asymptotic, also where leaving one out gives fewer than 20,000."""
    time, event, group = np.arange(1, 21), np.ones(20, dtype=int), np.arange(20) % 2
    found = fragility(time, event, group)
    assert found.p == logrank(time, event, group, p="asymptotic").p
    assert found.method == (
        "each patient left out or reclassified in turn; log-rank test, asymptotic P "
        "(chi-squared with 1 degree of freedom)"
    )


@pytest.mark.parametrize("p", [0, 1, -0.1, "0.05", None, float("nan")])
def test_a_p_value_to_cross_that_is_none_is_refused(p):
    with pytest.raises(StatsError) as caught:
        fragility([3, 5], [1, 1], ["a", "b"], p=p)
    assert str(caught.value) == f"The P value to cross must lie between 0 and 1; it is {p}."


def test_a_time_that_is_none_is_refused():
    with pytest.raises(StatsError) as caught:
        fragility([3, 5], [1, 1], ["a", "b"], at="later")
    assert str(caught.value) == (
        "The time of the estimate must be a number above 0, in the unit of the times; it is later."
    )


def test_many_changes_at_once_are_told_as_one_by_one_with_three_groups_and_ties():
    rng, n = np.random.default_rng(12), 60
    time, event, group = rng.integers(0, 12, n), rng.integers(0, 2, n), np.array([0] * 1 + [1] * 25 + [2] * 34)
    found = fragility(time, event, group)
    assert "asymptotic P (chi-squared with 2 degrees of freedom)" in found.method
    assert np.isnan(found.patients["p_without"]).tolist() == [True] + [False] * 59
    expected = by_repeating(time[1:], event[1:], group[1:], "asymptotic", 5)[:, 1]
    alone = fragility(time[1:], event[1:], group[1:]).patients["p_reclassified"]
    np.testing.assert_allclose(alone, expected, rtol=1e-10)
    kept = np.arange(n) != 7
    assert found.patients["p_without"][7] == pytest.approx(
        logrank(time[kept], event[kept], group[kept], p="asymptotic").p, rel=1e-10
    )


def test_nobody_with_the_event_is_no_evidence_whoever_is_left_out():
    found = fragility([*range(1, 41)], [0] * 40, [0, 1] * 20)
    assert set(found.patients["p_without"]) == {1.0}
    assert (found.crossing_without, found.crossing_reclassified) == ((), ())


def test_large_tables_are_done_in_parts(monkeypatch):
    rng = np.random.default_rng(2)
    data = rng.integers(1, 30, 50), rng.integers(0, 2, 50), np.arange(50) < 25
    whole = fragility(*data).patients
    monkeypatch.setattr(rank_changes, "_AT_ONCE", 200)
    pd.testing.assert_frame_equal(fragility(*data).patients, whole, rtol=1e-12)
