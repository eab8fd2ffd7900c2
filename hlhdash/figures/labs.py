"""One analyte over time for all patients: a line each, with the medians and quartiles of the groups."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import numpy as np
import plotly.graph_objects as go

from hlhdash.analysis.labs import Labs
from hlhdash.figures.frame import Room, figure, framed
from hlhdash.figures.highlight import highlight
from hlhdash.figures.labs_lines import chosen, course, medians, unit_words, within
from hlhdash.figures.labs_pairs import chosen_pairs, pair_axis, pair_medians, pairs
from hlhdash.figures.labs_words import View, words
from hlhdash.figures.palette import colours, faded
from hlhdash.figures.panels import NORMAL
from hlhdash.figures.style import Look
from hlhdash.figures.text import plain, px
from hlhdash.figures.timeaxis import lines, ticks
from hlhdash.figures.words import time_axis
from hlhdash.language import message
from hlhdash.numbers import in_unit

Trace = dict[str, Any]
HEIGHT = {"screen": 380.0, "room": 560.0}


def labs(
    result: Labs,
    *,
    look: Look = Look(),  # noqa: B008 - frozen
    unit: str = "days",
    view: View = "time",
    until: float | None = None,
    selected: frozenset[str] = frozenset(),
) -> go.Figure:
    """Draw one analyte.

    Parameters
    ----------
    unit : of the time axis: days, weeks, months or years
    view : "time", or "pairs" for the last value up to day zero against one later day
    until : the last day shown, None for all
    selected : patients whose lines stand out; the rest is dimmed

    Returns
    -------
    go.Figure
        At most five traces per group; `customdata` of a point is the patient_id (never drawn, so not escaped).
    """
    shades = colours(result.groups, "etiology" if result.by == "etiology" else "group", look.dark)
    if view == "pairs":
        traces, x_axis = pairs(result, look, shades, selected), pair_axis(result, look)
    else:
        traces, x_axis = course(result, look, unit, until, shades, selected), _time_axis(result, look, unit, until)
    highlight(traces, selected)
    if view == "time":
        traces += medians(result, look, unit, shades, until)
        strong = chosen(result, look, unit, selected, until) if selected else []
    else:
        traces += pair_medians(result, look, shades)
        strong = chosen_pairs(result, look, selected)
    return figure([*traces, *strong], _layout(result, look, unit, view, x_axis, traces))


def _time_axis(result: Labs, look: Look, unit: str, until: float | None) -> Trace:
    days = within(result, until)["day"]
    first = min(0.0, float(days.min())) if len(days) else 0.0
    last = max(float(days.max()) if len(days) else 1.0, 1.0)
    room = (last - first) * 0.025
    ends = [in_unit(first - room, unit), in_unit(last + room * 2, unit)]
    return {
        "title": {"text": look.write(time_axis(unit, look.column(result.provenance.day_zero)))},
        "range": ends,
        "tickvals": ticks(ends[0], ends[1], unit),
        "showgrid": False,
        "showline": True,
        "ticks": "outside",
    }


def _layout(result: Labs, look: Look, unit: str, view: View, x_axis: Trace, traces: list[Trace]) -> dict[str, Any]:
    sizes = look.sizes
    ticks_y = _value_axis(result, view)
    left = sizes.text * 2.6 + max([px(one, sizes.text) for one in ticks_y.get("ticktext", ("00000",))])
    several = len(result.groups) > 1
    names = [trace["name"] for trace in traces if "name" in trace]
    right = (max(px(name, sizes.label) for name in names) + 62 if several and names else 14) + (40 if several else 0)
    marked = lines((), look, unit, 1.0)
    layout = framed(
        words(result, look, view), look, Room(left, right, sizes.text * 2.0, sizes.text * 4.0), HEIGHT[look.size]
    )
    shapes = _band(result, look)
    if view == "time":
        layout["annotations"] += marked.words
        shapes += marked.shapes
    title = message("{analyte} ({unit})", analyte=plain(look.say(result.title), 30), unit=unit_words(result, look))
    return layout | {
        "shapes": shapes,
        "xaxis": x_axis,
        "yaxis": {
            "title": {"text": look.write(title if unit_words(result, look) else result.title)},
            "type": "log" if result.log else "linear",
            "showline": True,
            "ticks": "outside",
            **ticks_y,
        },
        "showlegend": several,
        "legend": {"x": 1, "xanchor": "left", "y": 1, "yanchor": "top", "itemsizing": "constant"},
    }


def _value_axis(result: Labs, view: View) -> dict[str, Any]:
    """Return the range of the values, and round labels of a logarithmic axis: Plotly's own repeat the small steps."""
    pairs_too = view == "pairs" and len(result.pairs)
    table = result.pairs[["before", "after"]] if pairs_too else result.points["value"]
    values = table.to_numpy(float).ravel()
    if view == "pairs" and not pairs_too and result.paired:
        values = np.array([end for one in result.paired for half in (one.before, one.after) for end in half.ends])
    if result.limits is not None:  # so that the reader sees how far off normal is
        ends = [one for one in (result.limits.low, result.limits.high) if one is not None]
        values = np.append(values, ends)
    if not result.log:
        low, high = float(values.min()), float(values.max())
        room = max(high - low, abs(high) * 0.05, 1e-6) * 0.06
        return {"range": [low - room, high + room]}
    low, high = math.log10(values.min()), math.log10(values.max())
    steps = (1,) if high - low > 2.5 else (1, 3) if high - low > 1 else (1, 2, 5)
    room = 0.06 * max(high - low, 0.3)
    found = _multiples(low - room, high + room, steps)
    found = found if len(found) > 1 else _multiples(low - room, high + room, range(1, 10)) or [float(values[0])]
    return {
        "tickvals": found,
        "ticktext": [f"{one:,.0f}" if one >= 1 else f"{one:g}" for one in found],
        "range": [low - room, high + room],
    }


def _multiples(low: float, high: float, steps: Iterable[int]) -> list[float]:
    """Return the multiples of powers of ten between two logarithms."""
    found = [k * 10.0**e for e in range(math.floor(low), math.ceil(high) + 1) for k in steps]
    return [one for one in found if low <= math.log10(one) <= high]


def _band(result: Labs, look: Look) -> list[dict[str, Any]]:
    """Return what is normal as a band; where a limit is open, it goes on beyond the axis."""
    if result.limits is None:
        return []
    far = float(result.points["value"].max()) * 100 + 1e3
    low = result.limits.low if result.limits.low is not None else (1e-6 if result.log else -1e3)
    high = result.limits.high if result.limits.high is not None else far
    shape = {"type": "rect", "x0": 0, "x1": 1, "xref": "paper", "y0": low, "y1": high, "yref": "y", "layer": "below"}
    return [shape | {"line": {"width": 0}, "fillcolor": faded(NORMAL[look.dark], 0.14)}]
