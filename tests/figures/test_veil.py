"""Selected lanes stand out by shapes alone; every trace stays what it was."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

import hlhdash
from hlhdash.figures import lane_places, painted_once, swimmer
from hlhdash.figures.highlight import FADED
from hlhdash.figures.palette import faded
from hlhdash.figures.style import Look
from hlhdash.figures.veil import BAND, NAMES

LOOK = Look()


def lying(figure: go.Figure, colour: str) -> list[tuple[float, float, str]]:
    """Return top, bottom and layer of each rectangle of a colour."""
    return [(one["y0"], one["y1"], one["layer"]) for one in rectangles(figure, colour)]


def rectangles(figure: go.Figure, colour: str) -> list[dict[str, Any]]:
    return [one for one in mounted(figure)["layout"]["shapes"] if one.get("fillcolor") == colour]


def veils(figure: go.Figure) -> list[tuple[float, float, str]]:
    return lying(figure, faded(LOOK.theme.page, 1 - FADED))


def bands(figure: go.Figure) -> list[tuple[float, float, str]]:
    return lying(figure, faded(LOOK.theme.ink, BAND))


def test_a_band_lies_under_the_selected_lane_and_a_veil_over_those_above_and_below(study: hlhdash.Cohort) -> None:
    figure = swimmer(hlhdash.swimmer(study), selected=frozenset({"P7"}))
    lane = lane_places(figure)["P7"]
    assert bands(figure) == [(lane - 0.5, lane + 0.5, "below")]
    assert veils(figure) == [(-0.5, lane - 0.5, "above"), (lane + 0.5, 8.5, "above")]


def test_neighbours_that_are_selected_share_a_band(study: hlhdash.Cohort) -> None:
    result = hlhdash.swimmer(study)
    first, second, *_ = result.order
    figure = swimmer(result, selected=frozenset({first, second}))
    assert bands(figure) == [(-0.5, 1.5, "below")]
    assert veils(figure) == [(1.5, 8.5, "above")]


def test_a_veil_reaches_over_the_gap_between_groups(study: hlhdash.Cohort) -> None:
    result = hlhdash.swimmer(study, group="etiology")
    figure = swimmer(result, selected=frozenset({result.order[0]}))
    at = lane_places(figure)
    assert veils(figure) == [(at[result.order[1]] - 0.5, at[result.order[-1]] + 0.5, "above")]


def test_all_lanes_lie_behind_the_veil_where_the_selected_is_on_another_page(study: hlhdash.Cohort) -> None:
    figure = swimmer(hlhdash.swimmer(study), selected=frozenset({"elsewhere"}))
    assert veils(figure) == [(-0.5, 8.5, "above")]
    assert bands(figure) == []


def mounted(figure: go.Figure) -> dict[str, Any]:
    return painted_once(figure).to_plotly_json()


def test_nothing_but_the_shapes_differs(study: hlhdash.Cohort) -> None:
    result = hlhdash.swimmer(study)
    before, after = mounted(swimmer(result)), mounted(swimmer(result, selected=frozenset({"P7"})))
    assert before["data"] == after["data"]
    lines, shapes = before["layout"].pop("shapes"), after["layout"].pop("shapes")
    assert shapes[: len(lines)] == lines
    assert len(shapes) == len(lines) + 5
    assert before["layout"] == after["layout"]


def test_names_of_others_can_still_be_read(study: hlhdash.Cohort) -> None:
    figure = swimmer(hlhdash.swimmer(study), selected=frozenset({"P7"}))
    over = faded(LOOK.theme.page, 1 - NAMES)
    assert lying(figure, over) == veils(figure)
    assert [(one["x0"], one["x1"]) for one in rectangles(figure, over)] == [(-1.0, 0.0), (-1.0, 0.0)]


def test_what_a_click_leaves_in_a_trace_changes_no_look(study: hlhdash.Cohort) -> None:
    drawn: list[dict[str, Any]] = mounted(swimmer(hlhdash.swimmer(study)))["data"]
    assert [one["unselected"]["marker"]["opacity"] for one in drawn] == [
        one.get("marker", {}).get("opacity", 1) for one in drawn
    ]
    written = [one for one in drawn if "text" in one.get("mode", "")]
    assert [one["unselected"]["textfont"]["color"] for one in written] == [LOOK.theme.ink]
