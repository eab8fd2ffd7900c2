"""The numbers of a column: values, bounds and units of distinct cells."""

from __future__ import annotations

import math

from hlhdash.cohort.numbers import numbers_of


def test_each_cell_is_a_value_with_its_bound_and_unit_or_nothing():
    found = numbers_of(
        ["12", ">40000", "1.2万", "500 ug/L", "", None, 7.5, "９", "x", "1234567890123456"], decimal_comma=False
    )
    assert [None if math.isnan(value) else value for value in found.value] == [
        12, 40000, 12000, 500, None, None, 7.5, 9, None, 1234567890123456,
    ]  # fmt: skip
    assert (found.bound, found.unit) == ({1: ">"}, {3: "ug/L"})
    assert found.given(found.bound).tolist() == ["", ">", "", "", "", "", "", "", "", ""]


def test_a_decimal_comma_is_read_as_one():
    assert numbers_of(["1,5", "1.500"], decimal_comma=True).value.tolist() == [1.5, 1500]
