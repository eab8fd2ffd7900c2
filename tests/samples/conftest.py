"""The sample files, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

import hlhdash

SAMPLES = Path(__file__).parents[2] / "sample_data"


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of the sample files."""
    return SAMPLES


@pytest.fixture(scope="session", params=["ruxolitinib9.csv", "ruxolitinib9.xlsx"])
def study_file(request) -> Path:
    """The reconstruction, as the flat table and as the workbook."""
    return SAMPLES / request.param


@pytest.fixture(scope="session")
def study(study_file: Path) -> hlhdash.Cohort:
    """The reconstruction as hlhdash reads it, from either file."""
    return hlhdash.read_cohort(study_file)
