"""Adverse events: the worst grade of each patient and term, rates as R's poisson.test has them."""

from __future__ import annotations

import pandas as pd
import pytest

import hlhdash
from hlhdash import report
from hlhdash.analysis.safety import YEAR
from hlhdash.language import Translator


def cohort(*, events: list[tuple[str, float, str, str]]) -> hlhdash.Cohort:
    people = pd.DataFrame({"patient_id": list("ABCD"), "rux_start": 0, "vital_status": "alive"})
    people = people.assign(last_follow_up=[YEAR / 2, YEAR / 2, YEAR, None], etiology=["EBV", "EBV", "FHL", "FHL"])
    table = pd.DataFrame(events, columns=["patient_id", "start_day", "label", "grade"]).assign(kind="adverse event")
    return hlhdash.read_cohort({"patients": people, "events": table})


EVENTS = [
    ("A", 3.0, "Anemia", "2"),
    ("A", 9.0, "Anemia", "4"),
    ("B", 20.0, "Anemia", ""),
    ("C", -2.0, "Sepsis", "4"),
]


@pytest.fixture(scope="module")
def result() -> hlhdash.Safety:
    return hlhdash.safety(cohort(events=EVENTS))


def test_a_patient_counts_once_per_term_with_the_worst_grade(result: hlhdash.Safety) -> None:
    counts = result.counts()
    assert counts.loc["Anemia"].tolist() == [1, 0, 0, 0, 1, 0]
    assert result.order == ("Anemia",)


def test_an_event_before_day_zero_is_not_counted_and_said(result: hlhdash.Safety) -> None:
    assert result.before == 1
    assert "Sepsis" not in result.order


def test_the_rate_agrees_with_r(result: hlhdash.Safety) -> None:
    (rate,) = result.rates
    assert (rate.n, rate.patients, rate.severe, rate.events) == (3, ("A", "B"), ("A",), 3)  # D was never followed
    assert rate.years == pytest.approx(2, rel=1e-12)
    assert rate.rate == pytest.approx(1.5, rel=1e-12)
    # R 4.2: poisson.test(3, 2)$conf.int
    assert (rate.lower, rate.upper) == pytest.approx((0.309336061447801, 4.383636534871162), rel=1e-9)
    assert rate.first_day == 11.5


def test_a_group_without_events_has_a_rate_of_zero_with_an_upper_limit() -> None:
    ebv, fhl = hlhdash.safety(cohort(events=EVENTS), by="etiology").rates
    assert (ebv.events, fhl.events, fhl.rate, fhl.lower, fhl.first_day) == (3, 0, 0, 0, None)
    assert fhl.upper == pytest.approx(3.68887945411394, rel=1e-9)  # R: poisson.test(0, 1)$conf.int


def test_without_adverse_events_the_refusal_says_what_a_sheet_needs() -> None:
    people = pd.DataFrame({"patient_id": ["A"], "rux_start": 0, "last_follow_up": 90, "vital_status": "alive"})
    with pytest.raises(hlhdash.CohortError, match=r"patient_id, kind .adverse event., label .the term., grade"):
        hlhdash.safety(hlhdash.read_cohort(people))


def test_patients_without_follow_up_are_told() -> None:
    found = hlhdash.safety(cohort(events=EVENTS))
    assert found.not_followed == 1
    said = " ".join(report.term_rows(found).notes)
    assert "Not counted: 1 event before day zero." in said
    assert "Left out: 1 patient without a follow-up after day zero." in said


def test_the_example_of_a_sheet_can_be_read() -> None:
    table = report.example_rows()
    sheet = pd.DataFrame([row.cells for row in table.rows], columns=[one.title for one in table.columns])
    people = pd.DataFrame({"patient_id": ["P1", "P4"], "rux_start": 0, "last_follow_up": 90, "vital_status": "alive"})
    read = hlhdash.read_cohort({"patients": people, "events": sheet})
    assert [one.sentence for one in read.findings if one.sheet == "events"] == []
    assert hlhdash.safety(read).counts().sum().tolist() == [0, 1, 1, 1, 0, 0]


def test_an_event_dated_after_the_death_is_neither_counted_nor_in_the_first_events_and_is_said() -> None:
    people = pd.DataFrame(
        {
            "patient_id": ["A", "B"],
            "rux_start": 0,
            "vital_status": ["dead", "alive"],
            "death_day": [10, None],
            "last_follow_up": [10, 10],
        }
    )
    events = pd.DataFrame({"patient_id": ["A", "B"], "start_day": [12, 12], "label": "Sepsis", "grade": "3"})
    read = hlhdash.read_cohort({"patients": people, "events": events.assign(kind="adverse event")})
    found = hlhdash.safety(read)
    assert found.after == 1
    assert found.rates[0].patients == ("B",)  # was alive when last seen, so the event came later than that
    assert hlhdash.time_to_adverse_event(read).patients["state"].tolist() == [2, 1]
    say = Translator()
    said = [say(note) for note in report.term_rows(found).notes]
    assert "Not counted: 1 event dated after the death of the patient." in said
