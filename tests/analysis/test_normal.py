"""Limits of laboratory values, and what a bounded value can say of them."""

from __future__ import annotations

import pytest

from hlhdash.analysis.normal import Limits, exceeds, limits, reaches, reference


@pytest.mark.parametrize(
    ("value", "bound", "limit", "at_least", "above"),
    [
        (500, "", 500, True, False),
        (499, "", 500, False, False),
        (500, ">", 500, True, True),
        (400, ">", 500, None, None),
        (500, "<", 500, False, False),
        (600, "<", 500, None, None),
    ],
)
def test_a_bound_decides_only_where_it_can(
    value: float, bound: str, limit: float, at_least: bool | None, above: bool | None
) -> None:
    assert reaches(value, bound, limit) is at_least
    assert exceeds(value, bound, limit) is above


@pytest.mark.parametrize(
    ("analyte", "value", "normal"),
    [
        ("temperature", 37.4, True),
        ("temperature", 37.5, False),
        ("ferritin", 500, False),
        ("haemoglobin", 90, True),
        ("haemoglobin", 89, False),
        ("alt", 40, True),
        ("alt", 41, False),
        ("fibrinogen", 1.5, False),
        ("platelets", 100, True),
    ],
)
def test_the_limit_itself_is_on_the_side_the_rule_says(analyte: str, value: float, normal: bool) -> None:
    found = limits(analyte)
    assert found is not None
    assert found.holds(value) is normal


def test_a_bounded_value_is_normal_only_where_its_bound_says_so() -> None:
    ferritin = limits("ferritin")
    assert ferritin is not None
    assert [ferritin.holds(*one) for one in ((400, "<"), (40_000, ">"), (400, ">"))] == [True, False, None]


@pytest.mark.parametrize(
    ("age", "low", "high"), [(2.9, 398, 1940), (3.0, 144, 1329), (8.0, 137, 838), (None, None, 2400)]
)
def test_scd25_is_judged_by_age_where_it_is_known(age: float | None, low: float | None, high: float) -> None:
    found = reference("scd25", age)
    assert found is not None
    assert (found.low, found.high) == (low, high)


def test_a_band_is_normal_between_its_ends_only() -> None:
    assert [Limits(1.0, 2.0).holds(one) for one in (0.9, 1.0, 1.9, 2.0)] == [False, True, True, False]


def test_what_nobody_gives_limits_for_has_none() -> None:
    assert limits("ldh") is None
