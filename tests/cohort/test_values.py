"""One cell at a time: what a clinic writes, and what is read; what cannot be read is None."""

from __future__ import annotations

import datetime as dt
import decimal

import pandas as pd
import pytest

from hlhdash.cohort.values import (
    Number,
    bare_number,
    clean,
    code,
    is_missing,
    number,
    plain,
    span,
    text,
    yes_no,
)


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("  a \t b\n", "a b"),
        (3.0, "3"),
        (3.5, "3.5"),
        (1e20, "1e+20"),
        (True, "TRUE"),
        (dt.datetime(2019, 3, 5), "2019-03-05"),
        (dt.datetime(2019, 3, 5, 10, 30), "2019-03-05 10:30:00"),
        (None, ""),
        (float("nan"), ""),
        (pd.NaT, ""),
        (pd.NA, ""),
    ],
)
def test_text_is_what_a_reader_sees(cell, written):
    assert text(cell) == written


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        (True, "TRUE"),
        (float("nan"), None),
        (pd.NA, None),
        (2.5, 2.5),
        (dt.date(2019, 3, 5), dt.date(2019, 3, 5)),
        (dt.time(3, 4), "03:04:00"),
        (decimal.Decimal("1.5"), "1.5"),
        (dt.timedelta(days=3), "3 days"),
        (pd.Timedelta(hours=-36), "-1.5 days"),
        ([1], "[1]"),
    ],
)
def test_a_cell_of_a_workbook_becomes_text_a_number_a_date_or_none(cell, kept):
    assert clean(cell) == kept


def test_full_width_forms_are_folded_for_comparison():
    assert plain(" ＣＲ ") == "cr"
    assert number("１２．５") == Number(12.5)


@pytest.mark.parametrize("cell", ["", "  ", "NA", "n/a", "-", "—", "/", "缺失", "未查", "#N/A", None, "null"])
def test_signs_for_nothing(cell):
    assert is_missing(cell)


@pytest.mark.parametrize("cell", ["0", 0, "unknown", "no", "none of these", "ND"])
def test_these_say_something(cell):
    assert not is_missing(cell)


@pytest.mark.parametrize(
    ("cell", "value", "bound", "unit"),
    [
        ("1234.5", 1234.5, "", ""),
        (7, 7.0, "", ""),
        (">40000", 40000.0, ">", ""),
        ("≤ 0.5", 0.5, "<", ""),
        (">=3", 3.0, ">", ""),
        ("1,234.5 ng/mL", 1234.5, "", "ng/mL"),
        ("12,345", 12345.0, "", ""),
        ("1,5", 1.5, "", ""),
        ("4.8×10^6", 4.8e6, "", ""),
        ("4.8 x 10^6 copies/mL", 4.8e6, "", "copies/mL"),
        ("1.2万", 12000.0, "", ""),
        ("9,400↓", 9400.0, "", ""),
        ("12*", 12.0, "", ""),
        ("*12", 12.0, "", ""),
        ("4.8*10^6", 4.8e6, "", ""),
        ("1.2 x 1000", 1200.0, "", ""),
        ("2×1000 ng/mL", 2000.0, "", "ng/mL"),
        (">4 x 100", 400.0, ">", ""),
        ("1.2x103", 1200.0, "", ""),
        ("4.8 * 10^3 copies/ml", 4800.0, "", "copies/ml"),
        ("4.8×10⁶", 4.8e6, "", ""),
        ("88 ×10E9/L", 88e9, "", "/L"),
        ("10^4", 1e4, "", ""),
        ("<10³", 1e3, "<", ""),
        ("2 K/uL", 2.0, "", "K/uL"),
        ("85(L)", 85.0, "", ""),
        ("1e3", 1000.0, "", ""),
        (".5", 0.5, "", ""),
        ("-2", -2.0, "", ""),
    ],
)
def test_numbers(cell, value, bound, unit):
    read = number(cell)
    assert (read.value, read.bound, read.unit) == (pytest.approx(value, rel=1e-12), bound, unit)


@pytest.mark.parametrize("cell", ["3-5", "2 3", "abc", "", "阴性", True, float("inf"), "1" * 250, "1e999", "5e-400"])
def test_these_are_no_number(cell):
    assert number(cell) is None


@pytest.mark.parametrize(
    "cell",
    [
        "12*10",
        "1/2",
        "4.8^6",
        "3.5千",
        "1.5w",
        "2k",
        "0x10",
        "3x ULN",
        "88 10^9/L",
        "2 x 1005",
        "2 x 10 000",
        "2 x 1000.5",
    ],
)
def test_what_multiplies_in_another_way_leaves_no_mantissa(cell):
    assert number(cell) is None


@pytest.mark.parametrize(("cell", "value"), [("1,5", 1.5), ("1.234,5", 1234.5), ("12.345", 12345.0), ("1.5", 1.5)])
def test_with_a_decimal_comma_dots_stand_between_thousands(cell, value):
    assert number(cell, decimal_comma=True) == Number(value)


def test_a_bare_number_has_neither_bound_nor_unit():
    assert [bare_number(cell) for cell in ("12", ">12", "12 kg", "x")] == [12.0, None, None, None]


@pytest.mark.parametrize(
    ("cell", "days", "unit"),
    [
        ("12 months", 365.25, "months"),
        ("3周", 21.0, "weeks"),
        ("1y6m", 547.875, "months"),
        ("48h", 2.0, "hours"),
        ("D7", 7.0, "days"),
        ("day +30", 30.0, "days"),
        ("第3天", 3.0, "days"),
        ("730 d", 730.0, "days"),
        ("-1.5 days", -1.5, "days"),
    ],
)
def test_spans_of_time(cell, days, unit):
    assert span(cell) == (pytest.approx(days, rel=1e-12), unit)


@pytest.mark.parametrize("cell", ["30", "30 min", "soon", "", "2019-03-05", "3月5日"])
def test_these_are_no_span(cell):
    assert span(cell) is None


def test_yes_and_no():
    assert [yes_no(cell) for cell in ("Yes", "是", 1, "1.0", "阳性", "√")] == [True] * 6
    assert [yes_no(cell) for cell in ("no", "否", 0, "0.0", "未移植", "×")] == [False] * 6
    assert [yes_no(cell) for cell in ("2", "maybe", None)] == [None] * 3


def test_a_code_loses_the_decimal_that_programs_give_it():
    assert [code(cell) for cell in ("1.0", 1.0, "1", "1.5")] == ["1", "1", "1", "1.5"]
