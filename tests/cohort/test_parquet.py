"""Parquet files are read with each value kept once, to the same cells as if it were not."""

from __future__ import annotations

import datetime as dt
import io

import pandas as pd
import pytest

from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.frames import coded
from hlhdash.cohort.parquet import read_parquet
from hlhdash.cohort.statistical import read_statistical


def packed(frame: pd.DataFrame) -> bytes:
    out = io.BytesIO()
    frame.to_parquet(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("told", "kind", "cells", "objects"),
    [
        ([1.5, None, 1.5], "float64", [1.5, None, 1.5], 1),
        ([1, 2, 1], "int64", [1, 2, 1], 2),
        ([1, None, 1], "Int64", [1, None, 1], 1),
        ([True, False, True], "bool", ["TRUE", "FALSE", "TRUE"], 2),
        (["a", None, "a"], "category", ["a", None, "a"], 1),
        ([1, True, "1"], "object", [1, "TRUE", "1"], 0),
    ],
)
def test_cells_are_what_they_would_be_one_by_one(told, kind, cells, objects):
    column, many = coded(pd.Series(told, dtype=kind))
    header, *found = column.cells("c").tolist()
    assert (header, found) == ("c", cells)
    assert list(map(type, found)) == list(map(type, cells))
    assert many == objects


def test_a_table_comes_with_its_dates_texts_and_gaps():
    frame = pd.DataFrame(
        {
            "id": ["A", "B", "C"],
            "start": pd.to_datetime(["2020-01-01", None, "2020-01-01"]),
            "day": [dt.date(2020, 1, 2), None, dt.date(2020, 1, 2)],
            "hb": [9.5, None, 9.5],
            "note": ["x", None, "x"],
            "list": [[1, 2], None, []],
        }
    ).set_index("id")
    (rows,), findings = read_statistical(packed(frame), "parquet", "c.parquet")
    assert findings == []
    assert list(rows.cells) == [
        ["id", "start", "day", "hb", "note", "list"],
        ["A", pd.Timestamp("2020-01-01"), dt.date(2020, 1, 2), 9.5, "x", "[1 2]"],
        ["B", None, None, None, None, None],
        ["C", pd.Timestamp("2020-01-01"), dt.date(2020, 1, 2), 9.5, "x", "[]"],
    ]


def test_a_text_that_repeats_is_counted_as_often_as_it_stands():
    frame = pd.DataFrame({"note": pd.Series(["x" * 30_000] * 4_000)})
    with pytest.raises(CohortError, match="unpacks to 114 MB"):
        read_parquet(packed(frame), "c.parquet")


def test_long_lists_are_cells():
    frame = pd.DataFrame({"list": [[0] * 1_000] * 5_001})
    with pytest.raises(CohortError, match="reaches over more than 5 million cells"):
        read_parquet(packed(frame), "c.parquet")


def test_many_columns_are_refused_by_their_number():
    with pytest.raises(CohortError, match="has 2001 columns; at most 2000 can be read"):
        read_parquet(packed(pd.DataFrame({f"c{i}": [1] for i in range(2_001)})), "c.parquet")
