"""Names at the ends of curves, moved up or down where they would lie on one another or on a curve."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hlhdash.figures.curves import END, Drawn
from hlhdash.figures.style import Look
from hlhdash.figures.text import escaped, px
from hlhdash.language import message
from hlhdash.numbers import UNIT_DAYS, in_unit

Floats = npt.NDArray[np.float64]
BESIDE = 0.75  # of a marker, between the end of a curve and its name
CLEAR = 2.0  # pixels between a name and a curve
LINE = 1.25  # height of a name, of its font size
MOVES = np.array(sorted((k * 0.5 for k in range(-14, 15)), key=lambda k: (abs(k), k)))  # lines downwards, least first


@dataclass(frozen=True)
class Plane:
    """The scale of the plot in pixels (per unit of time, per 100 %), at the narrowest width it is made for."""

    x_scale: float
    y_scale: float
    unit: str


@dataclass(frozen=True)
class Path:
    """A curve in pixels: where its level stretches begin and end, and how high they are; y grows upwards."""

    begin: Floats
    end: Floats
    level: Floats
    next: Floats

    def runs_through(self, left: float, right: float, low: Floats, high: Floats) -> npt.NDArray[np.bool_]:
        """Say of each box from `low` to `high` whether the curve runs through it or touches it."""
        near = (self.begin < right) & (self.end > left)
        level, following = self.level[near][:, None], self.next[near][:, None]
        flat = (level > low - CLEAR) & (level < high + CLEAR)
        drops = (self.end[near] < right)[:, None] & (level > low - CLEAR) & (following < high + CLEAR)
        return np.logical_or.reduce(flat | drops, axis=0)


def end_name(one: Drawn, look: Look) -> str:
    """Return the name at the end of a curve, not yet escaped: "EBV, n = 5"."""
    return look.say(message("{group}, n = {n}", group=one.name, n=one.group.curve.n))


def name_px(one: Drawn, look: Look) -> float:
    """Return the pixels a name takes beside its curve."""
    return px(end_name(one, look), look.sizes.text, bold=True) + 2 * _beside(look)


def end_labels(curves: list[Drawn], look: Look, plane: Plane) -> list[dict[str, Any]]:
    """Return the names as annotations; the highest curve is named first, each where it is freest."""
    height = look.sizes.text * LINE
    paths = [(one, _path(one, plane, look.sizes.marker * END / 2)) for one in curves]
    taken: list[tuple[float, float, float, float]] = []
    labels = []
    for one in sorted(curves, key=_end, reverse=True):
        survival, time = _end(one)
        left = in_unit(time, plane.unit) * plane.x_scale + _beside(look)
        right = left + name_px(one, look)
        low = survival * plane.y_scale - height / 2 - MOVES * height
        high = low + height
        cost = 0.02 * np.abs(MOVES)
        cost += np.maximum(high - 1.06 * plane.y_scale, 0) + np.maximum(-0.03 * plane.y_scale - low, 0)
        for other_left, other_right, other_low, other_high in taken:
            if right > other_left and other_right > left:
                cost += 3 * np.maximum(np.minimum(high, other_high) - np.maximum(low, other_low), 0)
        for other, path in paths:
            if other is not one:
                cost += path.runs_through(left, right, low, high)
        best = int(np.argmin(cost))
        taken.append((left, right, float(low[best]), float(high[best])))
        labels.append(_label(one, look, plane.unit, -float(MOVES[best]) * height))
    return labels


def _beside(look: Look) -> float:
    return look.sizes.marker * BESIDE


def _path(one: Drawn, plane: Plane, radius: float) -> Path:
    """Return the curve in pixels, and the marker at its end as three short strokes of it."""
    x = one.table["time"].to_numpy(float) / UNIT_DAYS[plane.unit] * plane.x_scale
    y = one.table["survival"].to_numpy(float) * plane.y_scale
    mark = y[-1] + np.array([-radius, 0.0, radius])
    begin, end = np.full(3, x[-1] - radius), np.full(3, x[-1] + radius)
    return Path(np.append(x[:-1], begin), np.append(x[1:], end), np.append(y[:-1], mark), np.append(y[1:], mark))


def _end(one: Drawn) -> tuple[float, float]:
    last = one.table.iloc[-1]
    return float(last["survival"]), float(last["time"])


def _label(one: Drawn, look: Look, unit: str, move: float) -> dict[str, Any]:
    survival, time = _end(one)
    sign = f"{one.sign} " if move else ""  # a name that is not at its curve's end shows the end's shape
    return {
        "text": f"<b>{sign}{escaped(end_name(one, look))}</b>",
        "x": in_unit(time, unit),
        "xref": "x",
        "xanchor": "left",
        "xshift": _beside(look),
        "y": survival,
        "yref": "y",
        "yanchor": "middle",
        "yshift": move,
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": look.sizes.text, "color": one.colour},
    }
