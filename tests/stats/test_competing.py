"""Cumulative incidence with competing events."""

import numpy as np
import pandas as pd
import pytest

from hlhdash.stats import StatsError, cumulative_incidence, kaplan_meier, proportion


def cell(table, group, state):
    return table[(table["group"] == group) & (table["state"] == state)].iloc[0]


def test_estimate_and_variance_agree_with_cuminc(survival_json, competing_risks):
    found = cumulative_incidence(competing_risks["months"], competing_risks["state"], competing_risks["etiology"])
    for row in survival_json["competing_risks"]["cif"]:
        group, state = row["curve"].rsplit(" ", 1)
        at = cell(found.at([row["time"]]), group, int(state))
        if row["estimate"] is None:
            assert at["n_at_risk"] == 0
            assert np.isnan(at[["incidence", "variance", "lower", "upper"]].astype(float)).all()
        else:
            assert at["incidence"] == pytest.approx(row["estimate"], rel=1e-9)
            assert at["variance"] == pytest.approx(row["variance"], rel=1e-9)


def test_invented_data_with_ties_agree_with_cuminc(made_up, from_r):
    found = cumulative_incidence(made_up["time"], made_up["state"], made_up["group"])
    for column, quantity in (("incidence", "cuminc estimate"), ("variance", "cuminc variance")):
        for key, expected in from_r(quantity).items():
            group, state, time = key.split(" ")
            assert cell(found.at([float(time)]), group, int(state))[column] == pytest.approx(expected, rel=1e-9)


def test_it_is_the_same_at_every_call():
    tables = [cumulative_incidence([3, 3, 3, 5, 5, 8], [1, 2, 0, 2, 1, 1]).table for _ in range(20)]
    assert all(table.equals(tables[0]) for table in tables)


def test_with_one_kind_of_event_it_is_1_minus_kaplan_meier(made_up):
    curve = kaplan_meier(made_up["time"], made_up["event"])
    found = cumulative_incidence(made_up["time"], made_up["event"])
    assert found.table["incidence"].to_numpy() == pytest.approx(1 - curve.table["survival"].to_numpy())
    assert list(found.table["time"]) == list(curve.table["time"])


def test_incidences_and_event_free_survival_add_up_to_1(made_up):
    free = kaplan_meier(made_up["time"], made_up["event"]).at([10])["survival"].iloc[0]
    shares = cumulative_incidence(made_up["time"], made_up["state"]).at([10])["incidence"]
    assert shares.sum() + free == pytest.approx(1)


def test_without_censoring_the_limit_of_none_is_clopper_pearsons():
    found = cumulative_incidence([1, 2, 3, 9], [2, 2, 2, 1]).at([5])
    assert found[found["state"] == 1][["lower", "upper"]].to_numpy()[0] == pytest.approx([0, proportion(0, 4).upper])


def test_when_everyone_has_had_an_event_the_incidence_stays():
    found = cumulative_incidence([1, 2], [1, 2]).at([2, 99])
    assert found["incidence"].tolist() == [0.5, 0.5, 0.5, 0.5]


def test_past_the_last_follow_up_of_its_group_nothing_is_estimated():
    found = cumulative_incidence([1, 2, 9, 9], [1, 0, 1, 0], ["a", "a", "b", "b"]).at([5])
    assert np.isnan(found["incidence"].iloc[0])
    assert found["incidence"].iloc[1] == 0
    assert found["n_at_risk"].tolist() == [0, 2]


def test_limits_hold_the_estimate_and_never_close_on_it(made_up):
    table = cumulative_incidence(made_up["time"], made_up["state"], made_up["group"]).table
    assert (table["lower"] <= table["incidence"]).all()
    assert (table["incidence"] <= table["upper"]).all()
    assert (table["lower"] < table["upper"]).all()


def test_without_groups_there_is_no_group_column():
    found = cumulative_incidence([1, 2], [1, 0])
    assert list(found.table.columns) == [
        "state", "time", "at_risk", "events", "incidence", "variance", "lower", "upper",
    ]  # fmt: skip
    assert found.method == "cumulative incidence (Aalen-Johansen), 95 % interval by the log-log transform"


def test_each_group_ends_at_its_own_last_follow_up():
    table = cumulative_incidence([1, 2, 9], [1, 0, 1], pd.Categorical(["a", "a", "b"])).table
    assert table.groupby("group", observed=True)["time"].max().to_dict() == {"a": 2, "b": 9}


@pytest.mark.parametrize("state", [[1, -1], [1, 1.5], [1, np.nan]])
def test_what_is_no_state_is_refused(state):
    with pytest.raises(StatsError, match=r"A state must be 0 \(censored\) or 1, 2, ..."):
        cumulative_incidence([1, 2], state)


def test_without_any_event_there_is_no_incidence():
    with pytest.raises(StatsError, match="Nobody had any of the events"):
        cumulative_incidence([1, 2], [0, 0])


def test_an_expected_state_that_nobody_had_is_a_curve_of_zero() -> None:
    """One patient of two is left at day 5; the upper limit is Clopper and Pearson's for none of so many."""
    found = cumulative_incidence([5, 9], [2, 0], expected=(1,)).table
    mine = found[found["state"] == 1]
    assert mine["time"].tolist() == [0.0, 5.0, 9.0]
    assert mine["incidence"].tolist() == [0.0, 0.0, 0.0]
    assert mine["lower"].tolist() == [0.0, 0.0, 0.0]
    assert mine["upper"].tolist()[0] == pytest.approx(1 - 0.025**0.5)
    assert cumulative_incidence([5, 9], [2, 0]).table["state"].unique().tolist() == [2]
