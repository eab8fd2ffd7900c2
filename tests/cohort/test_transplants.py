"""A transplantation listed among the treatments is an event: it competes, it censors, it is no bar."""

from __future__ import annotations

import pytest

from hlhdash.cohort.transplants import is_transplant
from tests.cohort.making import one, said, tables

PEOPLE = {
    "patient_id": ["A", "B"],
    "rux_start": ["2020-01-01", "2020-01-01"],
    "last_follow_up": ["2020-12-31", "2020-03-01"],
    "vital_status": ["alive", "dead"],
}


@pytest.mark.parametrize(
    "word",
    ["HSCT", "allo-HSCT", "haploidentical HSCT", "BMT", "bone marrow transplant", "cord blood transplantation"]
    + ["2nd HSCT", "HSCT from mother", "matched unrelated donor HSCT (10/10)", "SCT", "移植", "造血干细胞移植"]
    + ["异基因造血干细胞移植", "半相合移植", "脐血移植（父供）", "第二次移植"],
)
def test_words_for_the_transplantation_itself(word):
    assert is_transplant(word)


@pytest.mark.parametrize(
    "word",
    ["conditioning for HSCT", "post-HSCT ruxolitinib", "GVHD prophylaxis", "kidney transplant", "liver transplantation"]
    + ["移植前预处理", "移植后芦可替尼", "肝移植", "HSCT conditioning", "etoposide", ""],
)
def test_words_around_it(word):
    assert not is_transplant(word)


@pytest.mark.parametrize("word", ["HSCT", "haplo-HSCT from mother", "造血干细胞移植"])
def test_a_transplantation_among_the_treatments_is_an_event(word):
    cohort = tables(
        patients=PEOPLE,
        treatments={"patient_id": ["A", "A"], "drug": ["VP16", word], "start": ["2020-01-05", "2020-04-10"],
                    "end": ["2020-02-01", "2020-04-12"]},
    )  # fmt: skip
    assert cohort.courses["label"].tolist() == ["etoposide", "ruxolitinib", "ruxolitinib"]
    hsct = cohort.events[cohort.events["kind"] == "hsct"]
    assert hsct[["patient_id", "day", "label"]].to_numpy().tolist() == [["A", 100, "HSCT"]]
    assert cohort.patients["hsct"].fillna(-1).tolist() == [100, -1]
    assert cohort.survival_table("time to HSCT").to_numpy().tolist() == [["A", 100, 1], ["B", 60, 0]]
    assert one(cohort, "is a transplantation").level == "note"


def test_it_is_drawn_once_where_the_patients_sheet_tells_of_it_too():
    treatments = {"patient_id": ["A"], "drug": ["HSCT"], "start": ["2020-04-10"], "end": [None]}
    cohort = tables(patients=PEOPLE | {"hsct_date": ["2020-04-10", None]}, treatments=treatments)
    assert cohort.events.loc[cohort.events["kind"] == "hsct", "day"].tolist() == [100]
    other = tables(patients=PEOPLE | {"hsct_date": ["2020-04-20", None]}, treatments=treatments)
    assert other.patients["hsct"].fillna(-1).tolist() == [100, -1]
    assert "HSCT is day 100 among the events and day 110 on the patients sheet; day 100 is used." in said(other)


def test_one_without_a_day_and_one_after_the_death_are_found():
    cohort = tables(
        patients=PEOPLE,
        treatments={"patient_id": ["A", "B"], "drug": ["HSCT", "HSCT"], "start": [None, "2020-04-01"],
                    "end": [None, None]},
    )  # fmt: skip
    none = one(cohort, "transplantation has no day")
    assert (none.level, none.sheet, none.row, none.patient) == ("error", "treatments", 2, "A")
    late = one(cohort, "HSCT lies after the last follow-up or death")
    assert (late.level, late.sheet, late.row, late.patient) == ("warning", "treatments", 3, "B")
