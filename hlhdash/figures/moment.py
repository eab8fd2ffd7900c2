"""The time machine: a figure as far as time has come, on axes that stay where they are."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from hlhdash.figures.style import Look


def until(drawn: go.Figure, share: float, look: Look) -> go.Figure:
    """Cover what comes after a share of the time axis; the axes stay, so that the eye can compare.

    Parameters
    ----------
    drawn : a swimmer plot or curves, with time on the first x axis
    share : of the axis from day zero to its end, 0 to 1
    """
    axes: Any = drawn.layout
    high = axes.xaxis.range[1]
    moment = share * high
    bottom, top = axes.yaxis.domain or (0.0, 1.0)
    covered = go.Figure(drawn)
    place = {"xref": "x", "yref": "paper", "y0": bottom, "y1": top, "layer": "above"}
    covered.add_shape(type="rect", x0=moment, x1=high, fillcolor=look.theme.page, line={"width": 0}, **place)
    covered.add_shape(type="line", x0=moment, x1=moment, line={"color": look.theme.ink, "width": 2}, **place)
    return covered
