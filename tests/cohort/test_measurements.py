"""What laboratories write instead of a bare number, each read by a rule and said."""

from __future__ import annotations

import pytest

from hlhdash.cohort.numbers import numbers_of
from tests.cohort.making import one, read, said, tables

BASE = "patient_id,follow_up_days,vital_status"


def labs(header, *cells):
    return read(*(f"K{i},90,alive,{cell}" for i, cell in enumerate(cells, start=1)), header=f"{BASE},{header}")


def values(cohort):
    return cohort.labs[["value", "bound", "unit"]].to_numpy().tolist()


@pytest.mark.parametrize(
    ("cell", "value", "bound", "unit", "how"),
    [
        ("大于2000", 2000, ">", "", ""),
        ("不低于1.2万", 12000, ">", "", ""),
        ("小于500", 500, "<", "", ""),
        ("小于等于 500 ng/mL", 500, "<", "ng/mL", ""),
        ("more than 40000", 40000, ">", "", ""),
        ("less than or equal to 5", 5, "<", "", ""),
        ("≧3000", 3000, ">", "", ""),
        ("2000以上", 2000, ">", "", ""),
        ("2000 ng/mL以上", 2000, ">", "ng/mL", ""),
        ("100以下", 100, "<", "", ""),
        ("40000+", 40000, ">", "", ""),
        ("~500", 500, "", "", "about"),
        ("约 500 ng/mL", 500, "", "ng/mL", "about"),
        ("500左右", 500, "", "", "about"),
        ("ca. 12.5", 12.5, "", "", "about"),
        ("1000-2000", 1500, "", "", "range"),
        ("1,000 – 2,000 ng/mL", 1500, "", "ng/mL", "range"),
        ("80至90", 85, "", "", "range"),
        ("1000～2000", 1500, "", "", "range"),
        ("80 to 90 g/L", 85, "", "g/L", "range"),
        ("H500", 500, "", "", ""),
        ("L20", 20, "", "", ""),
        ("500 H", 500, "", "", ""),
        ("9.8 g/L (L)", 9.8, "", "g/L", ""),
        ("500 (↑)", 500, "", "", ""),
        ("<500 (阴性)", 500, "<", "", ""),
        ("未检出 (<400 copies/mL)", 400, "<", "copies/mL", ""),
        ("低于检测下限 <500", 500, "<", "", ""),
    ],
)
def test_a_number_in_other_words(cell, value, bound, unit, how):
    found = numbers_of([cell], decimal_comma=False)
    assert (found.value[0], found.bound.get(0, ""), found.unit.get(0, ""), found.how.get(0, "")) == (
        value,
        bound,
        unit,
        how,
    )


@pytest.mark.parametrize(
    ("cell", "how"),
    [("阴性", "nothing"), ("N.D.", "nothing"), ("<LOD", "nothing"), ("阳性", "something"), ("2+", "something"),
     ("+", "something"), ("5-3", ""), ("1-2-3", ""), ("H", ""), ("HLH", ""), ("x" * 300, ""), ("/", "")],
)  # fmt: skip
def test_these_give_no_number(cell, how):
    found = numbers_of([cell], decimal_comma=False)
    assert (str(found.value[0]), found.how.get(0, "")) == ("nan", how)


def test_a_negative_virus_load_is_below_the_smallest_limit_its_column_states():
    cohort = labs("EBV DNA d0 (copies/mL)", "阴性", "<1000", "<400", "ND", "4.8×10^6", "/")
    assert values(cohort) == [
        [400, "<", "copies/mL"],
        [1000, "<", "copies/mL"],
        [400, "<", "copies/mL"],
        [400, "<", "copies/mL"],
        [4.8e6, "", "copies/mL"],
    ]
    found = one(cohort, "“ND” says")
    assert (found.level, found.row, found.patient, found.read) == ("note", 5, "K4", "ND")
    assert found.sentence == (
        "“ND” says that nothing was found; it is read as <400 copies/mL, the smallest limit of detection that the "
        "column states."
    )


@pytest.mark.parametrize(("smallest", "limit"), [("4.8×10^6", 500), ("120", 120)])
def test_without_a_stated_limit_it_is_below_the_usual_one_and_all_that_was_measured(smallest, limit):
    cohort = labs("EBV DNA d0", "阴性", smallest)
    assert values(cohort)[0][:2] == [limit, "<"]
    assert one(cohort, "“阴性”").sentence == (
        f"“阴性” says that nothing was found; it is read as <{limit}, because the column states no limit of detection."
    )


def test_international_units_have_no_usual_limit():
    cohort = labs("EBV DNA d0 (IU/mL)", "阴性", "2000")
    assert values(cohort) == [[2000, "<", "IU/mL"], [2000, "", "IU/mL"]]
    nothing = labs("EBV DNA d0 (IU/mL)", "阴性", "0")
    assert values(nothing) == [[0, "", "IU/mL"]]
    assert one(nothing, "“阴性”").sentence.endswith("but not below which value; it is left empty.")


def test_a_column_mostly_of_words_keeps_its_numbers():
    cohort = labs("EBV DNA d0", "阴性", "阳性", "阳性", "阴性", "4.8×10^6")
    assert values(cohort) == [[500, "<", ""], [500, "<", ""], [4.8e6, "", ""]]
    assert [finding.row for finding in cohort.findings if "something was found" in finding.sentence] == [3, 4]


def test_a_column_of_words_alone_stays_as_it_came():
    cohort = labs("EBV DNA d0", "阴性", "阳性", "阳性")
    assert cohort.labs.empty
    assert cohort.patients["EBV DNA d0"].tolist() == ["阴性", "阳性", "阳性"]


def test_in_a_long_sheet_each_analyte_has_its_own_rule():
    cohort = tables(
        patients={"patient_id": ["A"], "follow_up_days": [90], "vital_status": ["alive"]},
        labs={
            "patient_id": ["A"] * 5,
            "day": [0, 1, 2, 3, 4],
            "analyte": ["EBV DNA", "EBV DNA", "ferritin", "ferritin", "EBV DNA"],
            "value": ["<800", "neg", "neg", "<20", "/"],
        },
    )
    assert cohort.labs[["day", "analyte", "value", "bound"]].to_numpy().tolist() == [
        [0, "ebv_dna", 800, "<"],
        [1, "ebv_dna", 800, "<"],
        [3, "ferritin", 20, "<"],
    ]
    assert [(finding.level, finding.row) for finding in cohort.findings if "nothing was found" in finding.sentence] == [
        ("note", 3),
        ("note", 4),
    ]
    assert said(cohort, "error") == []


@pytest.mark.parametrize(
    ("cell", "level", "sentence"),
    [
        ("1000-2000", "warning", "“1000-2000” is a range; its middle is used."),
        ("~500", "note", "“~500” is given as about so much; the number is used as it is."),
        ("阳性", "note", "“阳性” says that something was found, but not how much; it is left empty."),
        ("阴性", "note", "“阴性” says that nothing was found, but not below which value; it is left empty."),
    ],
)
def test_each_rule_is_said_of_its_cell(cell, level, sentence):
    found = one(labs("ferritin_d0", "900", cell), f"“{cell}”")
    assert (found.level, found.row, found.sentence) == (level, 3, sentence)


def test_a_weight_is_no_range():
    cohort = read("A,90,alive,10-12", "B,90,alive,11", header=f"{BASE},weight")
    assert cohort.patients["weight_kg"].isna().tolist() == [True, False]
    assert one(cohort, "not a number").read == "10-12"
