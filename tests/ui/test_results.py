"""Results are computed once while the patients on the screen stay the same, and never handed to another cohort."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
import streamlit as st

import hlhdash
from hlhdash.figures import Look
from hlhdash.ui import languages, results, visit

SAMPLE = Path("sample_data/ruxolitinib9.xlsx")


@pytest.fixture
def cohort(monkeypatch: pytest.MonkeyPatch) -> hlhdash.Cohort:
    """The sample, on the screen of a visit without Streamlit."""
    monkeypatch.setattr(st, "session_state", {})
    whole = hlhdash.read_cohort(SAMPLE)
    monkeypatch.setattr(visit, "current", lambda: visit.Visit((), whole, {}, True))
    visit.set_view(whole, masked=False)
    return whole


class Counted:
    """Computes how many patients meet something, and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, cohort: hlhdash.Cohort, **settings: object) -> tuple[int, dict[str, object]]:
        self.asked += 1
        return len(cohort), settings


def test_the_same_question_is_computed_once(cohort: hlhdash.Cohort) -> None:
    compute = Counted()
    first = results.computed(compute, cohort, by="etiology", pools={"a": ["EBV", "FHL"]})
    again = results.computed(compute, cohort, pools={"a": ["EBV", "FHL"]}, by="etiology")
    assert again is first
    assert compute.asked == 1


@pytest.mark.parametrize("other", [{"by": "sex"}, {"by": None}, {"by": "etiology", "interval": "wilson"}, {}])
def test_another_question_is_another_result(cohort: hlhdash.Cohort, other: dict[str, object]) -> None:
    compute = Counted()
    results.computed(compute, cohort, by="etiology")
    assert results.computed(compute, cohort, **other) == (9, other)
    assert compute.asked == 2


def test_one_is_not_true(cohort: hlhdash.Cohort) -> None:
    compute = Counted()
    assert results.computed(compute, cohort, n=1)[1]["n"] is not True
    assert results.computed(compute, cohort, n=True)[1]["n"] is True


def test_another_view_drops_what_was_kept(cohort: hlhdash.Cohort) -> None:
    compute = Counted()
    results.computed(compute, cohort)
    part = cohort.where(etiology="EBV")
    visit.set_view(part, masked=False)
    assert results.computed(compute, part) == (5, {})
    visit.set_view(cohort, masked=False)
    assert results.computed(compute, cohort) == (9, {})
    assert compute.asked == 3


def test_a_rerun_that_changes_nothing_keeps_the_view(cohort: hlhdash.Cohort) -> None:
    visit.set_view(cohort.where(etiology="EBV"), masked=False)
    before = visit.view()
    visit.set_view(cohort.where(etiology="EBV"), masked=False)
    assert visit.view() is before


@pytest.mark.parametrize("change", ["patients", "words", "masked", "day zero"])
def test_a_rerun_that_changes_something_does_not(cohort: hlhdash.Cohort, change: str) -> None:
    before = cohort.where(etiology="EBV")
    visit.set_view(before, masked=False)
    after = {
        "patients": cohort.where(etiology="FHL"),
        "words": cohort.where(patient_id=before.patients["patient_id"].tolist()),
        "masked": cohort.masked().where(etiology="EBV"),
        "day zero": cohort.with_day_zero("first_line_start").where(etiology="EBV"),
    }[change]
    visit.set_view(after, masked=change == "masked")
    assert visit.view() is after


def test_another_file_with_the_same_patients_is_another_view(
    cohort: hlhdash.Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = hlhdash.read_cohort(SAMPLE)
    monkeypatch.setattr(visit, "current", lambda: visit.Visit((), other, {}, True))
    visit.set_view(other, masked=False)
    assert visit.view() is other


def test_a_cohort_that_is_not_on_the_screen_is_computed_each_time(cohort: hlhdash.Cohort) -> None:
    compute, part = Counted(), cohort.where(etiology="EBV")
    assert results.computed(compute, part) == results.computed(compute, part) == (5, {})
    assert compute.asked == 2


def test_the_oldest_result_goes_first(cohort: hlhdash.Cohort) -> None:
    compute = Counted()
    for n in range(results.MOST):
        results.computed(compute, cohort, n=n)
    results.computed(compute, cohort, n=0)  # asked for again, so the next to go is 1
    results.computed(compute, cohort, n=results.MOST)
    assert compute.asked == results.MOST + 1
    results.computed(compute, cohort, n=0)
    assert compute.asked == results.MOST + 1
    results.computed(compute, cohort, n=1)
    assert compute.asked == results.MOST + 2


def test_a_refusal_is_not_kept(cohort: hlhdash.Cohort) -> None:
    for _ in range(2):
        with pytest.raises(hlhdash.CohortError, match="no response"):
            results.computed(hlhdash.response_table, cohort, "response_week9")


def test_what_is_made_of_a_result_is_made_once(cohort: hlhdash.Cohort) -> None:
    found = results.computed(hlhdash.response_table, cohort)
    made: list[pd.DataFrame] = []

    def patients(result: hlhdash.ResponseTable) -> pd.DataFrame:
        made.append(result.patients)
        return result.patients

    assert results.made(found, patients) is results.made(found, patients)
    assert len(made) == 1


def test_a_figure_is_drawn_once_for_the_same_result_and_settings_and_the_last_few_are_kept(
    cohort: hlhdash.Cohort,
) -> None:
    found = results.computed(hlhdash.response_table, cohort)
    asked: list[tuple[bool, frozenset[str]]] = []

    def draw(result: hlhdash.ResponseTable, *, look: Look, selected: frozenset[str]) -> tuple[int, bool]:
        asked.append((look.dark, selected))
        return len(result.patients), look.dark

    def drawn(*selected: str, dark: bool = False) -> tuple[int, bool]:
        return results.drawn(found, draw, look=Look(dark, say=languages.translator()), selected=frozenset(selected))

    assert drawn() is drawn()
    assert drawn(dark=True) == (9, True)
    assert drawn("P1") == (9, False)
    assert asked == [(False, frozenset()), (True, frozenset()), (False, frozenset({"P1"}))]
    for n in range(2, results.MOST_FIGURES + 2):
        drawn(f"P{n}")
    assert len(asked) == results.MOST_FIGURES + 3
    drawn("P2")
    assert len(asked) == results.MOST_FIGURES + 3
    drawn()
    assert len(asked) == results.MOST_FIGURES + 4


def test_a_figure_of_another_result_is_another(cohort: hlhdash.Cohort) -> None:
    def draw(result: hlhdash.ResponseTable) -> str | None:
        return result.by

    found = [results.computed(hlhdash.response_table, cohort, by=by) for by in ("etiology", "sex")]
    assert [results.drawn(one, draw) for one in found] == ["etiology", "sex"]
