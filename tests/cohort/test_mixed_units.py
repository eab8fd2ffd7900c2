"""A column without a unit whose values need two: never one of them read in the unit of the other."""

from __future__ import annotations

import pytest

from tests.cohort.making import one, read, said, tables

BASE = "patient_id,follow_up_days,vital_status"


def labs(header, *cells, **options):
    rows = (f"K{i},90,alive,{cell}" for i, cell in enumerate(cells, start=1))
    return read(*rows, header=f"{BASE},{header}", **options)


@pytest.mark.parametrize(
    ("header", "cells", "values"),
    [
        ("hb_d0", ("8.5", "95", "7.1"), [85, 95, 71]),
        ("PLT_d0", ("88", "120", "45000"), [88, 120, 45]),
        ("tg_d0", ("2.1", "3.5", "265.71"), [2.1, 3.5, 3]),
        ("tg_d0", ("210", "350", "265.71", "2.1"), [2.371, 3.952, 3, 2.1]),
        ("fib_d0", ("1.5", "2.1", "150"), [1.5, 2.1, 1.5]),
        ("anc_d0", ("1.2", "0.8", "3500"), [1.2, 0.8, 3.5]),
        ("d_dimer_d0", ("1.5", "2.3", "850"), [1500, 2300, 850]),
        ("temperature_d0", ("38.2", "37", "101.3"), [38.2, 37, 38.5]),
        ("spleen_d0", ("3", "5", "45"), [3, 5, 4.5]),
    ],
)
def test_a_value_that_only_another_unit_explains_is_converted_from_it(header, cells, values):
    assert labs(header, *cells).labs["value"].tolist() == pytest.approx(values, rel=1e-3)


def test_each_value_that_was_converted_is_said():
    found = one(labs("hb_d0", "8.5", "95", "7.1"), "mixed units")
    assert (found.level, found.row, found.patient, found.read) == ("warning", 3, "K2", "95")
    assert found.sentence == (
        "Haemoglobin is in mixed units: “95” is possible in g/L only, the other values are in g/dL; it was converted "
        "from g/L."
    )


def test_a_value_that_two_units_explain_is_left_empty():
    cohort = labs("hb_d0", "95", "110", "9.8")
    assert cohort.labs["value"].tolist() == [95, 110]
    found = one(cohort, "mixed units")
    assert (found.level, found.row, found.read) == ("error", 4, "9.8")
    assert found.sentence == (
        "Haemoglobin is in mixed units: “9.8” is not possible in g/L as the other values are, and it could be in "
        "g/dL, mmol/L; it is left empty."
    )


@pytest.mark.parametrize(
    ("header", "cells"),
    [("PLT_d0", ("88", "150", "1200")), ("ferritin_d0", ("800", "900", "1200000")), ("hb_d0", ("95", "110", "500"))],
)
def test_a_value_that_no_other_unit_brings_near_the_others_stays_and_is_pointed_out(header, cells):
    cohort = labs(header, *cells)
    assert cohort.labs["value"].tolist() == [float(cell) for cell in cells]
    assert said(cohort, "error") == []
    assert one(cohort, "a sick child can have").read == cells[2]


def test_a_value_with_its_unit_is_not_among_the_odd_ones():
    cohort = labs("hb_d0", "8.5 g/dL", "95", "110", "9.8 g/dL")
    assert cohort.labs["value"].tolist() == pytest.approx([85, 95, 110, 98])
    assert said(cohort, "error") == []


def test_in_a_long_sheet_each_analyte_is_looked_at_alone():
    cohort = tables(
        patients={"patient_id": ["A"], "follow_up_days": [90], "vital_status": ["alive"]},
        labs={
            "patient_id": ["A"] * 5,
            "day": [0, 1, 2, 0, 1],
            "analyte": ["PLT", "PLT", "PLT", "ferritin", "ferritin"],
            "value": ["88", "120", "45000", "45000", "88"],
        },
    )
    assert cohort.labs["value"].tolist() == [88, 120, 45, 45000, 88]
    assert cohort.labs["unit"].tolist() == ["", "", "10⁹/L", "", ""]
