"""Behind each cell that can be pressed are as many patients as the cell says, and who they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import hlhdash
from hlhdash import report
from hlhdash.report import people
from hlhdash.report.table import Table

SAMPLES = Path(__file__).resolve().parents[2] / "sample_data"
Made = tuple[Table, people.People]
TIMES = (3.0, 6.0, 12.0)
# Of what a cell says, the number of patients: at its end after a semicolon, before a stroke or percent, or all of it.
COUNT = re.compile(r"(?:.*; )?(\d+)(?:/\d+.*| \(\d.*)?")


@pytest.fixture(scope="module")
def study() -> hlhdash.Cohort:
    return hlhdash.read_cohort(SAMPLES / "ruxolitinib9.xlsx")


@pytest.fixture(scope="module")
def hundred() -> hlhdash.Cohort:
    return hlhdash.read_cohort(SAMPLES / "invented120.xlsx")


def _survival(cohort: hlhdash.Cohort) -> Made:
    result = hlhdash.kaplan_meier(cohort, by="etiology")
    return report.survival_rows(result, TIMES, "months"), people.survival_people(result, TIMES, "months")


def _incidence(cohort: hlhdash.Cohort) -> Made:
    result = hlhdash.cumulative_incidence(cohort, by="etiology")
    return report.incidence_rows(result, TIMES, "months"), people.incidence_people(result, TIMES, "months")


def _normal(cohort: hlhdash.Cohort) -> Made:
    result = hlhdash.labs(cohort, "ferritin", by="etiology")
    table = report.normal_rows(result)
    assert table is not None
    return table, people.normal_people(result.normalised)


def _fever(cohort: hlhdash.Cohort) -> Made:
    result = hlhdash.fever(cohort, by="etiology")
    return report.fever_rows(result), people.normal_people(result.ended)


def _pairs(cohort: hlhdash.Cohort) -> Made:
    result = hlhdash.labs(cohort, "ferritin", by="etiology")
    table = report.pair_rows(result)
    assert table is not None
    return table, people.pair_people(result)


def _rates(cohort: hlhdash.Cohort) -> Made:
    result = hlhdash.safety(cohort, by="etiology")
    return report.rate_rows(result), people.rate_people(result)


def _terms(cohort: hlhdash.Cohort) -> Made:
    result = hlhdash.safety(cohort, by="etiology")
    return report.term_rows(result), people.term_people(result)


def _terms_of_any_grade(cohort: hlhdash.Cohort) -> Made:
    result = hlhdash.safety(cohort, by="etiology")
    return report.term_rows_apart(result)[0], people.term_people_apart(result)[0]


def _severe_terms(cohort: hlhdash.Cohort) -> Made:
    result = hlhdash.safety(cohort, by="etiology")
    return report.term_rows_apart(result)[1], people.term_people_apart(result)[1]


def _response(cohort: hlhdash.Cohort) -> Made:
    result = hlhdash.response_table(cohort)
    return report.response_rows(result), people.response_people(result)


@pytest.mark.parametrize(
    "made",
    [_survival, _incidence, _normal, _fever, _pairs, _rates, _terms, _terms_of_any_grade, _severe_terms, _response],
)
def test_as_many_are_behind_a_cell_as_it_says(hundred: hlhdash.Cohort, made: Callable[[hlhdash.Cohort], Made]) -> None:
    table, behind = made(hundred)
    assert len(behind) > len(table.rows)
    told = {}
    for row, column in behind:
        found = COUNT.fullmatch(str(table.rows[row].cells[column]))
        assert found is not None, table.rows[row].cells[column]
        told[row, column] = int(found[1])
    assert {cell: len(set(ids)) for cell, ids in behind.items()} == told


def test_a_cell_of_a_time_holds_those_at_risk_then(study: hlhdash.Cohort) -> None:
    result = hlhdash.kaplan_meier(study)
    found = people.survival_people(result, (90.0, 92.0), "days")
    last = result.overall.patients.set_index("patient_id")["time"]
    assert last["P7"] == 91
    assert "P7" in found[0, 4]
    assert "P7" not in found[0, 5]


def test_the_patients_beside_a_row_of_those_left_out_by_a_landmark(study: hlhdash.Cohort) -> None:
    result = hlhdash.kaplan_meier(study, by="response_week1", landmark=28)
    assert result.landmark is not None
    table = report.excluded_rows(result.landmark)
    assert {cell: ids[0] for cell, ids in people.excluded_people(result.landmark).items()} == {
        (i, 0): row.cells[0] for i, row in enumerate(table.rows)
    }
    assert len(table.rows) == 1
