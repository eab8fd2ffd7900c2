"""A gene with its variant is a molecular diagnosis; what is doubted or unknown leaves it open."""

from __future__ import annotations

import pandas as pd
import pytest

import hlhdash
from hlhdash.analysis.criteria import diagnose, diagnoses
from hlhdash.analysis.criteria.genes import molecular_defect


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("PRF1", True),
        ("prf1", True),
        ("PRF1 c.1349C>T", True),
        ("UNC13D/STXBP2", True),
        ("PRF1纯合突变", True),
        ("STXBP2:c.1430C>T (p.P477L)", True),
        ("no PRF1 variant", None),
        ("PRF1 VUS", None),
        ("PRF1 heterozygous", None),
        ("PRF1杂合", None),
        ("PRF1?", None),
        ("PRF10", None),
        ("NLRC4", None),
        ("none", False),
        ("阴性", False),
        ("", False),
        (None, False),
        (float("nan"), False),
    ],
)
def test_what_a_cell_about_genes_says(cell, expected):
    assert molecular_defect(cell) is expected


def test_a_defect_fulfils_both_and_an_open_one_leaves_them_open():
    assert diagnose({}, molecular=True).hlh2004 is True
    assert (diagnose({}, molecular=None).hlh2004, diagnose({}, molecular=None).hlh2024) == (None, None)


def test_the_genes_of_a_file():
    patients = pd.DataFrame(
        {
            "patient_id": ["A", "B", "C"],
            "diagnosis_date": ["2020-01-01"] * 3,
            "rux_start": ["2020-01-02"] * 3,
            "last_follow_up": ["2020-12-31"] * 3,
            "vital_status": ["alive"] * 3,
            "gene": ["PRF1 c.1349C>T", "NLRC4", ""],
        }
    )
    found = diagnoses(hlhdash.read_cohort(patients))
    assert {name: one.molecular for name, one in found.items()} == {"A": True, "B": None, "C": False}
    assert {name: one.hlh2004 for name, one in found.items()} == {"A": True, "B": None, "C": None}
