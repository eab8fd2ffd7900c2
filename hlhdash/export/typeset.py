"""A figure of the screen set in type: the same marks from the same result, in points and on paper, without a browser.

The screen's figure says in pixels where everything stands. A column of a journal is a screen of so many pixels that
its letters come out in the sizes journals ask for; everything keeps its place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hlhdash.export.drawing import Drawing
from hlhdash.export.paper import INK, PAGE_HEIGHT, Paper
from hlhdash.export.sheet import Sheet
from hlhdash.export.typeset_axes import Plot, draw_axis_titles, make_plots
from hlhdash.export.typeset_bars import draw_bars
from hlhdash.export.typeset_grey import Inks
from hlhdash.export.typeset_legend import draw_legend, flowing, is_above
from hlhdash.export.typeset_page import Page
from hlhdash.export.typeset_points import draw_points
from hlhdash.export.typeset_words import draw_annotations, draw_shapes
from hlhdash.figures import Figure
from hlhdash.figures.style import SCREEN, Look, Sizes, Theme
from hlhdash.figures.text import spoken


class ColumnLook(Look):
    """The look of a screen that is as wide as a journal's column, without the words that stand in its legend."""

    def __init__(self, paper: Paper) -> None:
        super().__init__(say=paper.say)
        object.__setattr__(self, "_width", round(paper.points / points_per_pixel(paper)))

    @property
    def theme(self) -> Theme:
        """The colours of the page."""
        return INK

    @property
    def sizes(self) -> Sizes:
        """The sizes in pixels."""
        return replace(SCREEN, width=self.__dict__["_width"])

    @property
    def framed(self) -> bool:
        """The legend of the paper asks the question and names the source."""
        return False


def points_per_pixel(paper: Paper) -> float:
    """Return how large a pixel of the screen's figure is on paper."""
    return paper.sizes.text / SCREEN.text


def typeset(draw: Callable[[Look], Figure], paper: Paper, title: str, tallest: float = PAGE_HEIGHT) -> Drawing:
    """Print a figure of the screen.

    Parameters
    ----------
    draw : draws it in a look
    title : the question it answers
    tallest : in points; where the figure is higher, its plots are lowered
    """
    look = ColumnLook(paper)
    drawn: Any = draw(look)
    layout: dict[str, Any] = drawn.layout.to_plotly_json()
    told: list[Any] = [trace.to_plotly_json() for trace in drawn.select_traces()]
    traces = [trace for trace in told if trace.get("visible", True) is True]
    page = Page.of(layout, look.sizes.width, points_per_pixel(paper), tallest)
    inks = Inks.of(traces, paper)
    above = flowing(page, layout, traces, inks) if is_above(layout, traces, page) else None
    page = page if above is None else page.with_legend(above.height)
    sheet = Sheet(paper, page.height * page.scale)
    plots = make_plots(sheet, page, layout, traces)
    draw_shapes(sheet, page, plots, layout.get("shapes") or (), inks)
    draw_bars(page, plots, [one for one in traces if one["type"] == "bar"], layout.get("barmode"), inks)
    for place, trace in enumerate(traces):
        if trace["type"] == "scatter":
            draw_points(page, _plot_of(plots, trace), trace, inks, place)
    draw_axis_titles(sheet, page, plots)
    draw_annotations(sheet, page, plots, layout.get("annotations") or (), inks)
    draw_legend(sheet, page, layout, traces, inks, above)
    return Drawing(sheet.figure, spoken(title), str(layout["meta"]["alt"]))


def _plot_of(plots: dict[tuple[str, str], Plot], trace: dict[str, Any]) -> Plot:
    return plots[trace.get("xaxis") or "x", trace.get("yaxis") or "y"]
