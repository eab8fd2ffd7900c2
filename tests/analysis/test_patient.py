"""One child's course says what the file says of that child, and where it sits among the others."""

from __future__ import annotations

import pandas as pd
import pytest

import hlhdash
from hlhdash.analysis.patient import baselines


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


def test_the_baseline_is_the_last_value_on_or_before_day_zero(cohort: hlhdash.Cohort) -> None:
    assert baselines(cohort)["ferritin"].to_dict() == {"A": 3000, "B": 1000, "C": 5000, "D": 7000}


def test_the_child_sits_among_those_who_have_a_value(cohort: hlhdash.Cohort) -> None:
    ferritin, scd25 = hlhdash.patient(cohort, "A").panels
    assert ferritin.points.to_dict("list") == {"day": [-5, 0, 7], "value": [900, 3000, 500], "bound": ["", "", "<"]}
    assert ferritin.quartiles == (2500, 4000, 5500)
    assert ferritin.rank == (1, 3)
    assert (scd25.quartiles, scd25.rank) == (None, (0, 0))
    assert scd25.limits is not None
    assert scd25.limits.high == 1940


def test_a_child_without_labs_or_follow_up_still_has_a_course(cohort: hlhdash.Cohort) -> None:
    found = hlhdash.patient(cohort, "E")
    assert found.panels == ()
    assert found.course.not_drawn == ("E",)
    assert found.criteria.open == 8


def test_a_patient_who_is_filtered_out_is_refused_in_a_sentence(cohort: hlhdash.Cohort) -> None:
    with pytest.raises(hlhdash.CohortError, match="This patient is not among those who are looked at"):
        hlhdash.patient(cohort.where(patient_id=["B"]), "A")


def test_findings_are_the_childs_own(cohort: hlhdash.Cohort) -> None:
    assert {one.patient for one in hlhdash.patient(cohort, "A").findings} <= {"A"}
    assert hlhdash.patient(cohort.masked(), "P01").patient_id == "P01"
