"""Cumulative incidence and hazard ratios of a cohort."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import hlhdash
from hlhdash import stats

SAMPLES = Path(__file__).resolve().parents[2] / "sample_data"


@pytest.fixture(scope="module")
def study() -> hlhdash.Cohort:
    return hlhdash.read_cohort(SAMPLES / "ruxolitinib9.xlsx")


@pytest.fixture(scope="module")
def invented() -> hlhdash.Cohort:
    return hlhdash.read_cohort(SAMPLES / "invented120.xlsx")


def test_transplantation_and_death_of_the_study(study):
    result = hlhdash.cumulative_incidence(study, "time to HSCT")
    assert result.states == {1: "HSCT", 2: "death from any cause"}
    assert (result.overall.n, result.overall.count(1), result.overall.count(2)) == (9, 4, 2)
    at = result.at((12,)).set_index("state")
    # Day 7: a death of 9; day 91: a transplantation and a death of 8; days 122, 137, 152: three more of 6, 5, 4.
    assert at.loc[1, "incidence"] == pytest.approx(4 / 9, rel=1e-12)
    assert at.loc[2, "incidence"] == pytest.approx(2 / 9, rel=1e-12)
    assert list(at["n_at_risk"]) == [3, 3]


def test_it_agrees_with_the_arrays_and_their_test(invented):
    result = hlhdash.cumulative_incidence(invented, "time to HSCT", by="line_of_therapy")
    states = invented.state_table("time to HSCT")
    groups = invented.patients["line_of_therapy"].to_numpy()
    assert list(states["patient_id"]) == list(invented.patients["patient_id"])
    curves = stats.cumulative_incidence(states["time"], states["state"], groups)
    wanted = curves.at([365]).set_index(["group", "state"])["incidence"]
    found = result.at((12,)).set_index(["group", "state"])["incidence"]
    assert found.drop("All patients", level="group").to_dict() == pytest.approx(wanted.to_dict(), rel=1e-12)
    tests = stats.gray_test(states["time"], states["state"], groups)
    assert {state: test.p for state, test in result.tests.items()} == pytest.approx(
        {state: test.p for state, test in tests.items()}, rel=1e-12
    )


def test_ignoring_the_competing_event_would_give_more(invented):
    result = hlhdash.cumulative_incidence(invented, "time to HSCT")
    curves = hlhdash.kaplan_meier(invented, "time to HSCT")
    honest = result.at((24,)).query("state == 1")["incidence"].item()
    assert 1 - curves.at((24,))["survival"].item() > honest + 0.03


def test_as_of_a_landmark(study):
    result = hlhdash.cumulative_incidence(study, "time to HSCT", by="response", landmark=28)
    assert {one.name: (one.n, one.count(1), one.count(2)) for one in result.groups} == {
        "Response by day 28": (3, 1, 0),
        "No response by day 28": (5, 3, 1),
    }


def test_nobody_with_the_event_is_a_sentence(study):
    with pytest.raises(hlhdash.CohortError, match=r"Nobody had the event \(relapse\)"):
        hlhdash.cumulative_incidence(study, "time to relapse")


def test_few_events_give_a_sentence_and_no_ratio(study):
    result = hlhdash.hazard_ratios(study, ("etiology", "hsct"))
    assert (result.n, result.events) == (9, 3)
    assert [factor.rows for factor in result.factors] == [(), ()]
    assert result.factors[0].missing == "Only 3 events: too few for a hazard ratio, which needs at least 5."


def test_one_factor_is_the_cox_model_of_its_groups(invented):
    factor = hlhdash.hazard_ratios(invented, ("sex",)).factors[0]
    table = invented.survival_table().merge(invented.patients[["patient_id", "sex"]], on="patient_id")
    model = stats.cox(table["time"], table["event"], table["sex"], reference="M")
    row = factor.rows[0]
    assert (row.level, row.reference, row.n, row.events) == ("F", "M", 45, 14)
    assert (row.value, row.lower, row.upper, row.p) == pytest.approx(
        (model.hr, model.lower, model.upper, model.p), rel=1e-12
    )


def test_a_change_in_time_credits_nobody_with_the_time_before(invented):
    factor = hlhdash.hazard_ratios(invented, ("hsct",)).factors[0]
    table = invented.survival_table().merge(invented.patients[["patient_id", "hsct"]], on="patient_id")
    model = stats.time_varying_cox(table["time"], table["event"], table["hsct"])
    assert factor.rows[0].value == pytest.approx(model.hr, rel=1e-12)
    assert (factor.rows[0].level, factor.rows[0].reference) == ("after it", "before it")


def test_what_cannot_be_compared_says_why(invented):
    found = hlhdash.hazard_ratios(invented, ("response_week4", "record_type", "etiology")).factors
    assert [factor.missing for factor in found] == [
        "Known only after day zero; see the landmark analysis.",
        "One group only: nothing to compare.",
        "More than 8 groups: too many for one model.",
    ]


def test_restricted_means_and_pairs(invented):
    result = hlhdash.kaplan_meier(invented, by="line_of_therapy")
    means = result.rmst(365)
    for one, row in zip(result.groups, means.to_dict("records"), strict=True):
        alone = stats.rmst(one.patients["time"], one.patients["event"], 365)
        assert (row["group"], row["value"], row["se"]) == (one.name, alone.value, alone.se)
    pair = result.pairwise().iloc[0]
    assert pair["p"] == result.test.p


def test_arrays_leave_out_whose_group_is_not_recorded():
    table = pd.DataFrame(
        {
            "patient_id": ["A", "B", "C"],
            "sex": ["F", "M", None],
            "vital_status": ["dead", "alive", "dead"],
            "follow_up_days": [5, 6, 7],
        }
    )
    result = hlhdash.kaplan_meier(hlhdash.read_cohort(table), by="sex")
    time, event, group = result.arrays()
    assert result.patient_ids() == ["A", "B"] or result.patient_ids() == ["B", "A"]
    assert sorted(zip(time.tolist(), event.tolist(), group.tolist(), strict=True)) == [(5, 1, "F"), (6, 0, "M")]
    assert np.isfinite(time).all()
