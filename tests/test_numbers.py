"""Numbers as a paper prints them."""

import pytest

from hlhdash.numbers import asked_days, in_unit, p_equals, p_value, percent, percent_interval, rounded


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [(0.5, 0, "1"), (2.5, 0, "3"), (11.25, 1, "11.3"), (0.0476190, 3, "0.048"), (-0.0, 0, "-0")],
)
def test_halves_go_up(value, decimals, written):
    assert rounded(value, decimals) == written


def test_eighteen_of_160_is_11_point_3_percent():
    assert percent(18 / 160, 160) == "11.3 %"


def test_percent_has_no_decimals_under_20_patients_and_one_from_there():
    assert percent(3 / 9, 9) == "33 %"
    assert percent(3 / 9, 19) == "33 %"
    assert percent(3 / 9, 20) == "33.3 %"
    assert percent(float("nan"), 0) == "–"


def test_an_interval_names_percent_once():
    assert percent_interval(0.0, 0.521823750105, 5) == "0 to 52 %"


@pytest.mark.parametrize(
    ("p", "written"), [(4 / 84, "0.048"), (1.0, "1.000"), (0.0009, "< 0.001"), (0.001, "0.001"), (None, "–")]
)
def test_p_values(p, written):
    assert p_value(p) == written


def test_p_in_a_sentence():
    assert p_equals(4 / 84) == "P = 0.048"
    assert p_equals(1e-9) == "P < 0.001"


def test_a_time_asked_for_in_months_is_its_last_whole_day():
    assert [asked_days(k, "months") for k in (1, 6, 12, 24, 36)] == [30, 182, 365, 730, 1095]
    assert asked_days(2, "years") == 730
    assert asked_days(90, "days") == 90
    assert in_unit(365.25, "years") == 1.0
