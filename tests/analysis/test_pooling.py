"""Poolings that would say something else than they do are refused."""

from __future__ import annotations

import pandas as pd
import pytest

import hlhdash


def pooled(pools):
    rows = {
        "patient_id": ["A", "B", "C", "D", "E"],
        "rux_start": ["2020-01-01"] * 5,
        "last_follow_up": ["2020-12-31"] * 5,
        "vital_status": ["alive"] * 5,
        "etiology": ["EBV", "EBV", "FHL", "MAS", "MAS"],
        "response_week1": ["CR", "NR", "CR", "NR", "PR"],
    }
    return hlhdash.response_table(hlhdash.read_cohort(pd.DataFrame(rows)), pools=pools)


def test_a_value_nobody_has_is_refused():
    with pytest.raises(hlhdash.CohortError, match="has Etiology nonsense, so it cannot be pooled"):
        pooled({"X": ["EBV", "nonsense"]})


def test_a_name_that_is_a_value_left_out_is_refused():
    with pytest.raises(hlhdash.CohortError, match=r"MAS is itself a value of Etiology\. List it in the pooling"):
        pooled({"MAS": ["EBV", "FHL"]})


def test_a_name_that_is_one_of_its_values_is_allowed():
    found = pooled({"MAS": ["MAS", "FHL"]}).groups
    assert dict(zip(found["etiology"], found["n"], strict=True)) == {"MAS": 3, "EBV": 2}
