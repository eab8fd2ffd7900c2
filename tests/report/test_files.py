"""One table in four kinds of file: the same cells, no formula, no markup of the file's text."""

from __future__ import annotations

import io

import docx
import openpyxl
import pytest

import hlhdash
from hlhdash import report
from hlhdash.language import Translator, message
from hlhdash.report.files import table_file
from hlhdash.report.table import Column, Row, Table
from scripts.browser import ROOT

HOSTILE = '=HYPERLINK("http://x")'


@pytest.fixture(scope="module")
def table():
    cohort = hlhdash.read_cohort(ROOT / "sample_data" / "ruxolitinib9.xlsx")
    return report.response_rows(hlhdash.response_table(cohort))


def document(table):
    return docx.Document(io.BytesIO(table_file(table, "docx", Translator())))


def sheet(table):
    return openpyxl.load_workbook(io.BytesIO(table_file(table, "xlsx", Translator()))).active


def hostile(cell):
    return Table(message("T"), (Column("Name", "left"), Column(message("N"))), (Row((cell, "3")),), (message("Note."),))


def test_a_word_table_holds_the_printed_cells(table):
    made = document(table)
    cells = [[cell.text for cell in row.cells] for row in made.tables[0].rows]
    assert cells[0] == [str(column.title) for column in table.columns]
    assert cells[1:] == [list(row.cells) for row in table.rows]
    assert made.paragraphs[0].text == "Week 1: response (PR or better)"
    assert [paragraph.text for paragraph in made.paragraphs[1:]] == list(table.notes)


def test_an_excel_table_holds_numbers_as_numbers(table):
    made = sheet(table)
    rows = list(made.iter_rows(min_row=4, max_row=3 + len(table.rows), values_only=True))
    assert rows[0] == ("EBV", 5, 0, 4, 1, "0/5 (0)", "0 to 52 %", 0.048, 0.19)
    assert made["H4"].number_format == "0.000"
    assert made["A1"].value == "Week 1: response (PR or better)"


def test_markdown_is_a_table(table):
    lines = table_file(table, "md", Translator()).decode().splitlines()
    assert lines[0] == "**Week 1: response (PR or better)**"
    assert lines[4] == "| EBV | 5 | 0 | 4 | 1 | 0/5 (0) | 0 to 52 % | 0.048 | 0.190 |"


def test_html_is_a_whole_page(table):
    page = table_file(table, "html", Translator()).decode()
    assert page.startswith('<!doctype html><html><head><meta charset="utf-8">')
    assert '<td class="r">0/5 (0)</td>' in page


ODD = [HOSTILE, "{0}", "a\x00b\x1bc", "\ud800", "<img src=x>", "a\nb"]
CLEAN = ["'" + HOSTILE, "{0}", "a b c", "", "<img src=x>", "a b"]


@pytest.mark.parametrize(("text", "clean"), list(zip(ODD, CLEAN, strict=True)))
def test_odd_text_is_the_same_harmless_text_in_word_and_excel(text, clean):
    assert document(hostile(text)).tables[0].rows[1].cells[0].text == clean
    assert (sheet(hostile(text))["A4"].value or "") == clean


@pytest.mark.parametrize("text", ODD)
@pytest.mark.parametrize("kind", ["html", "md"])
def test_odd_text_leaves_the_rest_of_a_text_file_whole(kind, text):
    written = table_file(hostile(text), kind, Translator()).decode()
    assert "Note." in written
    assert "<img" not in written.replace(r"\<img", "")


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_formulas_are_defused_in_every_kind_of_file(start):
    bad = hostile(f"{start}1+1")
    assert document(bad).tables[0].rows[1].cells[0].text == f"'{start}1+1"
    cell = sheet(bad)["A4"]
    assert (cell.value, cell.data_type) == (f"'{start}1+1", "s")
    assert f"&#x27;{start}1+1" in table_file(bad, "html", Translator()).decode()
    assert f"| '{start}1+1 | 3 |" in table_file(bad, "md", Translator()).decode()


def test_markdown_draws_no_picture_and_keeps_its_columns():
    assert r"| \!\[x\](http://x) | 3 |" in table_file(hostile("![x](http://x)"), "md", Translator()).decode()
    assert r"| a\|b | 3 |" in table_file(hostile("a|b"), "md", Translator()).decode()


def test_an_identifier_keeps_its_zeros():
    assert sheet(hostile("007"))["A4"].value == "007"
