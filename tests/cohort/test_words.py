"""Words and codes that were once guessed in silence: each is read by a rule, asked about, or said."""

from __future__ import annotations

import pytest

import hlhdash
from hlhdash.cohort import vocabulary
from hlhdash.cohort.dates import month
from tests.cohort.making import listed, one, read, said, tables


@pytest.mark.parametrize(
    ("word", "status"),
    [("死", "dead"), ("未死亡", "alive"), ("死于感染", "dead"), ("A", "alive"), ("D", "dead"),
     ("died of sepsis", "dead"), ("alive with disease", "alive"), ("未知", None), ("deadline", None),
     ("Alive, in CR", "alive"), ("Alive (relapse)", "alive"), ("alive, died later", None), ("NED", "alive"),
     ("AWD", "alive"), ("no death", "alive"), ("dead (accident)", "dead"), ("Dead, relapse", "dead"),
     ("death without relapse", "dead"), ("Not alive", "dead"), ("DOD", "dead"), ("DOC", "dead"), ("TRM", "dead"),
     ("lebt", "alive"), ("tot", "dead"), ("vivo", "alive"), ("óbito", "dead"), ("Décédée", "dead"),
     ("alive w/ disease", "alive"), ("alive - CR", "alive"), ("Dead - TRM", "dead"), ("dead d/t sepsis", "dead"),
     ("alive/dead", None), ("dead/alive", None), ("death - no", None), ("dead: no", None)],
)  # fmt: skip
def test_vital_status(word, status):
    assert vocabulary.vital(word) == status


@pytest.mark.parametrize(
    ("word", "kind"),
    [("relapse of EBV-HLH", "relapse"), ("疾病复发", "relapse"), ("未复发", None), ("no relapse", None),
     ("缓解", "response"), ("死于感染", "death"), ("transplant from sibling", "hsct"), ("rash", None)],
)  # fmt: skip
def test_event_kind(word, kind):
    assert vocabulary.event_kind(word) == kind


def test_remission_is_complete_remission_and_no_remission_is_not():
    assert vocabulary.response("缓解") == "CR"
    assert vocabulary.response("remission") == "CR"
    assert vocabulary.response("未缓解") == "NR"


def test_an_event_nobody_knows_is_said():
    cohort = tables(
        patients={"patient_id": ["A"], "last_follow_up_days": [90], "vital_status": ["alive"]},
        events={"patient_id": ["A", "A"], "day": [7, 9], "event": ["rash", "rash"]},
    )
    assert one(cohort, "no event that is known").sentence == (
        "“rash” is no event that is known; its 2 rows are drawn as milestones and count for nothing else."
    )
    assert cohort.events["kind"].tolist() == ["milestone", "milestone", "last follow-up"]


def test_a_death_among_the_events_against_alive_is_said_once():
    cohort = tables(
        patients={"patient_id": ["A"], "rux_start": ["2020-01-01"], "last_follow_up": ["2020-06-01"],
                  "vital_status": ["alive"]},
        events={"patient_id": ["A"], "date": ["2020-03-01"], "event": ["death"]},
    )  # fmt: skip
    assert cohort.survival_table()[["time", "event"]].to_numpy().tolist() == [[60, 1]]
    assert len([sentence for sentence in said(cohort) if "alive" in sentence]) == 1
    assert not [sentence for sentence in said(cohort) if "among the events" in sentence]


@pytest.mark.parametrize(("first", "second"), [("A", "a"), ("001", "1"), ("1", "1.0"), ("P01", "P1")])
def test_codes_that_differ_in_case_or_zeros_are_doubted(first, second):
    cohort = read(f"{first},2020-01-01,2020-02-01,alive", f"{second},2020-01-01,2020-03-01,dead")
    doubt = one(cohort, "only in case, zeros")
    assert (doubt.level, doubt.row, doubt.patient) == ("warning", 3, second)
    assert cohort.patients["patient_id"].tolist() == [first, second]


def test_codes_that_differ_otherwise_are_not():
    cohort = read("P10,2020-01-01,2020-02-01,alive", "P100,2020-01-01,2020-03-01,dead")
    assert [sentence for sentence in said(cohort) if "zeros" in sentence] == []


@pytest.mark.parametrize(("answer", "sexes"), [(None, ["M", "F"]), ("2 means male", ["F", "M"])])
def test_sex_in_codes_is_asked(answer, sexes):
    mapping = {"sex": answer} if answer else None
    cohort = read("A,1,10,alive", "B,2,20,dead", header="id,sex,days,status", mapping=mapping)
    assert cohort.patients["sex"].tolist() == sexes
    assert [str(words) for words in cohort.questions[0].consequences] == ["1 of 2 are male", "1 of 2 are male"]


@pytest.mark.parametrize(("header", "events"), [("alive", [0, 1]), ("censored", [0, 1]), ("dead", [1, 0])])
def test_a_header_that_says_what_1_means_is_not_asked_about(header, events):
    cohort = read("A,10,1", "B,20,0", header=f"id,days,{header}")
    assert cohort.survival_table()["event"].tolist() == events
    assert cohort.questions == ()


@pytest.mark.parametrize("cell", ["2019-03", "2019/3", "2019年3月", "03/2019", "Mar 2019", "March 2019"])
def test_a_month_is_its_fifteenth_day(cell):
    assert str(month(cell)) == "2019-03-15"


@pytest.mark.parametrize("cell", ["2019.3", "3.2019", "6.1250", "2019-13", "1250-3", "March", "", 2019.03])
def test_these_are_no_month(cell):
    assert month(cell) is None


def test_ongoing_in_chinese():
    cohort = read("A,2020-01-01,2020-02-01,alive,进行中", header="patient_id,rux_start,last_follow_up,status,rux_stop")
    assert cohort.courses["ongoing"].tolist() == [True]


def test_wide_values_keep_the_unit_of_their_header():
    cohort = read("A,10,alive,5,7", header="id,days,status,ferritin_ng_ml_d7,scd25 (U/mL) d7")
    assert listed(cohort.labs["unit"]) == ["ng/mL", "U/mL"]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [({"mapping": [1]}, "mapping= must give for each header or question a word, or None."),
     ({"mapping": {1: "sex"}}, "mapping= must give for each header or question a word, or None."),
     ({"mapping": {"foo": "bar"}}, "mapping= gives foo the word bar, but there is no such column or question, and no "
                                   "such field. Give a column of the file the name of a field."),
     ({"day_zero": 3}, "day_zero= must be a word, or None."),
     ({"encoding": 8}, "encoding= must be a word, or None.")],
)  # fmt: skip
def test_wrong_arguments_are_refused_in_a_sentence(options, sentence):
    with pytest.raises(hlhdash.CohortError) as caught:
        read("A,2020-01-01,2020-02-01,alive", **options)
    assert str(caught.value) == sentence


def test_no_day_zero_is_refused_in_a_sentence():
    with pytest.raises(hlhdash.CohortError, match="None cannot be day zero"):
        read("A,2020-01-01,2020-02-01,alive").with_day_zero(None)  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("source", [[], [b""], [3], (b"a,b\n1,2\n", 7)])
def test_sources_that_are_no_files(source):
    with pytest.raises(hlhdash.CohortError):
        hlhdash.read_cohort(source)


@pytest.mark.parametrize(
    ("word", "read"), [("女童", "F"), ("♀", "F"), ("男婴", "M"), ("♂", "M"), ("W", "F"), ("weiblich", "F")]
)
def test_sexes_of_small_children(word, read):
    assert vocabulary.sex(word) == read


@pytest.mark.parametrize(
    ("header", "cells", "sexes"),
    [
        ("male", ("0", "1"), ["F", "M"]),
        ("Female", ("yes", "no"), ["F", "M"]),
        ("女", ("是", "否"), ["F", "M"]),
        ("是否男性", ("否", "是"), ["F", "M"]),
        ("is_male", ("FALSE", "TRUE"), ["F", "M"]),
        ("male", ("F", "M"), ["F", "M"]),
    ],
)
def test_a_column_called_by_a_sex_says_yes_or_no(header, cells, sexes):
    cohort = read(*(f"K{i},10,alive,{cell}" for i, cell in enumerate(cells)), header=f"id,days,status,{header}")
    assert cohort.patients["sex"].tolist() == sexes
    assert cohort.questions == ()
