"""The table of numbers at risk, events and censored under the time axis, as one trace of text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from hlhdash.analysis.survival import Survival
from hlhdash.figures.curves import Drawn
from hlhdash.figures.style import Look
from hlhdash.language import message
from hlhdash.numbers import asked_days

BLOCKS = {
    "at_risk": message("At risk"),
    "events": message("Events"),
    "censored": message("Censored"),
}


@dataclass(frozen=True)
class RiskTable:
    """The numbers under a survival figure.

    Attributes
    ----------
    trace : the numbers at the ticks
    axis : the y axis that names the rows
    headings : the names of the three blocks, as annotations without their place at the left
    rows : how many rows high it is
    """

    trace: dict[str, Any]
    axis: dict[str, Any]
    headings: list[dict[str, Any]]
    rows: float


def risk_table(result: Survival, curves: list[Drawn], look: Look, unit: str, at: list[float]) -> RiskTable:
    """Lay out three blocks, At risk, Events and Censored, with a row per group at the ticks of the time axis."""
    days = tuple(asked_days(k, unit) for k in at)
    counts = result.counts(days)
    several = len(curves) > 1
    x: list[float] = []
    y: list[float] = []
    text: list[str] = []
    ink: list[str] = []
    names: list[tuple[float, str]] = []
    headings = []
    row = 0.0
    for block, heading in BLOCKS.items():
        if several:
            headings.append(_heading(look.write(heading), row, look))
            row += 1
        for one in curves:
            mine = counts[(counts["group"] == one.group.name).to_numpy(bool)]
            x += at
            y += [row] * len(at)
            text += [str(int(k)) for k in mine[block]]
            ink += [one.colour if several else look.theme.ink] * len(at)
            name = one.label if several else f"<b>{look.write(heading)}</b>"
            names.append((row, f"<span style='color:{one.colour}'>{name}</span>" if several else name))
            row += 1
        row += 0.3
    rows = row - 0.3
    trace = {
        "type": "scatter",
        "mode": "text",
        "x": np.array(x),
        "y": np.array(y),
        "text": text,
        "textfont": {"color": ink, "size": look.sizes.label},
        "yaxis": "y2",
        "hoverinfo": "skip",
        "showlegend": False,
        "name": look.write(message("Numbers at risk")),
        "cliponaxis": False,
    }
    axis = {
        "range": [rows - 0.5, -0.5],
        "tickvals": [place for place, _ in names],
        "ticktext": [name for _, name in names],
        "tickfont": {"size": look.sizes.label},
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "ticks": "",
    }
    return RiskTable(trace, axis, headings, rows)


def _heading(text: str, row: float, look: Look) -> dict[str, Any]:
    return {
        "text": f"<b>{text}</b>",
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": row,
        "yref": "y2",
        "yanchor": "middle",
        "showarrow": False,
        "font": {"size": look.sizes.label, "color": look.theme.ink},
    }
