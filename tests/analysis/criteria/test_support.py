"""Transfusions and G-CSF in columns of the patients: blood counts do not count with them."""

from __future__ import annotations

import pandas as pd
import pytest

import hlhdash
from hlhdash.analysis.criteria.support import given, support_of

LABS = {
    "ferritin_d0": 10000, "ferritin_d7": 7500, "platelets_d0": 40, "platelets_d7": 60, "scd25_d0": 9000,
    "scd25_d7": 9000, "triglyceride_d0": 5, "triglyceride_d7": 5, "haemoglobin_d0": 70, "haemoglobin_d7": 70,
    "anc_d0": 0.4, "anc_d7": 0.9, "alt_d0": 50, "alt_d7": 50, "temperature_d0": 39, "temperature_d7": 36.8,
}  # fmt: skip


def week_1(**columns):
    base = {"patient_id": "A1", "rux_start": "2020-01-01", "last_follow_up": "2020-12-31", "vital_status": "alive"}
    found = hlhdash.assess(hlhdash.read_cohort(pd.DataFrame([base | LABS | columns]))).table.iloc[0]
    return found["computed"], found["improved"]


def test_three_markers_improve_without_support():
    assert week_1() == ("PR", ("ferritin", "anc", "platelets"))


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("transfusion", "yes"),
        ("输血", "是"),
        ("transfusion_d7", "yes"),
        ("platelet_transfusion", 1),
        ("RBC transfusion", "2 U"),
    ],
)
def test_a_recorded_transfusion_takes_the_platelets_out(header, cell):
    assert week_1(**{header: cell}) == ("PR", ("ferritin", "anc"))


@pytest.mark.parametrize("header", ["g_csf", "G-CSF", "GCSF_d3"])
def test_recorded_g_csf_takes_the_neutrophils_out(header):
    assert week_1(**{header: "yes"}) == ("PR", ("ferritin", "platelets"))


def test_with_both_one_marker_is_left_and_no_partial_remission():
    assert week_1(transfusion="yes", g_csf="yes") == ("improved", ("ferritin",))


@pytest.mark.parametrize("columns", [{"transfusion": "no"}, {"transfusion": 0}, {"transfusion_d28": "yes"}])
def test_no_transfusion_or_one_after_the_assessment_changes_nothing(columns):
    assert week_1(**columns) == ("PR", ("ferritin", "anc", "platelets"))


def test_headers_and_amounts():
    assert support_of("transfusion_day7") == ("transfusion", 7)
    assert support_of("transfusion_date") == (None, None)
    assert [given(cell) for cell in ("3 units", "0", "often", None)] == [True, False, None, None]
