"""Laboratory values in the usual unit: what is converted, asked, and pointed out."""

from __future__ import annotations

import pytest

from hlhdash.cohort.lab_units import scale_of
from tests.cohort.making import one, read, said, tables

BASE = "patient_id,follow_up_days,vital_status"


def labs(header, *cells, **options):
    rows = [f"K{i},90,alive,{cell}" for i, cell in enumerate(cells, start=1)]
    return read(*rows, header=f"{BASE},{header}", **options)


@pytest.mark.parametrize(
    ("header", "cell", "value", "unit"),
    [
        ("hb_d0", "9.8 g/dL", 98, "g/L"),
        ("hb_d0", "5 mmol/L", 80.55, "g/L"),
        ("ferritin_d0", "2247 pmol/L", 1000, "ng/mL"),
        ("ferritin_d0", "800 μg/L", 800, "ng/mL"),
        ("PLT_d0", "88000 /uL", 88, "10⁹/L"),
        ("PLT_d0", "88×10⁹/L", 88, "10⁹/L"),
        ("tg_d0", "265.71 mg/dl", 3, "mmol/L"),
        ("fib_d0", "150 mg/dL", 1.5, "g/L"),
        ("alt_d0", "2 ukat/L", 120, "U/L"),
        ("d_dimer_d0", "1.5 mg/L", 1500, "µg/L"),
        ("temp_d0", "101.3 F", 38.5, "°C"),
    ],
)
def test_a_known_unit_is_converted(header, cell, value, unit):
    found = labs(header, cell).labs
    assert found["value"].tolist() == pytest.approx([value])
    assert found["unit"].tolist() == [unit]


@pytest.mark.parametrize(
    ("header", "value", "unit"),
    [
        ("Ferritin_d0 (µg/L)", 50, "ng/mL"),
        ("铁蛋白_d0(μg/L)", 50, "ng/mL"),
        ("PLT_d0 (×10⁹/L)", 50, "10⁹/L"),
        ("血小板d0(×10⁹/L)", 50, "10⁹/L"),
        ("PLT_d0 (10⁹/L)", 50, "10⁹/L"),
        ("PLT_d0 (x10^3/uL)", 50, "10⁹/L"),
        ("PLT_d0 (10³/mm³)", 50, "10⁹/L"),
        ("PLT_d0 (K/µL)", 50, "10⁹/L"),
        ("PLT_d0 (x10e9/L)", 50, "10⁹/L"),
        ("PLT_d0 (10*9/L)", 50, "10⁹/L"),
        ("PLT_d0 (G/L)", 50, "10⁹/L"),
        ("PLT_d0 (万/ul)", 500, "10⁹/L"),
        ("ALT_d0 (µkat/L)", 3000, "U/L"),
        ("TG_d0 (mg%)", 0.5645, "mmol/L"),
        ("D-二聚体_d0 (mg/L)", 50000, "µg/L"),
        ("D-dimer_d0 (µg/L)", 50, "µg/L"),
    ],
)
def test_units_in_headers_as_clinics_write_them(header, value, unit):
    cohort = labs(header, "50")
    assert cohort.labs["value"].tolist() == pytest.approx([value], rel=1e-4)
    assert cohort.labs["unit"].tolist() == [unit]
    assert cohort.questions == ()


@pytest.mark.parametrize(("header", "unit"), [("ferritin_d0 (foo)", "foo"), ("ferritin [arb/L] d0", "arb/L")])
def test_a_unit_nobody_knows_in_a_header_leaves_the_analyte_known(header, unit):
    cohort = labs(header, "50")
    assert cohort.labs[["day", "analyte", "value", "unit"]].to_numpy().tolist() == [[0, "ferritin", 50, unit]]
    assert f"“{unit}”, a unit that is not known" in said(cohort, "warning")[0]


@pytest.mark.parametrize("header", ["liver (1=yes)", "liver (Y/N)", "脾肋下（有/无）"])
def test_brackets_that_list_answers_make_no_measurement(header):
    assert labs(header, "1").labs.empty


def test_what_was_drawn_is_no_unit():
    assert labs("Ferritin (serum) d7", "50").labs[["day", "unit"]].to_numpy().tolist() == [[7, ""]]


def test_the_unit_of_a_header_is_used_for_every_cell():
    cohort = labs("Hb (g/dL)", "9.8", "11")
    assert cohort.labs["value"].tolist() == [98, 110]
    assert cohort.questions == ()


def test_a_value_without_a_unit_stays_without_one():
    assert labs("ferritin_d0", "800", "900 ug/L").labs["unit"].tolist() == ["", "ng/mL"]


def test_scd25_in_pg_per_ml_is_never_converted():
    cohort = labs("scd25_d0", "5000 pg/ml")
    assert cohort.labs[["value", "unit"]].to_numpy().tolist() == [[5000, "pg/ml"]]
    assert one(cohort, "depends on the assay").sentence.startswith("1 value of sCD25 is in pg/ml")


def test_a_unit_nobody_knows_is_kept_and_said():
    cohort = labs("scd25_d0", "5000 foo")
    assert cohort.labs["unit"].tolist() == ["foo"]
    assert said(cohort, "warning") == [
        "1 value of sCD25 is in “foo”, a unit that is not known; it is kept as it is, not converted."
    ]


def test_haemoglobin_without_a_unit_that_no_child_has_is_asked():
    cohort = labs("hb_d0", "9.8", "7.4")
    asked = cohort.questions[0]
    assert (asked.field, asked.assumed) == ("unit of haemoglobin", "g/dL")
    assert asked.consequences[:2] == (
        "0 of 2 values are possible in a sick child",
        "2 of 2 values are possible in a sick child",
    )
    assert cohort.labs["value"].tolist() == [98, 74]
    kept = labs("hb_d0", "9.8", "7.4", mapping={"unit of haemoglobin": "g/L"})
    assert kept.labs["value"].tolist() == [9.8, 7.4]
    assert [finding.patient for finding in kept.findings if "a sick child can have" in finding.sentence] == ["K1", "K2"]


def test_a_ferritin_of_more_than_a_million_is_asked_and_pointed_out_but_converts_nothing():
    cohort = labs("ferritin_d0", "1200000", "800", "900")
    assert cohort.questions[0].field == "unit of ferritin"
    assert cohort.questions[0].assumed == "ng/mL"
    assert cohort.labs["value"].tolist() == [1_200_000, 800, 900]
    found = one(cohort, "a sick child can have")
    assert found.sentence == (
        "Ferritin: “1200000” is 1,200,000 ng/mL, but a sick child can have 1 to 1,000,000; it is used as it is."
    )
    assert (found.level, found.row, found.patient, found.read) == ("warning", 2, "K1", "1200000")
    assert found.affects == ("response", "labs")


def test_a_value_outside_the_range_of_a_stated_unit_is_pointed_out_without_a_question():
    cohort = labs("temperature_c_d0", "45", "38")
    assert [
        (finding.row, finding.level) for finding in cohort.findings if "a sick child can have" in finding.sentence
    ] == [(2, "warning")]


def test_several_units_in_one_column_are_said_once():
    cohort = labs("hb_d0", "98 g/L", "8.9 g/dl", "102 g/L")
    assert cohort.labs["value"].tolist() == pytest.approx([98, 89, 102])
    assert said(cohort, "warning") == [
        "Haemoglobin is given in several units (g/L, g/dl); each value was converted from its own."
    ]


def test_two_spellings_of_one_unit_are_one_unit():
    assert said(labs("ferritin_d0", "800 ng/mL", "900 ug/L"), "warning") == []


def test_a_unit_belongs_to_its_analyte():
    assert scale_of("ferritin", "mg/dL") is None
    assert scale_of("triglyceride", "MG / DL").factor == 1 / 88.57
    assert scale_of("rubbish", "g/L") is None


@pytest.mark.parametrize("cell", ["/", "-", "未查", "NA"])
def test_a_sign_for_nothing_done_is_an_empty_cell(cell):
    cohort = labs("ferritin_d0", "12000", cell)
    assert cohort.labs["value"].tolist() == [12000]
    assert said(cohort, "error") == said(cohort, "warning") == []


@pytest.mark.parametrize("header", ["ANC_d0 (%)", "中性粒细胞% d0"])
def test_a_share_is_no_count(header):
    cohort = labs(header, "20", "30")
    assert cohort.labs.empty
    found = one(cohort, "is a share")
    assert (found.level, found.sentence) == (
        "error",
        "2 values of Neutrophils are in %, which is a share and cannot become 10⁹/L; they are not used.",
    )


def test_the_percentage_in_a_blood_count_leaves_the_absolute_number_its_place():
    cohort = labs("NEUT% d0,ANC d0", "30,0.6", "50,0.4")
    assert cohort.labs[["analyte", "value"]].to_numpy().tolist() == [["anc", 0.6], ["anc", 0.4]]
    assert cohort.patients["NEUT% d0"].tolist() == [30, 50]
    assert said(cohort, "warning") == []


def test_a_percentage_in_a_long_sheet_is_not_the_absolute_number():
    cohort = tables(
        patients={"patient_id": ["A", "B"], "follow_up_days": [90, 80], "vital_status": ["alive", "alive"]},
        labs={"patient_id": ["A", "A"], "day": [0, 0], "test": ["NEUT%", "NEUT#"], "result": ["30", "0.6"]},
    )
    assert cohort.labs[["analyte", "value"]].to_numpy().tolist() == [["NEUT%", 30], ["anc", 0.6]]


@pytest.mark.parametrize("header", ["中性粒细胞绝对值 d7", "NEUT# d7", "absolute neutrophil count d7"])
def test_the_absolute_number_of_neutrophils_has_several_names(header):
    assert labs(header, "0.6").labs[["analyte", "day", "value"]].to_numpy().tolist() == [["anc", 7, 0.6]]


@pytest.mark.parametrize(
    "header", ["ferritin d7 (% of baseline)", "ferritin d7 (fold change)", "ALT d7 (xULN)", "铁蛋白 d7 (较基线变化)"]
)
def test_what_is_told_beside_another_value_is_no_amount(header):
    cohort = labs(header, "50", "60")
    assert cohort.labs.empty
    assert cohort.patients[header].tolist() == [50, 60]


def test_a_cell_in_percent_leaves_the_others():
    cohort = labs("ANC_d0", "20 %", "3 x10^9/L", "2")
    assert cohort.labs[["value", "unit"]].to_numpy().tolist() == [[3, "10⁹/L"], [2, ""]]


def test_a_value_below_zero_is_left_empty():
    cohort = labs("ferritin_d0 (ng/mL)", "-5", "900")
    assert cohort.labs["value"].tolist() == [900]
    found = one(cohort, "below zero")
    assert (found.level, found.row, found.read) == ("error", 2, "-5")


def test_a_stated_unit_that_makes_a_value_impossible_is_asked_and_kept_meanwhile():
    cohort = labs("ferritin_d0 (ng/mL)", "1200000", "800", "900")
    (asked,) = cohort.questions
    assert (asked.field, asked.column, asked.assumed) == ("unit of ferritin", "ferritin_d0 (ng/mL)", "ng/mL")
    assert asked.consequences == (
        "2 of 3 values are possible in a sick child",
        "3 of 3 values are possible in a sick child",
    )
    assert cohort.labs["value"].tolist() == [1_200_000, 800, 900]
    assert one(cohort, "a sick child can have").row == 2
    answered = labs("ferritin_d0 (ng/mL)", "1200000", "800", "900", mapping={"unit of ferritin": "pmol/L"})
    assert answered.labs["value"].tolist() == pytest.approx([1_200_000 / 2.247, 800 / 2.247, 900 / 2.247])


def test_a_stated_unit_that_fits_as_well_as_any_other_raises_no_question():
    assert labs("ferritin_d0 (ng/mL)", "12000", "800").questions == ()
    assert labs("ferritin_d0 (ng/mL)", "30000000").questions == ()  # impossible in every unit: pointed out only
