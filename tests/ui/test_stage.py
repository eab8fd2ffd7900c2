"""Where each key of the stage leads."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import hlhdash
from hlhdash import views
from hlhdash.cohort.endpoints import STANDARD
from hlhdash.ui import live_bar
from hlhdash.ui.stage import _spotlight
from hlhdash.ui.stage_keys import KEYS, MOMENTS, Stage, after
from hlhdash.views import Condition, Lens, SurvivalView, SwimmerView, View

SAMPLE = Path(__file__).parents[2] / "sample_data" / "ruxolitinib9.xlsx"


@pytest.mark.parametrize(
    ("at", "key", "to"),
    [
        (0, "next", 1),
        (2, "next", 2),
        (1, "previous", 0),
        (0, "previous", 0),
        (2, "first", 0),
        (0, "last", 2),
        (0, "2", 1),
        (0, "9", 2),
    ],
)
def test_slides_are_moved_and_end_at_the_ends(at: int, key: str, to: int) -> None:
    assert after(Stage(at), key, 3) == Stage(to)


def test_a_slide_begins_with_everything_revealed_and_time_whole() -> None:
    assert after(Stage(0, step="patient", spot=4, moment=3), "next", 3) == Stage(1)


def test_a_slide_is_revealed_step_by_step() -> None:
    stage = Stage(0, step="all")
    for step in ("groups", "patient", "patient"):
        stage = after(stage, "more", 1)
        assert stage is not None
        assert stage.step == step
    for step in ("groups", "all", "all"):
        stage = after(stage, "less", 1)
        assert stage is not None
        assert stage.step == step


def test_the_spotlight_goes_on_and_moves() -> None:
    first = after(Stage(0), "spot", 1)
    assert first == Stage(0, step="patient", spot=0)
    assert first is not None
    assert after(first, "spot", 1) == Stage(0, step="patient", spot=1)


def test_time_runs_back_and_on_until_it_is_whole_again() -> None:
    stage = after(Stage(0), "earlier", 1)
    assert stage == Stage(0, moment=MOMENTS - 1)
    assert stage is not None
    assert after(stage, "later", 1) == Stage(0)
    assert after(replace(stage, moment=1), "earlier", 1) == Stage(0, moment=1)


def test_black_hides_and_any_key_shows_again() -> None:
    black = after(Stage(1), "black", 3)
    assert black == Stage(1, black=True)
    assert black is not None
    assert after(black, "black", 3) == Stage(1)
    assert after(black, "next", 3) == Stage(2)
    assert after(black, "leave", 3) is None


def test_no_key_has_two_meanings() -> None:
    keys = [key for _, several, _ in KEYS for key in several]
    assert len(keys) == len(set(keys))
    # Streamlit keeps C and R to itself and refuses punctuation.
    assert not {"C", "R", "?", "."} & set(keys)
    assert {"PageDown", "PageUp", "B", "H", "Esc"} <= set(keys)


@pytest.mark.parametrize(
    ("settings", "people"),
    [
        (SurvivalView(by="etiology"), ["P05", "P06", "P07", "P08", "P09", "P05"]),
        (SwimmerView(), ["P06", "P09", "P08", "P07", "P05", "P06"]),  # in the order of the lanes
    ],
)
def test_the_spotlight_falls_on_patients_of_the_slide_only(
    settings: SurvivalView | SwimmerView, people: list[str]
) -> None:
    cohort = hlhdash.read_cohort(SAMPLE)
    found = views.answer(View(settings, Lens(masked=True, conditions=(Condition("etiology", ("EBV",)),))), cohort)
    lit = [_spotlight(found, Stage(0, step="patient", spot=spot)) for spot in range(6)]
    assert lit == [frozenset({one}) for one in people]
    assert _spotlight(found, Stage(0)) == frozenset()


def test_the_bar_comes_and_goes_and_stays_from_slide_to_slide() -> None:
    shown = after(Stage(0), "bar", 3)
    assert shown == Stage(0, bar=True)
    assert shown is not None
    assert after(shown, "next", 3) == Stage(1, bar=True)
    assert after(shown, "bar", 3) == Stage(0)


PINNED = View(
    SurvivalView(by="response_week1", naive=True),
    Lens(conditions=(Condition("age_years", (), 0.0, 5.0), Condition("etiology", ("EBV",)))),
)


def test_the_bar_asks_a_slide_something_else_and_keeps_its_other_filters() -> None:
    endpoint = STANDARD["event-free survival"]
    asked = live_bar.asked_of(PINNED, live_bar.Asked((("etiology", ("FHL",)), ("sex", ())), endpoint, 28.0))
    assert asked.lens.conditions == (Condition("age_years", (), 0.0, 5.0), Condition("etiology", ("FHL",)))
    assert asked.settings == SurvivalView(endpoint, by="response_week1", landmark=28.0)


def test_a_bar_that_was_not_touched_leaves_the_slide_as_it_was() -> None:
    untouched = live_bar.Asked((("etiology", ("EBV",)), ("sex", ())), PINNED.settings.endpoint, None)  # pyright: ignore
    assert live_bar.asked_of(PINNED, untouched) == PINNED


@pytest.mark.parametrize(
    ("ages", "left"),
    [
        ("pinned", (Condition("age_years", (), 0.0, 5.0),)),
        (None, ()),
        ((1.0, 3.5), (Condition("age_years", (), 1.0, 3.5),)),
    ],
)
def test_ages_stay_as_pinned_or_become_what_is_asked(ages: live_bar.Ages, left: tuple[Condition, ...]) -> None:
    asked = live_bar.asked_of(PINNED, live_bar.Asked((("etiology", ()),), ages=ages))
    assert asked.lens.conditions == left


def test_no_value_chosen_means_all() -> None:
    asked = live_bar.asked_of(PINNED, live_bar.Asked((("etiology", ()),), None, None))
    assert asked.lens.conditions == (Condition("age_years", (), 0.0, 5.0),)
