"""What stands on a slide is cut to what can be read from the last row, and says so."""

from __future__ import annotations

import pytest

import hlhdash
from hlhdash import views
from hlhdash.analysis.swimmer import Swimmer
from hlhdash.export.paper import Paper
from hlhdash.export.picture import live, printed
from hlhdash.figures.style import Look
from hlhdash.views import PatientView, SwimmerView, View
from tests.figures.reading import written

WALL = Look(size="room")


@pytest.fixture(scope="module")
def swimmer(hundred: hlhdash.Cohort) -> views.Answer:
    return views.answer(View(SwimmerView()), hundred)


@pytest.fixture(scope="module")
def child(hundred: hlhdash.Cohort) -> views.Answer:
    return views.answer(View(PatientView(3)), hundred)


def test_a_wall_has_the_first_lanes_and_a_desk_all(swimmer: views.Answer) -> None:
    assert "Lanes 1 to 40 of 120" in written(live(swimmer, WALL))
    assert "Lanes 1 to" not in written(live(swimmer, Look()))


def test_a_wall_has_the_lanes_about_the_patient_in_the_spotlight(swimmer: views.Answer) -> None:
    assert isinstance(swimmer.result, Swimmer)
    last = swimmer.result.order[-1]
    assert "Lanes 81 to 120 of 120" in written(live(swimmer, WALL, frozenset({last})))


def test_a_wall_has_the_first_analytes_of_a_patient_and_a_desk_all(child: views.Answer) -> None:
    said = "The first 7 of 14 analytes; the screen of the patient has all"
    assert said in written(live(child, WALL))
    assert "Spleen" not in str(live(child, WALL).to_json())
    assert said not in written(live(child, Look()))
    assert "Spleen" in str(live(child, Look()).to_json())


def test_stacked_panels_of_a_slide_keep_room_for_their_words(child: views.Answer) -> None:
    paper = Paper(180)
    low = printed(child, paper, tallest=200.0).millimetres[1]
    high = printed(child, paper, tallest=665.0).millimetres[1]
    assert low / high == pytest.approx(0.7, abs=0.001)
