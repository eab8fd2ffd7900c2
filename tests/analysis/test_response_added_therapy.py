"""Responses whose day decides whether they came after added therapy."""

from __future__ import annotations

import pandas as pd
import pytest

import hlhdash
from hlhdash.report.response import added_words, response_rows

N = 6


def best(added, words=("CR", "PR", "CR", "PR", "NR", "NR")):
    rows = {
        "patient_id": [f"P{i}" for i in range(N)],
        "rux_start": ["2020-01-01"] * N,
        "last_follow_up": ["2020-12-31"] * N,
        "vital_status": ["alive"] * N,
        "etiology": ["EBV", "EBV", "EBV", "FHL", "FHL", "FHL"],
        "best_response": list(words),
        "added_therapy_start": ["2020-01-08" if given else "" for given in added],
    }
    return hlhdash.read_cohort(pd.DataFrame(rows))


@pytest.mark.parametrize(("switch", "responders"), [("not counted", 0), ("counted", 4)])
def test_an_undated_response_with_added_therapy_is_taken_as_after_it_and_said(switch, responders):
    found = hlhdash.response_table(best([True] * N), "best_response", added_therapy=switch)
    assert (found.total["responders"], found.not_counted) == (responders, 4)
    assert found.patients["after_added_therapy"].tolist() == [True] * 4 + [False] * 2
    said = "4 responses have no date and added therapy was given; they are taken as reached after it."
    assert said in [str(note) for note in response_rows(found).notes]


def test_an_undated_response_without_added_therapy_counts():
    found = hlhdash.response_table(best([True, False, False, False, True, True]), "best_response")
    assert (found.total["responders"], found.not_counted) == (3, 1)
    said = "1 response has no date and added therapy was given; it is taken as reached after it."
    assert [str(note) for note in found.notes] == [said]
    after = "1 response came after added therapy had started and is not counted for the study drug."
    assert str(added_words(found)) == after


BASELINE = {
    "ferritin": 10000,
    "platelets": 40,
    "scd25": 9000,
    "triglyceride": 5,
    "haemoglobin": 70,
    "anc": 0.4,
    "alt": 50,
}
WEEK_1 = BASELINE | {"ferritin": 5000, "platelets": 90, "temperature": 36.8}


def by_labs(taken, added, later=()):
    labs = [("P1", 0, name, value) for name, value in (BASELINE | {"temperature": 39}).items()]
    labs += [("P1", taken, name, value) for name, value in WEEK_1.items()]
    labs += [("P1", day, name, value) for day, name, value in later]
    patient = {
        "patient_id": ["P1"],
        "rux_start": ["2020-01-01"],
        "last_follow_up": ["2020-12-31"],
        "vital_status": ["alive"],
        "etiology": ["EBV"],
        "added_therapy_start": [added],
    }
    table = pd.DataFrame(labs, columns=["patient_id", "day", "analyte", "value"])
    found = hlhdash.read_cohort({"patients": pd.DataFrame(patient), "labs": table})
    return hlhdash.response_table(found, rule="midwest").patients.iloc[0]


@pytest.mark.parametrize(
    ("taken", "added", "after"),
    [(9, "2020-01-09", True), (8, "2020-01-09", False), (5, "2020-01-07", False), (7, "2020-01-07", True)],
)
def test_a_response_from_labs_has_the_day_of_its_values(taken, added, after):
    found = by_labs(taken, added)
    assert (found["response_class"], found["after_added_therapy"], found["responder"]) == ("PR", after, not after)


def test_a_value_the_rule_does_not_look_at_dates_nothing():
    assert not by_labs(7, "2020-01-09", later=[(9, "ldh", 900)])["after_added_therapy"]
