"""The cohorts that several figures are drawn from."""

from __future__ import annotations

from pathlib import Path

import pytest

import hlhdash

SAMPLES = Path(__file__).parents[2] / "sample_data"


@pytest.fixture(scope="session")
def study() -> hlhdash.Cohort:
    """The nine children of the 2020 ruxolitinib study, reconstructed."""
    return hlhdash.read_cohort(SAMPLES / "ruxolitinib9.xlsx")
