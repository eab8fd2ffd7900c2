"""One child's course says what the file says of that child, and where it sits among the others."""

from __future__ import annotations

import pandas as pd
import pytest

import hlhdash
from hlhdash.analysis.patient_diagnosis import Used
from hlhdash.analysis.patient_panels import Standing


@pytest.fixture
def cohort() -> hlhdash.Cohort:
    patients = pd.DataFrame(
        {
            "patient_id": list("ABCDE"),
            "age_years": [2, 5, 9, None, 3],
            "rux_start": [0] * 5,
            "vital_status": ["alive", "dead", "alive", "alive", "alive"],
            "last_follow_up": [100, 20, 300, 400, None],
        }
    )
    labs = pd.DataFrame(
        {
            "patient_id": ["A", "A", "A", "B", "C", "D", "A", "A"],
            "day": [-5, 0, 7, 0, -1, 0, 0, 7],
            "analyte": ["ferritin"] * 6 + ["scd25"] * 2,
            "value": ["900", "3000", "<500", "1000", "5000", "7000", "9000", "4000"],
        }
    )
    return hlhdash.read_cohort({"patients": patients, "labs": labs})


def test_the_child_sits_among_those_who_have_a_value(cohort: hlhdash.Cohort) -> None:
    ferritin, scd25 = hlhdash.patient(cohort, "A").panels
    assert ferritin.points.to_dict("list") == {"day": [-5, 0, 7], "value": [900, 3000, 500], "bound": ["", "", "<"]}
    assert ferritin.baseline == Standing(3000, "", (2500, 4000, 5500), 1, 3)  # the last value up to day zero, not 900
    assert ferritin.last == Standing(500, "<", None, 0, 0)
    assert scd25.baseline == Standing(9000, "", None, 0, 0)
    assert scd25.limits is not None
    assert (scd25.limits.low, scd25.limits.high) == (398, 1940)


def test_values_in_another_unit_are_not_compared(cohort: hlhdash.Cohort) -> None:
    patients = cohort.patients[["patient_id", "rux_start", "last_follow_up"]]
    labs = pd.DataFrame({"patient_id": list("ABCDE"), "day": [0] * 5, "analyte": ["sCD25"] * 5, "value": range(1, 6)})
    labs["unit"] = ["U/mL", "pg/mL", "U/mL", "pg/mL", "U/mL"]
    mixed = hlhdash.read_cohort({"patients": patients, "labs": labs})
    assert hlhdash.patient(mixed, "C").panels[0].baseline == Standing(3, "", None, 1, 2)


def test_a_child_without_labs_or_follow_up_still_has_a_course(cohort: hlhdash.Cohort) -> None:
    found = hlhdash.patient(cohort, "E")
    assert found.panels == ()
    assert found.course.not_drawn == ("E",)
    assert found.criteria.found.met == (0, 8)
    assert found.assessments == ()


def test_a_patient_who_is_filtered_out_is_refused_in_a_sentence(cohort: hlhdash.Cohort) -> None:
    with pytest.raises(hlhdash.CohortError, match="This patient is not among those who are looked at"):
        hlhdash.patient(cohort.where(patient_id=["B"]), "A")


def test_findings_are_the_childs_own(cohort: hlhdash.Cohort) -> None:
    assert {one.patient for one in hlhdash.patient(cohort, "A").findings} <= {"A"}
    assert hlhdash.patient(cohort.masked(), "P01").patient_id == "P01"


@pytest.fixture(scope="module")
def study() -> hlhdash.Cohort:
    return hlhdash.read_cohort("sample_data/ruxolitinib9.xlsx")


def test_the_rule_says_at_each_assessment_which_markers_decided(study: hlhdash.Cohort) -> None:
    found = hlhdash.patient(study, "P7").assessments
    assert [(one.response, one.day, one.verdict.response_class, one.recorded) for one in found] == [
        ("response_week1", 7, "improved", "improved"),
        ("response_week4", 28, "NR", None),
    ]
    assert found[0].verdict.improved == ("ferritin",)
    assert "ferritin" in found[0].verdict.abnormal
    assert found[1].verdict.abnormal[0] == "temperature"


def test_the_verdict_is_that_of_the_whole_cohort_and_of_the_rule_asked_for(study: hlhdash.Cohort) -> None:
    for rule in ("midwest", "emapalumab", "hlh-2004"):
        whole = hlhdash.assess(study, "response_week1", rule).table.set_index("patient_id")["computed"]
        for one in study.roster:
            found = hlhdash.patient(study, one, rule=rule).assessments
            mine = [each.verdict.response_class for each in found if each.response == "response_week1"]
            assert mine in ([whole[one]], []), (rule, one)


def test_a_verdict_stands_at_the_files_own_day_whatever_day_zero_is(study: hlhdash.Cohort) -> None:
    moved = study.with_day_zero("first_line_start")
    first = hlhdash.patient(moved, "P7").assessments[0]
    shift = moved.patients.set_index("patient_id").loc["P7", study.origin]
    assert first.day == 7 + shift
    assert first.verdict == hlhdash.patient(study, "P7").assessments[0].verdict


def test_nothing_is_judged_after_death(study: hlhdash.Cohort) -> None:
    dead = [one for one in study.roster if study.patients.set_index("patient_id").loc[one, "death"] <= 7]
    assert dead == ["P5"]
    assert [one.verdict.response_class for one in hlhdash.patient(study, "P5").assessments][-1:] == ["died"]


def test_an_unknown_rule_is_refused(study: hlhdash.Cohort) -> None:
    with pytest.raises(hlhdash.CohortError, match="There is no rule other"):
        hlhdash.patient(study, "P7", rule="other")


def judged(diagnosis: object, days: list[int]) -> hlhdash.Patient:
    people = pd.DataFrame({"patient_id": ["A"], "rux_start": [0], "diagnosis_day": [diagnosis], "last_follow_up": [90]})
    labs = pd.DataFrame({"patient_id": "A", "day": days, "analyte": "ferritin", "value": [d + 1000 for d in days]})
    return hlhdash.patient(hlhdash.read_cohort({"patients": people, "labs": labs}), "A")


def test_criteria_use_the_value_nearest_to_diagnosis() -> None:
    at = judged(-20, [-26, -15, 0]).criteria
    assert (at.day, at.diagnosis_day) == (-20, -20)
    assert at.values == {"ferritin": Used(985, "", "", -15)}
    assert at.found.criteria["ferritin"] is True


def test_criteria_fall_back_on_the_start_of_treatment_and_never_use_a_later_value() -> None:
    at = judged(-60, [-3, 1]).criteria
    assert (at.day, at.diagnosis_day) == (0, -60)
    assert at.values["ferritin"].day == -3
    assert judged(None, [1]).criteria.values == {}
