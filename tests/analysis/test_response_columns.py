"""Which columns of a file a response table can be made of, and how their words are read."""

from __future__ import annotations

import pandas as pd
import pytest

import hlhdash
from hlhdash.analysis.response_classes import response_columns


def cohort(**columns):
    n = len(next(iter(columns.values())))
    base = {
        "patient_id": [f"P{i}" for i in range(n)],
        "rux_start": ["2020-01-01"] * n,
        "last_follow_up": ["2020-12-31"] * n,
        "vital_status": ["alive"] * n,
        "etiology": (["EBV", "FHL"] * n)[:n],
    }
    return hlhdash.read_cohort(pd.DataFrame(base | columns))


def counted(found):
    return found.total["responders"], found.total["n"]


def test_a_column_in_which_all_respond_is_offered_and_counted():
    found = cohort(my_resp=["CR"] * 6)
    assert response_columns(found) == ("my_resp",)
    result = hlhdash.response_table(found, "my_resp")
    assert (counted(result), str(result.method)) == ((6, 6), "everybody responds, so nothing can differ")


def test_a_single_word_with_other_meanings_is_used_only_where_it_is_named():
    found = cohort(at_the_end=["no response"] * 4)
    assert response_columns(found) == ()
    assert counted(hlhdash.response_table(found, "at_the_end")) == (0, 4)


@pytest.mark.parametrize(
    "cells", [[1, 0, 1, 0], ["yes", "no", "Yes", "no"], [1.0, 0.0, 1.0, 0.0], ["是", "否", "是", "否"]]
)
def test_a_column_of_yes_and_no_counts_its_responders_and_says_what_it_cannot_say(cells):
    result = hlhdash.response_table(cohort(responder_week1=cells), "responder_week1")
    assert counted(result) == (2, 4)
    assert result.patients["response_class"].tolist() == ["PR", "NR", "PR", "NR"]
    assert ["responders stand under PR, all others under NR" in str(note) for note in result.notes] == [True]


def test_an_empty_cell_of_yes_and_no_is_not_evaluable():
    result = hlhdash.response_table(cohort(responder_week1=["yes", "", "no"]), "responder_week1")
    assert (counted(result), result.total["NE"]) == ((1, 3), 1)


def test_yes_and_no_cannot_tell_complete_remissions():
    with pytest.raises(hlhdash.CohortError, match=r"says only whether a patient responded\. Count PR or better"):
        hlhdash.response_table(cohort(responder_week1=[1, 0]), "responder_week1", responders=("CR",))


def test_words_nobody_knows_leave_an_assessment_with_nobody_evaluable():
    found = cohort(response_week1=["CR?", "not CR", "n/a?", "<CR"])
    assert response_columns(found) == ("response_week1",)
    result = hlhdash.response_table(found)
    assert (counted(result), result.total["NE"]) == ((0, 4), 4)
    assert result.unknown == ("<CR", "CR?", "n/a?", "not CR")


def test_a_column_of_something_else_is_no_response():
    with pytest.raises(hlhdash.CohortError, match="The file has no response column"):
        hlhdash.response_table(cohort(center=["A", "B"]), "center")


@pytest.mark.parametrize("responders", [("died", "CR"), ("NE",)])
def test_dead_or_unassessed_children_are_no_responders(responders):
    with pytest.raises(hlhdash.CohortError, match="cannot count as responders"):
        hlhdash.response_table(cohort(response_week1=["CR", "NR"]), responders=responders)


def test_responders_that_are_no_classes_are_refused():
    with pytest.raises(hlhdash.CohortError, match="Choose which classes count as response"):
        hlhdash.response_table(cohort(response_week1=["CR", "NR"]), responders=5)
