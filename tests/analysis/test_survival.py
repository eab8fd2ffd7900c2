"""Survival of a cohort: groups, times asked for, and who is left out."""

from __future__ import annotations

import pandas as pd
import pytest

import hlhdash


def cohort(**columns):
    n = len(next(iter(columns.values())))
    base = {"patient_id": [f"P{i}" for i in range(1, n + 1)], "vital_status": ["alive"] * n}
    return hlhdash.read_cohort(pd.DataFrame(base | columns))


def test_a_death_recorded_at_12_months_counts_at_12_months():
    found = cohort(follow_up_months=[12, 12, 24, 24], vital_status=["dead", "alive", "alive", "dead"])
    row = hlhdash.kaplan_meier(found).at((12,)).iloc[0]
    assert (row["n_at_risk"], row["survival"]) == (4, 0.75)


def test_12_months_is_day_365_where_days_are_recorded():
    found = cohort(follow_up_days=[365, 366, 400, 500], vital_status=["dead", "dead", "alive", "alive"])
    row = hlhdash.kaplan_meier(found).at((12,)).iloc[0]
    assert (row["day"], row["n_at_risk"], row["survival"]) == (365, 4, 0.75)


@pytest.mark.parametrize("by", ["vital_status", "best_response"])
def test_a_grouping_without_a_day_of_its_own_is_refused(by):
    found = cohort(follow_up_days=[100, 200], response_week1=["PR", "NR"], best_response=["CR", "NR"])
    with pytest.raises(hlhdash.CohortError, match="has no day of its own"):
        hlhdash.kaplan_meier(found, by=by)


def test_filtering_by_something_later_is_remembered():
    found = cohort(follow_up_days=[10, 20, 30], response_week1=["PR", "NR", "PR"])
    assert found.where(response_week1="PR").provenance.filters_after_day_zero == ("response_week1",)


def test_a_missing_status_is_left_out_and_listed():
    found = cohort(follow_up_days=[10, 20, 30], vital_status=["dead", "", "alive"])
    result = hlhdash.kaplan_meier(found)
    assert (result.n, result.events) == (2, 1)
    assert list(result.left_out["patient_id"]) == ["P2"]
    assert result.left_out["reason"][0] == "no vital status"


def test_the_curve_of_all_patients_stands_beside_the_groups():
    found = cohort(follow_up_days=[10, 20, 30, 40], etiology=["EBV", "EBV", "FHL", "FHL"], vital_status=["dead"] * 4)
    result = hlhdash.kaplan_meier(found, by="etiology")
    assert [one.name for one in result.groups] == ["EBV", "FHL"]
    assert list(result.medians()["group"]) == ["EBV", "FHL", "All patients"]
    assert result.medians()["median"][2] == 25


def test_nobody_usable_is_a_sentence():
    found = cohort(follow_up_days=[10, 20], vital_status=["", ""])
    with pytest.raises(hlhdash.CohortError, match="No patient has both"):
        hlhdash.kaplan_meier(found)


def test_nobody_died_has_a_band_and_no_test():
    found = cohort(follow_up_days=[100, 200, 300, 400], etiology=["EBV", "EBV", "FHL", "FHL"])
    result = hlhdash.kaplan_meier(found, by="etiology")
    assert result.test is None
    assert result.test_missing == "Nobody had the event: there is nothing to compare."
    row = result.at((50,), "days").iloc[0]
    assert (row["survival"], row["upper"]) == (1.0, 1.0)
    assert row["lower"] == pytest.approx(0.158113883, rel=1e-8)


@pytest.mark.parametrize("look", [hlhdash.kaplan_meier, hlhdash.response_table, hlhdash.swimmer])
def test_filters_that_nobody_meets_are_said(look):
    found = cohort(follow_up_days=[10, 20], etiology=["EBV", "FHL"], response_week1=["PR", "NR"])
    with pytest.raises(hlhdash.CohortError, match="No patient meets the filters"):
        look(found.where(etiology="MAS"))


def test_a_value_nobody_has_cannot_stand_against_the_rest():
    found = cohort(follow_up_days=[10, 20], etiology=["EBV", "FHL"])
    with pytest.raises(hlhdash.CohortError, match="Nobody who is looked at has Etiology EBV"):
        hlhdash.kaplan_meier(found.where(etiology="FHL"), by="etiology", against="EBV")


def test_an_unknown_column_is_refused_in_a_sentence():
    with pytest.raises(hlhdash.CohortError, match="There is no column nothing to group by"):
        hlhdash.kaplan_meier(cohort(follow_up_days=[10, 20]), by="nothing")
