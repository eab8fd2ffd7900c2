"""The invented cohort is what a paediatric HLH cohort looks like, coherent within itself, and no one's data."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import pytest

import hlhdash
from hlhdash.cohort.vocabulary import HLH_GENES


@pytest.fixture(scope="module")
def cohort(samples) -> hlhdash.Cohort:
    return hlhdash.read_cohort(samples / "invented120.xlsx")


@pytest.fixture(scope="module")
def flat(samples) -> hlhdash.Cohort:
    return hlhdash.read_cohort(samples / "invented120.csv")


@pytest.fixture(scope="module")
def patients(cohort) -> pd.DataFrame:
    return cohort.patients.set_index("patient_id")


@pytest.mark.parametrize("name", ["invented120.xlsx", "invented120.csv"])
def test_nothing_in_it_is_in_doubt(samples, name):
    cohort = hlhdash.read_cohort(samples / name)
    assert [finding for finding in cohort.findings if finding.level != "note"] == []
    assert cohort.questions == ()


def test_every_row_says_that_it_is_invented(cohort):
    assert Counter(cohort.patients["record_type"]) == {"invented": 120}
    assert cohort.provenance.note == "invented patients, not patient data"


def test_etiologies_as_in_paediatric_series(patients):
    assert Counter(patients["etiology"]) == {
        "EBV": 48,
        "FHL": 18,
        "unknown": 13,
        "MAS": 10,
        "CAEBV": 8,
        "AID": 6,
        "infection": 6,
        "malignancy": 5,
        "CMV": 4,
        "leishmania": 2,
    }
    assert Counter(patients["line_of_therapy"]) == {"salvage": 72, "first-line": 48}


def test_children_of_every_age_in_weights_and_doses_that_fit(patients):
    assert (patients["age_years"].min(), patients["age_years"].max()) == pytest.approx((0.1, 16.5), rel=1e-12)
    weights = patients["weight_kg"].dropna()
    assert (weights >= 2.5).all()
    assert (weights <= 80).all()
    amounts = patients.loc[weights.index, "dose"].str.split().str[0].astype(float)
    expected = weights.map(lambda weight: 2.5 if weight < 10 else 5 if weight < 20 else 10)
    assert list(amounts) == list(expected)


def test_familial_disease_has_a_gene_and_nothing_else_has(patients):
    assert set(patients.loc[patients["etiology"] == "FHL", "gene"]) == set(HLH_GENES)
    assert patients.loc[patients["etiology"] != "FHL", "gene"].isna().all()
    x_linked = patients["gene"].isin(["SH2D1A", "XIAP"])
    assert list(patients.loc[x_linked, "sex"]) == ["M", "M"]


def test_familial_disease_comes_first_in_life(patients):
    medians = patients.groupby("etiology")["age_years"].median()
    assert medians["FHL"] < medians["unknown"] < medians["EBV"] < medians["CAEBV"]


def test_time_runs_forward_in_every_child(patients):
    assert (patients["rux_start"] == 0).all()
    salvage = patients[patients["line_of_therapy"] == "salvage"]
    assert (salvage["first_line_start"] <= -10).all()
    known = patients[patients["diagnosis"].notna()]
    assert (known["diagnosis"] <= known["first_line_start"].fillna(0)).all()
    end = patients["last_follow_up"]
    for milestone in (
        "rux_stop",
        "added_therapy_start",
        "added_therapy_stop",
        "afebrile",
        "remission",
        "relapse",
        "hsct",
    ):
        days = patients[milestone].dropna()
        assert (days >= 0).all(), milestone
        assert (days <= end[days.index]).all(), milestone


def test_nobody_relapses_without_a_remission_nor_after_transplantation(patients):
    relapsed = patients[patients["relapse"].notna()]
    assert len(relapsed) == 9
    assert (relapsed["remission"] < relapsed["relapse"]).all()
    assert not (relapsed["hsct"] < relapsed["relapse"]).any()


def test_transplantation_is_mostly_for_familial_disease(patients):
    transplanted = patients[patients["hsct"].notna()]
    assert Counter(transplanted["etiology"] == "FHL") == {True: 12, False: 5}


def test_deaths_come_early_and_most_in_ebv(patients):
    dead = patients[patients["vital_status"] == "dead"]
    assert Counter(patients["vital_status"]) == {"alive": 77, "dead": 36, "lost": 7}
    assert (dead["death"] == dead["last_follow_up"]).all()
    assert Counter(dead["etiology"] == "EBV") == {True: 20, False: 16}
    assert Counter(dead.loc[dead["death"] <= 60, "etiology"] == "EBV") == {True: 14, False: 2}


def test_ebv_fares_worse(cohort):
    survival = hlhdash.kaplan_meier(cohort, by="etiology", against="EBV")
    year = survival.at((12,)).set_index("group")["survival"]
    assert (round(year["EBV"], 3), round(year["All others"], 3)) == (0.591, 0.752)
    assert survival.test is not None
    assert survival.test.p == pytest.approx(0.0059, abs=5e-5)
    response = hlhdash.response_table(cohort, response="response_week1", against="EBV").rows.set_index("etiology")
    assert response[["responders", "n"]].T.to_dict("list") == {
        "EBV": [15, 48],
        "All others": [49, 72],
        "Total": [64, 120],
    }


def test_salvage_does_worse_than_first_line(cohort):
    rows = hlhdash.response_table(cohort, by="line_of_therapy").rows.set_index("line_of_therapy")
    assert rows[["responders", "n"]].T.to_dict("list") == {
        "first-line": [32, 48],
        "salvage": [32, 72],
        "Total": [64, 120],
    }


def test_some_responses_come_only_after_added_therapy(cohort):
    late = {name: hlhdash.response_table(cohort, response=name).not_counted for name in cohort.assessments}
    assert late == {
        "response_week1": 0,
        "response_week2": 1,
        "response_week4": 12,
        "response_week8": 25,
        "best_response": 25,
    }


def test_some_things_were_not_written_down(patients):
    columns = ("sex", "weight_kg", "diagnosis", "response_week1")
    assert {name: int(patients[name].isna().sum()) for name in columns} == {
        "sex": 0,
        "weight_kg": 7,
        "diagnosis": 5,
        "response_week1": 3,
    }


def test_courses_overlap_go_on_and_have_ends_that_nobody_wrote_down(cohort):
    courses = cohort.courses
    drug = courses[courses["label"] == "ruxolitinib"]
    assert len(drug) == 120
    assert int(drug["ongoing"].sum()) == 12
    assert int((drug["end_day"].isna() & ~drug["ongoing"].astype(bool)).sum()) == 4
    assert set(hlhdash.swimmer(cohort).segments["tracks"]) == {1, 2, 3}


def test_adverse_events_are_graded_and_grade_5_is_the_day_of_death(cohort, patients):
    adverse = cohort.events[cohort.events["kind"] == "adverse event"]
    assert Counter(adverse["grade"]) == {1: 11, 2: 55, 3: 62, 4: 15, 5: 4}
    fatal = adverse[adverse["grade"] == 5]
    assert list(fatal["day"]) == list(patients.loc[fatal["patient_id"], "death"])
    assert (adverse["day"].to_numpy() <= patients.loc[adverse["patient_id"], "last_follow_up"].to_numpy()).all()


@pytest.mark.parametrize("table", ["courses", "events"])
def test_the_flat_table_tells_of_the_same_courses_and_events(cohort, flat, table):
    both = []
    for one in (cohort, flat):
        rows = getattr(one, table)
        rows = rows if table == "courses" else rows[rows["kind"] != "adverse event"]  # these need a sheet of their own
        both.append(rows.sort_values(list(rows.columns[:4]), ignore_index=True))
    pd.testing.assert_frame_equal(*both)


def test_the_flat_table_gives_the_same_survival_and_response(cohort, flat):
    pd.testing.assert_frame_equal(cohort.survival_table(), flat.survival_table())
    for name in cohort.assessments:
        rows = [hlhdash.response_table(one, response=name).rows for one in (cohort, flat)]
        pd.testing.assert_frame_equal(*rows)
