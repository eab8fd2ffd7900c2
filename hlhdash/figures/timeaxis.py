"""The time axis: ticks at steps that people count in, the line of day zero, and reference lines."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from hlhdash.figures.style import Look
from hlhdash.figures.text import escaped, px
from hlhdash.language import Message, message
from hlhdash.numbers import in_unit

STEPS = {
    "days": (1, 7, 14, 28, 56, 90, 180, 365, 730, 1826, 3652),
    "weeks": (1, 2, 4, 8, 13, 26, 52, 104, 260, 520),
    "months": (1, 2, 3, 6, 12, 24, 36, 60, 120, 240),
    "years": (0.25, 0.5, 1, 2, 5, 10, 20),
}
DAY_ZERO = message("day zero")
MOST = 11  # ticks; more would not leave room for the numbers at risk


def ticks(first: float, last: float, unit: str, most: int = MOST) -> list[float]:
    """Return the ticks from `first` to `last`, 0 among them, in steps of quarters, of weeks of treatment, of years."""
    length = last - min(first, 0)
    step = next((size for size in STEPS[unit] if length / size <= most - 1), max(STEPS[unit][-1], length / (most - 1)))
    return [k * step for k in range(math.ceil(first / step - 1e-9), math.floor(last / step + 1e-9) + 1)]


@dataclass(frozen=True)
class Lines:
    """The line of day zero and reference lines, with their words above the axes.

    Attributes
    ----------
    shapes, words : for the layout
    rows : how many rows high the words are, so that none lies on another
    """

    shapes: list[dict[str, Any]]
    words: list[dict[str, Any]]
    rows: int


def lines(
    days: Sequence[float],
    look: Look,
    unit: str,
    scale: float,
    lift: float = 0,
    *,
    zero: Message = DAY_ZERO,
    side: Literal["left", "right"] = "left",
) -> Lines:
    """Return the line of day zero and a dotted line at each of the days.

    Parameters
    ----------
    scale : pixels of one unit of time
    lift : pixels by which the words stand above the axes
    zero : what happened at 0
    side : of the line of 0 on which its words stand
    """
    theme, size = look.theme, look.sizes.small
    shapes = [_line(0, unit, {"color": theme.ink, "width": 1.5})]
    words = [_word(look.write(zero), 0, look, unit, "right" if side == "left" else "left", lift)]
    # Of the last word in each row, in pixels.
    ends: list[float] = [] if side == "left" else [px(look.say(zero), size) + size * 0.7]
    for day in sorted(set(days)):
        shapes.append(_line(day, unit, {"color": theme.line, "width": 1.5, "dash": "dot"}))
        said = look.say(message("day {day}", day=f"{day:g}"))
        begin = in_unit(day, unit) * scale
        row = next((k for k, end in enumerate(ends) if begin >= end), len(ends))
        ends[row : row + 1] = [begin + px(said, size) + size * 0.7]
        words.append(_word(escaped(said), day, look, unit, "left", lift + row * size * 1.35))
    return Lines(shapes, words, max(len(ends), 1))


def _line(day: float, unit: str, style: dict[str, Any]) -> dict[str, Any]:
    x = in_unit(day, unit)
    return {"type": "line", "x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "paper", "layer": "below", "line": style}


def _word(text: str, day: float, look: Look, unit: str, side: Literal["left", "right"], lift: float) -> dict[str, Any]:
    return {
        "text": text,
        "x": in_unit(day, unit),
        "xref": "x",
        "xanchor": side,
        "xshift": 1 if side == "right" else -1,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": lift + 1,
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": look.sizes.small, "color": look.theme.muted},
    }
