"""The query list says everything about a finding, and runs in no spreadsheet."""

from __future__ import annotations

import csv
import io

import openpyxl

from hlhdash.cohort.findings import FIGURES, Finding
from hlhdash.language import Translator, message
from hlhdash.report.queries import meaning, query_csv, query_table, query_workbook
from tests.cohort.making import read

SAY = Translator()
NOTE = Finding("note", message("A note."), message("Nothing."))
HOSTILE = Finding(
    "error",
    message("“{cell}” is no date.", cell="=1+1"),
    message("Correct it."),
    sheet="@sheet",
    row=7,
    column="+column",
    patient="-P1",
    read="=HYPERLINK(1)\x07",
    affects=("survival", "swimmer"),
)
COLUMNS = ["Level", "Patient", "Sheet", "Row", "Column", "Read", "What was found", "What it means", "What to do"]
ROW = ["Not used", "'-P1", "'@sheet", 7, "'+column", "'=HYPERLINK(1) ", "“=1+1” is no date.",
       "Missing in: Survival, Swimmer", "Correct it."]  # fmt: skip


def test_the_gravest_come_first():
    assert query_table((NOTE, HOSTILE), SAY)["level"].tolist() == ["Not used", "For information"]


def test_what_a_finding_means_for_the_figures():
    assert meaning(NOTE) == "No figure changes"
    assert meaning(HOSTILE) == "Missing in: Survival, Swimmer"
    warning = Finding("warning", message("x"), message("y"), affects=FIGURES)
    assert meaning(warning) == "May be wrong in: Every screen"


def test_the_workbook_holds_no_formula():
    sheet = openpyxl.load_workbook(io.BytesIO(query_workbook((NOTE, HOSTILE), SAY))).worksheets[0]
    rows = [[cell.value for cell in cells] for cells in sheet.iter_rows()]
    assert rows[0] == [*COLUMNS, "Answer"]
    assert rows[1] == [*ROW, None]
    assert {cell.data_type for cells in sheet.iter_rows() for cell in cells} <= {"s", "inlineStr", "n"}
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:J3")


def test_the_csv_says_the_same():
    rows = list(csv.reader(io.StringIO(query_csv((HOSTILE,), SAY).decode("utf-8-sig"))))
    assert rows[0] == [*COLUMNS, "Answer"]
    assert rows[1] == [*(str(cell) if cell != "'=HYPERLINK(1) " else "'=HYPERLINK(1)\x07" for cell in ROW), ""]


def test_a_finding_without_a_row_has_an_empty_cell():
    sheet = openpyxl.load_workbook(io.BytesIO(query_workbook((NOTE,), SAY))).worksheets[0]
    assert sheet.cell(2, 4).value is None


def test_the_list_of_a_real_file():
    cohort = read("P1,2020-01-01,31.9.2020,alive", "P2,2020-01-01,2020-03-01,dead")
    table = query_table(cohort.findings, SAY)
    first = table.iloc[0]
    assert (first["level"], first["patient"], first["row"], first["column"], first["read"]) == (
        "Not used", "P1", 2, "last_follow_up", "31.9.2020"
    )  # fmt: skip
    assert first["meaning"] == "Missing in: Survival, Swimmer"
