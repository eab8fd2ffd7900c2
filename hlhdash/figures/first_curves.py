"""Curves of the share of patients in whom something was first seen, each with its name at its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from hlhdash import stats
from hlhdash.cohort.provenance import Provenance
from hlhdash.figures.curves import SHAPES, SIGNS
from hlhdash.figures.frame import Room, Words, figure, framed
from hlhdash.figures.highlight import ringed
from hlhdash.figures.palette import colours
from hlhdash.figures.share_axis import share_axis
from hlhdash.figures.steps import behind, heights
from hlhdash.figures.style import Look
from hlhdash.figures.text import escaped, px
from hlhdash.figures.timeaxis import ticks
from hlhdash.figures.words import time_axis
from hlhdash.language import Message, message
from hlhdash.numbers import UNIT_DAYS, in_unit

HEIGHT = {"screen": 320.0, "room": 500.0}
LAST = 1.06  # of the last day on which it was first seen: the end of the axis


class Firsts(Protocol):
    """What is drawn: see `hlhdash.analysis.first_time.FirstTime`."""

    @property
    def by(self) -> str | None: ...
    @property
    def order(self) -> tuple[str, ...]: ...
    @property
    def patients(self) -> pd.DataFrame: ...
    @property
    def incidence(self) -> stats.CumulativeIncidence: ...
    @property
    def last_day(self) -> float: ...
    @property
    def provenance(self) -> Provenance: ...
    @property
    def least(self) -> int: ...


@dataclass(frozen=True)
class Said:
    """The words of the axis, and what hovering over a step tells; `{share}` is filled in."""

    axis: Message
    hover: Message


def first_curves(
    result: Firsts,
    said: Said,
    words: Words,
    *,
    look: Look = Look(),  # noqa: B008 - frozen
    unit: str = "days",
    selected: frozenset[str] = frozenset(),
) -> go.Figure:
    """Draw the cumulative incidence of something first seen, one curve per group.

    Parameters
    ----------
    selected : patients who have a ring where it was seen, or where they left without it

    Returns
    -------
    go.Figure
        One trace per group and one for the selected; `customdata` of a step are the patient_ids behind it (never
        drawn, so not escaped).
    """
    sizes = look.sizes
    end = in_unit(result.last_day * LAST, unit)
    shades = colours(result.order, "etiology" if result.by == "etiology" else "group", look.dark)
    table = result.incidence.table
    table = table[table["state"] == 1]
    traces, ends, rings = [], [], Rings([], [], [])
    for place, name in enumerate(result.order):
        mine = table[table["group"] == name] if "group" in table else table
        days, share = mine["time"].to_numpy(float), mine["incidence"].to_numpy(float)
        kept = days <= result.last_day * LAST
        x = np.append(days[kept] / UNIT_DAYS[unit], end)
        y = np.append(share[kept], share[kept][-1])
        people = result.patients[result.patients["group"] == name].rename(columns={"day": "time"})
        ids = behind(days[kept], people[(people["state"] == 1).to_numpy(bool)])
        traces.append(_curve(name, x, y, shades[name], place, look, said) | {"customdata": [*ids, []]})
        rings.add(people, days, share, unit, selected, result.last_day * LAST)
        n, responded = len(people), int((people["state"] == 1).sum())
        word = look.word(name, 24)
        label = word if result.least else look.say(message("{group}, {x}/{n}", group=word, x=responded, n=n))
        ends.append((float(y[-1]), f"{SIGNS[place % len(SIGNS)]} {label}", shades[name]))
    traces += ringed(rings.x, rings.y, rings.ids, look)
    right = max(px(text, sizes.text, bold=True) for _, text, _ in ends) + 24
    room = Room(sizes.text * 5, right, sizes.text, sizes.text * 4)
    layout = framed(words, look, room, HEIGHT[look.size])
    layout["annotations"] += _names(ends, look)
    layout |= {
        "showlegend": False,
        "xaxis": {
            "title": {"text": look.write(time_axis(unit, look.column(result.provenance.day_zero)))},
            "range": [0, end],
            "tickvals": ticks(0, end, unit),
            "ticks": "outside",
            "showline": True,
            "showgrid": False,
        },
        "yaxis": share_axis() | {"title": {"text": look.write(said.axis)}},
    }
    return figure(traces, layout)


@dataclass(frozen=True)
class Rings:
    """Where the selected patients are on the curves."""

    x: list[float]
    y: list[float]
    ids: list[str]

    def add(
        self,
        people: pd.DataFrame,
        times: np.ndarray,
        share: np.ndarray,
        unit: str,
        selected: frozenset[str],
        last: float,
    ) -> None:
        """Add those of one curve; who left after the end of the axis stands at its end."""
        mine = people[people["patient_id"].isin(selected)]
        mine = mine.assign(time=mine["time"].clip(upper=last))
        self.x.extend((mine["time"].to_numpy(float) / UNIT_DAYS[unit]).tolist())
        self.y.extend(heights(times, share, mine).tolist())
        self.ids.extend(mine["patient_id"].tolist())


def _curve(name: str, x: np.ndarray, y: np.ndarray, colour: str, place: int, look: Look, said: Said) -> dict[str, Any]:
    shape = np.array(["circle"] * (len(x) - 1) + [SHAPES[place % len(SHAPES)]])
    label = look.label(name)
    hover = look.write(said.hover)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": label,
        "x": x,
        "y": y,
        "line": {"shape": "hv", "color": colour, "width": look.sizes.line},
        "marker": {
            "symbol": shape,
            "size": look.sizes.marker * 0.8,
            "color": colour,
            "opacity": [0.0] * (len(x) - 1) + [1.0],
        },
        "hovertext": [f"<b>{label}</b><br>" + hover.format(share=f"{100 * one:.0f}") for one in y.tolist()],
        "hoverinfo": "text",
        "cliponaxis": False,
    }


def _names(ends: list[tuple[float, str, str]], look: Look) -> list[dict[str, Any]]:
    """Set the names beside the axis, the highest first, none nearer than a line to the next."""
    line = look.sizes.text * 1.35 / HEIGHT[look.size] * 1.055
    ranked = sorted(range(len(ends)), key=lambda i: -ends[i][0])
    places: dict[int, float] = {}
    below = np.inf
    for i in ranked:
        below = min(ends[i][0], below - line)
        places[i] = below
    # Where the lowest would leave the plot, all move up by as much as is missing.
    lift = max(0.0, -0.02 - min(places.values()))
    above = np.inf
    for i in ranked:
        above = min(places[i] + lift, above - line)
        places[i] = above
    return [
        {
            "text": f"<b>{escaped(text)}</b>",
            "x": 1,
            "xref": "paper",
            "xanchor": "left",
            "xshift": look.sizes.marker * 0.75,
            "y": places[i],
            "yref": "y",
            "yanchor": "middle",
            "showarrow": False,
            "borderpad": 0,
            "font": {"size": look.sizes.text, "color": colour},
        }
        for i, (_, text, colour) in enumerate(ends)
    ]
