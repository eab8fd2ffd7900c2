"""Sheets that could each be the patients: asked about, put together where they are of one form."""

from __future__ import annotations

import hlhdash
from tests.cohort.making import book, listed, one, said

HEADER = ["编号", "病因", "芦可替尼开始", "末次随访", "结局"]
FIRST = [HEADER, ["A1", "EBV", "2019-01-01", "2019-03-02", "存活"], ["A2", "FHL", "2019-02-01", "2019-02-11", "死亡"]]
SECOND = [
    ["patient_id", "etiology", "rux_start", "last_follow_up", "vital_status", "ward"],
    ["B1", "CMV", "2020-01-01", "2019-01-31", "alive", "7"],
    ["B2", "EBV", "2020-02-01", "2020-05-11", "", "8"],
    ["B1", "MAS", "2020-02-01", "2020-05-11", "alive", "9"],
]
OTHER = [["id", "sex", "age"], ["Z1", "F", 3], ["Z2", "M", 4]]


def read(sheets, **options):
    return hlhdash.read_cohort(book(**sheets), "years.xlsx", **options)


def test_sheets_of_one_form_are_one_cohort_until_the_user_says_otherwise():
    cohort = read({"y2019": FIRST, "y2020": SECOND})
    assert cohort.patients["patient_id"].tolist() == ["A1", "A2", "B1", "B2"]
    assert cohort.patients["etiology"].tolist() == ["EBV", "FHL", "CMV", "EBV"]
    assert listed(cohort.patients["ward"]) == [None, None, 7, 8]
    asked = cohort.questions[0]
    assert (asked.field, asked.choices, asked.assumed) == (
        "patients_sheet",
        ("all of them", "y2019", "y2020"),
        "all of them",
    )
    assert asked.consequences == (
        "the cohort has 4 patients",
        "the cohort has 2 patients",
        "the cohort has 2 patients",
    )


def test_a_finding_names_the_sheet_and_the_row_of_its_own_sheet():
    cohort = read({"y2019": FIRST, "y2020": SECOND})
    ends = one(cohort, "The last follow-up comes before day zero")
    assert (ends.sheet, ends.row, ends.patient) == ("y2020", 2, "B1")
    status = one(cohort, "The vital status is missing")
    assert (status.sheet, status.row) == ("y2020", 3)
    twice = one(cohort, "stands on row")
    assert (twice.sheet, twice.row) == ("y2020", 4)
    assert twice.sentence.startswith("This patient stands on row 2 of sheet y2020 already")


def test_one_sheet_can_be_chosen_and_the_other_is_said_not_to_be_read():
    cohort = read({"y2019": FIRST, "y2020": SECOND}, mapping={"patients_sheet": "y2019"})
    assert cohort.patients["patient_id"].tolist() == ["A1", "A2"]
    assert cohort.questions[0].answered
    assert one(cohort, "was not read").sentence == "Sheet y2020 has other patients than sheet y2019 and was not read."


def test_a_sheet_of_another_form_is_asked_about_but_not_mixed_in():
    cohort = read({"cohort": FIRST, "register": OTHER})
    assert cohort.patients["patient_id"].tolist() == ["A1", "A2"]
    assert cohort.questions[0].choices == ("cohort", "register")
    assert one(cohort, "register has other patients").level == "warning"


def test_three_years_and_a_sheet_about_the_same_children_become_one_cohort():
    third = [HEADER, ["C1", "AID", "2021-01-01", "2021-03-02", "存活"]]
    sexes = [["编号", "性别"], ["A1", "女"], ["C1", "男"], ["B2", "女"]]
    cohort = read({"一": FIRST, "二": SECOND, "三": third, "性别": sexes})
    sexes_read = dict(zip(cohort.patients["patient_id"], cohort.patients["sex"], strict=True))
    assert sexes_read == {"A1": "F", "A2": None, "B1": None, "B2": "F", "C1": "M"}


def test_two_sheets_about_the_same_children_ask_nothing():
    assert read({"cohort": FIRST, "more": [["id", "sex", "age"], ["A1", "F", 3], ["A2", "M", 4]]}).questions == ()
    assert said(read({"cohort": FIRST, "说明": [["这是", "说明"], ["无", "数据"]]}), "error") == []
