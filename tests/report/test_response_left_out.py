"""Who takes no part in the test of a response table."""

from __future__ import annotations

import pandas as pd

import hlhdash
from hlhdash.report.response import left_out_words, response_rows


def table(etiology, words, **choices):
    n = len(words)
    rows = {
        "patient_id": [f"P{i}" for i in range(n)],
        "rux_start": ["2020-01-01"] * n,
        "last_follow_up": ["2020-12-31"] * n,
        "vital_status": ["alive"] * n,
        "etiology": etiology,
        "response_week1": words,
    }
    return hlhdash.response_table(hlhdash.read_cohort(pd.DataFrame(rows)), **choices)


SIX = ["EBV", "EBV", "FHL", "FHL", "", "MAS"]


def test_a_group_that_is_not_recorded_is_not_counted_among_those_tested():
    found = response_rows(table(SIX, ["CR", "NR", "CR", "NR", "NR", "PR"]))
    assert str(found.notes[0]).startswith("Responders against all others, over 3 groups: P = 1.000")
    assert str(found.notes[1]) == "1 patient without a recorded value of Etiology takes no part in the test."


def test_a_group_with_nobody_evaluable_is_ignored_and_said():
    result = table(SIX, ["CR", "NR", "CR", "NR", "NE", "NE"], denominator="evaluable")
    found = response_rows(result)
    assert str(found.notes[0]).startswith("Responders against all others, over 2 groups: P = 1.000")
    assert "Nobody to count in MAS" in str(found.notes[1])


def test_where_all_take_part_nothing_is_said():
    assert left_out_words(table(["EBV", "EBV", "FHL", "FHL"], ["CR", "NR", "CR", "NR"])) == ()
