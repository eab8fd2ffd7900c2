"""Files made up to be unlike the kept examples, each with one thing that went wrong once."""

from __future__ import annotations

import pytest

import hlhdash
from tests.cohort.making import one, read, said


def test_arms_without_times_are_a_column_of_the_patients():
    cohort = hlhdash.read_cohort(
        [
            (b"id,arm\nA,R\nB,S\n", "arms.csv"),
            (b"id;rux_start;last_fu;status\nA;2019-01-01;2020-01-01;alive\nB;2019-01-01;2019-06-01;dead\n", "o.csv"),
        ]
    )
    assert cohort.patients["arm"].tolist() == ["R", "S"]
    assert cohort.survival_table().to_numpy().tolist() == [["A", 365, 0], ["B", 151, 1]]
    assert said(cohort, "error") == []


def test_the_start_of_a_drug_among_events_is_a_course_and_day_zero():
    rows = ("A,2019-01-11,start of ruxolitinib", "A,2019-02-10,CR", "A,2019-03-12,death", "A,2019-01-01,VP16 started")
    cohort = read(*rows, header="id,date,event")
    assert cohort.courses[["label", "start_day"]].to_numpy().tolist() == [["ruxolitinib", 0], ["etoposide", -10]]
    assert cohort.survival_table().to_numpy().tolist() == [["A", 60, 1]]


def test_a_response_of_one_redcap_event_belongs_to_that_event():
    header = "record_id,redcap_event_name,sex,rux_start,last_fu,vital,response,ferritin"
    rows = ("1,baseline_arm_1,F,2019-01-01,2019-09-01,alive,,", "1,week_1_arm_1,,,,,PR,3000")
    cohort = read(*rows, header=header)
    assert cohort.patients["response_week1"].tolist() == ["PR"]
    assert cohort.labs[["day", "analyte", "value"]].to_numpy().tolist() == [[7, "ferritin", 3000]]
    assert one(cohort, "became one column for each event").level == "note"


def test_usual_short_headers_are_known():
    cohort = read("M1,2019-01-01,2019-03-02,alive", header="Pat,rux_start,last_FU,vital")
    assert cohort.survival_table().to_numpy().tolist() == [["M1", 60, 0]]
    assert read("M1,2019-01-01,2019-03-02,alive", header="病人,开始日期,最后随访日期,结局").survival_table()[
        "time"
    ].tolist() == [60]


def test_a_damaged_file_of_r_is_no_archive():
    with pytest.raises(hlhdash.CohortError, match=r"cohort\.rds is damaged, cut off or of a kind that is not read"):
        hlhdash.read_cohort(b"\x1f\x8b\x08\x00" + b"\x00" * 40, "cohort.rds")
    with pytest.raises(hlhdash.CohortError, match=r"cohort\.csv\.gz is a compressed archive"):
        hlhdash.read_cohort(b"\x1f\x8b\x08\x00" + b"\x00" * 40, "cohort.csv.gz")
