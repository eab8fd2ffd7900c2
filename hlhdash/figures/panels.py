"""Small panels of laboratory values under one time axis, each with its normal band and where the cohort began."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from hlhdash.analysis.patient_panels import Panel
from hlhdash.figures.palette import faded
from hlhdash.figures.patient_strip import strip
from hlhdash.figures.style import Look
from hlhdash.figures.text import escaped, plain
from hlhdash.language import message
from hlhdash.numbers import UNIT_DAYS

Trace = dict[str, Any]
MOST_DECADES = 3  # tick labels on a log axis
APART = 0.34  # of a panel's height, between two of them
NORMAL = ("#2f8f5b", "#5fc48d")  # on the white and on the dark page


@dataclass(frozen=True)
class Place:
    """Where a panel lies: its axis ("y3"), and bottom and top as shares of the plot."""

    axis: str
    bottom: float
    top: float


def values(panel: Panel, place: Place, look: Look, unit: str) -> list[Trace]:
    """Return the child's values, open where only a bound is known, and where they lie among those of the cohort."""
    points = panel.points
    bounds = points["bound"].tolist()
    size = look.sizes.marker * 0.62
    traces: list[Trace] = [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "x": points["day"].to_numpy(float) / UNIT_DAYS[unit],
            "y": points["value"].to_numpy(float),
            "yaxis": place.axis,
            "line": {"color": look.theme.line, "width": 1.6},
            "marker": {
                "symbol": [_SYMBOLS[bound] for bound in bounds],
                "size": np.where(points["bound"] == "", size, size * 1.25),
                "color": look.theme.ink,
                "opacity": 1,
                "line": {"width": 1.4, "color": look.theme.ink},
            },
            "cliponaxis": False,
            "hovertext": _hover(panel, look),
            "hoverinfo": "text",
            "showlegend": False,
        }
    ]
    return traces + strip(panel, place.axis, look)


_SYMBOLS = {"": "circle", "<": "triangle-down-open", ">": "triangle-up-open"}


def _hover(panel: Panel, look: Look) -> list[str]:
    words = look.write(message("{analyte} {value} {unit}, day {day}"))
    name, unit = escaped(plain(look.say(panel.title))), escaped(plain(panel.unit))
    return [
        words.format(analyte=name, value=f"{escaped(bound)}{value:g}", unit=unit, day=f"{round(day, 1):g}")
        for day, value, bound in zip(panel.points["day"], panel.points["value"], panel.points["bound"], strict=True)
    ]


def band(panel: Panel, place: Place, look: Look) -> list[dict[str, Any]]:
    """Return the normal band of a panel as a shape, from edge to edge of the plot."""
    if panel.limits is None:
        return []
    ends = _range(panel)
    low, high = (10 ** ends[0], 10 ** ends[1]) if panel.log else ends
    first = low if panel.limits.low is None else max(panel.limits.low, low)
    last = high if panel.limits.high is None else min(panel.limits.high, high)
    if first >= last:
        return []
    return [
        {
            "type": "rect",
            "x0": 0,
            "x1": 1,
            "xref": "paper",
            "y0": first,
            "y1": last,
            "yref": place.axis,
            "layer": "below",
            "line": {"width": 0},
            "fillcolor": faded(NORMAL[look.dark], 0.16),
        }
    ]


def axis(panel: Panel, place: Place, look: Look) -> dict[str, Any]:
    """Return the axis of a panel: two or three labels, round numbers; for a room, whose letters are large, the ends."""
    low, high = _range(panel)
    ticks = decades(low, high) if panel.log else round_steps(low, high)
    ticks = [ticks[0], ticks[-1]] if look.size == "room" and len(ticks) > 2 else ticks
    return {
        "domain": [place.bottom, place.top],
        "anchor": "x",
        "type": "log" if panel.log else "linear",
        "range": [low, high],
        "tickvals": ticks,
        "ticktext": [_short(tick) for tick in ticks],
        "tickfont": {"size": look.sizes.small},
        "fixedrange": True,
        "showline": True,
        "showgrid": True,
    }


def _range(panel: Panel) -> tuple[float, float]:
    """Return the ends of the axis, as logarithms where it is logarithmic; a normal limit nearby is inside."""
    seen = panel.points["value"].tolist()
    seen += [*(panel.baseline.quartiles or ()), *(panel.last.quartiles or ())]
    if panel.limits is not None:
        seen += [limit for limit in (panel.limits.low, panel.limits.high) if limit is not None]
    if panel.log:
        logs = [math.log10(one) for one in seen if one > 0]
        return min(logs) - 0.15, max(logs) + 0.15
    low, high = min(seen), max(seen)
    room = max(high - low, abs(high) * 0.05, 1e-6) * 0.12
    return low - room, high + room


def decades(low: float, high: float) -> list[float]:
    """Return up to three round values between two logarithms, far enough from one another for their labels."""
    first, last = math.ceil(low), math.floor(high)
    if last > first:
        step = math.ceil((last - first + 1) / MOST_DECADES)
        return [10.0**k for k in range(first, last + 1, step)]
    between = [k * 10.0**e for e in range(math.floor(low), math.ceil(high) + 1) for k in (1, 2, 5)]
    kept: list[float] = []
    for one in between:
        place = math.log10(one)
        if low <= place <= high and (not kept or place - math.log10(kept[-1]) >= APART * (high - low)):
            kept.append(one)
    return kept[:MOST_DECADES]


def round_steps(low: float, high: float) -> list[float]:
    """Return the multiples of the largest round step of which at least two lie on the axis."""
    largest = math.floor(math.log10(high - low))
    for size in (k * 10.0**e for e in (largest, largest - 1) for k in (5, 2, 1)):
        first, last = math.ceil(low / size - 1e-9), math.floor(high / size + 1e-9)
        if last > first:
            return [round(k * size, 10) for k in range(first, last + 1)]
    return [low, high]


def _short(value: float) -> str:
    for size, letter in ((1e6, "M"), (1e3, "k")):
        if value >= size:
            return f"{value / size:g}{letter}"
    return f"{value:g}"
