"""Columns that are called like one thing and hold another."""

from __future__ import annotations

import pytest

from tests.cohort.making import one, read, said

BASE = "patient_id,follow_up_days,vital_status"


def column(header, *cells):
    return read(*(f"K{i},90,alive,{cell}" for i, cell in enumerate(cells, start=1)), header=f"{BASE},{header}")


def test_odd_words_among_responses_leave_the_classes():
    cohort = column("response_week1", "PR (3 markers)", "CR?", "VGPR", "PR", "not CR", "无缓解")
    assert [None if cell is None else str(cell) for cell in cohort.patients["response_week1"]] == [
        *(None, None, None, "PR", None, "NR")
    ]
    assert said(cohort, "error") == [
        f"“{cell}” is not a response class; it counts as not evaluable at Week 1."
        for cell in ("PR (3 markers)", "CR?", "VGPR", "not CR")
    ]


@pytest.mark.parametrize("cells", [("1000", "2000", "300"), ("started", "dead", "stopped"), ("rash", "no", "fever")])
def test_a_column_without_a_class_is_no_response(cells):
    cohort = column("response_week1", *cells)
    assert one(cohort, "are no response class").column == "response_week1"
    assert "response_week1 (as it came)" in cohort.patients
