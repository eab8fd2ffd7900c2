"""Words and shapes that stand anywhere on a figure that is set in type."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from hlhdash.export.fonts import width
from hlhdash.export.sheet import LEADING, Sheet
from hlhdash.export.typeset_axes import Plot
from hlhdash.export.typeset_grey import Inks
from hlhdash.export.typeset_page import Page, told_lines
from hlhdash.export.typeset_points import DASHES
from hlhdash.figures.style import SCREEN

Plots = dict[tuple[str, str], Plot]
_BETWEEN = 6.0  # pixels between two words of a row
_SIDES = {"left": "left", "center": "center", "right": "right"}


def draw_shapes(sheet: Sheet, page: Page, plots: Plots, shapes: Iterable[dict[str, Any]], inks: Inks) -> None:
    """Draw bands, and lines down or across the plots, all beneath the data."""
    for shape in shapes:
        plot = _plot(plots, shape)
        ends = (float(shape["x0"]), float(shape["x1"]), float(shape["y0"]), float(shape["y1"]))
        if shape["type"] == "rect":
            _band(plot, shape, ends, inks)
            continue
        line = shape.get("line", {})
        style: dict[str, Any] = {
            "color": inks.line(str(line.get("color", "#000000"))),
            "linewidth": float(line.get("width", 1)) * page.scale * 0.8,
            "linestyle": DASHES.get(line.get("dash", "solid"), "-"),
            "zorder": 0.5,
        }
        refs = {"xref": shape.get("xref", "x"), "yref": shape.get("yref", "y")}
        places = [{"x": x, "y": y} | refs for x, y in ((ends[0], ends[2]), (ends[1], ends[3]))]
        (x0, y0), (x1, y1) = (_place(page, plots, _placed(one, plot)) for one in places)
        sheet.line((x0 * page.scale, x1 * page.scale), (y0 * page.scale, y1 * page.scale), **style)


def _placed(told: dict[str, Any], plot: Plot) -> dict[str, Any]:
    """Return the place of a shape as Plotly takes it for texts: on a logarithmic axis its logarithm."""
    logs = {
        name: float(np.log10(told[name]))
        for name, axis in (("x", plot.x), ("y", plot.y))
        if axis.get("type") == "log" and told[f"{name}ref"] != "paper"
    }
    return told | logs


def _band(plot: Plot, shape: dict[str, Any], ends: tuple[float, float, float, float], inks: Inks) -> None:
    x0, x1, y0, y1 = ends
    style: dict[str, Any] = {"facecolor": inks.line(str(shape["fillcolor"])), "edgecolor": "none", "zorder": 0.5}
    if shape.get("xref", "x") == "paper":
        plot.axes.axhspan(max(y0, *_least(plot)), y1, **style)
    else:
        plot.axes.axvspan(x0, x1, **style)


def _least(plot: Plot) -> tuple[float]:
    """Return the lowest value that an axis can show: a logarithmic one has no 0."""
    return (min(plot.axes.get_ylim()) if plot.y.get("type") == "log" else -np.inf,)


def _plot(plots: Plots, told: dict[str, Any]) -> Plot:
    """Return the axes that a shape or a text refers to, else the first ones."""
    across, up = told.get("xref", "x"), told.get("yref", "y")
    for (x, y), plot in plots.items():
        if across in (x, "paper") and up in (y, "paper"):
            return plot
    return next(iter(plots.values()))


def draw_annotations(sheet: Sheet, page: Page, plots: Plots, annotations: Iterable[dict[str, Any]], inks: Inks) -> None:
    """Write the words that stand beside axes, groups and curves."""
    told = [one for one in annotations if any(line for line, _ in told_lines(str(one["text"])))]
    places = [_place(page, plots, one) for one in told]
    for one, place in zip(_apart(told, places), places, strict=True):
        _write(sheet, page, place, one, told_lines(str(one["text"])), inks)


def _apart(told: list[dict[str, Any]], places: list[tuple[float, float]]) -> list[dict[str, Any]]:
    """Return the words so that of two beside one another in a narrow column, one ends and one begins at its place."""
    found = list(told)
    centred = [i for i, one in enumerate(told) if one.get("xanchor") == "center"]
    for i, j in itertools.pairwise(sorted(centred, key=lambda i: (round(places[i][1]), places[i][0]))):
        if abs(places[i][1] - places[j][1]) > 1:
            continue
        size = float(told[i].get("font", {}).get("size", SCREEN.text))
        half = sum(width(told_lines(str(told[k]["text"]))[0][0], size) for k in (i, j)) / 2
        if places[j][0] - places[i][0] < half + _BETWEEN:
            # A little room on both sides of the middle between the two places.
            more = (places[j][0] - places[i][0] - _BETWEEN) / 2
            found[i] = told[i] | {"xanchor": "right", "nudge": max(more, 0.0)}
            found[j] = told[j] | {"xanchor": "left", "nudge": -max(more, 0.0)}
    return found


def _place(page: Page, plots: Plots, told: dict[str, Any]) -> tuple[float, float]:
    """Return where a text stands, in pixels from the top left."""
    plot = _plot(plots, told)
    left, top, wide, high = plot.place
    x = _share(told.get("xref", "x"), plot.axes.get_xlim, told["x"], plot.x)
    y = _share(told.get("yref", "y"), plot.axes.get_ylim, told["y"], plot.y)
    at_x = page.x(float(told["x"])) if x is None else left + x * wide
    at_y = page.y(float(told["y"])) if y is None else top + (1 - y) * high
    return at_x + float(told.get("xshift") or 0), at_y - float(told.get("yshift") or 0)


def _share(ref: str, limits: Callable[[], Any], value: Any, axis: dict[str, Any]) -> float | None:
    """Return where a value lies between the ends of its axis; None for a place on the paper."""
    if ref == "paper":
        return None
    low, high = limits()
    if axis.get("type") == "log":  # Plotly takes logarithms of places of texts, not of shapes
        low, high = np.log10(low), np.log10(high)
    return float((float(value) - low) / (high - low))


def _write(
    sheet: Sheet,
    page: Page,
    place: tuple[float, float],
    told: dict[str, Any],
    words: list[tuple[str, bool]],
    inks: Inks,
) -> None:
    font = told.get("font", {})
    size = float(font.get("size", SCREEN.text)) * page.scale
    x, y = (place[0] + float(told.get("nudge", 0.0))) * page.scale, place[1] * page.scale
    high = len(words) * size * LEADING
    top = {"top": y, "bottom": y - high}.get(told.get("yanchor", "middle"), y - high / 2)
    angle = float(told.get("textangle") or 0)
    for line, bold in words:
        sheet.text(
            x,
            top + size * LEADING / 2,
            line,
            size,
            ha=_SIDES.get(told.get("xanchor", "center"), "center"),
            color=inks.line(str(font.get("color", "#000000"))),
            weight="bold" if bold else "normal",
            **({"rotation": -angle, "va": "center"} if angle else {}),
        )
        top += size * LEADING
