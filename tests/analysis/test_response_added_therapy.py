"""Responses whose day decides whether they came after added therapy."""

from __future__ import annotations

import pandas as pd
import pytest

import hlhdash
from hlhdash.report.response import response_rows

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
