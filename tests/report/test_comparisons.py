"""Tables and sentences beside the curves say the result's own numbers."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import hlhdash
from hlhdash import report

SAMPLES = Path(__file__).resolve().parents[2] / "sample_data"


@pytest.fixture(scope="module")
def study() -> hlhdash.Cohort:
    return hlhdash.read_cohort(SAMPLES / "ruxolitinib9.xlsx")


@pytest.fixture(scope="module")
def invented() -> hlhdash.Cohort:
    return hlhdash.read_cohort(SAMPLES / "invented120.xlsx")


def cells(table: report.Table) -> list[list[str]]:
    return [[str(cell).replace("\xa0", " ") for cell in row.cells] for row in table.rows]


def test_pairs_of_groups(invented):
    rows = cells(report.pairwise_rows(hlhdash.kaplan_meier(invented, by="center"), "holm"))
    assert [row[0] for row in rows] == ["A against B", "A against C", "B against C"]
    found = hlhdash.kaplan_meier(invented, by="center").pairwise()
    assert rows[0][1] == f"{found['p'][0]:.3f}"
    assert rows[0][2] == f"{found['p_adjusted'][0]:.3f}"


def test_a_mean_without_events_has_no_interval(study):
    rows = cells(report.rmst_rows(hlhdash.kaplan_meier(study, by="etiology", against="EBV"), "months"))
    assert rows[1] == ["All others", "18.0", "not estimable"]
    assert rows[0][0] == "EBV"
    assert rows[2][0] == "EBV minus All others"


def test_incidence_with_interval_and_number_at_risk(study):
    rows = cells(report.incidence_rows(hlhdash.cumulative_incidence(study, "time to HSCT"), (12,), "months"))
    assert rows == [
        ["HSCT", "", "", ""],
        ["All patients", "9", "4", "44.4 (11.3 to 73.9); 3"],
        ["Death from any cause", "", "", ""],
        ["All patients", "9", "2", "22.2 (2.8 to 53.1); 3"],
    ]


def test_hazard_ratios(invented):
    rows = cells(report.hazard_rows(hlhdash.hazard_ratios(invented, ("sex", "etiology"))))
    assert rows[0] == ["Sex", "F against M", "14/45", "1.06 (0.54 to 2.07)", "0.871"]
    assert rows[1] == ["Etiology", "", "", "More than 8 groups: too many for one model.", ""]


def test_who_is_left_out_by_a_landmark(study):
    result = hlhdash.kaplan_meier(study, by="hsct", landmark=100)
    table = report.excluded_rows(result.landmark)
    assert table.title == "Not followed beyond day 100: 2 of 9"
    assert cells(table) == [["P5", "had the event by the landmark"], ["P7", "had the event by the landmark"]]


def test_methods_and_snippet_of_a_landmark(study):
    result = hlhdash.kaplan_meier(study, by="hsct", landmark=100)
    words = " ".join(report.survival_methods(result, "months"))
    assert (
        "Landmark at day 100: status by then, follow-up from then on; 7 of 9 patients are followed beyond it." in words
    )
    assert "landmark=100" in report.snippet(result)


def test_a_snippet_gives_the_same_numbers(study, monkeypatch):
    monkeypatch.chdir(SAMPLES)
    asked = hlhdash.Endpoint("event-free survival", ("death", "relapse"), failure_day=14)
    for result in (hlhdash.kaplan_meier(study, asked), hlhdash.cumulative_incidence(study, "time to HSCT", by="sex")):
        space: dict = {}
        exec(report.snippet(result).replace("print(", "shown = ("), space)
        pd.testing.assert_frame_equal(space["result"].at((12,)), result.at((12,)))
