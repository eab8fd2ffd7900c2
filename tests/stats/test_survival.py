"""Kaplan-Meier: estimate, intervals, medians, counts."""

import dataclasses
import math

import numpy as np
import pandas as pd
import pytest

from hlhdash.stats import Estimate, StatsError, kaplan_meier

STUDIES = ["lung_by_sex", "larynx_by_stage", "waltons_by_group", "leukemia_by_rx"]
EXACT = {"rel": 1e-6, "abs": 1e-12}


def curve_of(published, study, group, interval):
    time, event, groups, _ = published[study]
    inside = (groups.astype(str) == group).to_numpy()
    return kaplan_meier(time[inside], event[inside], interval=interval)


@pytest.mark.parametrize("interval", ["log-log", "log", "plain"])
@pytest.mark.parametrize("study", STUDIES)
def test_survival_at_times_agrees_with_r(survival_json, published, study, interval):
    for row in survival_json[study]["km"][interval]["at"]:
        found = curve_of(published, study, row["group"], interval).at([row["time"]]).iloc[0]
        assert found["n_at_risk"] == row["n_at_risk"]
        if row["n_at_risk"] == 0:
            assert np.isnan([found["survival"], found["lower"], found["upper"]]).all()
        elif row["survival"] == 1:
            assert found["lower"] == pytest.approx(0.025 ** (1 / row["n_at_risk"]), rel=1e-12)
            assert found["upper"] == 1
        else:
            for part in ("survival", "lower", "upper"):
                assert found[part] == pytest.approx(row[part], **EXACT), (row, part)


@pytest.mark.parametrize("interval", ["log-log", "log", "plain"])
@pytest.mark.parametrize("study", STUDIES)
def test_medians_agree_with_r(survival_json, published, study, interval):
    for row in survival_json[study]["km"][interval]["medians"]:
        curve = curve_of(published, study, row["group"], interval)
        assert (curve.n, curve.events) == (row["n"], row["events"])
        assert curve.median == Estimate(row["median"], row["lower"], row["upper"])


@pytest.mark.parametrize("delayed", ["none", "delayed"])
@pytest.mark.parametrize("interval", ["log-log", "log", "plain"])
def test_survival_on_invented_data_agrees_with_r(made_up, from_r, interval, delayed):
    entry = made_up["entry"] if delayed == "delayed" else None
    curve = kaplan_meier(made_up["time"], made_up["event"], interval=interval, entry=entry)
    expected = {what: from_r(f"km {interval} {delayed} {what}") for what in ("surv", "lower", "upper", "n.risk")}
    times = [float(key) for key in expected["surv"]]
    found = curve.at(times)
    # Between events R counts those at risk at the next one; here it is entry < t <= time at the asked time.
    entered = made_up["entry"] if delayed == "delayed" else pd.Series(-1.0, index=made_up.index)
    assert found["n_at_risk"].tolist() == [((entered < t) & (t <= made_up["time"])).sum() for t in times]
    if delayed == "none":
        assert found["n_at_risk"].tolist() == list(expected["n.risk"].values())
    assert found["survival"].to_numpy() == pytest.approx(list(expected["surv"].values()), **EXACT)
    begun = found["survival"] < 1
    for part in ("lower", "upper"):
        assert found[part][begun].to_numpy() == pytest.approx(np.array(list(expected[part].values()))[begun], **EXACT)


@pytest.mark.parametrize("p", [0.25, 0.5])
@pytest.mark.parametrize("delayed", ["none", "delayed"])
@pytest.mark.parametrize("interval", ["log-log", "log", "plain"])
def test_quantiles_on_invented_data_agree_with_r(made_up, from_r, interval, delayed, p):
    entry = made_up["entry"] if delayed == "delayed" else None
    curve = kaplan_meier(made_up["time"], made_up["event"], interval=interval, entry=entry)
    expected = from_r(f"quantile {interval} {delayed} {p}")
    assert curve.quantile(p) == Estimate(expected["value"], expected["lower"], expected["upper"])


def test_the_sample_study(sample_study):
    curve = kaplan_meier(sample_study["time"], sample_study["status"])
    assert (curve.n, curve.events, curve.last_follow_up) == (9, 3, 730)
    found = curve.at([7, 91, 198, 365])
    assert found["survival"].to_numpy() == pytest.approx([8 / 9, 7 / 9, 6 / 9, 6 / 9])
    assert found["n_at_risk"].tolist() == [9, 8, 7, 6]
    assert found[["lower", "upper"]].iloc[3].to_numpy() == pytest.approx([0.281682, 0.878307], abs=1e-6)


def test_the_table_has_a_row_for_time_0_and_for_each_distinct_time():
    table = kaplan_meier([3, 3, 3, 8], [1, 0, 0, 1]).table
    assert list(table.columns) == ["time", "at_risk", "events", "censored", "survival", "lower", "upper"]
    assert table["time"].tolist() == [0, 3, 8]
    assert table["at_risk"].tolist() == [4, 4, 1]
    assert table["events"].tolist() == [0, 1, 1]
    assert table["censored"].tolist() == [0, 2, 0]
    assert table["survival"].tolist() == [1, 0.75, 0]


def test_a_death_on_day_zero_stands_in_the_row_of_time_0():
    table = kaplan_meier([0, 4, 5], [1, 0, 1]).table
    assert table["time"].tolist() == [0, 4, 5]
    assert table["survival"].tolist() == [2 / 3, 2 / 3, 0]


def test_past_the_last_follow_up_nothing_is_estimated():
    found = kaplan_meier([5, 10], [1, 0]).at([10, 10.5])
    assert found["n_at_risk"].tolist() == [1, 0]
    assert found["survival"].iloc[0] == 0.5
    assert np.isnan(found[["survival", "lower", "upper"]].iloc[1]).all()


def test_a_curve_that_reached_0_stays_there():
    found = kaplan_meier([5, 10], [1, 1]).at([10, 99])
    assert found["n_at_risk"].tolist() == [1, 0]
    assert found["survival"].tolist() == [0, 0]
    assert np.isnan(found[["lower", "upper"]]).all(axis=None)


def test_nobody_dead_has_an_interval_that_widens_at_each_censoring():
    curve = kaplan_meier([100, 200, 300], [0, 0, 0])
    found = curve.at([0, 50, 100, 150, 200, 300])
    assert found["survival"].tolist() == [1] * 6
    assert found["upper"].tolist() == [1] * 6
    lower = [0.025 ** (1 / 3), 0.025 ** (1 / 3), 0.025 ** (1 / 2), 0.025 ** (1 / 2), 0.025, 0]
    assert found["lower"].to_numpy() == pytest.approx(lower)
    assert curve.median == Estimate(None, None, None)


def test_a_time_asked_for_with_rounding_is_the_time_it_equals():
    found = kaplan_meier([0.3, 0.7], [1, 0]).at([0.1 + 0.2])
    assert found["survival"].tolist() == [0.5]
    assert found["n_at_risk"].tolist() == [2]


def test_a_negative_time_cannot_be_asked_for():
    with pytest.raises(StatsError, match="Times asked for must be numbers from 0 up"):
        kaplan_meier([5], [1]).at([-1])


def test_a_plateau_at_one_half_gives_its_midpoint():
    assert kaplan_meier([5, 10, 20, 30, 40, 50], [1, 1, 1, 0, 1, 0]).median == Estimate(30, 5, None)


def test_a_plateau_that_runs_to_the_last_follow_up_gives_its_start():
    assert kaplan_meier([5, 10, 20, 30], [1, 1, 0, 0]).median == Estimate(10, 5, None)


def test_a_quartile_follows_the_rule_of_the_median():
    curve = kaplan_meier([1, 2, 3, 4], [1, 1, 1, 1])
    assert [curve.quantile(p).value for p in (0.25, 0.5, 0.6, 0.75)] == [1.5, 2.5, 3, 3.5]


def test_a_quantile_outside_0_to_1_is_refused():
    with pytest.raises(StatsError, match=r"The quantile must lie between 0 and 1; it is 50\."):
        kaplan_meier([5], [1]).quantile(50)


def test_counts_hold_everyone_at_every_tick():
    counts = kaplan_meier([5, 10, 10, 20], [1, 1, 0, 0]).counts([0, 5, 6, 10, 11, 99])
    assert counts["at_risk"].tolist() == [4, 4, 3, 3, 1, 0]
    assert counts["events"].tolist() == [0, 0, 1, 1, 2, 2]
    assert counts["censored"].tolist() == [0, 0, 0, 0, 1, 2]


def test_counts_with_delayed_entry_have_those_not_yet_entered():
    counts = kaplan_meier([5, 10, 10, 20], [1, 1, 0, 0], entry=[0, 5, 0, 12]).counts([0, 1, 5, 6, 12, 13])
    assert counts["not_yet_entered"].tolist() == [4, 2, 2, 1, 1, 0]
    assert counts["at_risk"].tolist() == [0, 2, 2, 2, 0, 1]
    assert counts["events"].tolist() == [0, 0, 0, 1, 2, 2]
    assert counts["censored"].tolist() == [0, 0, 0, 0, 1, 1]


def test_without_delayed_entry_there_is_no_such_row():
    assert list(kaplan_meier([5], [1]).counts([0]).columns) == ["time", "at_risk", "events", "censored"]


def test_a_higher_level_is_a_wider_interval():
    narrow, wide = (kaplan_meier([5, 8, 9], [1, 0, 1], level=level).at([5]) for level in (0.8, 0.99))
    assert wide["lower"].iloc[0] < narrow["lower"].iloc[0] < narrow["upper"].iloc[0] < wide["upper"].iloc[0]


def test_the_method_names_interval_and_level():
    assert kaplan_meier([5], [1], interval="plain", level=0.9).method == (
        "Kaplan-Meier, 90 % interval untransformed (plain) with Greenwood's variance; "
        "beta product interval while survival is 100 %"
    )
    assert kaplan_meier([5], [1], interval="bpcp").method == (
        "Kaplan-Meier, 95 % beta product interval (equals Clopper-Pearson without censoring)"
    )


def test_a_result_cannot_be_changed():
    curve = kaplan_meier([5], [1])
    with pytest.raises(dataclasses.FrozenInstanceError):
        curve.n = 5


def test_the_order_of_index_labels_does_not_matter():
    time = pd.Series([5, 10, 20], index=[9, 4, 7])
    event = pd.Series([1, 0, 1], index=[0, 1, 2])
    assert kaplan_meier(time, event).at([5])["survival"].iloc[0] == pytest.approx(2 / 3)


def test_published_five_year_survival_of_hlh94():
    """54 +- 6 % of 249 children: 1.96 times the linear Greenwood error."""
    died = round(0.46 * 249)
    time = np.concatenate([np.full(died, 1.0), np.full(249 - died, 6.0)])
    event = np.concatenate([np.ones(died), np.zeros(249 - died)])
    row = kaplan_meier(time, event, interval="plain").at([5]).iloc[0]
    assert round(100 * row["survival"]) == 54
    assert round(100 * (row["upper"] - row["survival"])) == 6
    assert math.isclose(row["upper"] - row["survival"], row["survival"] - row["lower"])
