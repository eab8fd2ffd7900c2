"""The last day on which anything is recorded, where a file gives no last follow-up."""

from __future__ import annotations

from tests.cohort.making import listed, one, said, tables

PATIENTS = {"patient_id": ["A", "B"], "rux_start": ["2020-01-01", "2020-02-01"], "vital_status": ["alive", "dead"]}
COURSES = {"patient_id": ["A", "B"], "drug": ["rux", "rux"], "start": ["2020-01-01", "2020-02-01"]}


def test_laboratory_values_and_milestones_are_recorded_days():
    cohort = tables(
        patients={**PATIENTS, "hsct": [None, "2020-03-02"]},
        treatments=COURSES,
        labs={"patient_id": ["A"], "date": ["2020-01-08"], "analyte": ["ferritin"], "value": [500]},
    )
    assert listed(cohort.patients["last_follow_up"]) == [7.0, 30.0]
    assert "for 2 patients the last day on which anything is recorded is taken" in said(cohort, "warning")[0]


def test_day_zero_alone_is_no_follow_up():
    cohort = tables(
        patients=PATIENTS,
        treatments=COURSES,
        labs={"patient_id": ["A"], "date": ["2020-01-08"], "analyte": ["ferritin"], "value": [500]},
    )
    assert listed(cohort.patients["last_follow_up"]) == [7.0, None]
    found = one(cohort, "nothing is recorded after day zero")
    assert found.level == "error"
