"""Text that a spreadsheet would run is defused."""

from __future__ import annotations

import pandas as pd
import pytest

from hlhdash.report.csv import defused, to_csv, unlinked


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_full_width_signs_are_defused_too(start):
    assert defused(f"{start}SUM(1)") == f"'{start}SUM(1)"


@pytest.mark.parametrize(
    "text", ["http://a.test", "https://a.test", "mailto:a@b.test", "external:c", "{=1}", "=1", "@x"]
)
def test_addresses_are_no_links_where_a_writer_would_make_them_so(text):
    assert unlinked(text) == f"'{text}"


def test_other_text_stays_as_it_is():
    assert unlinked("EBV, see http://a.test") == "EBV, see http://a.test"


def test_a_missing_whole_number_is_an_empty_cell():
    table = pd.DataFrame({"row": pd.array([3, None], dtype="Int64"), "what": ["a", None]})
    assert to_csv(table).decode("utf-8-sig") == "row,what\r\n3,a\r\n,\r\n"


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("x;=1+1;y", "x;'=1+1;y"),
        ("x; @SUM(1)", "x; '@SUM(1)"),
        ("x\t+1", "x\t'+1"),
        ("x; CMV, a-b", '"x; CMV, a-b"'),
        ('x;"=1', '"x;""\'=1"'),
        ("x\n=1", '"x\n\'=1"'),
    ],
)
def test_no_formula_begins_where_a_spreadsheet_splits_lines_at_another_sign(cell: str, written: str) -> None:
    table = pd.DataFrame({cell: [cell, -1]})
    assert to_csv(table).decode("utf-8-sig") == f"{written}\r\n{written}\r\n-1\r\n"
