"""Painted in Chinese, no word lies on another or outside the figure."""

from __future__ import annotations

from collections.abc import Callable

import plotly.graph_objects as go
import pytest
from playwright.sync_api import Page

import hlhdash
from hlhdash import figures
from hlhdash.language import Translator
from tests.figures.cohorts import cohort
from tests.figures.test_painted import INVENTED, legible, painted

__all__ = ["painted"]  # the fixture
pytestmark = pytest.mark.browser
LOOK = figures.Look(say=Translator("zh_CN"))
ROOM = figures.Look(say=Translator("zh_CN"), size="room")


def swimmer_with_everything(study: hlhdash.Cohort) -> go.Figure:
    facts = ("etiology", "age_years", "sex", "best_response")
    result = hlhdash.swimmer(study, facts=facts, strip="ferritin", group="sex")
    return figures.swimmer(result, look=LOOK, references=(7,), extras=("milestone", "cut-off"))


def swimmer_of_120(_: hlhdash.Cohort) -> go.Figure:
    return figures.swimmer(hlhdash.swimmer(cohort(120), group="etiology"), look=LOOK, references=(28, 100))


def waterfall(study: hlhdash.Cohort) -> go.Figure:
    return figures.waterfall(hlhdash.waterfall(study, "ferritin"), look=LOOK)


def survival_of_the_study(study: hlhdash.Cohort) -> go.Figure:
    return figures.survival(hlhdash.kaplan_meier(study, by="etiology"), look=LOOK)


def survival_of_eight_groups(_: hlhdash.Cohort) -> go.Figure:
    return figures.survival(hlhdash.kaplan_meier(cohort(120), by="etiology"), look=LOOK, unit="weeks")


def survival_from_a_landmark(_: hlhdash.Cohort) -> go.Figure:
    return figures.survival(hlhdash.kaplan_meier(cohort(120), by="hsct", landmark=100), look=LOOK)


def incidence_side_by_side(_: hlhdash.Cohort) -> go.Figure:
    return figures.incidence(hlhdash.cumulative_incidence(cohort(120), "time to HSCT", by="etiology"), look=LOOK)


def incidence_stacked(_: hlhdash.Cohort) -> go.Figure:
    return figures.incidence(hlhdash.cumulative_incidence(cohort(120), "time to HSCT"), look=LOOK, way="stacked")


def response_of_nine(study: hlhdash.Cohort) -> go.Figure:
    return figures.response(hlhdash.response_table(study), look=LOOK)


def response_of_120(_: hlhdash.Cohort) -> go.Figure:
    return figures.response(hlhdash.response_table(cohort(120), "response_week4"), look=LOOK)


def one_patient(study: hlhdash.Cohort) -> go.Figure:
    return figures.patient(hlhdash.patient(study, "P1"), look=LOOK)


def labs_by_etiology(_: hlhdash.Cohort) -> go.Figure:
    found = hlhdash.labs(hlhdash.read_cohort(INVENTED), "ferritin", by="line_of_therapy")
    return figures.labs(found, look=LOOK)


def safety(_: hlhdash.Cohort) -> go.Figure:
    return figures.safety(hlhdash.safety(hlhdash.read_cohort(INVENTED.with_suffix(".xlsx"))), look=LOOK)


def swimmer_in_a_room(study: hlhdash.Cohort) -> go.Figure:
    return figures.swimmer(hlhdash.swimmer(study), look=ROOM, references=(28,))


def survival_in_a_room(study: hlhdash.Cohort) -> go.Figure:
    return figures.survival(hlhdash.kaplan_meier(study, by="etiology"), look=ROOM)


def response_in_a_room(study: hlhdash.Cohort) -> go.Figure:
    return figures.response(hlhdash.response_table(study), look=ROOM)


ON_A_DESK = (
    swimmer_with_everything,
    swimmer_of_120,
    waterfall,
    survival_of_the_study,
    survival_of_eight_groups,
    survival_from_a_landmark,
    incidence_side_by_side,
    incidence_stacked,
    response_of_nine,
    response_of_120,
    one_patient,
    labs_by_etiology,
    safety,
)
IN_A_ROOM = (swimmer_in_a_room, survival_in_a_room, response_in_a_room)
CASES = [(draw, LOOK.sizes.width) for draw in ON_A_DESK] + [(draw, ROOM.sizes.width) for draw in IN_A_ROOM]


@pytest.mark.parametrize(("draw", "width"), CASES)
def test_no_chinese_word_lies_on_another_or_outside_the_figure(
    study: hlhdash.Cohort,
    painted: Callable[[go.Figure, int], Page],
    draw: Callable[[hlhdash.Cohort], go.Figure],
    width: int,
) -> None:
    figure = draw(study)
    page = painted(figure, width)
    boxes = legible(page, figure, width)
    assert any("\u4e00" <= letter <= "\u9fff" for box in boxes for letter in box.text)
