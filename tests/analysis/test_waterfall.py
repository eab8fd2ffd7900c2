"""The best change of a lab from its baseline."""

from __future__ import annotations

import pandas as pd
import pytest

import hlhdash

ROWS = [
    ("A", -3, 9999),
    ("A", 0, 10000),
    ("A", 7, 5000),
    ("A", 14, 500),
    ("A", 28, 800),
    ("B", 0, 2000),
    ("B", 7, 4000),
    ("C", 0, ">40000"),
    ("C", 7, 400),
    ("D", 7, 900),
]


def cohort(analyte="ferritin", rows=ROWS):
    patients = pd.DataFrame({"patient_id": list("ABCD"), "rux_start": 0, "vital_status": "alive", "last_follow_up": 90})
    patients["best_response"] = ["CR", "NR", "PR", "PR"]
    labs = pd.DataFrame(rows, columns=["patient_id", "day", "value"]).assign(analyte=analyte)
    return hlhdash.read_cohort({"patients": patients, "labs": labs})


def bars(result, *names):
    return list(zip(*(result.bars[name].tolist() for name in names), strict=True))


def test_the_lowest_ferritin_is_the_best_and_the_least_good_change_stands_first():
    result = hlhdash.waterfall(cohort(), "ferritin")
    assert bars(result, "patient_id", "baseline", "best", "day", "change") == [
        ("B", 2000, 4000, 7, 2),
        ("A", 10000, 500, 14, 0.05),
        ("C", 40000, 400, 7, 0.01),
    ]
    assert (result.scale, result.rises, result.sort) == ("fold", False, "change")


def test_a_bound_counts_at_its_bound_and_is_marked():
    assert bars(hlhdash.waterfall(cohort(), "ferritin"), "patient_id", "bounded") == [
        ("B", False),
        ("A", False),
        ("C", True),
    ]


def test_who_lacks_a_baseline_is_named():
    assert hlhdash.waterfall(cohort(), "ferritin").without == ("D",)


def test_an_order_given_is_kept_and_nobody_else_is_drawn():
    result = hlhdash.waterfall(cohort(), "ferritin", order=("C", "D", "B"), sort="given")
    assert bars(result, "place", "patient_id", "response") == [(0, "C", "PR"), (1, "B", "NR")]
    assert result.without == ("D",)
    assert hlhdash.waterfall(cohort(), "ferritin", order=("C", "B")).bars["patient_id"].tolist() == ["B", "C"]


def test_the_highest_platelets_are_the_best():
    rows = [("A", 0, 20), ("A", 7, 10), ("A", 14, 80), ("B", 0, 50), ("B", 7, 40)]
    result = hlhdash.waterfall(cohort("platelets", rows), "platelets")
    assert bars(result, "patient_id", "best", "change") == [("B", 40, 0.8), ("A", 80, 4)]


def test_temperature_is_a_difference_and_triglyceride_a_percentage():
    warm = hlhdash.waterfall(cohort("temperature", [("A", 0, 39.5), ("A", 1, 36.5)]), "temperature")
    assert (warm.scale, warm.bars["change"].tolist()) == ("difference", [-3])
    fat = hlhdash.waterfall(cohort("triglyceride", [("A", 0, 4), ("A", 7, 1)]), "triglyceride")
    assert (fat.scale, fat.bars["change"].tolist()) == ("percent", [-75])


def test_no_change_at_all_is_refused_in_a_sentence():
    with pytest.raises(
        hlhdash.CohortError, match="Nobody who is looked at has Ferritin up to day zero and again later"
    ):
        hlhdash.waterfall(cohort(rows=[("A", 7, 5)]), "ferritin")
    with pytest.raises(hlhdash.CohortError, match="Nobody who is looked at has sCD25"):
        hlhdash.waterfall(cohort(), "scd25")
