"""What else lies in the lanes of a printed swimmer plot: how long responses held, and the colours of one analyte."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from hlhdash.analysis.swimmer import Strip, Swimmer
from hlhdash.cohort.vocabulary import RESPONSES
from hlhdash.export.fonts import width
from hlhdash.export.legend import Entry
from hlhdash.export.paper import Paper
from hlhdash.export.shades import Fill, response_fill
from hlhdash.export.sheet import Sheet
from hlhdash.figures.lanes import Shelf
from hlhdash.figures.palette import luminance
from hlhdash.figures.spells import NAMES
from hlhdash.figures.strip import short, strip_colours
from hlhdash.figures.text import plain
from hlhdash.language import message
from hlhdash.numbers import UNIT_DAYS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Block = tuple[str, list[Entry]]
STEPS = 24  # boxes of which the scale of colours in the legend is made
SCALE = 60.0  # points of it
ROUND_FROM = 100.0  # values from which two figures are enough at the ends of the scale
GAP = 4.0  # points between the scale and a number beside it


def draw_track(axes: Axes, result: Swimmer, y: np.ndarray, lane: float, shelf: Shelf, unit: str, paper: Paper) -> None:
    """Draw how long each response held, as a thin bar on its shelf of the lane.

    Parameters
    ----------
    y : points from the top to the middle of each lane
    lane : points of a lane
    """
    table = result.spells
    start, end = (table[name].to_numpy(float) / UNIT_DAYS[unit] for name in ("start_day", "end_day"))
    middle = y[table["lane"].to_numpy(int)] + shelf.middle * lane
    for label in _classes(result):
        at = (table["label"] == label).to_numpy(bool)
        style: dict[str, Any] = response_fill(label, paper).style | {"linewidth": 0.3, "zorder": 2.2}
        axes.barh(middle[at], (end - start)[at], np.full(at.sum(), shelf.thick * lane), start[at], **style)


def draw_strip(axes: Axes, found: Strip, y: np.ndarray, lane: float, shelf: Shelf, unit: str, paper: Paper) -> None:
    """Draw the values of one analyte as colours on their shelf of the lane; the parameters are as for the track."""
    table = found.cells
    start, end = (table[name].to_numpy(float) / UNIT_DAYS[unit] for name in ("start_day", "end_day"))
    middle = y[table["lane"].to_numpy(int)] + shelf.middle * lane
    shades = _shades(table["value"].to_numpy(float), found, paper)
    axes.barh(
        middle, end - start, np.full(len(start), shelf.thick * lane), start, color=shades, linewidth=0, zorder=2.1
    )


def layer_blocks(result: Swimmer, paper: Paper, *, track: bool) -> list[Block]:
    """Return the blocks of the legend: each class that held, and the scale of colours with its ends and unit."""
    blocks: list[Block] = []
    if track:
        entries = [Entry(paper.say(NAMES[one]), _sample(response_fill(one, paper))) for one in _classes(result)]
        blocks.append((paper.say(message("Second track")), entries))
    if result.strip is not None:
        blocks.append((paper.say(message("Colour strip")), [_scale(result.strip, paper)]))
    return blocks


def _classes(result: Swimmer) -> list[str]:
    return sorted(set(result.spells["label"]), key=RESPONSES.index)


def _sample(fill: Fill) -> Callable[[Sheet, float, float], None]:
    return lambda sheet, x, y: sheet.box(x, y, 12, 2.2, linewidth=0.3, **fill.style)


def _shades(values: np.ndarray, found: Strip, paper: Paper) -> list[str]:
    """Return the colour of each value; in grey, as light as the colour is."""
    shades = strip_colours(values, found, paper.look).tolist()
    if not paper.grey:
        return shades
    return [_grey(shade) for shade in shades]


def _grey(shade: str) -> str:
    light = luminance(shade)
    level = 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return "#" + f"{round(255 * level):02x}" * 3


def _round(value: float) -> str:
    return short(float(f"{value:.2g}" if abs(value) >= ROUND_FROM else f"{value:.3g}"))


def _scale(found: Strip, paper: Paper) -> Entry:
    """Return the scale of colours: its low end, the colours, its high end and what was measured."""
    size = paper.sizes.label
    first, last = _round(found.low), _round(found.high)
    between = np.geomspace if found.log else np.linspace
    shades = _shades(between(found.low, found.high, STEPS), found, paper)
    before = width(first, size) + GAP

    def draw(sheet: Sheet, x: float, y: float) -> None:
        sheet.text(x, y, first, size)
        step = SCALE / STEPS
        for i, shade in enumerate(shades):
            sheet.box(x + before + i * step, y, step, 5.5, facecolor=shade, linewidth=0)
        sheet.text(x + before + SCALE + GAP, y, last, size)

    name, unit = plain(paper.say(found.title), 24), plain(found.unit, 14)
    said = paper.say(message("{analyte} ({unit})", analyte=name, unit=unit)) if unit else name
    return Entry(said, draw, before + SCALE + GAP + width(last, size) + GAP)
