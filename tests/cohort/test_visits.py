"""Assessments recorded as "week 1" stay where they are; those recorded as dates follow their date."""

from __future__ import annotations

import pandas as pd
import pytest

from hlhdash.cohort.sheets import Sheet
from hlhdash.cohort.visits import visit, visit_columns
from tests.cohort.making import one, read, tables

PEOPLE = {
    "patient_id": ["A", "B"],
    "diagnosis": ["2020-01-01", "2020-01-01"],
    "rux_start": ["2020-01-11", "2020-01-21"],
    "last_follow_up": ["2020-12-31"] * 2,
    "vital_status": ["alive", "dead"],
}
WHO = ["A", "A", "B"]


def responses(cohort) -> list[list]:
    return cohort.events.loc[cohort.events["kind"] == "response", ["patient_id", "day", "label"]].to_numpy().tolist()


@pytest.mark.parametrize(
    ("cell", "read_as"),
    [
        ("week 1", (7.0, "weeks")),
        ("Week 04", (28.0, "weeks")),
        ("W4", (28.0, "weeks")),
        ("wk-2", (14.0, "weeks")),
        ("week 8 visit", (56.0, "weeks")),
        ("after week 2", (14.0, "weeks")),
        ("week 1 (+/-2 d)", (7.0, "weeks")),
        ("month 3", (91.0, "months")),
        ("第4周", (28.0, "weeks")),
        ("第 2 个月", (60.0, "months")),
        ("治疗后第1周", (7.0, "weeks")),
        ("治疗1周", (7.0, "weeks")),
        ("用药第2周", (14.0, "weeks")),
        ("post-treatment week 1", (7.0, "weeks")),
        ("C1D1", (0.0, "days")),
        ("C1D8", (7.0, "days")),
        ("Cycle 1 Day 15", (14.0, "days")),
        ("C2D1", None),  # nothing says how long a cycle is
        ("baseline", (0.0, "days")),
        ("基线", (0.0, "days")),
        ("pre-treatment", (0.0, "days")),
        ("day 7", None),  # may be a number of the file's own count
        ("visit 2", None),
        ("weekly", None),
        ("2020-01-01", None),
        (7, None),
    ],
)
def test_names_of_visits(cell, read_as):
    assert visit(cell) == read_as


@pytest.mark.parametrize("header", ["visit", "timepoint", "time", "week", "day", "访视"])
@pytest.mark.parametrize("cells", [["Week 1", "W4", "week 1"], ["第1周", "第4周", "1周"]])
def test_a_column_of_visits_is_the_day(header, cells):
    cohort = tables(patients=PEOPLE, responses={"patient_id": WHO, header: cells, "response": ["PR", "CR", "NR"]})
    assert responses(cohort) == [["A", 7, "PR"], ["A", 28, "CR"], ["B", 7, "NR"]]
    assert cohort.patients["response_week1"].tolist() == ["PR", "NR"]


def test_visits_on_a_sheet_with_several_rows_for_a_patient():
    rows = ("A,2020-01-01,2020-12-31,alive,week 1,PR", "A,2020-01-01,2020-12-31,alive,week 4,CR")
    cohort = read(*rows, header="patient_id,rux_start,last_follow_up,vital_status,timepoint,response")
    assert responses(cohort) == [["A", 7, "PR"], ["A", 28, "CR"]]


def test_numbers_of_visits_are_no_days():
    cohort = tables(patients=PEOPLE, responses={"patient_id": ["A", "B"], "visit": ["2", "3"], "best": ["PR", "CR"]})
    assert cohort.patients["visit"].tolist() == [2, 3]


def test_week_1_is_counted_from_day_zero_though_the_numbers_of_the_file_are_not():
    """Ruxolitinib starts on day 10 of the file's count: a number moves with it, "week 1" does not."""
    people = {"patient_id": ["A"], "rux_start_days": [10], "follow_up_days": [300], "vital_status": ["alive"]}
    cells = {"patient_id": ["A"] * 3, "day": ["week 1", "4 weeks", "60"], "response": ["PR", "CR", "NR"]}
    assert responses(tables(patients=people, responses=cells)) == [["A", 7, "PR"], ["A", 28, "CR"], ["A", 50, "NR"]]


def test_week_1_and_a_date_are_told_apart_in_one_column():
    cells = {"patient_id": ["A", "B"], "date": ["week 1", "2020-01-29"], "response": ["PR", "NR"]}
    assert responses(tables(patients=PEOPLE, responses=cells)) == [["A", 7, "PR"], ["B", 8, "NR"]]


@pytest.mark.parametrize("cells", [["week 1", "week 1"], ["2020-01-18", "2020-01-28"]])
def test_another_day_zero_leaves_the_assessment_and_moves_its_mark(cells):
    """Week 1 is the week after ruxolitinib began; on a clock that starts at diagnosis it is drawn that much later."""
    cohort = tables(patients=PEOPLE, responses={"patient_id": ["A", "B"], "date": cells, "response": ["PR", "NR"]})
    moved = cohort.with_day_zero("diagnosis")
    assert moved.patients["response_week1"].tolist() == ["PR", "NR"]
    assert responses(moved) == [["A", 17, "PR"], ["B", 27, "NR"]]


def test_where_day_zero_is_diagnosis_a_date_is_reckoned_from_it_and_week_1_is_not():
    """What the file's own day zero is changes the day of a date, never of a visit."""
    people = {name: cells for name, cells in PEOPLE.items() if name != "rux_start"}
    dated = {"patient_id": ["A", "B"], "date": ["2020-01-08", "week 1"], "response": ["PR", "NR"]}
    assert responses(tables(patients=people, responses=dated)) == [["A", 7, "PR"], ["B", 7, "NR"]]
    assert responses(tables(patients=PEOPLE, responses=dated)) == [["A", -3, "PR"], ["B", 7, "NR"]]


def test_laboratory_values_by_visit_have_a_day_and_a_strange_visit_is_said():
    cohort = tables(
        patients=PEOPLE,
        labs={
            "patient_id": ["A", "A", "B", "B", "B"],
            "Visit": ["Baseline", "Week 1", "Baseline", "C1D8", "End of treatment"],
            "Test": ["Ferritin", "Platelet count", "Ferritin", "Ferritin", "Ferritin"],
            "Result": ["12000", "88", ">16500", "20000", "300"],
            "Units": ["ug/L", "x10E9/L", "ug/L", "ug/L", "ug/L"],
        },
    )
    assert cohort.labs[["patient_id", "day", "analyte", "value"]].to_numpy().tolist() == [
        *(["A", 0, "ferritin", 12000], ["A", 7, "platelets", 88]),
        *(["B", 0, "ferritin", 16500], ["B", 7, "ferritin", 20000]),
    ]
    assert one(cohort, "is neither a date nor a number").read == "End of treatment"


def test_a_column_in_which_few_cells_are_visits_is_none():
    made = pd.DataFrame({"note": ["week 1", "fever", "rash", "well"], "when": ["week 1", "W2", "week 3", "end"]})
    assert visit_columns(Sheet("labs", made)) == ["when"]
