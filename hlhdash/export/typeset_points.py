"""Curves, marks and words at places of a figure that is set in type."""

from __future__ import annotations

from typing import Any

import numpy as np

from hlhdash.export.fonts import families
from hlhdash.export.sheet import MARKERS
from hlhdash.export.sheet import marker as marker_style
from hlhdash.export.typeset_axes import Plot
from hlhdash.export.typeset_grey import Inks, Rgba, rgba
from hlhdash.export.typeset_page import Page, told_lines
from hlhdash.figures.style import SCREEN

DASHES = {"dot": (0, (1, 1.8)), "dash": (0, (4, 2.4)), "dashdot": (0, (4, 2, 1, 2)), "solid": "-"}
_SIDES = {"left": "right", "center": "center", "right": "left"}  # Plotly says where the words are, matplotlib their end
_HEIGHTS = {"top": "bottom", "middle": "center_baseline", "bottom": "top"}
THIN = 0.75  # of a line's width on the screen: paper is looked at from nearer
Z = 3.0  # above bars and lines of the grid


def draw_points(page: Page, plot: Plot, trace: dict[str, Any], inks: Inks, place: int) -> None:
    """Draw a trace of lines, markers and text, each where it is asked for."""
    mode = trace.get("mode", "lines")
    x, y = numbers(trace["x"]), numbers(trace["y"])
    z = Z + place * 0.01
    clip = trace.get("cliponaxis", True)
    if trace.get("fill") == "toself":
        _fill(plot, x, y, inks.line(trace["fillcolor"]), z)
    if "lines" in mode and trace.get("line", {}).get("width", 1) > 0:
        line = trace.get("line", {})
        plot.axes.plot(
            x,
            y,
            color=inks.line(line.get("color", "#000000")),
            linewidth=line.get("width", 2) * page.scale * THIN,
            linestyle=DASHES.get(line.get("dash", "solid"), "-"),
            drawstyle="steps-post" if line.get("shape") == "hv" else "default",
            solid_capstyle="butt",
            solid_joinstyle="round",
            clip_on=clip,
            zorder=z,
        )
    _whiskers(page, plot, trace.get("error_y"), x, y, inks, z)
    if "markers" in mode:
        _markers(page, plot, trace["marker"], x, y, inks, z + 0.005, clip=clip)
    if "text" in mode:
        _words(page, plot, trace, x, y, inks, clip=clip)


def numbers(values: Any) -> np.ndarray:
    """Return values as numbers; a gap is not a number."""
    return np.array([np.nan if one is None else float(one) for one in values], dtype=float)


def _fill(plot: Plot, x: np.ndarray, y: np.ndarray, colour: Rgba, z: float) -> None:
    """Fill each closed part of a path; a gap ends one."""
    ends = np.flatnonzero(np.isnan(x) | np.isnan(y))
    for part in np.split(np.arange(len(x)), ends):
        kept = part[~np.isnan(x[part]) & ~np.isnan(y[part])]
        if len(kept) > 2:
            plot.axes.fill(x[kept], y[kept], facecolor=colour, edgecolor="none", zorder=z - 0.5)


def _whiskers(page: Page, plot: Plot, bars: Any, x: np.ndarray, y: np.ndarray, inks: Inks, z: float) -> None:
    if not bars or bars.get("visible", True) is False:
        return
    up, down = numbers(bars["array"]), numbers(bars["arrayminus"])
    colour, wide = inks.line(bars["color"]), bars["thickness"] * page.scale * THIN
    plot.axes.vlines(x, y - down, y + up, color=[colour], linewidth=wide, zorder=z)
    for ends in (y - down, y + up):
        plot.axes.plot(
            x,
            ends,
            linestyle="none",
            marker="_",
            markersize=bars["width"] * 2 * page.scale,
            markeredgewidth=wide,
            color=colour,
            zorder=z,
        )


def _markers(
    page: Page, plot: Plot, style: dict[str, Any], x: np.ndarray, y: np.ndarray, inks: Inks, z: float, *, clip: bool
) -> None:
    """Draw markers, all of one kind at once."""
    n = len(x)
    shapes, sizes = each(style.get("symbol", "circle"), n), each(style.get("size", 6), n)
    shades, opacity = _shades(style, n, inks), each(style.get("opacity", 1.0), n)
    edge = style.get("line", {})
    edges, widths = each(edge.get("color"), n), each(edge.get("width", 0), n)
    kinds: dict[Any, list[int]] = {}
    for i in range(n):
        if x[i] == x[i] and y[i] == y[i] and float(opacity[i]) > 0:
            kinds.setdefault((shapes[i], sizes[i], shades[i], opacity[i], edges[i], widths[i]), []).append(i)
    for (shape, size, shade, seen, edge_colour, edge_width), at in kinds.items():
        colour = (*shade[:3], shade[3] * float(seen))
        found = marker_style(known_shape(str(shape)), 0.92 * float(size) * page.scale, "#000000")
        hollow = str(shape).endswith("-open")
        outline = inks.line(edge_colour) if edge_colour and not hollow else colour
        found |= {
            "markerfacecolor": "white" if hollow else colour,
            "markeredgecolor": (*outline[:3], outline[3] * float(seen)),
            "markeredgewidth": max(float(edge_width), 1.4 if hollow else 0.0) * page.scale * THIN,
        }
        plot.axes.plot(x[at], y[at], linestyle="none", clip_on=clip, zorder=z, **found)


def known_shape(shape: str) -> str:
    """Return a symbol that can be printed in place of one of Plotly's."""
    name = shape.removesuffix("-open")
    return shape if name in MARKERS else {"hexagon": "hexagon2", "line-ew": "line-ns"}.get(name, "circle")


def each(value: Any, n: int) -> list[Any]:
    """Return a value for each of several marks: one for all, or as many as there are."""
    if isinstance(value, str) or value is None or np.ndim(value) == 0:
        return [value] * n
    return list(np.asarray(value, dtype=object).tolist())


def _shades(style: dict[str, Any], n: int, inks: Inks) -> list[Rgba]:
    """Return the colour of each marker: named, or on a scale."""
    found = each(style.get("color", "#000000"), n)
    if not style.get("colorscale"):
        return [inks.line(str(one)) for one in found]
    return [inks.line(_written(one)) for one in scaled(numbers(found), style["colorscale"])]


def scaled(values: np.ndarray, scale: Any) -> list[Rgba]:
    """Return colours between the stops of a scale, the lowest value at its beginning."""
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    stops = np.array([float(at) for at, _ in scale])
    parts = np.array([rgba(str(colour))[:3] for _, colour in scale])
    share = (values - low) / (high - low or 1.0)
    red, green, blue = (np.interp(share, stops, parts[:, i]).tolist() for i in range(3))
    return [(r, g, b, 1.0) for r, g, b in zip(red, green, blue, strict=True)]


def _written(shade: Rgba) -> str:
    return "#" + "".join(f"{round(255 * one):02x}" for one in shade[:3])


def _words(
    page: Page, plot: Plot, trace: dict[str, Any], x: np.ndarray, y: np.ndarray, inks: Inks, *, clip: bool
) -> None:
    n, font = len(x), trace.get("textfont", {})
    height, _, side = trace.get("textposition", "middle center").partition(" ")
    sizes, colours = each(font.get("size", SCREEN.text), n), each(font.get("color", "#000000"), n)
    apart = {"left": -1.0, "right": 1.0}.get(side, 0.0) * 4 * page.scale
    marks = each(trace.get("marker", {}).get("size", 0), n) if "markers" in trace.get("mode", "") else [0] * n
    for i, markup in enumerate(each(trace.get("text", ""), n)):
        words = told_lines(str(markup or ""))
        if not words[0][0] or x[i] != x[i] or y[i] != y[i]:
            continue
        plot.axes.annotate(
            "\n".join(line for line, _ in words),
            (x[i], y[i]),
            xytext=(apart + np.sign(apart) * float(marks[i]) / 2 * page.scale, 0),
            textcoords="offset points",
            ha=_SIDES[side or "center"],
            va=_HEIGHTS[height],
            color=inks.line(str(colours[i])),
            fontsize=float(sizes[i]) * page.scale,
            fontweight="bold" if words[0][1] else "normal",
            fontfamily=list(families()),
            annotation_clip=False,
            parse_math=False,
            zorder=6,
        )
