"""Columns that give the unit of each value beside them."""

from __future__ import annotations

import pytest

from tests.cohort.making import read, said, tables

BASE = "patient_id,follow_up_days,vital_status"


def values(cohort):
    table = cohort.labs.assign(value=cohort.labs["value"].round(9))
    return table[["day", "analyte", "value", "unit"]].to_numpy().tolist()


@pytest.mark.parametrize(
    ("lab", "unit"),
    [
        ("ferritin_d0", "ferritin_d0_unit"),
        ("ferritin_d0", "ferritin_d0_units"),
        ("ferritin_d0", "ferritin_unit_d0"),
        ("ferritin_d0", "Unit of ferritin d0"),
        ("ferritin_d0", "ferritin unit"),
        ("ferritin_d0", "unit"),
        ("铁蛋白_d0", "铁蛋白_d0_单位"),
        ("铁蛋白d0", "铁蛋白d0单位"),
        ("铁蛋白d0", "单位"),
    ],
)
def test_each_value_has_the_unit_beside_it(lab, unit):
    cohort = read("A,90,alive,1000,ng/mL", "B,90,alive,2247,pmol/L", header=f"{BASE},{lab},{unit}")
    assert values(cohort) == [[0, "ferritin", 1000, "ng/mL"], [0, "ferritin", 1000, "ng/mL"]]
    assert unit not in cohort.patients
    assert next(one.field for one in cohort.columns if one.header == unit).startswith("unit:lab:ferritin:")
    assert said(cohort, "warning") == [
        "Ferritin is given in several units (ng/mL, pmol/L); each value was converted from its own."
    ]


def test_two_columns_called_unit_belong_to_the_value_on_their_left():
    header = f"{BASE},hb_d0,unit,ferritin_d0,unit"
    cohort = read("A,90,alive,9.8,g/dL,2247,pmol/L", header=header)
    assert values(cohort) == [[0, "haemoglobin", 98, "g/L"], [0, "ferritin", 1000, "ng/mL"]]


def test_a_unit_without_a_day_is_for_every_day_and_an_empty_cell_leaves_the_header():
    header = f"{BASE},ferritin_d0 (ng/mL),ferritin_d7,ferritin_unit"
    cohort = read("A,90,alive,2247,2247,pmol/L", "B,90,alive,800,800,", header=header)
    assert sorted(values(cohort)) == [
        [0, "ferritin", 800, "ng/mL"],
        [0, "ferritin", 1000, "ng/mL"],
        [7, "ferritin", 800, ""],
        [7, "ferritin", 1000, "ng/mL"],
    ]


def test_a_unit_of_a_value_that_is_not_there_stays_as_it_came():
    cohort = read("A,90,alive,1000,g/L", header=f"{BASE},ferritin_d0,hb_d0_unit")
    assert values(cohort) == [[0, "ferritin", 1000, ""]]
    assert cohort.patients["hb_d0_unit"].tolist() == ["g/L"]


def test_a_wide_sheet_of_labs_has_units_too():
    cohort = tables(
        patients={"patient_id": ["A"], "follow_up_days": [90], "vital_status": ["alive"]},
        labs={
            "patient_id": ["A"],
            "day": [7],
            "hb": [9.8],
            "hb_unit": ["g/dL"],
            "ferritin": [2247],
            "unit": ["pmol/L"],
        },
    )
    assert values(cohort) == [[7, "haemoglobin", 98, "g/L"], [7, "ferritin", 1000, "ng/mL"]]
    assert not [sentence for sentence in said(cohort) if "nothing uses" in sentence]


def test_the_user_may_choose_a_column_of_units():
    header = f"{BASE},ferritin_d0,in"
    cohort = read("A,90,alive,2247,pmol/L", header=header, mapping={"in": "unit:lab:ferritin:0"})
    assert values(cohort) == [[0, "ferritin", 1000, "ng/mL"]]
