"""Long text files, read by column: the same cells as a reader of rows finds, or none at all."""

from __future__ import annotations

import csv
import io
import random

import pytest

import hlhdash
from hlhdash.cohort import by_column
from hlhdash.cohort.by_column import LONG, TooManyDifferent, rows_of, split_by_column

MOST = 1_000_000
PIECES = ("a", '"', '"', "\n", "b", "\r\n", " ", '""', '"\n', '"a"', "é", "\r", "\x0b", "\u2028", "1.5", "SEP", 'SEP"')


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read short texts, too, by column."""
    monkeypatch.setattr(by_column, "LONG", 0)


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_what_is_split_by_column_is_what_rows_are(separator):
    chance, compared = random.Random(separator), 0
    for _ in range(4_000):
        written = "".join(chance.choice(PIECES).replace("SEP", separator) for _ in range(chance.randint(1, 14)))
        found = split_by_column(written, separator, MOST)
        if found is not None:
            compared += 1
            assert found[:] == list(csv.reader(io.StringIO(written, newline=""), delimiter=separator, strict=True))
    assert compared > 100


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize(
    "written",
    ['a,b\n"1,2\n', 'a,b\n1"2,3\n', 'a,b\n"1"2,3\n', "a,b\n1\n", "a,b\n1,2,3\n", "a,b\n\n1,2\n", "a,b\r1,2\r"],
    ids=["never closed", "inside", "after", "too short", "too long", "empty line", "old Mac"],
)
def test_what_only_a_reader_of_rows_understands_is_left_to_it(written):
    assert split_by_column(written, ",", MOST) is None


@pytest.mark.usefixtures("short")
def test_quoted_cells_with_separators_and_lines_stay_whole():
    found = split_by_column('id,note\r\nA,"x, ""y""\nz"\r\nB,\r\n', ",", MOST)
    assert found is not None
    assert found[:] == [["id", "note"], ["A", 'x, "y"\nz'], ["B", ""]]
    assert found.width == 2
    assert found.filled() == [0, 1, 2]
    assert found.frame([1, 2], ["id", "note"]).to_dict("index") == {
        2: {"id": "A", "note": 'x, "y"\nz'},
        3: {"id": "B", "note": ""},
    }


def test_a_short_text_is_read_by_row():
    assert split_by_column("a,b\n1,2\n", ",", MOST) is None


def test_a_long_file_becomes_the_same_cohort_either_way():
    rows = [f"K{i},{2010 + i % 9}-01-0{1 + i % 7},{1 + i % 700},alive,{i % 11}.5,remark {i}" for i in range(60_000)]
    rows[7] = ",,,,,"
    rows[40_000] = "Total,,,,,"
    table = "\n".join(["Our cohort,,,,,", "id,rux_start,follow_up_days,status,hb_d0,note", *rows])
    assert len(table) > LONG
    by_row = table.replace("K1,", '"K1" ,', 1)  # a letter after a quotation mark
    assert split_by_column(by_row, ",", MOST) is None
    one, other = (hlhdash.read_cohort(text.encode(), "long.csv") for text in (table, by_row))
    assert one.patients.equals(other.patients.replace({"K1 ": "K1"}))
    assert one.labs.equals(other.labs)
    assert [finding.row for finding in one.findings] == [finding.row for finding in other.findings]
    assert one.findings[0].sentence == "Row 1 stands above the column names and was not read as data."
    assert one.findings[0].read == "Our cohort"


@pytest.mark.usefixtures("short")
def test_different_texts_are_counted_column_by_column():
    written = "a,b\n1,1\n2,2\n2,2\n"
    with pytest.raises(TooManyDifferent):
        split_by_column(written, ",", 5)
    found = split_by_column(written, ",", 6)
    assert found is not None
    assert found[:] == [["a", "b"], ["1", "1"], ["2", "2"], ["2", "2"]]


def test_rows_keep_each_text_once_and_stop_at_too_many():
    told = [["".join(("no", "te")), "x"], ["".join(("no", "te")), "y"]]
    rows = rows_of(iter(told), 3)
    assert rows == [["note", "x"], ["note", "y"]]
    assert rows[0][0] is rows[1][0]
    with pytest.raises(TooManyDifferent):
        rows_of(iter(told), 2)
