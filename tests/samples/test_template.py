"""The template is empty, explains every field truly, and reads without a doubt once it is filled in."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import hlhdash
from hlhdash.cohort.fields import ANALYTES, ASSESSMENT_DAYS, LONG_FIELDS, MILESTONE_FIELDS, PATIENT_FIELDS, title
from hlhdash.cohort.mapping import analyte, read_header

FILLED_SHEETS = ("patients", "treatments", "events", "labs")


@pytest.fixture(scope="module")
def template(samples) -> Path:
    return samples / "template.xlsx"


@pytest.fixture(scope="module")
def explained(template) -> pd.DataFrame:
    """The sheet that explains the fields."""
    return pd.read_excel(template, sheet_name="fields", dtype=str, keep_default_na=False)


def _day(written: str) -> dt.date:
    return dt.date.fromisoformat(written)


PATIENTS = [
    {
        "patient_id": "001",
        "sex": "F",
        "age_years": "9月",
        "etiology": "FHL",
        "trigger": "EBV",
        "gene": "PRF1",
        "line_of_therapy": "salvage",
        "weight_kg": 8.1,
        "dose": "2.5 mg bid",
        "first_line": "HLH-94",
        "diagnosis": _day("2019-02-08"),
        "first_line_start": _day("2019-02-11"),
        "rux_start": _day("2019-03-05"),
        "rux_stop": _day("2019-06-25"),
        "afebrile": _day("2019-03-06"),
        "remission": _day("2019-04-30"),
        "hsct": _day("2019-07-20"),
        "response_week1": "PR",
        "response_week8": "CR",
        "best_response": "CR",
        "vital_status": "alive",
        "last_follow_up": _day("2020-03-04"),
        "data_cutoff": _day("2020-06-30"),
    },
    {
        "patient_id": "002",
        "sex": "M",
        "age_years": 4,
        "etiology": "EBV",
        "trigger": "EBV",
        "line_of_therapy": "first-line",
        "weight_kg": 14,
        "dose": "5 mg bid",
        "added_therapy": "L-DEP",
        "diagnosis": _day("2019-05-02"),
        "rux_start": _day("2019-05-03"),
        "rux_stop": _day("2019-05-17"),
        "added_therapy_start": _day("2019-05-10"),
        "added_therapy_stop": _day("2019-06-02"),
        "response_week1": "NR",
        "response_week8": "died",
        "best_response": "improved",
        "vital_status": "dead",
        "death": _day("2019-06-02"),
        "last_follow_up": _day("2019-06-02"),
        "data_cutoff": _day("2020-06-30"),
    },
]
TREATMENTS = [
    ("001", "HLH-94", _day("2019-02-11"), _day("2019-03-05"), None),
    ("001", "芦可替尼", _day("2019-03-05"), _day("2019-06-25"), "2.5 mg bid"),
    ("002", "ruxolitinib", _day("2019-05-03"), _day("2019-05-17"), "5 mg bid"),
    ("002", "L-DEP", _day("2019-05-10"), _day("2019-06-02"), None),
]
EVENTS = [
    ("001", _day("2019-03-20"), "adverse event", "Neutrophil count decreased", 3),
    ("002", _day("2019-05-13"), "milestone", "intensive care", None),
]
LABS = [
    ("001", _day("2019-03-05"), "ferritin", ">40000", "ng/mL"),
    ("001", _day("2019-03-12"), "铁蛋白", 9400, "ng/mL"),
    ("002", _day("2019-05-03"), "ebv_dna", "4.8×10^6", "copies/mL"),
]


@pytest.fixture(scope="module")
def filled(template, tmp_path_factory) -> Path:
    """The template with two children filled in, as Excel would save it."""
    book = openpyxl.load_workbook(template)
    headers = [cell.value for cell in book["patients"][1]]
    for patient in PATIENTS:
        assert set(patient) <= set(headers)
        book["patients"].append([patient.get(header) for header in headers])
    for sheet, rows in (("treatments", TREATMENTS), ("events", EVENTS), ("labs", LABS)):
        for row in rows:
            book[sheet].append(row)
    path = tmp_path_factory.mktemp("template") / "my_cohort.xlsx"
    book.save(path)
    return path


@pytest.fixture(scope="module")
def cohort(filled) -> hlhdash.Cohort:
    return hlhdash.read_cohort(filled)


def test_it_holds_column_names_and_nothing_else(template):
    book = openpyxl.load_workbook(template)
    assert book.sheetnames == [*FILLED_SHEETS, "fields"]
    assert [book[sheet].max_row for sheet in FILLED_SHEETS] == [1, 1, 1, 1]
    assert [book[sheet].freeze_panes for sheet in FILLED_SHEETS] == ["B2"] * 4


def test_no_cohort_is_read_from_the_empty_template(template):
    with pytest.raises(hlhdash.CohortError, match=r"^template\.xlsx"):
        hlhdash.read_cohort(template)


def test_every_column_becomes_the_field_it_is_explained_as(template, explained):
    book = openpyxl.load_workbook(template)
    for sheet in FILLED_SHEETS:
        headers = [cell.value for cell in book[sheet][1]]
        rows = explained[(explained["sheet"] == sheet) & ~explained["column"].str.startswith("analyte:")]
        assert list(rows["column"]) == headers
        assert [str(title(read_header(header, sheet)[0])) for header in headers] == list(rows["on screen"])


def test_every_field_of_the_dictionary_is_explained(explained):
    by_sheet = explained.groupby("sheet")["column"].agg(set)
    wanted = {field.name for field in (*PATIENT_FIELDS, *MILESTONE_FIELDS)} | set(ASSESSMENT_DAYS)
    assert by_sheet["patients"] | by_sheet["may be added"] == wanted
    assert {f"analyte: {one.name}" for one in ANALYTES} <= by_sheet["labs"]
    long = {
        read_header(column, sheet)[0]
        for sheet in ("treatments", "events", "labs")
        for column in by_sheet[sheet]
        if not column.startswith("analyte:")
    }
    assert long == {"patient_id"} | {field.name for field in LONG_FIELDS}


def test_every_other_name_leads_to_the_same_field(explained):
    misled = []
    for row in explained[explained["sheet"].isin(FILLED_SHEETS)].to_dict("records"):
        others = [*row["also called"].split(", "), *row["also called (Chinese)"].split("、")]
        for other in filter(None, others):
            if row["column"].startswith("analyte: "):
                found, wanted = analyte(other), row["column"].removeprefix("analyte: ")
            else:
                found, wanted = (read_header(name, row["sheet"])[0] for name in (other, row["column"]))
            if found != wanted:
                misled.append((row["sheet"], row["column"], other, found))
    assert misled == []


def test_every_name_to_leave_out_is_set_aside(explained):
    row = explained[explained["sheet"] == "leave out"].iloc[0]
    others = [*row["also called"].split(", "), *row["also called (Chinese)"].split("、")]
    assert {read_header(name, "patients")[0] for name in others} == {"private", "birth_date", "record_number"}


def test_every_column_has_a_meaning_a_format_and_an_example(explained):
    rows = explained[explained["sheet"].isin([*FILLED_SHEETS, "may be added"])]
    for column in ("meaning", "unit or format", "example"):
        assert list(rows.loc[rows[column] == "", "column"]) == []


def test_filled_in_it_is_read_without_a_doubt(cohort):
    assert [finding for finding in cohort.findings if finding.sheet != "fields"] == []
    assert [finding.level for finding in cohort.findings if finding.level != "note"] == []
    assert cohort.questions == ()


def test_filled_in_no_column_is_left_over(cohort):
    assert [(reading.sheet, reading.header) for reading in cohort.columns if not reading.field] == []


def test_filled_in_it_gives_the_two_children(cohort):
    facts = ["patient_id", "sex", "age_years", "etiology", "gene", "vital_status", "response_week1", "last_follow_up"]
    assert cohort.patients[facts].to_dict("split")["data"] == [
        ["001", "F", 0.75, "FHL", "PRF1", "alive", "PR", 365.0],
        ["002", "M", 4, "EBV", None, "dead", "NR", 30.0],
    ]
    assert (cohort.day_zero, cohort.data_cutoff) == ("rux_start", "2020-06-30")


def test_filled_in_it_gives_their_courses_events_and_labs(cohort):
    courses = cohort.courses[["patient_id", "label", "start_day", "end_day"]]
    assert courses.to_numpy().tolist() == [
        ["001", "HLH-94", -22, 0],
        ["001", "ruxolitinib", 0, 112],
        ["002", "ruxolitinib", 0, 14],
        ["002", "L-DEP", 7, 30],
    ]
    adverse = cohort.events[cohort.events["kind"] == "adverse event"]
    assert adverse.to_numpy().tolist() == [["001", 15, "adverse event", "Neutrophil count decreased", 3]]
    assert cohort.labs.to_numpy().tolist() == [
        ["001", 0, "ferritin", 40000, ">", "ng/mL"],
        ["001", 7, "ferritin", 9400, "", "ng/mL"],
        ["002", 0, "ebv_dna", 4.8e6, "", "copies/mL"],
    ]


def test_the_patients_sheet_alone_is_enough(template, tmp_path):
    book = openpyxl.load_workbook(template)
    headers = [cell.value for cell in book["patients"][1]]
    for patient in PATIENTS:
        book["patients"].append([patient.get(header) for header in headers])
    book.save(tmp_path / "patients_only.xlsx")
    cohort = hlhdash.read_cohort(tmp_path / "patients_only.xlsx")
    assert [finding for finding in cohort.findings if finding.level != "note"] == []
    assert cohort.courses[["patient_id", "label", "start_day", "end_day"]].to_numpy().tolist() == [
        ["001", "HLH-94", -22, 0],
        ["001", "ruxolitinib", 0, 112],
        ["002", "ruxolitinib", 0, 14],
        ["002", "L-DEP", 7, 30],
    ]
