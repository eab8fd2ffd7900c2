"""Grouping by what happens after day zero: as of a landmark, and naively for teaching."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import hlhdash
from hlhdash import stats
from hlhdash.analysis.landmark import landmark_groupings
from hlhdash.cohort.endpoints import response_endpoint

SAMPLES = Path(__file__).resolve().parents[2] / "sample_data"


@pytest.fixture(scope="module")
def study() -> hlhdash.Cohort:
    return hlhdash.read_cohort(SAMPLES / "ruxolitinib9.xlsx")


@pytest.fixture(scope="module")
def invented() -> hlhdash.Cohort:
    return hlhdash.read_cohort(SAMPLES / "invented120.xlsx")


def sizes(result: hlhdash.Survival) -> dict[str, tuple[int, int]]:
    return {one.name: (one.curve.n, one.curve.events) for one in result.groups}


def test_response_is_grouped_as_of_its_assessment(study):
    result = hlhdash.kaplan_meier(study, by="response_week1")
    assert result.landmark is not None
    assert (result.landmark.at, result.landmark.n, result.landmark.kept) == (7, 9, 8)
    assert result.landmark.excluded.to_dict("list") == {
        "patient_id": ["P5"],
        "reason": ["had the event by the landmark"],
    }
    assert sizes(result) == {"PR": (3, 0), "improved": (5, 2)}
    assert result.groups[0].patients["time"].tolist() == [723, 632, 419]


def test_transplantation_by_a_landmark(study):
    result = hlhdash.kaplan_meier(study, by="hsct", landmark=140)
    assert sizes(result) == {"HSCT by day 140": (3, 1), "Not by day 140: HSCT": (4, 0)}
    assert list(result.landmark.excluded["patient_id"]) == ["P5", "P7"]


def test_the_landmark_agrees_with_the_arrays(invented):
    result = hlhdash.kaplan_meier(invented, by="response", landmark=28)
    people = invented.state_table("overall survival")
    response = invented.state_table(response_endpoint(added_therapy="counted"))
    on = np.where(response["cause"] == "response", response["time"], np.nan)
    arrays = stats.landmark(people["time"], people["state"], on, 28)
    assert (result.landmark.kept, len(result.landmark.excluded)) == (arrays.n, arrays.n_excluded)
    assert result.groups[0].curve.n == arrays.n_changed
    assert result.test.statistic == pytest.approx(arrays.compare().statistic, rel=1e-12)


def test_a_landmark_before_the_assessment_is_refused(study):
    with pytest.raises(hlhdash.CohortError, match="known from day 56: choose a landmark of 56 or later"):
        hlhdash.kaplan_meier(study, by="response_week8", landmark=28)


def test_nobody_left_at_the_landmark_is_a_sentence(study):
    with pytest.raises(hlhdash.CohortError, match="Nobody is followed beyond day 900"):
        hlhdash.kaplan_meier(study, by="hsct", landmark=900)


@pytest.mark.parametrize("at", [-1, float("nan")])
def test_a_landmark_that_is_no_day_is_a_sentence(study, at):
    with pytest.raises(hlhdash.CohortError, match="A landmark is a day from 0 up"):
        hlhdash.kaplan_meier(study, by="hsct", landmark=at)


def test_the_naive_curves_keep_everyone_and_say_so(study):
    result = hlhdash.kaplan_meier(study, by="hsct", naive=True)
    assert result.naive
    assert result.landmark is None
    assert sizes(result) == {"HSCT at any time": (4, 1), "Never: HSCT": (5, 2)}
    assert not hlhdash.kaplan_meier(study, by="etiology", naive=True).naive


def test_one_group_against_the_rest_as_of_a_landmark(invented):
    result = hlhdash.kaplan_meier(invented, by="response_week4", against="CR")
    assert [one.name for one in result.groups][:2] == ["CR", "All others"]


def test_conditional_survival_from_a_landmark_needs_no_groups(study):
    result = hlhdash.kaplan_meier(study, landmark=100)
    assert (result.overall.curve.n, result.overall.curve.events) == (7, 1)


def test_what_can_be_grouped_by_has_happened_to_someone(study):
    assert landmark_groupings(study) == (
        "response", "response_week1", "response_week8", "afebrile", "hsct", "added therapy",
    )  # fmt: skip


def test_simon_makuch_moves_each_patient_at_the_change(invented):
    result = hlhdash.simon_makuch(invented, "hsct")
    table = invented.survival_table().merge(invented.patients[["patient_id", "hsct"]], on="patient_id")
    curves = stats.simon_makuch(table["time"], table["event"], table["hsct"])
    for group, curve in zip(result.groups, (curves.before, curves.after), strict=True):
        assert group.curve.table.equals(curve.table)
    assert [one.name for one in result.groups] == ["Before: HSCT", "After: HSCT"]
    assert [len(one.patients) for one in result.groups] == [103, 17]


def test_simon_makuch_of_something_without_a_day_is_refused(study):
    with pytest.raises(hlhdash.CohortError, match="has no day of its own"):
        hlhdash.simon_makuch(study, "best_response")


def test_many_landmarks_are_those_of_the_arrays(invented):
    table = invented.survival_table().merge(invented.patients[["patient_id", "hsct"]], on="patient_id")
    wanted = stats.landmark_strip(table["time"], table["event"], table["hsct"], (90, 120))
    assert hlhdash.landmark_strip(invented, "hsct", (90, 120)).equals(wanted)


def test_how_firm_the_comparison_of_the_study_is(study):
    result = hlhdash.kaplan_meier(study, by="etiology", against="EBV")
    found = hlhdash.robustness(result, 365)
    assert found.fragility.patients.equals(stats.fragility(*result.arrays(), at=365).patients)
    assert found.patients == tuple(result.patient_ids())
    assert found.reference == "EBV"  # of all others nobody died: from 100 % nothing can be simulated
    assert found.detectable == stats.detectable_difference(5, 4, 0.4, 365, 730)


def test_past_the_last_follow_up_nothing_is_said_of_differences(study):
    found = hlhdash.robustness(hlhdash.kaplan_meier(study, by="etiology", against="EBV"), 800)
    assert (found.detectable, found.fragility.estimate) == (None, None)
