"""The response figure: classes as stacked bars, and the share of responders with its interval beside them."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import plotly.graph_objects as go

from hlhdash.analysis.response import ResponseTable
from hlhdash.figures.classes import Floats, class_bars
from hlhdash.figures.frame import Room, figure, framed
from hlhdash.figures.highlight import outline
from hlhdash.figures.responders import edges, intervals, numbers
from hlhdash.figures.response_words import words
from hlhdash.figures.style import Look
from hlhdash.figures.text import escaped, px
from hlhdash.language import message

ROW = {"screen": 44, "room": 70}  # pixels of a row
BARS, GAP = 0.62, 0.06  # shares of the width: stacked bars, and the space before the intervals
APART = 0.3  # of a row, between the groups and the total
LONGEST_LABEL = 24
TICKS = [0, 0.25, 0.5, 0.75, 1]
TICK_WORDS = ["0", "25", "50", "75", "100"]


def response(
    result: ResponseTable,
    *,
    look: Look = Look(),  # noqa: B008 - frozen
    selected: frozenset[str] = frozenset(),
) -> go.Figure:
    """Draw the classes of each group and, at the right, responders with their interval.

    Parameters
    ----------
    selected : patients whose bars are outlined; the others are dimmed

    Returns
    -------
    go.Figure
        One trace per class (and one per class of responses that do not count because another therapy had started),
        the edges of the responders, and the intervals.
    """
    y = np.arange(len(result.rows), dtype=float)
    y[-1] += APART if len(y) > 1 else 0
    texts = numbers(result, look)
    labels = [look.word(label, LONGEST_LABEL) for label in result.rows.iloc[:, 0].tolist()]
    left = max(px(one, look.sizes.text, bold=True) for one in labels) + 24
    right = max(px(one, look.sizes.text, bold=True) for one in texts) + 22
    width = (look.sizes.width - left - right) * BARS
    bars = class_bars(result, look, y, width)
    outline(bars, selected, look)
    traces = [
        *bars,
        edges(result, look, y),
        intervals(result, look, y, [escaped(text) for text in texts]),
    ]
    rows = _legend_rows(traces, look, look.sizes.width - left - right)
    above = rows * look.sizes.label * 1.75 + look.sizes.text * 0.9
    room = Room(left, right, above, look.sizes.text * 4.0)
    layout = framed(words(result, look, selected), look, room, (y[-1] + 1) * ROW[look.size])
    layout["annotations"] += _beside(texts, look, y)
    layout |= _axes(labels, look, y) | {
        "barmode": "stack",
        "shapes": _rule(look, y),
        "legend": {
            "orientation": "h",
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "y": 1,
            "yanchor": "bottom",
            "traceorder": "normal",
            "itemclick": False,
            "itemdoubleclick": False,
            "font": {"size": look.sizes.label},
        },
    }
    return figure(traces, layout)


def _axes(labels: list[str], look: Look, y: Floats) -> dict[str, Any]:
    last = len(labels) - 1
    shares = {"tickvals": TICKS, "ticktext": TICK_WORDS, "fixedrange": True}
    return {
        "xaxis": shares
        | {
            "title": {"text": look.write(message("Patients of each group (%)"))},
            "domain": [0, BARS],
            "range": [-0.005, 1.005],
            "showgrid": False,
        },
        "xaxis2": shares
        | {
            "title": {"text": look.write(message("Responders (%), 95 % interval"))},
            "domain": [BARS + GAP, 1],
            "range": [-0.02, 1.02],
            "anchor": "y",
        },
        "yaxis": {
            "range": [y[-1] + 0.5, -0.5],
            "tickvals": y,
            "ticktext": [f"<b>{escaped(one)}</b>" if i == last else escaped(one) for i, one in enumerate(labels)],
            "showgrid": False,
            "ticks": "outside",
            "ticklen": 7,
            "tickcolor": "rgba(0,0,0,0)",
            "fixedrange": True,
        },
    }


def _legend_rows(traces: list[dict[str, Any]], look: Look, width: float) -> int:
    """Return how many rows Plotly sets the legend in: one, or as many as columns of one width need."""
    widths = [px(trace["name"], look.sizes.label) + 46 for trace in traces if trace.get("showlegend", True)]
    return 1 if sum(widths) < width else math.ceil(len(widths) / max(width // max(widths), 1))


def _rule(look: Look, y: Floats) -> list[dict[str, Any]]:
    """Return the thin line above the total."""
    if len(y) == 1:
        return []
    height = float((y[-1] + y[-2]) / 2)
    line = {"color": look.theme.line, "width": 1}
    return [{"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": height, "y1": height, "line": line}]


def _beside(texts: list[str], look: Look, y: Floats) -> list[dict[str, Any]]:
    last = len(texts) - 1
    return [
        {
            "text": f"<b>{escaped(text)}</b>" if i == last else escaped(text),
            "x": 1,
            "xref": "paper",
            "xanchor": "left",
            "xshift": 16,
            "y": y[i],
            "yref": "y",
            "yanchor": "middle",
            "showarrow": False,
            "borderpad": 0,
            "font": {"size": look.sizes.text, "color": look.theme.ink},
        }
        for i, text in enumerate(texts)
    ]
