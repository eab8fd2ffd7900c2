"""A death before an assessment is a non-response, whatever the cell says."""

from __future__ import annotations

import pandas as pd
import pytest

import hlhdash
from hlhdash.report.response import response_rows


def table(words, died, response="response_week8", **choices):
    n = len(words)
    rows = {
        "patient_id": [f"P{i}" for i in range(n)],
        "rux_start": ["2020-01-01"] * n,
        "last_follow_up": [day or "2020-12-31" for day in died],
        "vital_status": ["dead" if day else "alive" for day in died],
        "etiology": ["FHL"] * n,
        response: words,
    }
    return hlhdash.response_table(hlhdash.read_cohort(pd.DataFrame(rows)), response, **choices)


def test_a_recorded_remission_after_death_counts_as_died():
    found = table(["CR", "CR", "NR"], ["2020-01-31", "", ""])
    assert found.patients["response_class"].tolist() == ["died", "CR", "NR"]
    assert (found.total["responders"], found.total["n"]) == (1, 3)
    said = "1 patient with a recorded class had died before the assessment and counts as died."
    assert said in [str(note) for note in response_rows(found).notes]


@pytest.mark.parametrize("denominator", ["all", "evaluable"])
def test_dead_and_not_evaluable_is_a_non_response_in_every_denominator(denominator):
    found = table(["NE", "CR", "PR"], ["2020-01-05", "", ""], denominator=denominator)
    assert (found.total["responders"], found.total["n"]) == (2, 3)


def test_on_the_day_of_death_a_class_stands_and_not_evaluable_does_not():
    found = table(["CR", "NE"], ["2020-02-26", "2020-02-26"])
    assert found.patients["response_class"].tolist() == ["CR", "died"]


def test_without_deaths_nothing_is_said():
    assert table(["CR", "NE"], ["", ""]).notes == ()
