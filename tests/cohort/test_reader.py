"""SPSS, Stata and SAS files come through the process that reads them to the same cells, however often they repeat."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyreadstat
import pytest

from hlhdash.cohort import reader
from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.reader import Table, read_table

CELLS: dict[str, list[Any]] = {
    "id": ["A", "B", "C", "D"],
    "hb": [9.7, 0.1 + 0.2, None, 9.7],
    "small": [5e-324, -8e307, 2**53 + 1.0, 1 / 3],
    "zero": [-0.0, 0.0, -0.0, 1.0],
    "day": [dt.date(2020, 2, 29), None, dt.date(1890, 1, 1), dt.date(2020, 2, 29)],
    "time": [dt.datetime(2020, 1, 1, 3), None, dt.datetime(2020, 1, 1, 4), dt.datetime(2020, 1, 2)],
    "note": ['tab\tand "mark"\nline', "", "\u566c\u8840", ""],
}
# A time is taken as its day, and -0 as 0, which it equals.
READ = CELLS | {
    "zero": [0.0, 0.0, 0.0, 1.0],
    "time": [dt.date(2020, 1, 1), None, dt.date(2020, 1, 1), dt.date(2020, 1, 2)],
}


def written(tmp_path: Path, write: Callable[..., None], frame: pd.DataFrame, **more: Any) -> bytes:
    path = tmp_path / "written"
    write(frame, str(path), **more)
    return path.read_bytes()


def told(table: Table) -> dict[str, list[Any]]:
    return {
        header: column.cells(header).tolist()[1:] for header, column in zip(table.headers, table.columns, strict=True)
    }


@pytest.mark.parametrize(("kind", "write"), [("sav", pyreadstat.write_sav), ("dta", pyreadstat.write_dta)])
def test_cells_come_as_they_were_written(kind: str, write: Callable[..., None], tmp_path: Path) -> None:
    frame = pd.DataFrame({name: pd.Series(cells, dtype=object) for name, cells in CELLS.items()})
    for name in ("hb", "small", "zero"):
        frame[name] = frame[name].astype(float)
    found = told(read_table(written(tmp_path, write, frame), kind, "c"))
    assert found == READ
    assert [list(map(type, cells)) for cells in found.values()] == [list(map(type, cells)) for cells in READ.values()]
    assert [str(zero) for zero in found["zero"]] == ["0.0", "0.0", "0.0", "1.0"]


def test_whole_numbers_stay_whole_numbers_and_those_out_of_range_are_missing(tmp_path: Path) -> None:
    path = tmp_path / "c.dta"
    frame = pd.DataFrame({"n": np.array([3, 1, 3], dtype=np.int16), "x": [1.0, np.nan, 1.0]})
    frame.to_stata(path, write_index=False)
    found = told(read_table(path.read_bytes(), "dta", "c"))
    assert found == {"n": [3, 1, 3], "x": [1.0, None, 1.0]}
    assert list(map(type, found["n"])) == [int, int, int]


def test_a_value_that_repeats_is_one_object(tmp_path: Path) -> None:
    frame = pd.DataFrame({"id": ["A", "B", "A"], "hb": [9.75, 8.5, 9.75]})
    for cells in told(read_table(written(tmp_path, pyreadstat.write_sav, frame), "sav", "c")).values():
        assert cells[0] is cells[2]


def test_codes_keep_their_words(tmp_path: Path) -> None:
    frame = pd.DataFrame({"status": [1.0, 0.0, 1.0]})
    words = {"status": {0.0: "alive", 1.0: "dead"}}
    table = read_table(written(tmp_path, pyreadstat.write_sav, frame, variable_value_labels=words), "sav", "c")
    assert table.words == words
    assert told(table) == {"status": [1.0, 0.0, 1.0]}


def test_a_table_without_rows_has_its_columns(tmp_path: Path) -> None:
    frame = pd.DataFrame({"id": pd.Series([], dtype=str), "hb": pd.Series([], dtype=float)})
    assert told(read_table(written(tmp_path, pyreadstat.write_sav, frame), "sav", "c")) == {"id": [], "hb": []}


@pytest.mark.parametrize(
    ("limit", "most", "said"),
    [
        ("MAX_CELLS", 7, "reaches over more than"),
        ("MAX_TEXT_BYTES", 7, "far more than its size"),
        ("MAX_DIFFERENT", 4, "different values"),
    ],
)
def test_a_table_is_refused_just_above_each_limit(
    limit: str, most: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = pd.DataFrame({"id": ["AA", "BB", "CC", "AA"], "hb": [1.5, np.nan, 2.5, 1.5]})
    data = written(tmp_path, pyreadstat.write_sav, frame)  # 8 cells, 8 letters, 5 different values
    monkeypatch.setattr(reader, limit, most + 1)
    assert told(read_table(data, "sav", "c"))["id"] == ["AA", "BB", "CC", "AA"]
    monkeypatch.setattr(reader, limit, most)
    with pytest.raises(CohortError, match=said):
        read_table(data, "sav", "c")
