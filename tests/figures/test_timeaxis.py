"""Ticks stand at times that people count in, and words of reference lines do not lie on one another."""

from __future__ import annotations

import pytest

from hlhdash.figures import Look
from hlhdash.figures.timeaxis import MOST, STEPS, lines, ticks


def test_two_years_are_marked_in_quarters() -> None:
    assert ticks(0, 24.46, "months") == [0, 3, 6, 9, 12, 15, 18, 21, 24]


def test_ticks_reach_back_before_day_zero() -> None:
    assert ticks(-7, 13, "months") == [-6, -4, -2, 0, 2, 4, 6, 8, 10, 12]


def test_other_units_have_their_own_steps() -> None:
    assert ticks(0, 30, "days") == [0, 7, 14, 21, 28]
    assert ticks(0, 100, "weeks") == [0, 13, 26, 39, 52, 65, 78, 91]
    assert ticks(0, 1.1, "years") == [0, 0.25, 0.5, 0.75, 1.0]


@pytest.mark.parametrize("unit", list(STEPS))
@pytest.mark.parametrize("length", [0.5, 7, 31, 90.5, 400, 1000])
def test_there_is_room_for_numbers_under_every_tick(unit: str, length: float) -> None:
    found = ticks(0, length, unit)
    assert found[0] == 0
    assert len(found) <= MOST or found[1] == STEPS[unit][-1]


def test_words_of_near_lines_stand_in_rows() -> None:
    found = lines((7, 28, 365), Look(), "months", scale=30.0)
    assert [word["text"] for word in found.words] == ["day zero", "day 7", "day 28", "day 365"]
    assert [word["x"] for word in found.words] == [0, 7 / 30.4375, 28 / 30.4375, 365 / 30.4375]
    lifts = [word["yshift"] for word in found.words]
    assert lifts[1] < lifts[2]
    assert lifts[3] == lifts[1]
    assert found.rows == 2


def test_reference_lines_are_dotted_and_day_zero_is_solid() -> None:
    found = lines((365,), Look(), "days", scale=1.0)
    assert [(shape["x0"], shape["line"].get("dash")) for shape in found.shapes] == [(0, None), (365, "dot")]
