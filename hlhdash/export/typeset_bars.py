"""Bars of a figure that is set in type, with the words inside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from hlhdash.export.fonts import families, width
from hlhdash.export.shades import Fill, ink_on
from hlhdash.export.typeset_axes import Plot
from hlhdash.export.typeset_grey import Inks, rgba
from hlhdash.export.typeset_page import Page, told_lines
from hlhdash.export.typeset_points import each, numbers
from hlhdash.figures.style import SCREEN

_HATCH = {"/": "////", "\\": "\\\\\\\\", "x": "xxxx", ".": "....", "-": "----", "|": "||||", "+": "++++"}
_INSET = 4.0  # pixels between the beginning of a bar and its words


def draw_bars(
    page: Page, plots: dict[tuple[str, str], Plot], traces: Sequence[dict[str, Any]], mode: str | None, inks: Inks
) -> None:
    """Draw bars, one kind on the other where they are stacked."""
    ends: dict[tuple[str, float], float] = {}
    for trace in traces:
        name = (trace.get("xaxis") or "x", trace.get("yaxis") or "y")
        along, at = ("x", "y") if trace.get("orientation") == "h" else ("y", "x")
        length, place = numbers(trace[along]), numbers(trace[at])
        starts = numbers(trace["base"]) if trace.get("base") is not None else np.zeros(len(length))
        if mode == "stack" and trace.get("base") is None:
            side = [f"{name}{'-' if one < 0 else '+'}" for one in length]
            starts = np.array([ends.get((key, one), 0.0) for key, one in zip(side, place, strict=True)])
            for key, one, start, more in zip(side, place.tolist(), starts.tolist(), length.tolist(), strict=True):
                ends[key, one] = start + more
        _bars(page, plots[name], trace, np.stack([starts, length, place]), inks)


def _bars(page: Page, plot: Plot, trace: dict[str, Any], values: np.ndarray, inks: Inks) -> None:
    """Draw the bars of one trace; `values` are where each begins, how long it is, and its place."""
    n, marker = values.shape[1], trace.get("marker", {})
    colours, widths = each(marker.get("color", "#808080"), n), each(trace.get("width", 0.8), n)
    edge = marker.get("line", {})
    edges, thick = each(edge.get("color"), n), each(edge.get("width", 0), n)
    hatches = each(marker.get("pattern", {}).get("shape", ""), n)
    flat = trace.get("orientation") == "h"
    draw: Any = plot.axes.barh if flat else plot.axes.bar
    for i in range(n):
        start, length, place = values[:, i].tolist()
        if not length or length != length:
            continue
        fill = _hatched(inks.fill(solid(str(colours[i]))), str(hatches[i] or ""), inks)
        line = inks.fill(solid(str(edges[i]))).colour if edges[i] else "none"
        (drawn,) = draw(place, length, float(widths[i]), zorder=2, **{"left" if flat else "bottom": start})
        drawn.set(facecolor=fill.colour, hatch=fill.hatch or None, linewidth=float(thick[i] or 0) * page.scale * 0.7)
        drawn.set_edgecolor(fill.ink if fill.hatch or (inks.paper.grey and fill.colour == "#ffffff") else line)
    _inside(page, plot, trace, values, inks)


def solid(colour: str) -> str:
    """Return a colour without its transparency, as it is on white."""
    red, green, blue, seen = rgba(colour)
    return "#" + "".join(f"{round(255 * (1 - seen + seen * one)):02x}" for one in (red, green, blue))


def _hatched(fill: Fill, shape: str, inks: Inks) -> Fill:
    """Return a fill with the hatch that the figure itself has."""
    if not shape:
        return fill
    if not inks.paper.grey:
        return Fill("#ffffff", _HATCH.get(shape, "////"), fill.colour)
    return Fill("#ffffff", _HATCH.get(shape, "////"), "#000000")


def _inside(page: Page, plot: Plot, trace: dict[str, Any], values: np.ndarray, inks: Inks) -> None:
    """Write what stands inside bars, where there is room."""
    if trace.get("text") is None:
        return
    n, font = values.shape[1], trace.get("textfont", {})
    sizes, colours = each(font.get("size", SCREEN.text), n), each(trace["marker"].get("color"), n)
    from_start = trace.get("insidetextanchor") == "start"
    ends = plot.axes.get_xlim()
    point = (ends[1] - ends[0]) / (plot.place[2] * page.scale)  # of the axis
    for i, markup in enumerate(each(trace["text"], n)):
        words, bold = told_lines(str(markup or ""))[0]
        start, length, place = values[:, i].tolist()
        size = float(sizes[i]) * page.scale
        shown = min(start + length, ends[1]) - max(start, ends[0])
        if not words or width(words, size, bold=bold) + 2 > shown / point:
            continue
        fill = inks.fill(solid(str(colours[i])))
        at = max(start, ends[0]) + (_INSET * page.scale * point if from_start else shown / 2)
        ground = {"facecolor": "white", "edgecolor": "none", "pad": 0.6} if fill.hatch else None
        plot.axes.text(
            at,
            place,
            words,
            ha="left" if from_start else "center",
            va="center_baseline",
            fontsize=size,
            fontweight="bold" if bold else "normal",
            fontfamily=list(families()),
            color="#000000" if fill.hatch else ink_on(fill.colour),
            bbox=ground,
            parse_math=False,
            zorder=5,
        )
