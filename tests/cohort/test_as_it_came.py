"""Columns nobody knows: numbers where every cell is one, else words; and lengths of time in tables."""

from __future__ import annotations

import pandas as pd
import pytest

import hlhdash
from tests.cohort.making import listed


def semicolons(*cells):
    rows = [f"K{i};90;alive;2,5;{cell}" for i, cell in enumerate(cells)]
    return hlhdash.read_cohort("\n".join(["id;days;status;age;Wert", *rows]).encode(), "x.csv").patients["Wert"]


@pytest.mark.parametrize(
    ("cells", "read"),
    [
        (("88,5", "90,1", ""), [88.5, 90.1, None]),
        (("1.090,5", "12"), [1090.5, 12]),
        (("-0,5", "1.234"), [-0.5, 1234]),
        (("1.5", "2,5"), ["1.5", "2,5"]),
        (("007", "2,5"), ["007", "2,5"]),
    ],
)
def test_decimal_commas(cells, read):
    assert listed(semicolons(*cells)) == read


def test_a_comma_is_no_decimal_one_in_a_file_of_decimal_points():
    table = 'id,days,status,age,items\nA,90,alive,2.5,"1,2"\nB,80,dead,1.5,"3,4"\n'
    assert listed(hlhdash.read_cohort(table.encode(), "x.csv").patients["items"]) == ["1,2", "3,4"]


def test_lengths_of_time_in_a_table():
    table = pd.DataFrame(
        {
            "patient_id": ["A", "B", "C"],
            "time": pd.to_timedelta([3, 10.5, None], unit="D"),
            "status": ["dead", "alive", "alive"],
            "hsct": pd.to_timedelta([-3, 1, None], unit="D"),
        }
    )
    cohort = hlhdash.read_cohort(table)
    assert listed(cohort.patients["last_follow_up"]) == [3, 10.5, None]
    assert listed(cohort.patients["hsct"]) == [-3, 1, None]
    assert cohort.questions == ()
