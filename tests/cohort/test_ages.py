"""Ages as clinics write them."""

from __future__ import annotations

import pytest

from hlhdash.cohort.ages import age_years
from tests.cohort.making import listed, read, said


@pytest.mark.parametrize(
    ("cell", "years"),
    [
        ("1.5", 1.5),
        (5, 5.0),
        ("9月", 0.75),
        ("1岁8月", 1 + 8 / 12),
        ("1岁零8个月", 1 + 8 / 12),
        ("1y8m", 1 + 8 / 12),
        ("20 months", 20 / 12),
        ("11月零5天", 11 / 12 + 5 / 365.25),
        ("半岁", 0.5),
        ("半年", 0.5),
        ("2岁半", 2.5),
        ("6个半月", 6.5 / 12),
        ("10月龄", 10 / 12),
        ("10个月大", 10 / 12),
        ("2周岁", 2),
        ("3周", 21 / 365.25),
        ("生后3天", 3 / 365.25),
        ("1 8/12", 1 + 8 / 12),
        ("1+8/12", 1 + 8 / 12),
        ("8/12", 8 / 12),
        ("1½", 1.5),
        ("1½ years", 1.5),
    ],
)
def test_ages(cell, years):
    assert age_years(cell) == pytest.approx(years, rel=1e-12)


def test_an_age_takes_the_unit_of_its_header():
    assert age_years("18", unit="months") == 1.5


@pytest.mark.parametrize("cell", ["old", "", "8/13", "1/8/12", "半", "岁半", "x" * 300, "3/12/2019"])
def test_these_are_no_age(cell):
    assert age_years(cell) is None


def test_ages_of_a_file():
    cohort = read("A,9,alive,2岁半", "B,9,alive,1 8/12", "C,9,alive,10月龄", header="id,days,status,年龄")
    assert listed(cohort.patients["age_years"].round(4)) == [2.5, 1.6667, 0.8333]
    assert said(cohort, "error") == []
