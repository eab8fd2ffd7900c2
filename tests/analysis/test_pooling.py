"""Poolings that would say something else than they do are refused."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import hlhdash
from hlhdash import report
from hlhdash.analysis.trajectories import trajectories


def pooled(pools):
    rows = {
        "patient_id": ["A", "B", "C", "D", "E"],
        "rux_start": ["2020-01-01"] * 5,
        "last_follow_up": ["2020-12-31"] * 5,
        "vital_status": ["alive"] * 5,
        "etiology": ["EBV", "EBV", "FHL", "MAS", "MAS"],
        "response_week1": ["CR", "NR", "CR", "NR", "PR"],
    }
    return hlhdash.response_table(hlhdash.read_cohort(pd.DataFrame(rows)), pools=pools)


def test_a_value_nobody_has_is_refused():
    with pytest.raises(hlhdash.CohortError, match="has Etiology nonsense, so it cannot be pooled"):
        pooled({"X": ["EBV", "nonsense"]})


def test_a_name_that_is_a_value_left_out_is_refused():
    with pytest.raises(hlhdash.CohortError, match=r"MAS is itself a value of Etiology\. List it in the pooling"):
        pooled({"MAS": ["EBV", "FHL"]})


def test_a_name_that_is_one_of_its_values_is_allowed():
    found = pooled({"MAS": ["MAS", "FHL"]}).groups
    assert dict(zip(found["etiology"], found["n"], strict=True)) == {"MAS": 3, "EBV": 2}


def study():
    return hlhdash.read_cohort(Path(__file__).resolve().parents[2] / "sample_data" / "ruxolitinib9.xlsx")


POOLS = {"inborn": ["FHL", "AID"]}


def test_every_view_of_a_response_has_the_pooled_groups():
    order = ("EBV", "inborn", "unknown")
    table = hlhdash.response_table(study(), pools=POOLS)
    over_time = hlhdash.states_over_time(study(), "etiology", pools=POOLS)
    first = hlhdash.time_to_response(study(), pools=POOLS)
    labs = trajectories(study(), "etiology", pools=POOLS)
    who = hlhdash.summary(study(), "etiology", compare=True, pools=POOLS)
    assert tuple(table.groups["etiology"]) == order
    assert over_time.groups == ("All patients", *order)
    assert first.order == order
    assert tuple(dict.fromkeys(row.group for row in labs.rows)) == order
    assert [(part.name, part.n) for part in who.groups] == [("EBV", 5), ("inborn", 3), ("unknown", 1)]
    said = "Pooled after looking at the data: inborn (FHL, AID). P values of groups chosen in this way are too small."
    for rows in (report.states_rows(over_time), report.speed_rows(first), report.trajectory_rows(labs)):
        assert said in rows.notes
    assert said in report.table_one(who).notes


def test_one_pooled_group_stands_against_all_others_in_every_view():
    order = ("inborn", "All others")
    assert hlhdash.response_table(study(), against="FHL", pools=POOLS).known == order
    assert hlhdash.states_over_time(study(), "etiology", against="FHL", pools=POOLS).groups == ("All patients", *order)
    assert hlhdash.time_to_response(study(), against="AID", pools=POOLS, planned=True).order == order


def test_a_value_that_a_filter_took_away_is_left_out_of_the_pooling_not_refused():
    some = study().where(etiology=["EBV", "FHL"])
    found = hlhdash.response_table(some, pools={"inborn": ["FHL", "AID"]})
    assert tuple(found.groups["etiology"]) == ("EBV", "inborn")
    assert found.pooling is not None
    assert found.pooling.names == (("inborn", ("FHL",)),)
    none = hlhdash.response_table(study().where(etiology="EBV"), pools=POOLS)
    assert none.pooling is None
    assert tuple(none.groups["etiology"]) == ("EBV",)


def test_a_pooling_of_lists_of_lists_is_refused():
    with pytest.raises(hlhdash.CohortError, match="A pooling names groups and lists their values"):
        pooled({"a": [["EBV"]]})
