"""The table of numbers at risk, events and censored under the time axis, as one trace of text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from hlhdash.analysis.survival import Survival
from hlhdash.figures.curves import Drawn
from hlhdash.figures.style import Look
from hlhdash.figures.text import em
from hlhdash.language import message
from hlhdash.numbers import asked_days

BLOCKS = {"at_risk": message("At risk"), "events": message("Events"), "censored": message("Censored")}
BETWEEN = 0.35  # of a row, between two blocks


@dataclass(frozen=True)
class RiskTable:
    """The numbers under a survival figure.

    Attributes
    ----------
    trace : the numbers at the ticks
    axis : the y axis that names the rows
    headings : the names of the blocks: row and markup
    widest : the longest name of a row, not yet escaped
    rows : how many rows high it is
    """

    trace: dict[str, Any]
    axis: dict[str, Any]
    headings: tuple[tuple[float, str], ...]
    widest: str
    rows: float


def risk_table(result: Survival, curves: list[Drawn], look: Look, unit: str, at: list[float]) -> RiskTable:
    """Lay out three blocks, At risk, Events and Censored, with a row per group, at the ticks of the time axis."""
    days = tuple(asked_days(k, unit) for k in at)
    counts = [one.group.curve.counts(np.array(days)) for one in curves]
    several = len(curves) > 1
    text: list[str] = []
    places: list[float] = []
    inks: list[str] = []
    names: list[str] = []
    headings: list[tuple[float, str]] = []
    row = 0.0
    for block, heading in BLOCKS.items():
        said = f"<b>{look.write(heading)}</b>"
        if several:
            headings.append((row, said))
            row += 1
        for one, table in zip(curves, counts, strict=True):
            text += [str(k) for k in table[block].tolist()]
            places.append(row)
            inks.append(one.colour if several else look.theme.ink)
            names.append(f"<span style='color:{one.colour}'>{one.label} {one.sign}</span>" if several else said)
            row += 1
        row += BETWEEN
    rows = row - BETWEEN
    trace = {
        "type": "scatter",
        "mode": "text",
        "name": look.write(message("At risk, events and censored")),
        "x": np.tile(np.array(at), len(places)),
        "y": np.repeat(np.array(places), len(at)),
        "text": text,
        "textfont": {"color": np.repeat(inks, len(at)).tolist(), "size": look.sizes.label},
        "yaxis": "y2",
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
    }
    rowed = [f"{one.name} {one.sign}" for one in curves] if several else [look.say(one) for one in BLOCKS.values()]
    return RiskTable(trace, _axis(rows, places, names, look), tuple(headings), max(rowed, key=em), rows)


def _axis(rows: float, places: list[float], names: list[str], look: Look) -> dict[str, Any]:
    return {
        "range": [rows - 0.5, -0.5],
        "tickvals": places,
        "ticktext": names,
        "tickfont": {"size": look.sizes.label},
        "showgrid": False,
        "fixedrange": True,
        "ticks": "outside",
        "ticklen": look.sizes.label,
        "tickcolor": "rgba(0,0,0,0)",
        "anchor": "x",
    }
