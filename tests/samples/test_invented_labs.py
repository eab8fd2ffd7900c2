"""The labs of the invented cohort are a sick child's, and earn the responses recorded beside them."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import pytest

import hlhdash
from tests.samples.rule import WITH_COUNTS, response_class

WINDOWS = {"response_week1": (7, 2), "response_week2": (14, 3), "response_week4": (28, 4), "response_week8": (56, 7)}
# The lowest and highest that are plausible in a sick child or, after treatment, in a healthy one.
PLAUSIBLE = {
    "temperature": (35, 42),
    "ferritin": (10, 200_000),
    "scd25": (140, 150_000),
    "haemoglobin": (30, 160),
    "wbc": (0, 50),
    "anc": (0, 20),
    "platelets": (1, 600),
    "triglyceride": (0.3, 15),
    "fibrinogen": (0.2, 6),
    "alt": (5, 5000),
    "ast": (5, 5000),
    "ldh": (100, 20_000),
    "ebv_dna": (500, 1e9),
    "spleen": (0, 20),
}


@pytest.fixture(scope="module")
def cohort(samples) -> hlhdash.Cohort:
    return hlhdash.read_cohort(samples / "invented120.xlsx")


@pytest.fixture(scope="module")
def visits(cohort) -> pd.DataFrame:
    """One row per patient and day, one column per analyte."""
    return cohort.labs.pivot(index=["patient_id", "day"], columns="analyte", values="value")


def test_every_value_is_plausible(visits):
    assert set(visits.columns) == set(PLAUSIBLE)
    outside = {name: int((~visits[name].dropna().between(low, high)).sum()) for name, (low, high) in PLAUSIBLE.items()}
    assert outside == dict.fromkeys(PLAUSIBLE, 0)


def test_every_child_is_ill_at_day_zero(visits):
    baseline = visits.xs(0, level="day")
    assert len(baseline) == 120
    assert (baseline["temperature"] >= 38.5).all()
    assert (baseline["ferritin"].dropna() >= 500).all()
    assert (baseline["scd25"].dropna() >= 2400).all()
    assert (baseline[["wbc"]].to_numpy() > baseline[["anc"]].to_numpy()).all()


def test_ebv_is_measured_where_ebv_is_the_trigger_and_nowhere_else(visits, cohort):
    measured = set(visits["ebv_dna"].dropna().index.get_level_values("patient_id"))
    triggered = set(cohort.patients.loc[cohort.patients["trigger"] == "EBV", "patient_id"])
    assert measured <= triggered
    assert len(triggered - measured) <= 1


def test_a_few_values_are_bounded(cohort):
    labs = cohort.labs[cohort.labs["bound"] != ""]
    kinds = Counter(zip(labs["analyte"], labs["bound"], labs["value"], strict=True))
    assert kinds == {("ferritin", ">", 40000): 10, ("ferritin", ">", 100000): 1, ("ebv_dna", "<", 500): 57}


def test_the_rule_on_the_labs_gives_every_recorded_response(visits, cohort):
    recorded = cohort.patients.set_index("patient_id")
    judged, differing = 0, []
    for patient, own in visits.groupby("patient_id"):
        before = own.droplevel("patient_id")
        for name, (day, window) in WINDOWS.items():
            near = [d for d in before.index if d > 0 and abs(d - day) <= window]
            if not near:
                continue
            start, now = (before.loc[d, ["temperature", *WITH_COUNTS]] for d in (0, near[0]))
            if start.isna().any() or now.isna().any():
                continue  # a marker was not measured: the child's doctors knew more than the sheet
            judged += 1
            found = response_class(start.to_dict(), now.to_dict(), WITH_COUNTS)
            if found != recorded.at[patient, name]:
                differing.append((patient, name, found, recorded.at[patient, name]))
    assert judged == 303
    assert differing == []


def test_an_assessment_without_a_visit_is_empty_or_a_death(visits, cohort):
    recorded = cohort.patients.set_index("patient_id")
    days = {patient: list(own.index.get_level_values("day")) for patient, own in visits.groupby("patient_id")}
    unseen = Counter(
        recorded.at[patient, name] or "empty"
        for patient, own in days.items()
        for name, (day, window) in WINDOWS.items()
        if not any(d > 0 and abs(d - day) <= window for d in own)
    )
    assert set(unseen) == {"died", "empty"}


def test_no_lab_lies_after_the_end_of_follow_up(cohort):
    end = cohort.patients.set_index("patient_id")["last_follow_up"]
    assert (cohort.labs["day"].to_numpy() <= end[cohort.labs["patient_id"]].to_numpy()).all()
