"""Cumulative incidence: the event and what competes with it, side by side or stacked."""

from __future__ import annotations

import math
from typing import Any

import plotly.graph_objects as go

from hlhdash.analysis.incidence import Incidence
from hlhdash.figures.frame import Room, figure, framed
from hlhdash.figures.incidence_panels import side_by_side, stacked, stacked_groups
from hlhdash.figures.incidence_selected import rings
from hlhdash.figures.incidence_words import Way, incidence_words
from hlhdash.figures.question_words import clock, watermark
from hlhdash.figures.share_axis import share_axis
from hlhdash.figures.style import Look
from hlhdash.figures.text import px
from hlhdash.figures.timeaxis import ticks
from hlhdash.language import message
from hlhdash.numbers import in_unit

HEIGHT = {"screen": 340.0, "room": 500.0}
GAP = 0.075  # of the width, between two panels


def incidence(
    result: Incidence,
    *,
    look: Look = Look(),  # noqa: B008 - frozen
    unit: str = "months",
    way: Way = "side by side",
    naive_curve: bool = False,
    selected: frozenset[str] = frozenset(),
) -> go.Figure:
    """Draw cumulative incidence.

    Parameters
    ----------
    unit : of the axis: days, weeks, months or years
    way : a panel for each event with a curve per group, or a panel for each group with the events stacked
    selected : patients who have a ring where they had the event or left, on the curve of that event
    naive_curve : with one group, 1 minus Kaplan-Meier beside it, crossed out: what ignoring the competing event gives

    Returns
    -------
    go.Figure
        A trace per curve; `customdata` of a step are the patient_ids who had an event there.
    """
    sizes = look.sizes
    panels = stacked(result, look, unit) if way == "stacked" else side_by_side(result, look, unit, naive_curve)
    marked = rings(result, look, unit, selected, groups=stacked_groups(result) if way == "stacked" else None)
    traces = [*(trace for _, content in panels for trace in content), *marked]
    named = [trace["name"] for trace in traces if trace.get("showlegend")]
    left, right = sizes.text * 4.6, sizes.text
    rows = _legend_rows(named, look, sizes.width - left - right)
    above = sizes.text * 2.0 + rows * sizes.label * 1.8
    layout = framed(
        incidence_words(result, look, unit, way), look, Room(left, right, above, sizes.text * 4), HEIGHT[look.size]
    )
    layout["annotations"] += [
        *_headings([title for title, _ in panels], look),
        _upright(look.write(message("Cumulative incidence (%)")), left, look),
        *watermark(result, look),
    ]
    layout |= _axes(result, look, unit, len(panels))
    layout["legend"] = {
        "orientation": "h",
        "x": 0,
        "xref": "container",
        "xanchor": "left",
        "y": 1 + sizes.text * 1.9 / HEIGHT[look.size],
        "yanchor": "bottom",
        "font": {"size": sizes.label},
    }
    return figure(traces, layout)


def _legend_rows(names: list[str], look: Look, width: float) -> int:
    widths = [px(name, look.sizes.label) + 46 for name in names] or [1]
    return 1 if sum(widths) < width else math.ceil(len(widths) / max(int(width // max(widths)), 1))


def _headings(titles: list[str], look: Look) -> list[dict[str, Any]]:
    return [
        {
            "text": f"<b>{title}</b>",
            "x": 0,
            "xref": "x domain" if i == 0 else f"x{i + 1} domain",
            "xanchor": "left",
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "yshift": look.sizes.text * 0.3,
            "showarrow": False,
            "font": {"size": look.sizes.text, "color": look.theme.ink},
        }
        for i, title in enumerate(titles)
    ]


def _upright(text: str, left: float, look: Look) -> dict[str, Any]:
    """Return the title of the first vertical axis; Plotly sets its own beside the last of several."""
    return {
        "text": text,
        "textangle": -90,
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "xshift": 2 - left,
        "y": 0.5,
        "yref": "paper",
        "showarrow": False,
        "font": {"size": look.sizes.text, "color": look.theme.ink},
    }


def _axes(result: Incidence, look: Look, unit: str, panels: int) -> dict[str, Any]:
    last = in_unit(max(result.last_day, 1.0), unit)
    width = (1 - GAP * (panels - 1)) / panels
    at = ticks(0, last * 1.02, unit, 11 if panels == 1 else max(12 // panels, 3))
    axes: dict[str, Any] = {}
    for panel in range(panels):
        number = "" if panel == 0 else str(panel + 1)
        begin = panel * (width + GAP)
        axes[f"xaxis{number}"] = {
            "domain": [begin, min(begin + width, 1)],
            "range": [-last * 0.012, last * 1.02],
            "tickvals": at,
            "ticks": "outside",
            "showline": True,
            "showgrid": False,
            "anchor": f"y{number}",
            "title": {"text": look.write(clock(result, look, unit)) if panel == 0 else ""},
        }
        axes[f"yaxis{number}"] = share_axis() | {"anchor": f"x{number}"}
    return axes
