"""The swimmer plot in print: a lane per patient, with a legend that flows below."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from hlhdash.analysis.swimmer import Swimmer
from hlhdash.export.caption import Caption, caption
from hlhdash.export.drawing import Drawing
from hlhdash.export.fonts import cut, width
from hlhdash.export.paper import PAGE_HEIGHT, Paper
from hlhdash.export.shades import line_colours
from hlhdash.export.sheet import THIN, Sheet, marker
from hlhdash.export.swimmer_layers import draw_strip, draw_track, layer_blocks
from hlhdash.export.swimmer_marks import draw_bars, draw_ends, draw_marks, key, kinds
from hlhdash.export.timescale import time_title, under_axis
from hlhdash.figures.bars import Colour
from hlhdash.figures.lanes import shelves
from hlhdash.figures.swimmer import BEFORE
from hlhdash.figures.swimmer_words import axis_title, words
from hlhdash.figures.text import plain
from hlhdash.figures.timeaxis import ticks
from hlhdash.language import message
from hlhdash.numbers import in_unit

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ROOMIEST, ROOMIEST_STRIP, TIGHTEST = 13.0, 20.0, 2.2  # points of a lane; one with a colour strip needs more
NAMED_FROM = 6.5  # points of a lane from which each has its name; tighter ones are named in part
LONGEST_ID, LONGEST_GROUP = 14, 28
WIDEST = 0.3  # of the figure, that names and facts may take
HEAD = 13.0  # points of a header above a group of lanes


@dataclass(frozen=True)
class Lanes:
    """Where lanes lie, in points from the top of the axes.

    Attributes
    ----------
    y : the middle of each lane
    heads : of each group: y, label, patients
    lane : points of a lane
    height : points of all
    """

    y: np.ndarray
    heads: tuple[tuple[float, str, int], ...]
    lane: float
    height: float


def swimmer(
    result: Swimmer,
    paper: Paper,
    *,
    unit: str = "months",
    colour: Colour = "treatment",
    references: Sequence[float] = (),
    until: float | None = None,
    extras: Collection[str] = (),
    track: bool = True,
    tallest: float = PAGE_HEIGHT,
) -> Drawing:
    """Draw the lanes of a cohort for print; the parameters are those of `hlhdash.figures.swimmer`.

    Parameters
    ----------
    tallest : points that the figure may be high; lanes become as narrow as that needs, but not thinner than a line
    """
    around = _caption(result, paper, unit, colour)
    drawn = kinds(result, paper, colour, extras)
    track = track and len(result.spells) > 0
    legend = key(drawn, layer_blocks(result, paper, track=track), paper)
    above, below = around.heights(paper)
    sizes = paper.sizes
    top = 4 + above + (sizes.small * 1.4 if references else 0)
    under = under_axis(paper) + 8 + legend.height + 6 + below
    rows = _lanes(result, tallest - top - under)
    beside = _beside(result, rows, paper)
    left = beside.width
    first, last = _extent(result, unit, until)
    span = last - first
    plot = paper.points - left - 5
    sheet = Sheet(paper, top + rows.height + under)
    axes = sheet.axes(left, top, plot, rows.height)
    axes.set_xlim(first - span * 0.012, last + span * 0.03)
    axes.set_ylim(rows.height, 0)
    axes.spines["left"].set_visible(False)
    axes.set_yticks([])
    apart = width(f"{last:.0f}", sizes.label) + 12
    at = ticks(first, last + span * 0.03, unit, max(3, min(11, int(plot / apart))))
    axes.set_xticks(at, [f"{k:g}" for k in at])
    _lines(axes, sheet, references, unit, top)
    scale = plot / (span * 1.042)
    treatments, strip, thin = shelves(strip=result.strip is not None, track=track)
    middle = rows.y + treatments.middle * rows.lane
    draw_bars(axes, result, drawn, middle, rows.lane * treatments.thick, unit, span)
    if result.strip is not None:
        draw_strip(axes, result.strip, rows.y, rows.lane, strip, unit, paper)
    if track:
        draw_track(axes, result, rows.y, rows.lane, thin, unit, paper)
    draw_ends(axes, result, drawn, middle, rows.lane, unit, scale, paper)
    draw_marks(axes, result, drawn, middle, rows.lane, unit, scale, paper)
    _headers(sheet, result, rows, top)
    for x, y, name in beside.cells:
        sheet.text(x, top + y, name, beside.size)
    time_title(sheet, left + plot / 2, top + rows.height, paper.say(axis_title(result, paper.look, unit)))
    legend.write(sheet, 2, top + rows.height + under_axis(paper) + 8)
    around.write(sheet)
    return Drawing(sheet.figure, around.title, around.alt)


def _caption(result: Swimmer, paper: Paper, unit: str, colour: Colour) -> Caption:
    look = paper.look
    said = words(result, look, unit, colour)
    found = caption(said, paper)
    more = list(said.caption[0].items) if result.unaligned else []
    if result.part is not None:
        first, last, total = result.part
        more.append(look.say(message("Lanes {first} to {last} of {total}", first=first, last=last, total=total)))
    return Caption(found.above, (*found.below, *more), found.title, found.alt)


def _lanes(result: Swimmer, room: float) -> Lanes:
    """Put lanes below one another, with a header above each group, as roomy as the page lets them be."""
    n = len(result.lanes)
    groups = result.lanes["group"].tolist() if result.group is not None else []
    starts = [i for i, label in enumerate(groups) if i == 0 or label != groups[i - 1]]
    roomiest = ROOMIEST if result.strip is None else ROOMIEST_STRIP
    lane = max(min((room - HEAD * len(starts)) / max(n, 1), roomiest), TIGHTEST)
    y = (np.arange(n) + 0.5) * lane
    heads = []
    for k, (start, end) in enumerate(zip(starts, [*starts[1:], n], strict=False), start=1):
        y[start:end] += k * HEAD
        heads.append((float(y[start]) - lane / 2 - HEAD * 0.45, groups[start], end - start))
    return Lanes(y, tuple(heads), lane, n * lane + HEAD * len(starts) + 2)


@dataclass(frozen=True)
class Beside:
    """What stands left of the lanes: patients and the facts about them, in columns.

    Attributes
    ----------
    cells : left edge, height in the axes and text of each
    """

    cells: tuple[tuple[float, float, str], ...]
    size: float
    width: float


def _beside(result: Swimmer, rows: Lanes, paper: Paper) -> Beside:
    """Lay out the names of patients, and facts where each lane has its name and there is room."""
    size = min(paper.sizes.label, max(rows.lane * 0.9, 5.0))
    every = max(1, int(np.ceil(NAMED_FROM / rows.lane)))
    ids = [plain(one, LONGEST_ID) for one in result.lanes["patient_id"].tolist()]
    columns = [ids]
    if every == 1:
        columns += [[_fact(cell, paper) for cell in result.beside[name].tolist()] for name in result.facts]
    cells: list[tuple[float, float, str]] = []
    left = 2.0
    for place, column in enumerate(columns):
        shown = [cut(text, paper.points * 0.2, size) for text in column[::every]]
        wide = max((width(text, size) for text in shown), default=0.0)
        if place and left + wide > WIDEST * paper.points:
            break
        cells += [(left, float(y), text) for y, text in zip(rows.y[::every], shown, strict=True) if text]
        left += wide + 6
    return Beside(tuple(cells), size, left)


def _fact(cell: object, paper: Paper) -> str:
    if cell is None or cell != cell:
        return ""
    return f"{cell:.1f}".removesuffix(".0") if isinstance(cell, float) else paper.look.word(str(cell), LONGEST_ID)


def _extent(result: Swimmer, unit: str, until: float | None) -> tuple[float, float]:
    """Return the first and last time of anything drawn, in the unit."""
    columns: list[pd.Series] = [
        result.lanes["end_day"],
        result.segments["start_day"],
        result.segments["end_day"],
        result.markers["day"],
    ]
    days = np.concatenate([[0.0], *(one.to_numpy(float) for one in columns)])
    first, last = float(np.nanmin(days)), float(np.nanmax(days))
    if until is not None:
        before = 1.0 if result.align is not None else BEFORE
        first, last = max(first, -until * before), min(last, until)
    return in_unit(first, unit), in_unit(max(last, first + 1), unit)


def _lines(axes: Axes, sheet: Sheet, references: Sequence[float], unit: str, top: float) -> None:
    axes.axvline(0, color="#000000", linewidth=THIN, zorder=0.5)
    low, high = axes.get_xlim()
    box = axes.get_position()
    for day in sorted(set(references)):
        x = in_unit(day, unit)
        if low <= x <= high:
            axes.axvline(x, color=sheet.paper.look.theme.line, linewidth=THIN, linestyle=(0, (1, 2)), zorder=0.5)
            at = (box.x0 + box.width * (x - low) / (high - low)) * sheet.width
            said = sheet.paper.say(message("day {day}", day=f"{day:g}"))
            sheet.text(at, top - sheet.paper.sizes.small * 0.8, said, sheet.paper.sizes.small, ha="center")


def _headers(sheet: Sheet, result: Swimmer, rows: Lanes, top: float) -> None:
    """Write the header of each group: its symbol of colour, its label and how many patients."""
    paper, sizes = sheet.paper, sheet.paper.sizes
    labels = list(dict.fromkeys(label for _, label, _ in rows.heads))
    shades = line_colours(labels, "etiology" if result.group == "etiology" else "group", paper)
    for y, label, n in rows.heads:
        said = paper.look.word(label, LONGEST_GROUP)
        if not paper.grey:
            sheet.marker(2 + sizes.marker / 2, top + y, marker("square", sizes.marker, shades[label]))
        whole = result.whole.get(label, n)
        told = (
            message("{group}, n = {n}", group=said, n=n)
            if n == whole
            else message("{group}, {n} of {whole} patients", group=said, n=n, whole=whole)
        )
        head = paper.say(told)
        ground = {"facecolor": "white", "edgecolor": "none", "pad": 1.0}
        sheet.text(2 if paper.grey else 5 + sizes.marker, top + y, head, sizes.label, weight="bold", bbox=ground)
