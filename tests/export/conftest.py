"""The samples and their results, for everything that is taken along."""

from __future__ import annotations

from pathlib import Path

import pytest

import hlhdash

SAMPLES = Path(__file__).resolve().parents[2] / "sample_data"


@pytest.fixture(scope="session")
def nine() -> hlhdash.Cohort:
    return hlhdash.read_cohort(SAMPLES / "ruxolitinib9.xlsx")


@pytest.fixture(scope="session")
def hundred() -> hlhdash.Cohort:
    return hlhdash.read_cohort(SAMPLES / "invented120.xlsx")
