"""Values with a bound in comparisons of Table 1: in their place by rank, and no mean is made of them."""

from __future__ import annotations

import math

import pandas as pd

import hlhdash
from hlhdash import stats
from hlhdash.analysis.summary import summary


def compared(ferritin):
    n = len(ferritin)
    rows = {
        "patient_id": [f"P{i}" for i in range(n)],
        "rux_start": ["2020-01-01"] * n,
        "last_follow_up": ["2020-12-31"] * n,
        "vital_status": ["alive"] * n,
        "etiology": ["EBV"] * (n // 2) + ["FHL"] * (n - n // 2),
        "ferritin_d0": ferritin,
    }
    found = summary(hlhdash.read_cohort(pd.DataFrame(rows)), by="etiology", labs=True, compare=True)
    return found.comparisons["lab:ferritin:"]


def test_a_bounded_value_ranks_beside_its_bound_and_gives_no_difference():
    found = compared(["<500", "600", "40000", "40000", ">40000", ">40000", ">40000", "50000"])
    ranks = [0, 1, 2, 2, 3, 3, 3, 4]
    assert found.p == stats.wilcoxon(ranks, ["a"] * 4 + ["b"] * 4).p
    assert found.p != stats.wilcoxon([500, 600, 4e4, 4e4, 4e4, 4e4, 4e4, 5e4], ["a"] * 4 + ["b"] * 4).p
    assert math.isnan(found.difference)


def test_exact_values_are_compared_as_before():
    found = compared(["500", "600", "700", "800", "900", "1000"])
    assert found.p == stats.wilcoxon([1, 2, 3, 4, 5, 6], list("aaabbb")).p
    assert found.difference == stats.standardised_difference([500, 600, 700, 800, 900, 1000], list("aaabbb"))
