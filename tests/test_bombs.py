"""Small files that want much: each is refused or read in little memory, in a process of its own, in a sentence."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from benchmarks.bombs import BOMBS, MOST_MEMORY, read_alone

SAID = {
    "rows.xlsx": "reaches over more than 200000 rows",
    "rows.csv": "reaches over more than 200000 rows",
    "cells.xlsx": "holds more than 1 million different values",
    "numbers.xlsx": "holds more than 1 million different values",
    "numbers.csv": "holds more than 1 million different values",
    "numbers_by_row.csv": "holds more than 1 million different values",
    "just_few_enough.csv": "99999 patients, ",
    "repeated_by_row.csv": "99999 patients, ",
    "columns.xlsx": "has 16384 columns; at most 2000 can be read",
    "columns.csv": "has 16384 columns; at most 2000 can be read",
    "many_columns.csv": "has 16384 columns; at most 2000 can be read",
    "merges.xlsx": "49 patients, ",
    "merged_codes.xlsx": "1 patients, ",
    "formulas.xlsx": "4 patients, ",
    "external_links.xlsx": "9 patients, ",
    "macros.xlsm": "9 patients, ",
    "entities.xlsx": "is damaged or cut off",
    "inflating.xlsx": "unpacks to 1024 MB",
    "below_the_limit.xlsx": "unpacks to 280 MB",
    "one_text.xlsx": "far more than its size: it was not opened",
    "repeated.xls": "far more than its size: it was not opened",
    "repeated_a_little.xls": "59999 patients, ",
    "corner.xls": "reaches over more than 5 million cells",
    "sheets.xls": "is damaged or cut off",
    "nested.zip": "is an archive or another document, not a table",
    "nested.xlsx": "9 patients, ",
    "binary.xlsb": "unpacks to 512 MB",
    "repeated.ods": "reaches over more than 5 million cells",
    "repeated_a_little.ods": "reaches over more than 5 million cells",
    "repeated_text.ods": "far more than its size: it was not opened",
    "repeated.parquet": "far more than its size: it was not opened",
    "zeros.parquet": "100000 patients, ",
    "lists.parquet": "reaches over more than 5 million cells",
    "numbers.parquet": "holds more than 1 million different values",
    "columns.parquet": "Sheet columns has 40004 columns; at most 2000 can be read",
    "zeros.sav": "100000 patients, ",
    "numbers.sav": "holds more than 1 million different values",
    "repeated.sav": "far more than its size: it was not opened",
    "zeros.dta": "100000 patients, ",
    "numbers.dta": "holds more than 1 million different values",
    "repeated.dta": "far more than its size: it was not opened",
    "repeated_much.dta": "far more than its size: it was not opened",
    "rows.dta": "reaches over more than 5 million cells",
    "rows.xpt": "reaches over more than 200000 rows",
    "columns.xpt": "is damaged, cut off or of a kind that is not read",
    "zeros.csv.gz": "is a compressed archive, not a table",
    "numbers_gz.rds": "unpacks to 100 MB",
    "numbers_bz2.rds": "unpacks to 100 MB",
    "numbers_xz.rds": "unpacks to 100 MB",
    "lists.rds": "is damaged, cut off or of a kind that is not read",
    "claims.rds": "is damaged, cut off or of a kind that is not read",
}


def test_every_bomb_is_expected() -> None:
    assert sorted(SAID) == sorted(BOMBS)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="A process's peak is told by Linux only.")
@pytest.mark.skipif(sys.platform == "win32", reason="There is no limit of memory to set.")
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_or_read_in_little_memory(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(BOMBS[name]())
    found = read_alone(path)
    assert SAID[name] in found.said
    assert re.search(r"[.]$|patients, \d+ findings$", found.said)
    assert found.peak < MOST_MEMORY
