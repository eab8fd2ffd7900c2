"""The axes of a figure that is set in type."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hlhdash.export.fonts import lines, width
from hlhdash.export.sheet import LEADING, THIN, Sheet
from hlhdash.export.typeset_grey import rgba
from hlhdash.export.typeset_page import Page, told_lines
from hlhdash.figures.style import SCREEN

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TICK, GAP, STANDOFF = 5.0, 3.0, 8.0  # pixels of a tick, between it and its number, and before a title
SMALLEST = 5.8  # points of a letter; fewer names are written where they would be smaller
MOST_TICKS = 6


@dataclass(frozen=True)
class Plot:
    """A pair of axes.

    Attributes
    ----------
    axes : matplotlib's
    x, y : what the figure says of both
    place : left, top, width and height in pixels
    """

    axes: Axes
    x: dict[str, Any]
    y: dict[str, Any]
    place: tuple[float, float, float, float]

    def ticks(self, side: str) -> tuple[list[float], list[str]]:
        """Return the values of ticks and what is written at them; round ones where the figure leaves them open."""
        from matplotlib.ticker import MaxNLocator

        axis = self.x if side == "x" else self.y
        values = axis.get("tickvals")
        if values is None:
            low, high = sorted(self.axes.get_xlim() if side == "x" else self.axes.get_ylim())
            open_ = MaxNLocator(MOST_TICKS, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)
            values = [one for one in open_ if low <= one <= high]
        found = [float(one) for one in values]
        if axis.get("ticktext") is None:
            return found, [f"{one:,g}".replace("-", "\u2212") for one in found]
        return found, ["\n".join(line for line, _ in told_lines(str(one))) for one in axis["ticktext"]]


def make_plots(
    sheet: Sheet, page: Page, layout: dict[str, Any], traces: Iterable[dict[str, Any]]
) -> dict[tuple[str, str], Plot]:
    """Make the axes of every pair that something is drawn on, by their names."""
    pairs = dict.fromkeys((trace.get("xaxis") or "x", trace.get("yaxis") or "y") for trace in traces)
    found = {}
    for across, up in pairs:
        x, y = _axis(layout, across), _axis(layout, up)
        over = _axis(layout, up if not y.get("overlaying") else y["overlaying"])
        low, high = over.get("domain") or (0.0, 1.0)
        start, end = x.get("domain") or (0.0, 1.0)
        left, top = page.x(start), page.y(high)
        place = (left, top, page.x(end) - left, page.y(low) - top)
        axes = sheet.axes(*(one * page.scale for one in place))
        found[across, up] = plot = Plot(axes, x, y, place)
        beside = y.get("anchor", "x") in (across, "free")
        _draw(plot, page, beside=beside, lowest=_is_lowest(x, up, layout, pairs, across))
    return found


def _axis(layout: dict[str, Any], name: str) -> dict[str, Any]:
    return layout.get(f"{name[0]}axis{name[1:]}") or {}


def _is_lowest(
    x: dict[str, Any], up: str, layout: dict[str, Any], pairs: Iterable[tuple[str, str]], across: str
) -> bool:
    """Whether the numbers of the horizontal axis stand under these axes."""
    if x.get("anchor", "y") not in ("free", None):
        return x.get("anchor", "y") == up
    shown = [name for other, name in pairs if other == across and _axis(layout, name).get("visible", True)]
    return min(shown, key=lambda name: (_axis(layout, name).get("domain") or (0, 1))[0], default=up) == up


def _draw(plot: Plot, page: Page, *, beside: bool, lowest: bool) -> None:
    """Set the ends of both axes and draw their lines, ticks and numbers, each once.

    Parameters
    ----------
    beside, lowest : whether the vertical and the horizontal axis stand at these axes
    """
    axes, x, y = plot.axes, plot.x, plot.y
    axes.set_zorder(1)
    for side, axis, setting in (("x", x, axes.set_xlim), ("y", y, axes.set_ylim)):
        ends = axis["range"]
        if axis.get("type") == "log":
            (axes.set_xscale if side == "x" else axes.set_yscale)("log")
            ends = [10.0**one for one in ends]
        setting(*(float(one) for one in ends))
    for side, axis, here in (("x", x, lowest), ("y", y, beside)):
        _ticks(plot, page, side, shown=here and axis.get("visible", True))
        axes.spines["left" if side == "y" else "bottom"].set_visible(bool(axis.get("showline")) and here)
    if y.get("zeroline") and y.get("visible", True):
        axes.axhline(0, color=y.get("zerolinecolor", "#000000"), linewidth=THIN * 1.2, zorder=1)


def _ticks(plot: Plot, page: Page, side: str, *, shown: bool) -> None:
    """Set ticks, their numbers, and the lines across the plot."""
    from matplotlib.ticker import NullLocator

    axes, axis = plot.axes, plot.x if side == "x" else plot.y
    scale = axes.xaxis if side == "x" else axes.yaxis
    scale.set_minor_locator(NullLocator())
    values, texts = plot.ticks(side)
    size = max(axis.get("tickfont", {}).get("size", SCREEN.text) * page.scale, SMALLEST)
    values, texts = _thinned(plot, page, side, values, texts, size)
    scale.set_ticks(values, texts)
    numbered = shown and axis.get("showticklabels", True) is not False
    seen = shown and axis.get("ticks") == "outside" and rgba(axis.get("tickcolor", "#000000"))[3] > 0
    length = TICK * page.scale if seen else 0.0
    pad = (axis.get("ticklabelstandoff", 0) + GAP) * page.scale
    scale.set_tick_params(which="both", length=length, width=THIN, pad=pad, labelsize=size)
    for label in scale.get_ticklabels():
        label.set_parse_math(False)  # a name of the file with two dollar signs is no formula
    labels: dict[str, Any] = {"labelleft" if side == "y" else "labelbottom": numbered}
    scale.set_tick_params(**labels)
    if axis.get("showgrid", True) and axis.get("visible", True):
        scale.grid(True, color="#e3e6ea", linewidth=0.5, zorder=0)
    axes.set_axisbelow(True)


def _thinned(
    plot: Plot, page: Page, side: str, values: list[float], texts: list[str], size: float
) -> tuple[list[float], list[str]]:
    """Leave names out where they would stand on one another."""
    if len(values) < 2 or not any(texts):
        return values, texts
    low, high = sorted(float(one) for one in (plot.x if side == "x" else plot.y)["range"])
    if (plot.x if side == "x" else plot.y).get("type") == "log":
        return values, texts
    long = plot.place[2 if side == "x" else 3] * page.scale
    apart = min(abs(b - a) for a, b in itertools.pairwise(values)) / (high - low or 1.0) * long
    needed = size * 1.1 if side == "y" else max(width(text, size) for text in texts) + size * 0.5
    if side == "x" and any("\n" in text for text in texts):
        return values, texts
    every = max(1, -int(-needed // max(apart, 1e-9)))
    return values[::every], texts[::every]


def draw_axis_titles(sheet: Sheet, page: Page, plots: dict[tuple[str, str], Plot]) -> None:
    """Write the titles of axes beside their numbers."""
    done: set[int] = set()
    for plot in plots.values():
        for axis, write in ((plot.x, _across), (plot.y, _up)):
            title = axis.get("title", {}).get("text") if axis.get("visible", True) else None
            if title and id(axis) not in done:
                done.add(id(axis))
                write(sheet, page, plot, told_lines(str(title))[0][0])


def _across(sheet: Sheet, page: Page, plot: Plot, title: str) -> None:
    left, _, wide, _ = plot.place
    size = SCREEN.text * page.scale
    _, texts = plot.ticks("x")
    rows = max((text.count("\n") + 1 for text in texts), default=1)
    top = (page.height - page.bottom + TICK + GAP + STANDOFF * 0.6) * page.scale + rows * size * LEADING
    for line in lines(title, sheet.width - 4, size):
        half = width(line, size) / 2 + 2
        middle = min(max((left + wide / 2) * page.scale, half), sheet.width - half)
        sheet.text(middle, top + size * LEADING / 2, line, size, ha="center")
        top += size * LEADING


def _up(sheet: Sheet, page: Page, plot: Plot, title: str) -> None:
    left, top, _, high = plot.place
    size = SCREEN.text * page.scale
    _, texts = plot.ticks("y")
    beside = max((width(line, size) for text in texts for line in text.split("\n")), default=0.0)
    x = left * page.scale - beside - (TICK + GAP + STANDOFF) * page.scale - size * 0.5
    middle = (top + high / 2) * page.scale
    found = lines(title, high * page.scale * 1.15, size)
    for i, line in enumerate(found):
        at = max(x - (len(found) - 1 - i) * size * LEADING, size * 0.55 + i * size * LEADING)
        sheet.text(at, middle, line, size, ha="center", va="center", rotation=90)
