"""Response in print: classes of each group as stacked bars, and responders with their intervals and numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from hlhdash.analysis.response_result import CLOSED, ResponseTable
from hlhdash.export.caption import caption
from hlhdash.export.drawing import Drawing
from hlhdash.export.fonts import cut, width
from hlhdash.export.intervals import INTERVAL_TITLE, draw_numbers, interval_axes, title_room, write_title
from hlhdash.export.legend import Entry, legend
from hlhdash.export.paper import Paper
from hlhdash.export.shades import Fill, response_fill
from hlhdash.export.sheet import Sheet
from hlhdash.figures.classes import class_title, split
from hlhdash.figures.responders import numbers
from hlhdash.figures.response_words import words
from hlhdash.language import message

BAR_TITLE = message("Patients of each group (%)")
LONGEST_LABEL = 24
ROW = 15.5  # points of a row
APART = 0.35  # of a row, between the groups and the total
WIDEST_LABEL = 0.26  # of the figure, that names of groups may take
GAP = 19.0  # points between bars and intervals
THICKNESS = 0.68  # of a row


@dataclass(frozen=True)
class Rows:
    """The rows that both panels share: names, heights in rows from the top, and the text beside each."""

    names: list[str]
    y: np.ndarray
    texts: list[str]
    left: float
    right: float

    @property
    def height(self) -> float:
        """Points of all rows."""
        return (float(self.y[-1]) + 1) * ROW


def response(result: ResponseTable, paper: Paper) -> Drawing:
    """Draw the classes of each group and responders with their interval, beside or (85 mm) below them."""
    look, sizes = paper.look, paper.sizes
    said = words(result, look)
    around = caption(said, paper, _overall(result, said))
    rows = _rows(result, paper)
    entries = [Entry(look.say(class_title(name, late)), _sample(name, late, paper)) for name, late in split(result)]
    named = legend([("", entries)], paper, paper.points - 4)
    above, below = around.heights(paper)
    first = 3 + above + named.height + 5
    room = paper.points - rows.left - rows.right - 4
    bars = paper.points - rows.left - 8 if paper.narrow else (room - GAP) * 0.58
    wide = room if paper.narrow else room - GAP - bars
    unders = title_room(paper, look.say(BAR_TITLE), bars), title_room(paper, look.say(INTERVAL_TITLE), wide)
    under = rows.height + sum(unders) + 6 if paper.narrow else max(unders)
    sheet = Sheet(paper, first + rows.height + under + below + 2)
    named.write(sheet, 2, 3 + above)
    _bars(sheet, result, rows, (rows.left, first, bars, rows.height))
    _labels(sheet, rows, first)
    if paper.narrow:
        top, place = first + rows.height + unders[0] + 6, rows.left
        _labels(sheet, rows, top)
    else:
        top, place = first, rows.left + bars + GAP
    shares = [result.rows[name].to_numpy(float) for name in ("proportion", "lower", "upper")]
    axes = interval_axes(sheet, (place, top, wide, rows.height), rows.y)
    draw_numbers(axes, sheet, shares, rows.y, ["s"] * (len(rows.y) - 1) + ["D"])
    for y, text in zip(rows.y, rows.texts, strict=True):
        last = y == rows.y[-1]
        sheet.text(place + wide + 7, top + (y + 0.5) * ROW, text, sizes.label, weight="bold" if last else "normal")
    around.write(sheet)
    return Drawing(sheet.figure, around.title, around.alt)


def _overall(result: ResponseTable, said: Any) -> list[str]:
    """Return the overall test; each group against the rest belongs in the table."""
    return list(said.caption[0].items) if said.caption and result.by is not None else []


def _rows(result: ResponseTable, paper: Paper) -> Rows:
    sizes = paper.sizes
    y = np.arange(len(result.rows), dtype=float)
    y[-1] += APART if len(y) > 1 else 0
    room = WIDEST_LABEL * paper.points
    names = [
        cut(paper.look.word(one, LONGEST_LABEL), room, sizes.label, bold=True)
        for one in result.rows.iloc[:, 0].tolist()
    ]
    texts = numbers(result, paper.look)
    left = max(width(one, sizes.label, bold=True) for one in names) + 8
    return Rows(names, y, texts, left, max(width(one, sizes.label, bold=True) for one in texts) + 8)


def _labels(sheet: Sheet, rows: Rows, top: float) -> None:
    for y, name in zip(rows.y, rows.names, strict=True):
        weight = "bold" if y == rows.y[-1] else "normal"
        sheet.text(rows.left - 5, top + (y + 0.5) * ROW, name, sheet.paper.sizes.label, ha="right", weight=weight)
    if len(rows.y) > 1:
        sheet.rule(2, sheet.width - 2, top + (float(rows.y[-1] + rows.y[-2]) / 2 + 0.5) * ROW, 0.4)


def _bars(sheet: Sheet, result: ResponseTable, rows: Rows, place: tuple[float, float, float, float]) -> None:
    paper, sizes = sheet.paper, sheet.paper.sizes
    axes = sheet.axes(*place)
    axes.spines["left"].set_visible(False)
    axes.set_xlim(0, 1)
    axes.set_ylim(float(rows.y[-1]) + 0.5, -0.5)
    axes.set_yticks([])
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "25", "50", "75", "100"])
    n = np.maximum(result.rows["n"].to_numpy(float), 1)
    base = np.zeros(len(n))
    for (name, late), counts in split(result).items():
        fill, share = _fill(name, late, paper), counts / n
        axes.barh(rows.y, share, THICKNESS, base, linewidth=0.5, **_edged(fill))
        for y, k, begin, part in zip(rows.y, counts.tolist(), base, share, strict=True):
            text = str(k)
            if name != CLOSED and k and width(text, sizes.small) + 3 <= part * place[2]:
                # A patch of the ground's own colour keeps a count legible on a hatch.
                patch = {"facecolor": fill.colour, "edgecolor": "none", "pad": 0.6} if fill.hatch else None
                axes.text(
                    begin + part / 2,
                    y,
                    text,
                    ha="center",
                    va="center",
                    fontsize=sizes.small,
                    color=fill.ink,
                    bbox=patch,
                )
        base = base + share
    write_title(sheet, place, paper.say(BAR_TITLE))


def _fill(name: str, late: bool, paper: Paper) -> Fill:
    """Return the fill of a class; a response after added therapy that does not count is hatched."""
    whole = response_fill(name, paper)
    return Fill("#ffffff", "////", "#000000" if paper.grey else whole.colour) if late else whole


def _edged(fill: Fill) -> dict[str, Any]:
    return {"facecolor": fill.colour, "hatch": fill.hatch or None, "edgecolor": fill.ink if fill.hatch else "#000000"}


def _sample(name: str, late: bool, paper: Paper) -> Any:
    def draw(sheet: Sheet, x: float, y: float) -> None:
        sheet.box(x, y, 12, 6, linewidth=0.5, **_edged(_fill(name, late, paper)))

    return draw
