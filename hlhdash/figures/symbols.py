"""The shape and colour of each kind of mark, alike in colour, in grey and for colour-blind eyes."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Any

from hlhdash.figures.palette import EVENT_COLOURS, RESPONSE_COLOURS, contrast
from hlhdash.figures.safety import GRADE_COLOURS
from hlhdash.figures.style import Look


@dataclass(frozen=True)
class Symbol:
    """How a kind of mark is drawn; size is of the usual marker."""

    shape: str
    size: float = 1.0


SYMBOLS = {
    "CR": Symbol("star", 1.4),
    "PR": Symbol("diamond", 1.1),
    "improved": Symbol("triangle-up", 1.1),
    "NR": Symbol("square", 0.9),
    "NE": Symbol("circle", 0.8),
    "relapse": Symbol("triangle-down", 1.2),
    "hsct": Symbol("hexagon2", 1.15),
    "dose change": Symbol("bowtie", 0.95),
    "death": Symbol("x", 1.1),
    "adverse event": Symbol("triangle-left", 0.62),
}
MILESTONE_SHAPES = (
    "circle-open",
    "square-open",
    "diamond-open",
    "triangle-up-open",
    "pentagon-open",
    "cross-open",
    "star-open",
)
MILESTONE_SIZE = 0.62
# Larger with the grade, so that severity is seen without colour.
GRADE_SIZES = (0.5, 0.5, 0.58, 0.68, 0.8, 0.92)


def size_of(kind: str, label: str, grade: int = 0) -> float:
    """Return how large a mark is, of the usual one."""
    if kind == "milestone":
        return MILESTONE_SIZE
    if kind == "adverse event":
        return GRADE_SIZES[grade]
    return SYMBOLS.get(label if kind == "response" else kind, Symbol("circle", 0.9)).size


def marker(kind: str, label: str, look: Look, size: float, grade: int = 0) -> dict[str, Any]:
    """Return the marker of a kind of mark; a filled one has an edge that stands out from its fill.

    Parameters
    ----------
    label : the response class or the milestone
    grade : of an adverse event, 0 where it is not recorded
    """
    theme, thin = look.theme, size < 9
    if kind == "milestone":
        shape = MILESTONE_SHAPES[zlib.crc32(label.encode()) % len(MILESTONE_SHAPES)]
        return {
            "symbol": shape,
            "size": size * MILESTONE_SIZE,
            "color": theme.ink,
            "line": {"width": 1 if thin else 1.5},
        }
    name = label if kind == "response" else kind
    symbol = SYMBOLS.get(name, Symbol("circle", 0.9))
    if kind == "hsct":
        fill, edge, width = theme.page, theme.ink, 2.2
    elif kind == "adverse event":
        fill, edge, width = GRADE_COLOURS[grade].on(look.dark), theme.ink, 0.9
    else:
        pair = RESPONSE_COLOURS.get(name) or EVENT_COLOURS.get(name)
        fill = theme.ink if pair is None else pair.on(look.dark)
        edge, width = max((theme.ink, theme.page), key=lambda one: contrast(one, fill)), 1.2
    return {
        "symbol": symbol.shape,
        "size": size * size_of(kind, label, grade),
        "color": fill,
        "opacity": 1,
        "line": {"color": edge, "width": width * (0.6 if thin else 1)},
    }
