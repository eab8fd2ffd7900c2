"""The legend of a figure that is set in type, and the scale of its colours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from hlhdash.export.legend import Entry, Legend, legend
from hlhdash.export.sheet import LEADING, Sheet
from hlhdash.export.sheet import marker as marker_style
from hlhdash.export.typeset_bars import solid
from hlhdash.export.typeset_grey import Inks
from hlhdash.export.typeset_page import Page, told_lines
from hlhdash.export.typeset_points import THIN, each, known_shape, scaled
from hlhdash.figures.style import SCREEN

_ROW, _SAMPLE, _GAP, _EDGE = 19.0, 26.0, 6.0, 10.0  # pixels
MOST_BESIDE = 0.24  # of the width, that a legend may take beside a plot
_STEPS = 64  # of a scale of colours


def is_above(layout: dict[str, Any], traces: Sequence[dict[str, Any]], page: Page) -> bool:
    """Whether a legend that the screen has beside the plot would leave it too little of a column."""
    about = layout.get("legend") or {}
    return bool(_named(layout, traces)) and about.get("orientation") != "h" and page.right > MOST_BESIDE * page.width


def draw_legend(
    sheet: Sheet, page: Page, layout: dict[str, Any], traces: Sequence[dict[str, Any]], inks: Inks, above: Legend | None
) -> None:
    """Draw what the colours and marks mean: beside the plot, or in lines above it.

    Parameters
    ----------
    above : the lines that stand above the plot, None where it is as on the screen
    """
    _colour_scale(sheet, page, traces, inks)
    named = _named(layout, traces)
    if above is not None:
        above.write(sheet, 4, 3)
    elif named and (layout.get("legend") or {}).get("orientation") == "h":
        flow = flowing(page, layout, traces, inks)
        flow.write(sheet, 4, page.y(float(layout["legend"].get("y", 1))) * page.scale - flow.height)
    elif named:
        _beside(sheet, page, named, inks)


def flowing(page: Page, layout: dict[str, Any], traces: Sequence[dict[str, Any]], inks: Inks) -> Legend:
    """Set the legend in lines across the whole width, its heading at the left."""
    named = _named(layout, traces)
    heading = next((one["legendgrouptitle"]["text"] for one in named if one.get("legendgrouptitle")), "")
    entries = [
        Entry(_name(one), lambda sheet, x, y, one=one: _sample(sheet, page, x, y, one, inks), _SAMPLE * page.scale)
        for one in named
    ]
    return legend(((told_lines(str(heading))[0][0], entries),), inks.paper, inks.paper.points - 8)


def _named(layout: dict[str, Any], traces: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the traces that the legend names; none where there is no legend."""
    found = [one for one in traces if one.get("name") and one.get("showlegend", True)]
    return found if layout.get("showlegend", len(found) > 1) else []


def _name(trace: dict[str, Any]) -> str:
    return told_lines(str(trace["name"]))[0][0]


def _beside(sheet: Sheet, page: Page, named: Sequence[dict[str, Any]], inks: Inks) -> None:
    size = SCREEN.label * page.scale
    x, y = (page.width - page.right + _EDGE) * page.scale, (page.top + _ROW / 2) * page.scale
    for one in named:
        heading = one.get("legendgrouptitle", {}).get("text")
        if heading:
            sheet.text(x, y, told_lines(str(heading))[0][0], size, weight="bold")
            y += _ROW * page.scale
        _sample(sheet, page, x, y, one, inks)
        sheet.text(x + (_SAMPLE + _GAP) * page.scale, y, _name(one), size)
        y += max(_ROW * page.scale, size * LEADING)


def _sample(sheet: Sheet, page: Page, x: float, y: float, trace: dict[str, Any], inks: Inks) -> None:
    """Draw a bar, a line or a mark as it is in the figure; `x` and `y` are its left edge and middle in points."""
    wide, marker = _SAMPLE * page.scale, trace.get("marker", {})
    if trace["type"] == "bar":
        colour = each(marker.get("color", "#808080"), 1)[0]
        fill = inks.fill(solid(str(colour)))
        edge = fill.ink if fill.hatch or fill.colour == "#ffffff" else "none"
        style = {"facecolor": fill.colour, "hatch": fill.hatch or None, "edgecolor": edge, "linewidth": 0.5}
        sheet.box(x + wide * 0.2, y, wide * 0.6, 12 * page.scale, **style)
        return
    line, mode = trace.get("line", {}), trace.get("mode", "lines")
    if "lines" in mode:
        colour = inks.line(str(line.get("color", "#000000")))
        sheet.stroke(x, x + wide, y, color=colour, linewidth=float(line.get("width", 2)) * page.scale * THIN)
    if "markers" in mode:
        shape = str(each(marker.get("symbol", "circle"), 1)[-1])
        colour = inks.line(str(each(marker.get("color", "#000000"), 1)[0]))
        found = marker_style(known_shape(shape), SCREEN.marker * 0.8 * page.scale, "#000000")
        sheet.marker(x + wide / 2, y, found | {"markerfacecolor": colour, "markeredgecolor": colour})


def _colour_scale(sheet: Sheet, page: Page, traces: Sequence[dict[str, Any]], inks: Inks) -> None:
    """Draw the scale of colours beside the plot, its numbers at its right."""
    found = next((one["marker"] for one in traces if one.get("marker", {}).get("colorbar")), None)
    if found is None:
        return
    about, values = found["colorbar"], np.asarray(found["color"], dtype=float)
    low, high = float(values.min()), float(values.max())
    top, tall = page.top * page.scale, float(about["len"]) * page.plot[1] * page.scale
    x, wide = (page.width - page.right + _EDGE) * page.scale, float(about["thickness"]) * page.scale
    shades = scaled(np.linspace(0, 1, _STEPS), found["colorscale"])
    for i, shade in enumerate(shades):
        colour = inks.line("#" + "".join(f"{round(255 * one):02x}" for one in shade[:3]))
        middle = top + tall * (1 - (i + 0.5) / _STEPS)
        sheet.box(x, middle, wide, tall / _STEPS * 1.15, facecolor=colour, edgecolor="none")
    size = float(about["tickfont"]["size"]) * page.scale
    for value, text in zip(about["tickvals"], about["ticktext"], strict=True):
        y = top + tall * (1 - (float(value) - low) / (high - low or 1.0))
        sheet.text(x + wide + 3 * page.scale, y, str(text), size)
    title, side = told_lines(str(about["title"]["text"]))[0][0], float(about["title"]["font"]["size"]) * page.scale
    right = min(x + wide + 46 * page.scale, sheet.width - side * 0.7)
    sheet.text(right, top + tall / 2, title, side, ha="center", va="center", rotation=90)
