"""Names at the ends of curves, moved up or down where they would lie on one another or on a curve."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from hlhdash.figures.curves import Drawn
from hlhdash.figures.style import Look
from hlhdash.figures.text import escaped, px
from hlhdash.language import message
from hlhdash.numbers import UNIT_DAYS, in_unit

CLEAR = 2.0  # pixels between a name and a curve
BESIDE = 9.0  # pixels between the end of a curve and its name
_MOVES = tuple(sorted((k * 0.5 for k in range(-14, 15)), key=lambda k: (abs(k), k)))  # in line heights, up first


@dataclass(frozen=True)
class Plane:
    """The scale of the plot in pixels, at the narrowest width it is made for."""

    x_scale: float
    y_scale: float
    unit: str


@dataclass(frozen=True)
class Box:
    """Where a name lies, in pixels; y grows upwards."""

    left: float
    right: float
    low: float
    high: float

    def overlap(self, other: Box) -> float:
        """Return by how many pixels of height this box lies on another."""
        if self.right < other.left or other.right < self.left:
            return 0.0
        return max(0.0, min(self.high, other.high) - max(self.low, other.low))


def end_name(one: Drawn, look: Look) -> str:
    """Return the name at the end of a curve, not yet escaped: "EBV, n = 5"."""
    return look.say(message("{group}, n = {n}", group=one.name, n=one.group.curve.n))


def name_px(one: Drawn, look: Look) -> float:
    """Return the pixels a name takes beside its curve."""
    return px(end_name(one, look), look.sizes.text, bold=True) + 2 * BESIDE


def end_labels(curves: list[Drawn], look: Look, plane: Plane) -> list[dict[str, Any]]:
    """Return the names as annotations; the highest curve is named first, each where it is freest."""
    height = look.sizes.text * 1.25
    taken: list[Box] = []
    labels = []
    for one in sorted(curves, key=_end, reverse=True):
        survival, time = _end(one)
        left = in_unit(time, plane.unit) * plane.x_scale + BESIDE
        middle = survival * plane.y_scale
        boxes = [
            Box(left, left + name_px(one, look), middle - height / 2 - k * height, middle + height / 2 - k * height)
            for k in _MOVES
        ]
        others = [other for other in curves if other is not one]
        costs = [_cost(box, taken, others, plane) + 0.02 * abs(k) for box, k in zip(boxes, _MOVES, strict=True)]
        best = int(np.argmin(costs))
        taken.append(boxes[best])
        labels.append(_label(one, look, plane.unit, -_MOVES[best] * height))
    return labels


def _end(one: Drawn) -> tuple[float, float]:
    last = one.table.iloc[-1]
    return float(last["survival"]), float(last["time"])


def _cost(box: Box, taken: list[Box], curves: list[Drawn], plane: Plane) -> float:
    """Return how badly a name would lie there: on other names, on curves, outside the plot."""
    outside = max(0.0, box.high - 1.06 * plane.y_scale) + max(0.0, -0.03 * plane.y_scale - box.low)
    return 3 * sum(box.overlap(other) for other in taken) + sum(_crossed(box, one, plane) for one in curves) + outside


def _crossed(box: Box, one: Drawn, plane: Plane) -> float:
    """Return 1 where a curve runs through a box or touches it, else 0."""
    low, high = box.low - CLEAR, box.high + CLEAR
    x = one.table["time"].to_numpy(float) / UNIT_DAYS[plane.unit] * plane.x_scale
    y = one.table["survival"].to_numpy(float) * plane.y_scale
    begin, end = x[:-1], x[1:]
    flat = (begin < box.right) & (end > box.left) & (y[:-1] > low) & (y[:-1] < high)
    down = (end > box.left) & (end < box.right) & (y[:-1] > low) & (y[1:] < high)
    return float(bool(flat.any() or down.any()))


def _label(one: Drawn, look: Look, unit: str, move: float) -> dict[str, Any]:
    survival, time = _end(one)
    sign = f"{one.sign} " if move else ""  # a name that is not at its curve's end shows the end's shape
    return {
        "text": f"<b>{sign}{escaped(end_name(one, look))}</b>",
        "x": in_unit(time, unit),
        "xref": "x",
        "xanchor": "left",
        "xshift": BESIDE,
        "y": survival,
        "yref": "y",
        "yanchor": "middle",
        "yshift": move,
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": look.sizes.text, "color": one.colour},
    }
