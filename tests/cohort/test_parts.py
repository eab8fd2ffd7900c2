"""Tables that hold several things: where each goes, and that a finding names the place in the file."""

from __future__ import annotations

import pytest

import hlhdash
from hlhdash.cohort.numbered import _part
from tests.cohort.making import one, read, said


@pytest.mark.parametrize(
    ("header", "group", "field", "unit"),
    [("Event1_Type", ("event", 1), "label", ""), ("Event1_Time", ("event", 1), "day", ""),
     ("Event12_Time_days", ("event", 12), "day", "days"), ("event_2_date", ("event", 2), "day", "date"),
     ("AE1_grade", ("ae", 1), "grade", ""), ("drug1 start", ("drug", 1), "start_day", ""),
     ("事件1日期", ("事件", 1), "day", "date")],
)  # fmt: skip
def test_the_header_of_a_numbered_group(header, group, field, unit):
    found = _part(header)
    assert found is not None
    assert (found[0], found[1][:2]) == (group, (field, unit))


@pytest.mark.parametrize("header", ["response_week1", "ferritin_d7", "event", "FHL2", "hsct_months"])
def test_these_belong_to_no_group(header):
    assert _part(header) is None


def test_numbered_drugs_become_courses():
    cohort = read("A,90,alive,VP16,0,14,CsA,14,", header="id,days,status,drug1,drug1_start_day,drug1_stop_day,"
                  "drug2,drug2_start_day,drug2_stop_day")  # fmt: skip
    assert cohort.courses[["label", "start_day"]].to_numpy().tolist() == [["etoposide", 0], ["ciclosporin", 14]]


def test_a_finding_about_a_row_that_was_joined_names_the_row_of_its_cell():
    cohort = read("A,90,,", "A,,alive,", "A,,,x2", header="patient_id,days,status,age")
    assert (one(cohort, "is not an age").row, one(cohort, "is not an age").column) == (4, "age")


def test_a_finding_about_a_column_of_another_file_names_that_file_and_its_row():
    cohort = hlhdash.read_cohort(
        [
            (b"patient_id,days,status,etiology\nA,10,alive,EBV\nB,20,dead,FHL\n", "main.csv"),
            (b"patient_id,age\nB,2\nA,old\n", "ages.csv"),
        ]
    )
    doubt = one(cohort, "is not an age")
    assert (doubt.sheet, doubt.row, doubt.patient, doubt.column) == ("ages", 3, "A", "age")
    assert cohort.patients["age_years"].tolist()[1] == 2
    assert cohort.source == "main.csv, ages.csv"


def test_files_without_a_common_patient_are_not_joined():
    cohort = hlhdash.read_cohort(
        [(b"patient_id,days,status\nA,10,alive\n", "one.csv"), (b"patient_id,sex\nZ,F\n", "two.csv")]
    )
    assert cohort.patients["patient_id"].tolist() == ["A"]
    assert one(cohort, "none of those on sheet one").level == "error"


def test_rows_that_contradict_each_other_stay_apart_and_are_found():
    cohort = read("A,2020-01-01,2020-02-01,alive", "A,2020-01-01,2020-03-01,dead")
    assert cohort.survival_table()["time"].tolist() == [31]
    assert "stands on row 2 already" in one(cohort, "stands on row 2").sentence


def test_a_table_of_times_without_statuses_is_still_refused():
    with pytest.raises(hlhdash.CohortError, match="no column says which patient a row is"):
        read("5", "6", header="time")


def test_an_adtte_without_a_unit_is_asked_about():
    cohort = read("1,OS,12,1", "2,OS,3,0", header="USUBJID,PARAMCD,AVAL,CNSR")
    assert cohort.survival_table()["event"].tolist() == [0, 1]
    assert [question.field for question in cohort.questions] == ["last_follow_up"]


def test_a_repeating_instrument_nobody_knows_is_said():
    cohort = read("1,,,2020-01-01,2020-02-01,alive,", "1,diary,1,,,,good",
                  header="record_id,redcap_repeat_instrument,redcap_repeat_instance,rux_start,last_follow_up,"
                  "vital_status,mood")  # fmt: skip
    assert "The repeating instrument diary" in one(cohort, "diary").sentence
    assert len(said(cohort, "error")) == 1
