"""Vital status in codes: which of them means dead is asked, with what each answer does to the deaths."""

from __future__ import annotations

import pandas as pd
import pytest

import hlhdash
from tests.cohort.making import listed, one, said


def frame(status, header="status"):
    n = len(status)
    return pd.DataFrame({"patient_id": range(1, n + 1), "time": [100 * i for i in range(1, n + 1)], header: status})


def question_of(cohort):
    return next(one for one in cohort.questions if one.field == "vital_status")


def test_0_1_2_asks_which_is_death_with_counts_over_all():
    cohort = hlhdash.read_cohort(frame([0, 1, 2, 2, 0]))
    asked = question_of(cohort)
    assert dict(zip(asked.choices, map(str, asked.consequences), strict=True)) == {
        "1 means dead": "1 of 5 died",
        "2 means dead": "2 of 5 died",
        "0 means dead": "2 of 5 died",
        "0 and 1 mean dead": "3 of 5 died",
        "0 and 2 mean dead": "4 of 5 died",
        "1 and 2 mean dead": "3 of 5 died",
    }
    assert asked.assumed == "1 means dead"
    assert listed(cohort.patients["vital_status"]) == ["alive", "dead", None, None, "alive"]
    assert sum("“2” is not known" in finding.sentence for finding in cohort.findings) == 2


def test_a_third_code_counts_as_alive_once_it_is_said_that_it_is_not_death():
    cohort = hlhdash.read_cohort(frame([0, 1, 2, 2, 0]), mapping={"vital_status": "1 means dead"})
    assert listed(cohort.patients["vital_status"]) == ["alive", "dead", "alive", "alive", "alive"]
    found = one(cohort, "ended the follow-up")
    assert (found.level, found.column) == ("warning", "status")
    assert found.sentence == (
        "“status 2” ended the follow-up of 2 patients: alive on that day in overall survival, "
        "and an event of its own in cumulative incidence."
    )


@pytest.mark.parametrize(
    ("answer", "dead"),
    [("2 means dead", [0, 0, 1, 1, 0]), ("1 and 2 mean dead", [0, 1, 1, 1, 0]), ("0 means dead", [1, 0, 0, 0, 1])],
)
def test_nobody_leaves_survival_whatever_the_answer(answer, dead):
    cohort = hlhdash.read_cohort(frame([0, 1, 2, 2, 0]), mapping={"vital_status": answer})
    table = cohort.survival_table(endpoint="overall survival")
    assert table["time"].tolist() == [100, 200, 300, 400, 500]
    assert table["event"].tolist() == dead


def test_1_2_3_can_say_that_the_middle_one_is_alive():
    cohort = hlhdash.read_cohort(frame([1, 2, 3]), mapping={"vital_status": "1 and 3 mean dead"})
    assert listed(cohort.patients["vital_status"]) == ["dead", "alive", "dead"]


@pytest.mark.parametrize(("status", "choices"), [([0, 1], ("1 means dead", "0 means dead")),
                                                 ([1, 2], ("2 means dead", "1 means dead")),
                                                 ([2, 2], ("2 means dead", "1 means dead"))])  # fmt: skip
def test_two_codes_are_asked_the_likelier_way_first(status, choices):
    asked = question_of(hlhdash.read_cohort(frame(status)))
    assert (asked.choices, asked.assumed) == (choices, choices[0])


@pytest.mark.parametrize(
    ("header", "cells", "dead"),
    [
        ("event", [True, False], [1, 0]),
        ("event", ["TRUE", "FALSE"], [1, 0]),
        ("alive", ["yes", "no"], [0, 1]),
        ("存活", ["是", "否"], [0, 1]),
        ("censored", ["yes", "no"], [0, 1]),
        ("censor", ["Y", "N"], [0, 1]),
        ("CNSR", [1, 0], [0, 1]),
        ("是否死亡", ["是", "否"], [1, 0]),
        ("是否死亡", [1, 0], [1, 0]),
        ("vital status (1=dead, 0=alive)", [1, 0], [1, 0]),
        ("status (0=dead 1=alive)", [1, 0], [0, 1]),
        ("生存状态(1=死亡,0=存活)", [1, 0], [1, 0]),
        ("生存状态（1：存活；2：死亡）", [1, 2], [0, 1]),
        ("status (1=dead)", [1, 2], [1, 0]),
        ("died (1 = yes)", [1, 0], [1, 0]),
        ("death (1=yes, 2=no)", [1, 2], [1, 0]),
        ("status", ["1=dead", "0=alive"], [1, 0]),
        ("是否存活", ["是", "否"], [0, 1]),
        ("是否存活", [1, 0], [0, 1]),
        ("目前是否存活", ["是", "否"], [0, 1]),
        ("OS_censor (1=event)", ["yes", "no"], [1, 0]),
        ("OS_censor (1=event)", [1, 0], [1, 0]),
        ("OS_censor (1=censored)", [1, 0], [0, 1]),
        ("转归(0存活 1死亡)", [0, 1], [0, 1]),
        ("转归(0存活1死亡)", [0, 1], [0, 1]),
        ("结局：1死亡 0存活", [1, 0], [1, 0]),
        ("Status (dead=1, alive=0)", [1, 0], [1, 0]),
        ("Status (0 alive, 1 dead)", [1, 0], [1, 0]),
        ("OS_event", ["Event", "Censored"], [1, 0]),
        ("OS_event", ["no event", "event"], [0, 1]),
        ("OS outcome", ["Event", "No event"], [1, 0]),
        ("OS_STATUS", ["1:Event", "0:Censored"], [1, 0]),
        ("status", ["事件", "删失"], [1, 0]),
    ],
)
def test_the_header_or_the_cells_settle_it(header, cells, dead):
    cohort = hlhdash.read_cohort(frame(cells, header))
    assert cohort.survival_table(endpoint="overall survival")["event"].tolist() == dead
    assert [one.field for one in cohort.questions if one.field in ("vital_status", "death")] == []


@pytest.mark.parametrize("header", ["cens", "CENSOR", "censoring"])
def test_an_indicator_of_censoring_may_mean_either_and_is_asked(header):
    """1 is censored in CDISC's files, and an event in R's gehan and GBSG2."""
    asked = question_of(hlhdash.read_cohort(frame([1, 0, 0], header)))
    assert (asked.choices, asked.assumed) == (("0 means dead", "1 means dead"), "0 means dead")
    assert hlhdash.read_cohort(frame([1, 0, 0], header)).survival_table()["event"].tolist() == [0, 1, 1]


def test_yes_and_no_of_a_status_are_asked_in_these_words():
    cohort = hlhdash.read_cohort(frame(["Yes", "No", "No"]))
    asked = question_of(cohort)
    assert dict(zip(asked.choices, map(str, asked.consequences), strict=True)) == {
        "yes means dead": "1 of 3 died",
        "no means dead": "2 of 3 died",
    }
    other = hlhdash.read_cohort(frame(["Yes", "No", "No"]), mapping={"vital_status": "no means dead"})
    assert listed(other.patients["vital_status"]) == ["alive", "dead", "dead"]


def test_a_header_says_what_the_codes_of_other_words_mean():
    table = frame([0, 1]).assign(**{"sex (1=male, 2=female)": [1, 2], "liver (1=yes, 0=no)": [1, 0]})
    cohort = hlhdash.read_cohort(table)
    assert listed(cohort.patients["sex"]) == ["M", "F"]
    assert cohort.labs.empty


def test_a_9_is_not_known():
    cohort = hlhdash.read_cohort(frame([0, 1, 9]))
    assert question_of(cohort).choices == ("1 means dead", "0 means dead")
    assert listed(cohort.patients["vital_status"]) == ["alive", "dead", None]


def test_an_answer_to_a_question_that_is_not_asked_is_said():
    cohort = hlhdash.read_cohort(frame(["alive", "dead"]), mapping={"vital_status": "2 means dead"})
    found = one(cohort, "no such question")
    assert (found.level, found.column) == ("note", "vital_status")
    assert found.sentence == "mapping= answers vital_status with 2 means dead, but this file raises no such question."


@pytest.mark.parametrize("key", ["vital_status", "status"])
def test_an_answer_that_is_no_choice_is_said(key):
    cohort = hlhdash.read_cohort(frame([0, 1]), mapping={key: "2 means dead"})
    assert (question_of(cohort).assumed, question_of(cohort).answered) == ("1 means dead", False)
    expected = {
        "vital_status": "mapping= answers the question about vital_status with 2 means dead, which is none of its "
        "choices (1 means dead, 0 means dead).",
        "status": "mapping= gives status the word 2 means dead, which is no field.",
    }
    assert said(cohort, "warning") == [expected[key]]


def test_event_is_not_death_where_death_has_a_word_of_its_own():
    cohort = hlhdash.read_cohort(frame(["event", "event", "dead", "censored"]))
    assert listed(cohort.patients["vital_status"]) == [None, None, "dead", "alive"]
    assert [(one.field, one.assumed) for one in cohort.questions] == [
        ("last_follow_up", "days"),
        ("vital_status:event", "not known"),
    ]
