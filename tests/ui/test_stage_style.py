"""Letters of a table on the stage: as large as its rows, its notes and its columns allow."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from hlhdash.report.plain_table import PlainTable
from hlhdash.ui import stage_style

FEW = PlainTable("Who?", ("Patient", "Class"), ("left", "left"), (("P1", "CR"), ("P2", "PR")), ("body", "body"), ())
MANY = replace(FEW, rows=FEW.rows * 7, levels=FEW.levels * 7)


def letters(table: PlainTable) -> tuple[float, float]:
    """Return the hundredths of the window's height and of its width that letters may have."""
    found = re.search(r"--letters:min\(1\.75rem,([\d.]+)vh,([\d.]+)vw\)", stage_style.sheet("", None, table))
    assert found is not None
    return float(found[1]), float(found[2])


@pytest.mark.parametrize(
    ("table", "high"),
    [
        (FEW, 10.5),  # 84 / (2 x 4)
        (MANY, 2.62),  # 84 / (2 x 16)
        (replace(MANY, notes=("One.", "Two.")), 2.4),  # 84 / (2 x 16 + 1.5 x 2)
        (replace(FEW, rows=(("P1", "x" * 60), ("P2", "PR"))), 8.98),  # 84 / (2 x 4 + 1.35)
    ],
)
def test_rows_second_lines_and_notes_share_the_height(table: PlainTable, high: float) -> None:
    assert letters(table)[0] == high


def test_a_wide_table_breaks_before_brackets_and_not_elsewhere() -> None:
    cells = ("P1", *["14.9 (11.2 to 20.9)"] * 8)
    wide = PlainTable("Who?", ("Patient", *["EBV"] * 8), ("left",) * 9, (cells,), ("body",), ())
    narrow = replace(wide, headings=wide.headings[:5], aligns=wide.aligns[:5], rows=(cells[:5],))
    assert letters(wide)[0] == 11.43  # 84 / (2 x 3 + 1.35)
    assert letters(narrow)[0] == 14.0
    assert letters(wide)[1] < letters(narrow)[1]


def test_no_table_sets_no_letters() -> None:
    assert "--letters:" not in stage_style.sheet("Who?", 500.0)
