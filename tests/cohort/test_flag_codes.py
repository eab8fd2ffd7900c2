"""Codes 1 and 2 in columns of death, relapse and transplantation: asked, and never taken for days in silence."""

from __future__ import annotations

import pandas as pd
import pytest

import hlhdash
from tests.cohort.making import listed, said


def coded(**columns):
    n = len(next(iter(columns.values())))
    frame = {"patient_id": [f"K{i}" for i in range(1, n + 1)], "OS_days": [100 * i for i in range(1, n + 1)], **columns}
    return pd.DataFrame(frame)


def survival(cohort):
    return cohort.survival_table(endpoint="overall survival")[["time", "event"]].to_numpy().tolist()


@pytest.mark.parametrize("header", ["death", "dead", "died", "死亡"])
def test_death_of_1_and_2_is_asked_with_its_consequence(header):
    cohort = hlhdash.read_cohort(coded(**{header: [1, 2, 2]}))
    question = next(one for one in cohort.questions if one.field == "death")
    assert dict(zip(question.choices, map(str, question.consequences), strict=True)) == {
        "2 means dead": "2 of 3 died",
        "1 means dead": "1 of 3 died",
        "days": "the numbers are days: it happened to all 3 on day 0, 1 or 2",
    }
    assert (question.assumed, question.answered) == ("2 means dead", False)
    assert survival(cohort) == [[100, 0], [200, 1], [300, 1]]


def test_the_answer_turns_the_deaths_round():
    cohort = hlhdash.read_cohort(coded(death=[1, 2, 2]), mapping={"death": "1 means dead"})
    assert survival(cohort) == [[100, 1], [200, 0], [300, 0]]


def test_beside_a_zero_the_other_code_is_neither_dead_nor_alive():
    cohort = hlhdash.read_cohort(coded(death=[0, 1, 2, 0]))
    question = next(one for one in cohort.questions if one.field == "death")
    assert question.choices == ("1 means dead", "2 means dead", "1 and 2 mean dead", "days")
    assert list(map(str, question.consequences))[:3] == ["1 of 4 died", "1 of 4 died", "2 of 4 died"]
    assert listed(cohort.patients["vital_status"]) == ["alive", "dead", None, "alive"]
    assert said(cohort, "warning") == ["“2” is a code that says neither yes nor no; it is left empty."]
    both = hlhdash.read_cohort(coded(death=[0, 1, 2, 0]), mapping={"death": "1 and 2 mean dead"})
    assert survival(both) == [[100, 0], [200, 1], [300, 1], [400, 0]]


def test_relapse_and_transplantation_of_1_and_2_are_asked():
    frame = coded(death=[0, 0, 1], relapse=[1, 2, 1], hsct=[2, 2, 1])
    cohort = hlhdash.read_cohort(frame)
    asked = {one.field: (one.choices, str(one.consequences[0])) for one in cohort.questions}
    assert asked["relapse"] == (("2 means yes", "1 means yes", "days"), "it happened to 1 of 3")
    assert asked["hsct"] == (("2 means yes", "1 means yes", "days"), "it happened to 2 of 3")
    assert listed(cohort.patients["relapse"]) == [None, None, None]
    days = hlhdash.read_cohort(frame, mapping={"relapse": "days"})
    assert listed(days.patients["relapse"]) == [1.0, 2.0, 1.0]


def test_a_9_beside_yes_and_no_is_not_known():
    cohort = hlhdash.read_cohort(coded(death=[0, 1, 9]))
    assert listed(cohort.patients["vital_status"]) == ["alive", "dead", None]
    assert [one.field for one in cohort.questions] == []


def test_a_header_that_names_a_time_makes_them_days():
    cohort = hlhdash.read_cohort(coded(death=[0, 1, 0], **{"time to relapse": [1, 2, 1]}))
    assert listed(cohort.patients["relapse"]) == [1.0, 2.0, 1.0]
