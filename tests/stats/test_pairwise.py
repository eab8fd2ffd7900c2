"""Pairs of groups, and P values adjusted for their number."""

import numpy as np
import pytest

from hlhdash.stats import StatsError, adjusted, holm, logrank, logrank_against_rest, pairwise_logrank


@pytest.mark.parametrize("study", ["lung_by_sex", "larynx_by_stage", "waltons_by_group", "leukemia_by_rx"])
def test_pairs_agree_with_r(survival_json, published, study):
    table = pairwise_logrank(*published[study][:3], p="asymptotic")
    expected = survival_json[study]["pairwise"]
    assert [(str(a), str(b)) for a, b in zip(table["a"], table["b"], strict=True)] == [
        (row["a"], row["b"]) for row in expected
    ]
    assert table["p"].to_numpy() == pytest.approx([row["p"] for row in expected], rel=1e-9)
    assert table["p_adjusted"].to_numpy() == pytest.approx([row["holm"] for row in expected], rel=1e-9)


def test_each_pair_has_its_own_exact_p(sample_study):
    group = ["other", "other", "late", "late", "EBV", "EBV", "EBV", "EBV", "EBV"]
    table = pairwise_logrank(sample_study["time"], sample_study["status"], group)
    pair = [g in ("EBV", "late") for g in group]
    alone = logrank(sample_study["time"][pair], sample_study["status"][pair], np.array(group)[pair])
    assert table.loc[0, ["a", "b"]].tolist() == ["EBV", "late"]
    assert table.loc[0, "p"] == alone.p_exact
    assert table.loc[0, "method"] == f"{alone.method}; Holm's adjustment for 3 comparisons"


def test_without_adjustment_p_stays_and_the_method_says_so(published):
    table = pairwise_logrank(*published["larynx_by_stage"][:3], adjust="none")
    assert table["p_adjusted"].tolist() == table["p"].tolist()
    assert table["method"].str.endswith("; not adjusted for 6 comparisons").all()


def test_each_group_against_the_rest(published):
    time, event, group, _ = published["larynx_by_stage"]
    table = logrank_against_rest(time, event, group)
    assert table["group"].tolist() == [1, 2, 3, 4]
    for row in table.itertuples():
        assert row.p == logrank(time, event, group == row.group).p
    assert table["p_adjusted"].to_numpy() == pytest.approx(holm(table["p"]))
    assert table["method"].iloc[0].endswith("; Holm's adjustment for 4 comparisons")


def test_two_groups_are_one_comparison_against_the_rest(sample_study):
    table = logrank_against_rest(sample_study["time"], sample_study["status"], sample_study["group"])
    assert table[["group", "p", "p_adjusted"]].to_numpy().tolist() == [["EBV", 21 / 126, 21 / 126]]


@pytest.mark.parametrize("comparison", [pairwise_logrank, logrank_against_rest])
def test_one_group_has_no_pairs(comparison):
    with pytest.raises(StatsError, match="All patients are in one group"):
        comparison([1, 2], [1, 0], ["a", "a"])


def test_adjustments_agree_with_r(from_r):
    p = [0.01, 0.04, 0.03, 0.005, 0.6]
    assert holm(p) == pytest.approx(list(from_r("p.adjust holm").values()), rel=1e-12)
    assert adjusted(p, "bh") == pytest.approx(list(from_r("p.adjust bh").values()), rel=1e-12)


def test_a_missing_p_is_no_comparison():
    found = holm([0.01, np.nan, 0.04])
    assert found[[0, 2]].tolist() == [0.02, 0.04]
    assert np.isnan(found[1])


def test_an_adjusted_p_is_at_most_1():
    assert holm([0.6, 0.7]).tolist() == [1, 1]


def test_an_unknown_adjustment_is_refused():
    with pytest.raises(StatsError, match="Adjustment is holm, bh or none; bonferroni is none of them"):
        adjusted([0.5], "bonferroni")
