"""A status with several causes: what is not death ends follow-up and competes with it, once somebody says so."""

from __future__ import annotations

import pandas as pd
import pytest

import hlhdash
from tests.cohort.making import listed, one, said

WORDS = ["censored", "death", "ltx", "ltx", "withdraw", "censored"]
ANSWERS = {"vital_status:ltx": "another event"}


def frame(status, header="event"):
    n = len(status)
    return pd.DataFrame(
        {"patient_id": range(1, n + 1), "futime_days": [10 * i for i in range(1, n + 1)], header: status}
    )


def states(cohort, endpoint):
    table = cohort.state_table(endpoint)
    return [None if reason else int(state) for state, reason in zip(table["state"], table["reason"], strict=True)]


def test_a_word_that_several_patients_have_is_asked_with_the_consequence_of_each_answer():
    cohort = hlhdash.read_cohort(frame(WORDS))
    (asked,) = cohort.questions
    assert (asked.field, asked.column, asked.assumed) == ("vital_status:ltx", "event", "not known")
    assert asked.sentence == "What does “ltx” mean in column event?"
    assert dict(zip(asked.choices, map(str, asked.consequences), strict=True)) == {
        "not known": "2 are left out of survival",
        "another event": "follow-up of 2 ends with an event of its own, which can compete with death",
        "dead": "3 of 6 died",
        "alive": "2 count as alive on the last day",
        "lost": "2 are followed until they were lost",
    }


def test_until_it_is_answered_nobody_with_the_word_counts_for_anything():
    cohort = hlhdash.read_cohort(frame(WORDS))
    assert listed(cohort.patients["vital_status"]) == ["alive", "dead", None, None, None, "alive"]
    assert cohort.cause_endpoints == {}
    assert "other_event" not in cohort.patients
    assert said(cohort, "error") == [
        f"A status of “{word}” is not known; this patient has no vital status and is left out of survival."
        for word in ("ltx", "ltx", "withdraw")
    ]


@pytest.mark.parametrize(
    ("answer", "status", "events"),
    [
        ("dead", "dead", [0, 1, 1, 1, 0]),
        ("alive", "alive", [0, 1, 0, 0, 0]),
        ("lost", "lost", [0, 1, 0, 0, 0]),
        ("another event", "alive", [0, 1, 0, 0, 0]),
    ],
)
def test_each_answer_is_used(answer, status, events):
    cohort = hlhdash.read_cohort(frame(WORDS), mapping={"vital_status:ltx": answer})
    assert listed(cohort.patients["vital_status"]) == ["alive", "dead", status, status, None, "alive"]
    assert cohort.survival_table()["event"].tolist() == events
    assert cohort.survival_table()["time"].tolist() == [10, 20, 30, 40, 60]


def test_a_word_of_one_patient_is_no_question():
    assert [one.field for one in hlhdash.read_cohort(frame(["alive", "dead", "ltx"])).questions] == []


def test_a_column_of_remarks_is_not_asked_word_by_word():
    remarks = [f"remark {i // 2}" for i in range(14)] + ["dead", "alive"]
    assert hlhdash.read_cohort(frame(remarks, "status")).questions == ()


def test_the_words_of_codes_in_the_header_are_asked():
    header = "status (0=censored, 1=transplant, 2=dead)"
    cohort = hlhdash.read_cohort(frame([0, 1, 2, 1], header))
    assert [(one.field, one.assumed) for one in cohort.questions] == [("vital_status:transplant", "not known")]
    answered = hlhdash.read_cohort(frame([0, 1, 2, 1], header), mapping={"vital_status:transplant": "another event"})
    assert listed(answered.patients["other_event"]) == [None, "transplant", None, "transplant"]


def test_other_events_compete_with_death_and_death_with_them():
    cohort = hlhdash.read_cohort(frame(WORDS), mapping=ANSWERS | {"vital_status:withdraw": "lost"})
    assert list(cohort.cause_endpoints) == ["death before another event", "time to other event 1"]
    assert states(cohort, "death before another event") == [0, 1, 2, 2, None, 0]
    assert states(cohort, "time to other event 1") == [0, 2, 1, 1, None, 0]
    assert str(cohort.endpoint("time to other event 1").definition) == (
        "Clock starts: day zero. Event: “ltx”. Competing: death from any cause. Censored at: last follow-up."
    )
    assert hlhdash.cumulative_incidence(cohort, "time to other event 1").states == {
        1: "“ltx”",
        2: "death from any cause",
    }
    assert one(cohort, "“ltx” ended the follow-up of 2 patients").level == "note"


@pytest.mark.parametrize(
    ("answer", "by_cause"),
    [
        ("2 means dead", [0, 2, 1, 1, 0]),
        ("1 means dead", [0, 1, 2, 2, 0]),
        ("0 means dead", [1, 0, 2, 2, 1]),
    ],
)
def test_a_third_code_that_is_not_death_is_an_event_of_its_own(answer, by_cause):
    cohort = hlhdash.read_cohort(frame([0, 1, 2, 2, 0], "status"), mapping={"vital_status": answer})
    assert states(cohort, "death before another event") == by_cause


def test_where_all_other_codes_are_death_nothing_competes():
    cohort = hlhdash.read_cohort(frame([0, 1, 2, 2, 0], "status"), mapping={"vital_status": "1 and 2 mean dead"})
    assert cohort.cause_endpoints == {}
    assert cohort.survival_table()["event"].tolist() == [0, 1, 1, 1, 0]


def test_of_three_causes_the_two_others_compete():
    cohort = hlhdash.read_cohort(frame([0, 1, 2, 3], "status"), mapping={"vital_status": "1 means dead"})
    assert listed(cohort.patients["other_event"]) == [None, None, "status 2", "status 3"]
    assert states(cohort, "time to other event 2") == [0, 2, 3, 1]
    with pytest.raises(hlhdash.CohortError, match="time to other event 3 is not known"):
        cohort.state_table("time to other event 3")


def test_an_event_that_ended_follow_up_is_no_group_at_day_zero():
    cohort = hlhdash.read_cohort(frame(WORDS), mapping=ANSWERS)
    assert cohort.after_day_zero("other_event")
