"""Text files: separators, decimals, encodings, and rows that do not fit."""

from __future__ import annotations

import pytest

import hlhdash
from tests.cohort.making import one, read, said

ROWS = [
    ["patient_id", "age", "etiology", "rux_start", "follow up (months)", "vital_status", "ferritin_d0"],
    ["P1", "1.5", "EBV", "2019-03-05", "12.5", "alive", "12345"],
    ["P2", "3", "FHL", "2019-04-01", "3", "dead", "900.5"],
]


def written(separator: str, *, comma: bool = False) -> str:
    rows = [[cell.replace(".", ",") for cell in row] if comma else row for row in ROWS]
    return "\n".join(separator.join(row) for row in rows) + "\n"


def cohort(data: bytes) -> hlhdash.Cohort:
    return hlhdash.read_cohort(data, "cohort.csv")


@pytest.mark.parametrize(
    "data",
    [
        written(",").encode(),
        written(";", comma=True).encode(),
        written(";").encode(),
        written("\t").encode(),
        written("\t", comma=True).encode("utf-8-sig"),
        written("|").encode(),
        written(",").encode("utf-8-sig"),
        written("\t").encode("utf-16"),
        written(",").replace("\n", "\r\n").encode(),
        written(",").replace("\n", "\r").encode(),
    ],
    ids=["comma", "semicolon, decimal comma", "semicolon, decimal dot", "tab", "tab, decimal comma, BOM", "bar",
         "BOM", "UTF-16", "CRLF", "CR"],
)  # fmt: skip
def test_every_way_of_writing_gives_the_same_cohort(data):
    read = cohort(data)
    assert read.patients["age_years"].tolist() == [1.5, 3.0]
    assert read.patients["last_follow_up"].tolist() == [380.46875, 91.3125]
    assert read.labs["value"].tolist() == [12345.0, 900.5]
    assert [f.level for f in read.findings] == ["note"] * 3


def test_dots_between_thousands_where_commas_are_decimal():
    rows = ("P1;2019-01-01;2019-02-01;alive;12.345", "P2;2019-01-01;2019-02-01;alive;900,5")
    read = cohort("\n".join(("patient_id;rux_start;last_follow_up;vital_status;ferritin_d0", *rows)).encode())
    assert read.labs["value"].tolist() == [12345.0, 900.5]


@pytest.mark.parametrize(
    ("word", "encoding"), [("芦可替尼治疗后好转", "gb18030"), ("Müller-Straße", "cp1252"), ("Élodie", "cp1252")]
)
def test_text_that_is_not_utf_8_is_read_and_said(word, encoding):
    text = f"patient_id,rux_start,last_follow_up,vital_status,remark\nP1,2019-01-01,2019-02-01,alive,{word}\n"
    read = cohort(text.encode(encoding))
    assert read.patients["remark"].tolist() == [word]
    finding = one(read, "UTF-8")
    assert (finding.level, str(finding.sentence)) == (
        "note",
        f"cohort.csv is not written in UTF-8; it was read as {encoding}.",
    )


def test_a_row_with_too_many_cells_is_pointed_out():
    finding = one(read("P1,2019-01-01,2019-02-01,alive", "P2, EBV,2019-01-01,2019-02-01,alive"), "more cells")
    assert (finding.level, finding.row) == ("warning", 3)


def test_rows_with_too_few_cells_are_counted():
    cohort = read("P1,2019-01-01,2019-02-01,alive", "P2,2019-01-01,2019-02-01", "P3,2019-01-01")
    assert one(cohort, "fewer cells").sentence == (
        "2 rows, the first row 3, have fewer cells than there are columns; the others are read as empty."
    )


def test_a_quotation_mark_that_is_never_closed_swallows_no_rows():
    cohort = read('P1,2019-01-01,2019-02-01,alive,"bad', "P2,2019-01-01,2019-02-01,dead,fine",
                  header="patient_id,rux_start,last_follow_up,vital_status,remark")  # fmt: skip
    assert cohort.patients["patient_id"].tolist() == ["P1", "P2"]
    assert "A quotation mark is opened and never closed; all of them were read as letters." in said(cohort, "warning")


def test_quoted_cells_may_hold_separators_lines_and_quotes():
    cohort = read('P1,2019-01-01,2019-02-01,alive,"a, ""b""\nc"', header="patient_id,rux_start,last_follow_up,"
                  "vital_status,remark")  # fmt: skip
    assert cohort.patients["remark"].tolist() == ['a, "b" c']


@pytest.mark.parametrize("encoding", ["utf-32", "utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"])
def test_wide_letters_are_read_with_and_without_their_mark(encoding):
    assert cohort(written(",").encode(encoding)).patients["age_years"].tolist() == [1.5, 3.0]


@pytest.mark.parametrize(
    ("word", "encoding"),
    [
        ("Müller", "mac_roman"),
        ("Lefèvre", "mac_roman"),
        ("Košice", "cp1252"),
        ("Müller’s", "cp1252"),
        ("Gdańsk", "cp1250"),
    ],
)
def test_accents_of_an_old_macintosh_are_told_from_those_of_windows(word, encoding):
    data = (written(",").replace("EBV", word)).encode(encoding)
    used = "mac_roman" if encoding == "mac_roman" else "cp1252"
    read = cohort(data)
    assert read.encoding == used
    assert read.patients["etiology"].iloc[0] == data.decode(used).split(",")[8]
    assert one(read, "not written in UTF-8").sentence == f"cohort.csv is not written in UTF-8; it was read as {used}."
