"""The numbers at risk, events and censored under a printed time axis, each centred under its tick."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from hlhdash.export.fonts import cut, width
from hlhdash.export.paper import Paper
from hlhdash.export.sheet import LEADING, Sheet, marker
from hlhdash.export.timescale import TimeScale
from hlhdash.figures.curves import Drawn
from hlhdash.figures.risktable import BLOCKS, LATER
from hlhdash.numbers import asked_days, count_words

Which = Literal["all", "at risk", "none"]
At = Callable[[Sequence[float]], Sequence[int]]  # days to counts
_WIDEST = 0.3  # of the figure, that the names of rows may take
_AHEAD = 5.0  # points from a name's end to the first number


@dataclass(frozen=True)
class RiskRow:
    """One row: a heading without numbers, or a name with its symbol and what counts its patients.

    Attributes
    ----------
    name : already cut to the room there is
    shape, colour : of its symbol; "" for none
    count : gives the numbers at some days, None for a heading
    """

    name: str
    shape: str
    colour: str
    count: At | None


@dataclass(frozen=True)
class Risk:
    """The table under the axis.

    Attributes
    ----------
    rows : from the top
    left : the points its names and half of the first number need left of the axis
    ahead : the points from a name's end to the axis
    size : of its letters
    least : the smallest number that may be seen
    """

    rows: tuple[RiskRow, ...]
    left: float
    ahead: float
    size: float
    least: int = 0

    @property
    def height(self) -> float:
        """Points of all rows."""
        return len(self.rows) * self.size * LEADING


def risk(curves: list[Drawn], paper: Paper, which: Which, least: int = 0) -> Risk:
    """Lay out the table of curves: a block for each kind of number, with a row per curve.

    Parameters
    ----------
    least : the smallest number that may be seen; with one, only numbers at risk are, because the others tell them
    """
    if which == "none":
        return Risk((), 0.0, 0.0, paper.sizes.label)
    late = any("not_yet_entered" in one.group.curve.counts([0.0]) for one in curves)
    every = which == "all" and not least
    blocks = BLOCKS | ({"not_yet_entered": LATER} if late else {}) if every else {"at_risk": BLOCKS["at_risk"]}
    people = [(one.name, one.shape, one.colour) for one in curves]
    counts = {block: [_counted(one, block) for one in curves] for block in blocks}
    return table(people, {paper.say(words): counts[block] for block, words in blocks.items()}, paper, least)


def table(people: list[tuple[str, str, str]], blocks: dict[str, list[At]], paper: Paper, least: int = 0) -> Risk:
    """Lay out a table: of one curve a row per block, of several a heading per block and a row per curve.

    Parameters
    ----------
    people : name, shape and colour of each curve
    blocks : heading to what counts the patients of each curve
    """
    size = paper.sizes.label
    first = max(max(count([0.0])) for counts in blocks.values() for count in counts)
    ahead = _AHEAD + width(str(first), size) / 2
    room = _WIDEST * paper.points - paper.sizes.marker * 1.6 - ahead
    if len(people) == 1:
        rows = [RiskRow(cut(heading, room, size), "", "#000000", counts[0]) for heading, counts in blocks.items()]
    else:
        rows = []
        for heading, counts in blocks.items():
            rows.append(RiskRow(heading, "", "#000000", None))
            rows += [
                RiskRow(cut(name, room, size), shape, colour, count)
                for (name, shape, colour), count in zip(people, counts, strict=True)
            ]
    beside = paper.sizes.marker * 1.6 if len(people) > 1 else 0.0
    widest = max(width(row.name, size) + beside for row in rows if row.count is not None)
    return Risk(tuple(rows), widest + ahead + 2, ahead, size, least)


def _counted(one: Drawn, block: str) -> At:
    def count(days: Sequence[float]) -> list[int]:
        found = one.group.curve.counts(np.asarray(days, dtype=float))
        return found[block].to_numpy(int).tolist() if block in found else [0] * len(found)

    return count


def draw_risk(sheet: Sheet, numbers: Risk, scale: TimeScale, unit: str, left: float, plot: float, top: float) -> None:
    """Write the table: names right-aligned before the axis, numbers under the ticks."""
    step, size, marks = numbers.size * LEADING, numbers.size, sheet.paper.sizes.marker
    days = [asked_days(k, unit) for k in scale.at]
    for place, row in enumerate(numbers.rows):
        y = top + (place + 0.5) * step
        if row.count is None:
            sheet.text(2, y, row.name, size, weight="bold")
            continue
        edge = left - numbers.ahead
        if row.shape:
            sheet.marker(edge - marks * 0.5, y, marker(row.shape, marks * 0.82, row.colour))
            edge -= marks * 1.6
        sheet.text(edge, y, row.name, size, ha="right")
        for k, n in zip(scale.at, row.count(days), strict=True):
            sheet.text(left + scale.x(k, plot), y, count_words(n, numbers.least), size, ha="center")
