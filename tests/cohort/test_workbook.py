"""Workbooks that are locked, cut, far too large inside, or hold cells that are lost."""

from __future__ import annotations

import io
import re
import zipfile

import openpyxl
import pytest
from openpyxl.styles import Font

import hlhdash
from hlhdash.cohort.workbook import is_workbook
from tests.cohort.making import book, one, said, saved

ROWS = [["patient_id", "rux_start", "last_follow_up", "vital_status"], ["P1", "2019-01-01", "2019-02-01", "alive"]]


def refusal(data: bytes) -> str:
    with pytest.raises(hlhdash.CohortError) as caught:
        hlhdash.read_cohort(data, "cohort.xlsx")
    return str(caught.value)


def repacked(data: bytes, change: dict[str, bytes]) -> bytes:
    """Write an archive anew with some members changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change.get(name, old.read(name)))
    return out.getvalue()


def sheet_xml(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("xl/worksheets/sheet1.xml").decode()


def test_what_a_workbook_begins_with():
    assert is_workbook(book(a=ROWS))
    assert is_workbook(b"\xd0\xcf\x11\xe0rest")
    assert not is_workbook(b"PK,rux_start\n")


def test_a_document_that_only_begins_like_an_old_workbook_is_refused_with_a_remedy():
    assert refusal(b"\xd0\xcf\x11\xe0" + bytes(600)) == (
        "cohort.xlsx is damaged or cut off and could not be opened. "
        "Open it in Excel, save it as a new xlsx, and drop that."
    )


def test_an_archive_with_a_password():
    data = bytearray(book(a=ROWS))
    for place in [m.start() for m in re.finditer(b"PK\x01\x02", bytes(data))]:
        data[place + 8] |= 1
    assert refusal(bytes(data)).startswith("cohort.xlsx is protected by a password.")


def test_one_cell_in_the_far_corner_does_not_lay_out_the_whole_sheet():
    """Laid out as a rectangle this file of 5 kB asks for 500 GB, which ends the process."""
    made = openpyxl.Workbook()
    made.worksheets[0]["A1"] = "patient_id"
    made.worksheets[0].cell(1_048_576, 16_384).value = "x"
    data = saved(made)
    assert len(data) < 10_000
    assert refusal(data) == (
        "cohort.xlsx: sheet sheet1.xml reaches over more than 5 million cells. Delete the empty rows and columns "
        "below and beside the cohort, or copy it into a new workbook, and drop that."
    )


@pytest.mark.parametrize("quote", ['r="XFD1048576"', "r = 'XFD1048576'", '\nr="xfd1048576"'])
def test_the_far_corner_is_found_however_it_is_written(quote):
    data = book(a=ROWS)
    xml = sheet_xml(data).replace('r="A2"', quote, 1)
    assert "reaches over more than 5 million cells" in refusal(
        repacked(data, {"xl/worksheets/sheet1.xml": xml.encode()})
    )


def test_cells_without_a_reference_in_a_far_row():
    data = book(a=[ROWS[0], [*ROWS[1], *["x"] * 30]])
    xml = re.sub(r'<c r="\w+2"', "<c", sheet_xml(data)).replace('<row r="2"', '<row r="1048576"')
    assert "reaches over more than 200000 rows" in refusal(repacked(data, {"xl/worksheets/sheet1.xml": xml.encode()}))


def test_a_far_cell_that_is_only_formatted_does_no_harm():
    made = openpyxl.load_workbook(io.BytesIO(book(a=ROWS)))
    made["a"].cell(1_048_576, 16_384).font = Font(bold=True)
    cohort = hlhdash.read_cohort(saved(made), "cohort.xlsx")
    assert cohort.patients["patient_id"].tolist() == ["P1"]


def test_a_text_repeated_in_every_cell_is_stopped(monkeypatch):
    monkeypatch.setattr("hlhdash.cohort.workbook.MAX_TEXT_BYTES", 1_000)
    assert "unpacks to" in refusal(book(a=[ROWS[0], *[["P1", "long text " * 20, "", ""]] * 10]))


def test_a_list_of_sizes_that_lies_is_found_by_its_checksum():
    data = bytearray(book(a=ROWS))
    place = data.index(b"xl/worksheets/sheet1.xml", data.index(b"PK\x01\x02")) - 46
    data[place + 24 : place + 28] = (10).to_bytes(4, "little")
    assert "damaged or cut off" in refusal(bytes(data))


def test_formulas_whose_results_were_never_saved_are_said():
    made = openpyxl.load_workbook(io.BytesIO(book(a=ROWS)))
    made["a"]["E1"], made["a"]["E2"] = "age", "=1+1"
    cohort = hlhdash.read_cohort(saved(made), "cohort.xlsx")
    assert one(cohort, "formulas").level == "warning"


def test_cells_with_errors_are_said():
    made = openpyxl.load_workbook(io.BytesIO(book(a=ROWS)))
    made["a"]["E1"], made["a"]["E2"] = "age", "#N/A"
    cohort = hlhdash.read_cohort(saved(made), "cohort.xlsx")
    assert one(cohort, "errors such as #N/A").level == "warning"


def test_a_hidden_sheet_is_read_and_said():
    made = openpyxl.load_workbook(
        io.BytesIO(book(patients=ROWS, labs=[["patient_id", "day", "ferritin"], ["P1", 0, 9]]))
    )
    made["labs"].sheet_state = "hidden"
    cohort = hlhdash.read_cohort(saved(made), "cohort.xlsx")
    assert cohort.labs["value"].tolist() == [9.0]
    assert one(cohort, "hidden").sentence == "Sheet labs is hidden in the workbook; it was read like the others."


def test_a_patient_written_once_for_merged_rows_counts_for_all_of_them():
    made = openpyxl.load_workbook(
        io.BytesIO(book(patients=ROWS, treatments=[["patient_id", "drug", "start"], ["P1", "DEX", "2019-01-01"],
                                                  [None, "CsA", "2019-01-03"]]))
    )  # fmt: skip
    made["treatments"].merge_cells("A2:A3")
    cohort = hlhdash.read_cohort(saved(made), "cohort.xlsx")
    assert cohort.courses["label"].tolist() == ["dexamethasone", "ciclosporin", "ruxolitinib"]
    assert said(cohort, "error") == []


def test_an_empty_workbook():
    assert refusal(book(a=[])) == "cohort.xlsx is empty. Choose the file that holds the cohort."
