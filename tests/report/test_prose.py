"""Sentences for a manuscript say what was run, with the numbers of the table."""

from __future__ import annotations

from pathlib import Path

import pytest

import hlhdash
from hlhdash.report.prose import legend_words, result_words

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data" / "ruxolitinib9.xlsx"


@pytest.fixture(scope="module")
def nine() -> hlhdash.Cohort:
    return hlhdash.read_cohort(SAMPLE)


def test_survival_at_one_time_and_its_test(nine: hlhdash.Cohort) -> None:
    result = hlhdash.kaplan_meier(nine, by="etiology", against="EBV")
    assert result_words(result, "months") == (
        "EBV (n = 5): Overall survival at 12 months was 40.0 % (95 % interval 5.2 to 75.3 %); 3 of 5 died.",
        "All others (n = 4): Overall survival at 12 months was 100.0 % (95 % interval 39.8 to 100.0 %); 0 of 4 died.",
        "All patients (n = 9): Overall survival at 12 months was 66.7 % (95 % interval 28.2 to 87.8 %); 3 of 9 died.",
        "P = 0.167 (log-rank test, exact permutation P over all 126 assignments, supposing groups censored alike). "
        "Asymptotic log-rank: chi-squared 3.10, P = 0.078.",
    )


def test_a_time_nobody_is_followed_to_is_not_estimated(nine: hlhdash.Cohort) -> None:
    result = hlhdash.kaplan_meier(nine)
    assert result_words(result, "years", (5,)) == (
        "All patients (n = 9): not followed to 5 years, so Overall survival is not estimable then.",
    )


def test_incidence_of_each_event(nine: hlhdash.Cohort) -> None:
    assert result_words(hlhdash.cumulative_incidence(nine), "months") == (
        "All patients (n = 9): the cumulative incidence of HSCT at 12 months was 44.4 % (95 % interval 11.3 to "
        "73.9 %).",
        "All patients (n = 9): the cumulative incidence of death from any cause at 12 months was 22.2 % (95 % interval "
        "2.8 to 53.1 %).",
    )


def test_response_of_each_group(nine: hlhdash.Cohort) -> None:
    said = result_words(hlhdash.response_table(nine), "months")
    assert said[0] == "EBV: 0 of 5 patients (0 %; 95 % interval 0 to 52 %) had a response (PR or better), Week 1."
    assert said[-2:] == (
        "All patients: 3 of 9 patients (33 %; 95 % interval 7 to 70 %) had a response (PR or better), Week 1.",
        "Responders against all others, over 4 groups: P = 0.048 (Fisher-Freeman-Halton exact test).",
    )


def test_lanes_are_counted(nine: hlhdash.Cohort) -> None:
    assert result_words(hlhdash.swimmer(nine), "months") == (
        "Of 9 patients, 3 died and 6 were alive at last follow-up; the longest follow-up was 24.0 months.",
    )


def test_a_legend_explains_every_line(nine: hlhdash.Cohort) -> None:
    said = legend_words(hlhdash.kaplan_meier(nine, by="etiology"), "months", band=False)
    assert said == (
        "Kaplan-Meier curves, Overall survival by Etiology (n = 9).",
        "Clock starts: day zero. Event: death from any cause. Censored at: last follow-up.",
        "Ticks: censored patients.",
        "Dashed: fewer than 3 patients, or 10 % of a group of 5 or more, are at risk.",
        "Under the axis: patients at risk at each time.",
        "reconstruction from published totals, not patient data.",
    )


def test_a_legend_names_the_landmark(nine: hlhdash.Cohort) -> None:
    said = legend_words(hlhdash.kaplan_meier(nine, by="hsct", landmark=28), "months")
    assert said[-1] == "Followed from the landmark, day 28."
