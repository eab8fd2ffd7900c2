"""Where the column names stand, and what is said of rows and columns that are odd."""

from __future__ import annotations

import pytest

import hlhdash
from hlhdash.cohort.sheets import to_sheet
from hlhdash.cohort.workbook import Rows
from tests.cohort.making import HEADER, book, one, read, said


def sheet(*rows: list[object]):
    return to_sheet(Rows("sheet", [list(row) for row in rows]))


def test_titles_above_the_column_names_are_skipped_and_said():
    made, findings = sheet(["Cohort 2020"], [], ["Clinic", "Beijing"], ["patient_id", "sex", "age"], ["P1", "F", 3])
    assert list(made.cells.columns) == ["patient_id", "sex", "age"]
    assert made.cells.index.tolist() == [5]
    assert [(finding.row, finding.read) for finding in findings] == [(1, "Cohort 2020"), (3, "Clinic Beijing")]


def test_a_row_further_down_that_speaks_of_patients_is_no_header():
    made, _ = sheet(["sheet", "column", "meaning"], ["patients", "patient_id", "One code"])
    assert list(made.cells.columns) == ["sheet", "column", "meaning"]


def test_blank_rows_and_columns_vanish_and_rows_keep_their_numbers():
    made, findings = sheet(["patient_id", "", "sex"], [], ["P1", None, "F"], [], ["P2", "  ", "M"])
    assert list(made.cells.columns) == ["patient_id", "sex"]
    assert made.cells.index.tolist() == [3, 5]
    assert findings == []


def test_a_column_without_a_name_is_kept_and_said():
    made, findings = sheet(["patient_id", "sex"], ["P1", "F", "?!"])
    assert list(made.cells.columns) == ["patient_id", "sex", "column 3"]
    assert [(f.level, f.column) for f in findings] == [("note", "column 3")]


def test_three_columns_of_one_name():
    made, findings = sheet(["patient_id", "x", "x", "x (2)", "x"], ["P1", 1, 2, 3, 4])
    assert list(made.cells.columns) == ["patient_id", "x", "x (2)", "x (2) (2)", "x (3)"]
    assert [f.level for f in findings] == ["warning"] * 3


def test_an_empty_sheet_is_none():
    assert sheet([], [None, "  "]) == (None, [])


def test_too_many_columns_are_refused():
    with pytest.raises(hlhdash.CohortError, match="has 2001 columns; at most 2000"):
        sheet(["patient_id"] * 2001, ["P1"])


def test_a_patient_further_right_is_found():
    cohort = read("F,P1,2019-01-01,2019-02-01,alive", header="sex,patient_id,rux_start,last_follow_up,vital_status")
    assert cohort.patients["patient_id"].tolist() == ["P1"]
    assert one(cohort, "no end of ruxolitinib").level == "note"


NAMES = ["Patient", "Rux start", "Last follow-up", "Status", "Ferritin", "Hb", "Ferritin", "Hb"]
UNITS = [None, "date", "date", None, "ng/mL", "g/dL", "ng/mL", "g/dL"]


@pytest.mark.parametrize(("groups", "days"), [(("Week 1", "Week 4"), (7, 28)), (("Baseline", "Week 1"), (0, 7))])
def test_names_on_three_rows_are_a_group_a_name_and_a_unit(groups, days):
    cohort = hlhdash.read_cohort(
        book(
            S=[
                [None, None, None, None, groups[0], None, groups[1], None],
                NAMES,
                UNITS,
                ["A", "2020-01-01", "2020-12-31", "alive", 1000, 8.1, 500, 9.5],
                ["B", "2020-01-01", "2020-12-31", "dead", 2000, 7.1, 2500, 9.0],
            ]
        ),
        "three.xlsx",
    )
    first, second = days
    expected = [
        *(("A", first, "ferritin", 1000), ("B", first, "ferritin", 2000), ("A", first, "haemoglobin", 81)),
        *(("B", first, "haemoglobin", 71), ("A", second, "ferritin", 500), ("B", second, "ferritin", 2500)),
        *(("A", second, "haemoglobin", 95), ("B", second, "haemoglobin", 90)),
    ]
    found = cohort.labs[["patient_id", "day", "analyte", "value"]]
    assert sorted(map(tuple, found.to_numpy().tolist())) == sorted(expected)
    assert sorted(set(cohort.labs["unit"])) == ["g/L", "ng/mL"]
    assert said(cohort, "warning") == said(cohort, "error") == []


@pytest.mark.parametrize("units", [[], [",,,,ng/mL,g/L"]])
def test_a_day_above_the_name_of_an_analyte_is_its_day_though_no_name_repeats(units):
    cohort = read(f"{HEADER},Ferritin,Hb", *units, "A,2020-01-01,2020-12-31,alive,1000,80", header=",,,,Week 1,")
    assert cohort.labs[["day", "analyte", "value"]].to_numpy().tolist() == [
        *([7, "ferritin", 1000], [7, "haemoglobin", 80])
    ]
    assert said(cohort, "warning") == []


def test_a_title_above_names_with_a_row_of_units_is_no_group():
    made, findings = sheet(["Cohort 2020"], NAMES[:6], UNITS[:6], ["A", 43500, 43900, "alive", 1000, 8.1])
    assert list(made.cells.columns) == [
        *("Patient", "date Rux start", "date Last follow-up", "Status", "Ferritin ng/mL", "Hb g/dL")
    ]
    assert [(finding.row, finding.read) for finding in findings] == [(1, "Cohort 2020")]


def test_banners_and_repeated_names_between_blocks_are_no_patients():
    cohort = read(
        "--- Arm A: Rux ---,,,",
        "A1,100,alive,10",
        "A2,50,dead,20",
        "patient_id,follow_up_days,vital_status,CRP d0",
        "Arm B,,,",
        "B1,80,alive,3",
        "对照组,,,",
        "B2,20,dead,5",
        header="patient_id,follow_up_days,vital_status,CRP d0",
    )
    assert cohort.patients["patient_id"].tolist() == ["A1", "A2", "B1", "B2"]
    assert cohort.patients["CRP d0"].tolist() == [10, 20, 3, 5]
    again = one(cohort, "repeats the column names")
    assert (again.level, again.row) == ("note", 5)
    assert [(f.row, f.level) for f in cohort.findings if "looks like a remark" in f.sentence] == [
        *((2, "note"), (6, "note"), (8, "note"))
    ]
    assert said(cohort, "error") == []


def test_a_patient_of_whom_nothing_is_known_stays_a_patient():
    cohort = read("Arm A,2019-01-01,2019-02-01,alive", "Patient 2,,,", "P:3,2019-01-01,2019-02-01,alive")
    assert cohort.patients["patient_id"].tolist() == ["Arm A", "Patient 2", "P:3"]
