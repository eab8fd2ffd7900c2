"""A legend that flows in lines under or above a plot, one heading and its entries after another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hlhdash.export.fonts import width
from hlhdash.export.paper import Paper
from hlhdash.export.sheet import LEADING, Sheet

Draw = Callable[[Sheet, float, float], None]  # draws a sample whose left edge and middle are given
_SAMPLE, _GAP, _BETWEEN = 12.0, 3.0, 9.0  # points of a sample, before its name, and between entries


@dataclass(frozen=True)
class Entry:
    """One entry: its name, and how its sample is drawn."""

    name: str
    draw: Draw
    sample: float = _SAMPLE


@dataclass(frozen=True)
class Legend:
    """Entries set in lines.

    Attributes
    ----------
    rows : of each line the heading that stands at its left ("" for none) and the entries with their places
    indent : points kept free for the headings
    """

    rows: tuple[tuple[str, tuple[tuple[float, Entry], ...]], ...]
    indent: float
    size: float

    @property
    def height(self) -> float:
        """Points of all lines."""
        return len(self.rows) * self.size * LEADING * 1.12

    def write(self, sheet: Sheet, left: float, top: float) -> None:
        """Draw the legend."""
        step = self.size * LEADING * 1.12
        for place, (heading, entries) in enumerate(self.rows):
            y = top + (place + 0.5) * step
            if heading:
                sheet.text(left, y, heading, self.size, weight="bold")
            for x, entry in entries:
                entry.draw(sheet, left + x, y)
                sheet.text(left + x + entry.sample + _GAP, y, entry.name, self.size)


def legend(blocks: Sequence[tuple[str, Sequence[Entry]]], paper: Paper, widest: float) -> Legend:
    """Set blocks of entries in lines of at most `widest` points, each block beginning a line."""
    size = paper.sizes.label
    headings = [heading for heading, _ in blocks if heading]
    indent = max((width(one, size, bold=True) for one in headings), default=-8.0) + 8.0
    rows: list[tuple[str, tuple[tuple[float, Entry], ...]]] = []
    for heading, entries in blocks:
        line: list[tuple[float, Entry]] = []
        x, first = indent, heading
        for entry in entries:
            needed = entry.sample + _GAP + width(entry.name, size)
            if line and x + needed > widest:
                rows.append((first, tuple(line)))
                line, x, first = [], indent, ""
            line.append((x, entry))
            x += needed + _BETWEEN
        rows.append((first, tuple(line)))
    return Legend(tuple(rows), indent, size)
