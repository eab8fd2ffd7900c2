"""How sure a survival result is, in the result's own numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

import hlhdash
from hlhdash import report, stats

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data" / "ruxolitinib9.xlsx"


@pytest.fixture(scope="module")
def study() -> hlhdash.Cohort:
    return hlhdash.read_cohort(SAMPLE)


def test_which_patient_decides(study):
    result = hlhdash.kaplan_meier(study, by="etiology", against="EBV")
    found = stats.fragility(*result.arrays(), at=365)
    said = [str(one).replace("\xa0", " ") for one in report.fragility_words(found, result.patient_ids(), "day 365")]
    assert said[0] == "Leaving out any single patient does not take P = 0.167 across 0.05."
    assert said[2] == "Leaving out P5 moves survival at day 365 most: from 66.7 % to 75.0 %."


def test_what_these_sizes_could_have_shown():
    found = stats.DetectableDifference(0.1, None, 0.8, 0.8, "simulated")
    said = str(report.detectable_words(found, "day 365", "EBV")).replace("\xa0", " ")
    assert said == (
        "With these group sizes only 10 % or less against 80.0 % at day 365 would be told from EBV with 80 % power."
    )


def test_completeness_of_follow_up(study):
    said = str(report.completeness_words(hlhdash.kaplan_meier(study), 12, "months")).replace("\xa0", " ")
    assert said.startswith("Completeness of follow-up to day 365: 100.0 % of the possible patient time was observed")
