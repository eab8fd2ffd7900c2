"""What an xls asks for is known before it is laid out, as a reader of it finds afterwards."""

from __future__ import annotations

import io

import pytest
from python_calamine import CalamineWorkbook

from benchmarks.old_workbooks import book, named, number, record, texts
from hlhdash.cohort.compound import books
from hlhdash.cohort.old_cells import Asked, asked_for

TOLD = ("id", "x" * 30_000, "é" * 7_990, "", "last")


def asked(data: bytes, few: int = 0) -> Asked | None:
    found = books(data)
    assert found is not None
    return asked_for(found[0], few)


def test_texts_that_run_over_records_are_as_long_as_the_library_reads_them():
    data = book(texts(TOLD), b"".join(named(0, i, i) for i in range(len(TOLD))))
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert [sheet[0][i] for i in range(len(TOLD))] == list(TOLD)
    assert asked(data) == Asked(cells=5, letters=2 + 30_000 + 7_990 + 4)


def test_wide_and_formatted_texts_are_counted_by_their_letters():
    wide = b"\x03\x00\x01" + "a中b".encode("utf-16-le")
    formatted = b"\x02\x00\x08\x01\x00ab" + bytes(4)
    table = record(0x00FC, b"\x03\0\0\0\x03\0\0\0" + wide + formatted + b"\x01\x00\x00z")
    assert asked(book(table, named(0, 0, 0) + named(0, 1, 1) + named(0, 2, 2))) == Asked(cells=3, letters=6)


def test_every_naming_of_a_text_counts():
    data = book(texts(["x" * 100]), b"".join(named(row, 0, 0) for row in range(50)))
    assert asked(data) == Asked(cells=50, letters=5_000)


def test_a_stray_cell_makes_the_rectangle():
    assert asked(book(texts([]), number(0, 0, 1) + number(65_535, 255, 1))) == Asked(cells=65_536 * 256, letters=0)


def test_sheets_at_the_same_place_are_refused():
    assert asked(book(texts([]), number(0, 0, 1), sheets=2)) is None


@pytest.mark.parametrize(
    ("rest", "letters"),
    [(b"", 0), (b"\x10", 0), (b"\x10\x27\x00", 10_000), (b"\x10\x27\x00xx", 10_000), (b"\x10\x27\x0cx", 10_000)],
)
def test_a_table_that_is_cut_off_ends_the_count(rest, letters):
    table = record(0x00FC, b"\1\0\0\0\1\0\0\0" + rest)
    assert asked(book(table, named(0, 0, 0))) == Asked(cells=1, letters=letters)
