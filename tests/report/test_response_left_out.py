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


def held_apart(line, words):
    n = len(words)
    rows = {
        "patient_id": [f"P{i}" for i in range(n)],
        "rux_start": ["2020-01-01"] * n,
        "last_follow_up": ["2020-12-31"] * n,
        "vital_status": ["alive"] * n,
        "etiology": ["EBV", "FHL"] * (n // 2),
        "line_of_therapy": line,
        "response_week1": words,
    }
    result = hlhdash.response_table(hlhdash.read_cohort(pd.DataFrame(rows)), within="line_of_therapy")
    return [str(one) for one in response_rows(result).notes]


def test_one_stratum_is_one_stratum_and_who_adds_nothing_is_counted():
    notes = held_apart([1, 1, 1, 1, 2, 2], ["CR", "NR", "CR", "CR", "NR", "NR"])
    said = next(one for one in notes if one.startswith("With Line of therapy"))
    assert said.startswith("With Line of therapy held apart (1 stratum): P = ")
    assert "2 patients in strata with one group or one outcome only add nothing to this test." in notes


def test_a_line_that_is_not_recorded_is_said_to_be_a_stratum():
    notes = held_apart([1, 1, 1, 1, None, None], ["CR", "NR", "CR", "CR", "NR", "CR"])
    assert any("(2 strata)" in one for one in notes)
    assert "2 patients without a recorded value of Line of therapy are a stratum of their own in it." in notes


def test_with_the_grouping_itself_held_apart_there_is_no_p():
    result = table(SIX, ["CR", "NR", "CR", "NR", "NR", "PR"], within="etiology")
    assert (
        "With Etiology held apart there is nothing to test: none of its values has two groups and two outcomes."
        in response_rows(result).notes
    )


def test_a_group_of_nobody_has_no_percent_and_no_interval():
    result = table(SIX, ["CR", "NR", "CR", "NR", "NE", "NE"], denominator="evaluable")
    mas = next(row.cells for row in response_rows(result).rows if row.cells[0] == "MAS")
    assert tuple(map(str, mas[-3:])) == ("0/0", "–", "")
