"""The strip beside a patient's panels: where the child's values lie among those of the other patients."""

from __future__ import annotations

import math
from typing import Any

from hlhdash.analysis.patient_panels import Panel, Standing
from hlhdash.figures.palette import faded
from hlhdash.figures.style import Look
from hlhdash.figures.text import escaped, plain
from hlhdash.language import Message, message

Trace = dict[str, Any]
BEGIN = 0.87  # where the strip begins, as a share of the plot
GAP = 0.02
HALF = 0.26  # width of a box, of the two that stand side by side
OWN = {"": "circle", "<": "triangle-down-open", ">": "triangle-up-open"}


def shown(panels: tuple[Panel, ...]) -> bool:
    """Say whether any value can be compared."""
    return any(one.baseline.quartiles or one.last.quartiles for one in panels)


def strip(panel: Panel, axis: str, look: Look) -> list[Trace]:
    """Return boxes from the first to the third quartile, crossed by the median, and the child's own values on them."""
    standings = [(0.5, panel.baseline), (1.5, panel.last)]
    drawn = [(x, one) for x, one in standings if one.quartiles is not None]
    if not drawn:
        return []
    x, y = _boxes(drawn)
    own = [(at, one) for at, one in drawn if one.own is not None]
    place = {"xaxis": "x2", "yaxis": axis, "showlegend": False}
    said = [_hover(panel, one, at < 1, look) for at, one in own]
    size = look.sizes.marker * 0.72
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": x,
            "y": y,
            "fill": "toself",
            "fillcolor": faded(look.theme.line, 0.22),
            "line": {"color": look.theme.line, "width": 1.2},
            "hoverinfo": "skip",
            **place,
        },
        {
            "type": "scatter",
            "mode": "markers",
            "x": [at for at, _ in own],
            "y": [one.own for _, one in own],
            "marker": {
                "symbol": [OWN[one.bound] for _, one in own],
                "size": size,
                "color": look.theme.ink,
                "opacity": 1,
                "line": {"width": 1.4, "color": [look.theme.ink if one.bound else look.theme.page for _, one in own]},
            },
            "cliponaxis": False,
            "hovertext": said,
            "hoverinfo": "text",
            **place,
        },
    ]


def _boxes(drawn: list[tuple[float, Standing]]) -> tuple[list[float | None], list[float | None]]:
    x: list[float | None] = []
    y: list[float | None] = []
    for at, one in drawn:
        first, median, third = one.quartiles or (math.nan,) * 3
        left, right = at - HALF, at + HALF
        x += [left, right, right, left, right, right, left, left, None]
        y += [first, first, median, median, median, third, third, first, None]
    return x[:-1], y[:-1]


def _hover(panel: Panel, one: Standing, early: bool, look: Look) -> str:
    first, median, third = one.quartiles or (math.nan,) * 3
    facts: dict[str, Any] = {
        "analyte": plain(look.say(panel.title)),
        "value": f"{one.bound}{one.own:g}",
        "k": one.lower,
        "n": one.others,
        "median": f"{median:g}",
        "first": f"{first:g}",
        "third": f"{third:g}",
    }
    said = (
        message("{analyte}, last value up to day zero: {value}; {k} of {n} others lower", **facts)
        if early
        else message("{analyte}, last value after day zero: {value}; {k} of {n} others lower", **facts)
    )
    quartiles = message("Median of all {median}, quartiles {first} to {third}", **facts)
    return f"{escaped(look.say(said))}<br>{escaped(look.say(quartiles))}"


# Where each heading stands, and how many pixels it is set off from the other.
HEADINGS: tuple[tuple[float, int, Message], ...] = ((0.5, -3, message("day zero")), (1.5, 5, message("last")))


def strip_layout(look: Look, top: float) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the strip's axis and its headings.

    Parameters
    ----------
    top : where the panels begin, as a share of the plot's height
    """
    font = {"size": look.sizes.small, "color": look.theme.muted}
    words = [(1.0, 0, 2, message("Cohort")), *((x, aside, 1, said) for x, aside, said in HEADINGS)]
    axis = {"domain": [BEGIN + GAP, 1], "range": [0, 2], "visible": False, "fixedrange": True}
    return axis, [
        {
            "text": look.write(said),
            "x": x,
            "xref": "x2",
            "xanchor": "center",
            "xshift": aside,
            "y": top,
            "yref": "paper",
            "yanchor": "bottom",
            "yshift": (row - 1) * look.sizes.small * 1.35,
            "showarrow": False,
            "borderpad": 0,
            "font": font,
        }
        for x, aside, row, said in words
    ]
