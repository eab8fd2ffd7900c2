"""What hlhdash must show on the reconstruction, from the flat table and from the workbook alike."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import pytest

import hlhdash

EXACT_P = 4 / 84  # four of the 84 ways to place three responders among nine children are as extreme


@pytest.fixture(scope="module")
def both(samples) -> list[hlhdash.Cohort]:
    """The flat table and the workbook."""
    return [hlhdash.read_cohort(samples / name) for name in ("ruxolitinib9.csv", "ruxolitinib9.xlsx")]


def test_nothing_in_either_file_is_in_doubt(study):
    assert [finding for finding in study.findings if finding.level != "note"] == []
    assert study.questions == ()


def test_the_cohort_says_that_it_is_no_patient_data(study):
    assert study.provenance.note == "reconstruction from published totals, not patient data"
    assert (study.provenance.n, study.provenance.n_total, study.day_zero) == (9, 9, "rux_start")


def test_patients_by_etiology(study):
    assert Counter(study.patients["etiology"]) == {"EBV": 5, "FHL": 2, "AID": 1, "unknown": 1}


def test_response_at_week_1_by_etiology(study):
    table = hlhdash.response_table(study, response="response_week1", by="etiology")
    counts = table.rows.set_index("etiology")[["n", "CR", "PR", "improved", "NR", "died", "NE", "responders"]]
    assert counts.T.to_dict("list") == {
        "EBV": [5, 0, 0, 4, 0, 1, 0, 0],
        "FHL": [2, 0, 1, 1, 0, 0, 0, 1],
        "AID": [1, 0, 1, 0, 0, 0, 0, 1],
        "unknown": [1, 0, 1, 0, 0, 0, 0, 1],
        "Total": [9, 0, 3, 5, 0, 1, 0, 3],
    }
    assert table.classes == ("PR", "improved", "died")
    assert (table.total["lower"], table.total["upper"]) == pytest.approx((0.0748546, 0.7007050), rel=1e-6)


def test_the_exact_p_over_four_etiologies_is_the_same_at_every_call(study):
    found = {hlhdash.response_table(study).p for _ in range(20)}
    assert len(found) == 1
    assert found.pop() == pytest.approx(EXACT_P, rel=1e-9)


def test_ebv_against_the_rest_at_week_1(study):
    table = hlhdash.response_table(study, response="response_week1", by="etiology", against="EBV")
    assert table.p == pytest.approx(EXACT_P, rel=1e-9)
    assert "Fisher" in table.method
    ebv, rest, total = (row for _, row in table.rows.iterrows())
    assert (ebv["etiology"], ebv["responders"], ebv["n"]) == ("EBV", 0, 5)
    assert (rest["etiology"], rest["responders"], rest["n"]) == ("All others", 3, 4)
    assert (total["responders"], total["n"]) == (3, 9)
    assert (ebv["lower"], ebv["upper"]) == pytest.approx((0, 0.5218238), rel=1e-6)
    assert (rest["lower"], rest["upper"]) == pytest.approx((0.1941204, 0.9936905), rel=1e-6)


def test_each_etiology_against_the_rest(study):
    rest = hlhdash.response_table(study).against_rest.set_index("group")
    assert rest["p"].to_dict() == pytest.approx({"EBV": EXACT_P, "FHL": 1, "AID": 1 / 3, "unknown": 1 / 3}, rel=1e-9)


def test_overall_survival_falls_on_days_7_91_and_198(study):
    curve = hlhdash.kaplan_meier(study).groups[0].curve
    steps = curve.table[curve.table["events"] > 0]
    assert list(steps["time"]) == [7, 91, 198]
    assert list(steps["survival"]) == pytest.approx([8 / 9, 7 / 9, 6 / 9], rel=1e-12)


def test_survival_at_12_months(study):
    year = hlhdash.kaplan_meier(study).at((12,), unit="months").iloc[0]
    assert (year["day"], year["n_at_risk"]) == (365, 6)
    assert (year["survival"], year["lower"], year["upper"]) == pytest.approx((2 / 3, 0.28168224, 0.87830676), rel=1e-6)


def test_ebv_against_the_rest_in_survival(study):
    result = hlhdash.kaplan_meier(study, by="etiology", against="EBV")
    assert result.test is not None
    assert result.test.statistic == pytest.approx(3.0976, abs=5e-5)
    assert (result.test.p, result.test.p_exact) == (21 / 126, 21 / 126)
    assert result.test.assignments == 126
    assert result.test.p_asymptotic == pytest.approx(0.0784, abs=5e-5)
    assert [(one.name, one.curve.n, one.curve.events) for one in result.groups] == [("EBV", 5, 3), ("All others", 4, 0)]


def test_the_group_in_which_nobody_died_has_a_band(study):
    rest = hlhdash.kaplan_meier(study, by="etiology", against="EBV").groups[1].curve
    at = rest.at([0, 365, 600])
    assert list(at["survival"]) == [1, 1, 1]
    assert list(at["upper"]) == [1, 1, 1]
    # Beta product limits: all four followed (0.025 ** (1 / 4)), then lower after each censoring.
    assert list(at["lower"]) == pytest.approx([0.3976354, 0.3976354, 0.1581139], rel=1e-6)


def test_follow_up_is_named_both_ways(study):
    followed = hlhdash.kaplan_meier(study).follow_up()
    assert (followed.median, followed.shortest, followed.longest) == (426, 7, 730)
    assert followed.reverse_median.value == 517.5  # 17.0 months


def test_the_course_of_one_child(study):
    courses = study.courses[study.courses["patient_id"] == "P8"].set_index("label")
    assert courses[["start_day", "end_day"]].T.to_dict("list") == {
        "HLH-94": [-28, 0],
        "ruxolitinib": [0, 28],
        "DEP": [7, 115],
    }
    events = study.events[study.events["patient_id"] == "P8"]
    assert list(zip(events["day"], events["kind"], events["label"], strict=True)) == [
        (1.5, "milestone", "afebrile"),
        (7, "response", "improved"),
        (122, "hsct", "HSCT"),
        (198, "death", "death"),
    ]


@pytest.mark.parametrize(("table", "count"), [("courses", 23), ("events", 33)])
def test_both_files_tell_of_the_same_courses_and_events(both, table, count):
    flat, workbook = (
        getattr(cohort, table).sort_values(list(getattr(cohort, table).columns[:4]), ignore_index=True)
        for cohort in both
    )
    pd.testing.assert_frame_equal(flat, workbook)
    assert len(flat) == count


def test_both_files_give_the_same_survival_table(both):
    flat, workbook = (cohort.survival_table() for cohort in both)
    pd.testing.assert_frame_equal(flat, workbook)
    assert flat.to_dict("list") == {
        "patient_id": ["P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9"],
        "time": [730, 487, 639, 426, 7, 548, 91, 198, 365],
        "event": [0, 0, 0, 0, 1, 0, 1, 1, 0],
    }


@pytest.mark.parametrize("response", ["response_week1", "response_week8", "best_response"])
def test_both_files_give_the_same_response_table(both, response):
    flat, workbook = (hlhdash.response_table(cohort, response=response) for cohort in both)
    pd.testing.assert_frame_equal(flat.rows, workbook.rows)
    pd.testing.assert_frame_equal(flat.patients, workbook.patients)
    assert flat.p == workbook.p


def test_both_files_give_the_same_swimmer_plot(both):
    flat, workbook = (hlhdash.swimmer(cohort) for cohort in both)
    for table in ("lanes", "segments", "markers"):
        pd.testing.assert_frame_equal(getattr(flat, table), getattr(workbook, table))
    assert list(flat.lanes["patient_id"]) == ["P1", "P3", "P6", "P2", "P4", "P9", "P8", "P7", "P5"]
