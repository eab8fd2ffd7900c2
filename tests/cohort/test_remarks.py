"""Remarks around a table: set aside, and read where they give the data cut-off."""

from __future__ import annotations

import datetime as dt

import pytest

from hlhdash.cohort.remarks import cut_off, is_remark
from tests.cohort.making import HEADER, one, read, said

FINE = ("A1,2020-01-01,2020-06-30,alive", "A2,2020-01-01,2020-03-05,dead")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("注:数据截至2020-12-31", (2020, 12, 31)),
        ("数据截止日期：2020年12月31日", (2020, 12, 31)),
        ("随访截止至2020.12.31", (2020, 12, 31)),
        ("截至 2020 年 12 月 31 日", (2020, 12, 31)),
        ("随访至20201231", (2020, 12, 31)),
        ("data cut-off: 31 Dec 2020", (2020, 12, 31)),
        ("Data cutoff date 31-Dec-2020.", (2020, 12, 31)),
        ("Cut-off: December 31st, 2020", (2020, 12, 31)),
        ("Database lock 2020/12/31", (2020, 12, 31)),
        ("Note: data as of 31/12/2020", (2020, 12, 31)),
        ("exported 2020-12-31", None),
        ("data cut-off: see protocol", None),
        ("数据截至目前", None),
        ("ferritin cut-off 500; printed on the ward on 2020-12-31", None),
    ],
)
def test_the_day_of_a_cut_off(words, day):
    assert cut_off(words) == (None if day is None else dt.date(*day))


@pytest.mark.parametrize("words", ["注:数据截至2020-12-31", "数据截至2020-12-31", "Note: data cut-off: 31 Dec 2020"])
def test_a_remark_below_the_table_gives_the_cut_off(words):
    cohort = read(*FINE, f'"{words}",,,', header=HEADER)
    assert cohort.data_cutoff == "2020-12-31"
    assert cohort.patients["patient_id"].tolist() == ["A1", "A2"]
    found = one(cohort, "taken from a remark")
    assert (found.level, found.row, found.read) == ("note", 4, words)
    assert found.sentence == "The data cut-off, 2020-12-31, was taken from a remark."


def test_a_remark_need_not_stand_in_the_column_of_the_patient():
    cohort = read("EBV,A1,2020-01-01,2020-06-30,alive", "注:数据截至2020-12-31,,,,", header=f"etiology,{HEADER}")
    assert cohort.data_cutoff == "2020-12-31"
    assert said(cohort, "error") == []


def test_a_title_above_the_table_gives_the_cut_off_and_what_is_later_is_found():
    cohort = read(HEADER, *FINE, header="HLH cohort,data cut-off 2020-04-01,,")
    assert cohort.data_cutoff == "2020-04-01"
    late = one(cohort, "later than the data cut-off")
    assert (late.row, late.patient, late.column, late.read) == (3, "A1", "last_follow_up", "2020-06-30")


def test_a_column_of_the_file_or_the_user_says_it_with_more_right():
    rows = [f"{row},2020-12-30" for row in FINE] + ["注:数据截至2021-12-31,,,,"]
    assert read(*rows, header=f"{HEADER},data cut-off").data_cutoff == "2020-12-30"
    assert read(*FINE, "注:数据截至2021-12-31,,,", data_cutoff="2022-01-01").data_cutoff == "2022-01-01"


def test_remarks_are_told_from_patients_by_how_they_begin():
    assert is_remark("制表人:王芳")
    assert is_remark("Abbreviations: CR, complete remission")
    assert not is_remark("Note 7")
    assert not is_remark("AS-01")


def test_no_name_of_a_remark_is_shown():
    cohort = read(*FINE, "审核人:王芳 13812345678,,,")
    assert one(cohort, "looks like a remark").read == "审核人:▇ ▇"
