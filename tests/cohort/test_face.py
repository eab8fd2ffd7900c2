"""What a notebook and the screens ask of a Cohort: questions, corrections, filters, masks."""

from __future__ import annotations

import random

import numpy as np
import pandas as pd
import pytest

import hlhdash
from scripts.browser import ROOT

SAMPLE = ROOT / "sample_data" / "ruxolitinib9.csv"
CODED = b"patient_id,follow_up_days,status\nA,31,1\nB,31,0\nC,31,0\n"


def question(cohort: hlhdash.Cohort, field: str) -> hlhdash.Question:
    return next(one for one in cohort.questions if one.field == field)


def test_a_status_of_0_and_1_is_asked_with_its_consequence_in_numbers():
    asked = question(hlhdash.read_cohort(CODED, "coded.csv"), "vital_status")
    assert len(asked.choices) == 2
    assert {"1 of 3", "2 of 3"} == {words[:6] for words in asked.consequences}
    other = next(choice for choice in asked.choices if choice != asked.assumed)
    answered = hlhdash.read_cohort(CODED, "coded.csv", mapping={asked.field: other})
    assert question(answered, "vital_status").answered
    assert answered.patients["vital_status"].tolist() == ["alive", "dead", "dead"]


def test_day_or_month_first_is_asked_only_where_nothing_settles_it():
    def read(first: str, second: str, mapping: dict[str, str] | None = None) -> hlhdash.Cohort:
        rows = f"A,{first},2020-12-31,alive\nB,{second},2020-12-31,alive\n"
        return hlhdash.read_cohort(
            f"patient_id,rux_start,last_follow_up,vital_status\n{rows}".encode(), "d.csv", mapping=mapping
        )

    open_question = question(read("03/04/2020", "05/06/2020"), "rux_start")
    assert open_question.assumed == "day first"
    month_first = read("03/04/2020", "05/06/2020", {"rux_start": "month first"})
    assert month_first.survival_table()["time"].tolist() == [302, 239]
    assert read("03/04/2020", "25/06/2020").questions == ()
    assert read("03/04/2020", "05/26/2020").survival_table()["time"].tolist() == [302, 219]


def test_i_hlh_is_asked_and_never_guessed():
    data = b"patient_id,etiology,follow_up_days,vital_status\nA,I-HLH,10,alive\nB,EBV,10,alive\n"
    cohort = hlhdash.read_cohort(data, "i.csv")
    assert cohort.patients["etiology"].tolist() == ["I-HLH", "EBV"]
    infection = hlhdash.read_cohort(data, "i.csv", mapping={"etiology": "infection"})
    assert infection.patients["etiology"].tolist() == ["infection", "EBV"]


def test_a_guess_can_be_corrected():
    data = b"patient_id,group,kind,follow_up_days,vital_status\nA,x,EBV,10,alive\n"
    cohort = hlhdash.read_cohort(data, "g.csv", mapping={"kind": "etiology"})
    assert cohort.patients["etiology"].tolist() == ["EBV"]
    assert next(one for one in cohort.columns if one.header == "kind").reason == "chosen"


def test_what_identifies_a_person_is_set_aside_and_said():
    header = "patient_id,姓名,出生日期,电话,rux_start,last_follow_up,vital_status"
    data = f"{header}\nA,王小明,2018-01-01,13800000000,2020-01-01,2020-02-01,alive\n"
    cohort = hlhdash.read_cohort(data.encode(), "names.csv")
    everything = cohort.patients.to_csv() + repr(cohort.findings) + repr(cohort.columns) + cohort.events.to_csv()
    assert "王小明" not in everything
    assert "13800000000" not in everything
    assert "2018-01-01" not in everything
    assert {"姓名", "电话"} <= {finding.column for finding in cohort.findings}
    assert cohort.patients["age_years"].tolist() == pytest.approx([2.0], abs=0.01)


def test_filters_keep_the_cohort_they_came_from():
    cohort = hlhdash.read_cohort(SAMPLE)
    before = cohort.patients.copy()
    small = cohort.where(etiology=["EBV", "FHL"], age_years=(0, 2))
    assert sorted(small.patients["patient_id"]) == ["P1", "P2", "P5", "P6"]
    assert (small.provenance.n, small.provenance.n_total) == (4, 9)
    assert len(small.provenance.filters) == 2
    assert set(small.courses["patient_id"]) <= {"P1", "P2", "P5", "P6"}
    pd.testing.assert_frame_equal(cohort.patients, before)
    with pytest.raises(hlhdash.CohortError, match="There is no column colour"):
        cohort.where(colour="red")


def test_masks_follow_the_order_of_the_file_in_every_table():
    cohort = hlhdash.read_cohort(SAMPLE).masked()
    codes = [f"P{i:02d}" for i in range(1, 10)]
    assert cohort.patients["patient_id"].tolist() == codes
    for table in (cohort.courses, cohort.events, cohort.labs):
        assert set(table["patient_id"]) <= set(codes)


def test_the_fingerprint_is_of_the_bytes():
    data = SAMPLE.read_bytes()
    assert hlhdash.read_cohort(data, "a.csv").fingerprint == hlhdash.read_cohort(SAMPLE).fingerprint
    assert hlhdash.read_cohort(data + b"\n", "a.csv").fingerprint != hlhdash.read_cohort(SAMPLE).fingerprint


@pytest.mark.parametrize("name", ["ruxolitinib9.csv", "ruxolitinib9.xlsx"])
def test_damaged_files_give_a_cohort_or_one_sentence(name: str):
    whole = (ROOT / "sample_data" / name).read_bytes()
    chance = random.Random(11)
    sentences = []
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 20)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        cut = chance.choice([len(data), chance.randrange(1, len(data))])
        try:
            cohort = hlhdash.read_cohort(bytes(data[:cut]), name)
        except hlhdash.CohortError as problem:
            sentences.append(str(problem))
        else:
            assert len(cohort) == cohort.n_total
    assert all(sentence.endswith(".") for sentence in sentences)


def test_masks_cover_codes_in_remarks_examples_and_findings():
    rows = (
        "ZQ17,ZQ17,2020-01-01,2020-02-28,dead,ZQ17 transferred\nZQ18,ZQ18,2020-01-01,2020-03-01,ZQ17,sibling of ZQ17\n"
    )
    data = f"patient,code2,rux start,last follow-up,status,remark\n{rows}".encode()
    masked = hlhdash.read_cohort(data, "codes.csv").masked()
    assert masked.patients["remark"].tolist() == ["P01 transferred", "sibling of P01"]
    everything = masked.patients.to_csv() + masked.events.to_csv() + repr(masked.findings) + repr(masked.columns)
    assert "ZQ" not in everything


def test_a_name_that_was_set_aside_is_taken_out_of_remarks_too():
    data = (
        b"patient,name,follow-up (days),vital status,comment\nA,Li Lei,10,dead,Li Lei died\nB,Han Mei,20,alive,well\n"
    )
    cohort = hlhdash.read_cohort(data, "names.csv")
    assert cohort.patients["comment"].tolist() == ["\u2587 died", "well"]
    assert "Li Lei" not in repr(cohort.columns) + repr(cohort.findings)


def test_a_month_of_the_calendar_is_no_span_of_time():
    data = "patient,rux start,last follow-up,status\nA,2020-01-01,2020年3月,alive\nB,2020-01-01,2020-03-01,dead\n"
    cohort = hlhdash.read_cohort(data.encode(), "month.csv")
    assert cohort.survival_table()["time"].tolist() == [74, 60]
    doubted = [(one.row, one.patient, one.sentence) for one in cohort.findings if one.read == "2020年3月"]
    assert doubted == [(2, "A", "“2020年3月” gives no day; the 15th of that month is used.")]


def test_a_time_longer_than_fifty_years_is_not_used():
    data = b"patient,follow-up (months),vital status\nA,12,alive\nB,1e9,alive\n"
    cohort = hlhdash.read_cohort(data, "far.csv")
    assert cohort.survival_table()["patient_id"].tolist() == ["A"]


def test_filters_take_arrays_and_refuse_what_nobody_could_meet():
    cohort = hlhdash.read_cohort(SAMPLE)
    assert len(cohort.where(age_years=(np.int64(0), np.int64(2)))) == 5
    assert len(cohort.where(etiology=np.array(["EBV"]))) == 5
    with pytest.raises(hlhdash.CohortError, match="ends before it begins"):
        cohort.where(age_years=(5, 1))
    with pytest.raises(hlhdash.CohortError, match="holds words"):
        cohort.where(etiology=(0, 2))
