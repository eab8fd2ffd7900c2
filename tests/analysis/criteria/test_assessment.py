"""A rule applied to a cohort: the sample's published classes, agreement, windows, and what has no answer."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

import hlhdash
from hlhdash.analysis import criteria
from scripts.browser import ROOT


@pytest.fixture(scope="module")
def study():
    return hlhdash.read_cohort(ROOT / "sample_data" / "ruxolitinib9.xlsx")


@pytest.fixture(scope="module")
def invented():
    return hlhdash.read_cohort(ROOT / "sample_data" / "invented120.xlsx")


def cohort(labs, **columns):
    base = {
        "patient_id": ["A1"],
        "rux_start": ["2020-01-01"],
        "last_follow_up": ["2020-12-31"],
        "vital_status": ["alive"],
    }
    patients = pd.DataFrame(base | columns)
    table = pd.DataFrame(labs, columns=["patient_id", "day", "analyte", "value"])
    return hlhdash.read_cohort({"patients": patients, "labs": table})


def test_the_published_week_1_of_the_sample(study):
    assert hlhdash.assess(study).counts == {"improved": 5, "PR": 3, "died": 1}


def test_the_complete_remissions_at_week_8_of_the_sample(study):
    table = hlhdash.assess(study, "response_week8").table
    assert list(table.loc[table["computed"] == "CR", "patient_id"]) == ["P1", "P3", "P4"]
    assert list(table.loc[table["computed"] == "NE", "patient_id"]) == ["P2", "P6", "P7", "P8", "P9"]


def test_the_sample_agrees_with_its_records(study):
    found = criteria.compare(hlhdash.assess(study))
    assert (found.kappa.agreed, found.kappa.n, found.kappa.value, found.not_compared) == (9, 9, 1.0, 0)
    assert found.disagreements.empty


def test_a_record_that_differs_is_listed_and_not_overwritten(study):
    changed = study.patients.assign(response_week1=study.patients["response_week1"].replace({"improved": "NR"}))
    found = hlhdash.assess(replace(study, patients=changed))
    apart = criteria.compare(found).disagreements
    assert list(apart["patient_id"]) == ["P2", "P6", "P7", "P8", "P9"]
    assert set(apart["recorded"]) == {"NR"}
    assert set(apart["computed"]) == {"improved"}


def test_another_day_zero_changes_no_class(study):
    moved = study.with_day_zero("first_line_start")
    assert list(hlhdash.assess(moved).table["computed"]) == list(hlhdash.assess(study).table["computed"])


def test_the_120_invented_patients(invented):
    assert hlhdash.assess(invented).counts == {"PR": 64, "improved": 22, "NR": 16, "NE": 14, "died": 4}
    assert criteria.compare(hlhdash.assess(invented)).kappa.value == 1.0


def test_a_response_table_can_be_made_of_the_labs(study):
    result = hlhdash.response_table(study, rule="midwest")
    assert result.p == pytest.approx(1 / 21)
    assert (result.total["responders"], result.total["n"]) == (3, 9)


@pytest.mark.parametrize(("day", "found"), [(5, True), (9, True), (4, False), (10, False)])
def test_a_value_counts_within_its_window(day, found):
    one = criteria.charts(cohort([("A1", 0, "ferritin", 9000), ("A1", day, "ferritin", 500)]), 7)["A1"]
    assert ("ferritin" in one.now) is found


def test_the_nearest_value_counts_and_of_two_as_near_the_earlier():
    labs = [("A1", 0, "ferritin", 9000), ("A1", 6, "ferritin", 600), ("A1", 8, "ferritin", 800)]
    assert criteria.charts(cohort(labs), 7)["A1"].now["ferritin"] == criteria.exactly(600)


def test_baseline_is_the_last_value_on_or_before_day_zero():
    labs = [("A1", -3, "ferritin", 1000), ("A1", -1, "ferritin", 2000), ("A1", 1, "ferritin", 3000)]
    assert criteria.charts(cohort(labs), 7)["A1"].before["ferritin"] == criteria.exactly(2000)


def test_labs_only_after_day_zero_are_not_evaluable_and_not_failed():
    found = hlhdash.assess(cohort([("A1", 7, "ferritin", 3000)])).table
    assert list(found["computed"]) == ["NE"]


def test_a_file_without_labs_says_what_to_add():
    rows = b"patient_id,rux_start,last_follow_up,vital_status\nA1,2020-01-01,2020-12-31,alive\n"
    none = hlhdash.read_cohort(rows, "a.csv")
    with pytest.raises(hlhdash.CohortError, match=r"The file has no labs.*ferritin_d7"):
        hlhdash.assess(none)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"rule": "none"}, "There is no rule none"),
        ({"response": "best_response"}, "needs an assessment with a day"),
        ({"settings": criteria.EmapalumabSettings()}, "takes settings of the kind MidwestSettings"),
    ],
)
def test_what_is_no_rule_is_refused_in_a_sentence(study, arguments, said):
    with pytest.raises(hlhdash.CohortError, match=said):
        hlhdash.assess(study, **arguments)


def test_states_are_no_response_classes(study):
    with pytest.raises(hlhdash.CohortError, match="by the rules midwest, emapalumab"):
        hlhdash.response_table(study, rule="hlh-2004")


def test_the_diagnosis_of_the_invented_patients(invented):
    found = criteria.diagnoses(invented)
    assert sum(one.hlh2004 is True for one in found.values()) == 57
    assert sum(one.molecular for one in found.values()) == 18


def test_a_file_without_a_day_of_diagnosis_says_so(study):
    with pytest.raises(hlhdash.CohortError, match="The file gives no time for Diagnosis"):
        criteria.diagnoses(study)
