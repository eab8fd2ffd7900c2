"""Dots that may stand between thousands of a laboratory value."""

from __future__ import annotations

import pytest

from tests.cohort.making import read, said

BASE = "patient_id,follow_up_days,vital_status"


def labs(header, *cells, **options):
    rows = [f"K{i},90,alive,{cell}" for i, cell in enumerate(cells, start=1)]
    return read(*rows, header=f"{BASE},{header}", **options)


def test_dots_between_thousands_are_asked_about_and_assumed_where_they_are_likelier():
    cohort = labs("ferritin_d0", "1.000", "2.500", "12.345")
    assert cohort.labs["value"].tolist() == [1000, 2500, 12345]
    assert [(one.field, one.column, one.sentence, one.choices, one.assumed) for one in cohort.questions] == [
        (
            "dots in ferritin",
            "ferritin_d0",
            "Do the dots in column ferritin_d0 stand between thousands, or before decimals? Every value of Ferritin "
            "has three digits behind each dot.",
            ("thousands", "decimals"),
            "thousands",
        )
    ]
    assert cohort.questions[0].consequences == ("the values are 1,000 to 12,345", "the values are 1 to 12.345")


def test_the_answer_is_taken():
    cohort = labs("ferritin_d0", "1.000", "2.500", "12.345", mapping={"dots in ferritin": "decimals"})
    assert cohort.labs["value"].tolist() == [1, 2.5, 12.345]


def test_cells_below_a_thousand_have_no_dot_and_bounds_stay():
    cohort = labs("ferritin_d0", "850", "1.200", ">40.000", "1.234.567")
    assert cohort.labs["value"].tolist() == [850, 1200, 40000, 1234567]
    assert cohort.labs["bound"].tolist() == ["", "", ">", ""]
    assert said(cohort, "error") == []


def test_a_stated_unit_is_heeded():
    cohort = labs("PLT_d0 (/uL)", "85.000", "120.000")
    assert cohort.labs["value"].tolist() == [85, 120]
    assert [one.assumed for one in cohort.questions] == ["thousands"]


def test_decimals_are_assumed_where_they_are_likelier():
    cohort = labs("ferritin_d0", "850.000", "420.500")
    assert cohort.labs["value"].tolist() == [850, 420.5]
    assert [(one.field, one.assumed) for one in cohort.questions] == [("dots in ferritin", "decimals")]


@pytest.mark.parametrize(
    ("header", "cells", "values"),
    [
        ("ferritin_d0", ("1.000", "2.50", "12.345"), [1, 2.5, 12.345]),
        ("ferritin_d0", ("1.000", "3500", "12.345"), [1, 3500, 12.345]),
        ("ferritin_d0", ("1.000", "350", "900"), [1, 350, 900]),
        ("anc_d0", ("1.234", "2.345"), [1.234, 2.345]),
        ("fibrinogen_d0 (g/L)", ("1.234", "2.345"), [1.234, 2.345]),
        ("hb_d0 (g/L)", ("85.000", "91.000"), [85, 91]),
    ],
)
def test_other_numbers_are_not_asked_about(header, cells, values):
    cohort = labs(header, *cells)
    assert cohort.labs["value"].tolist() == values
    assert cohort.questions == ()
