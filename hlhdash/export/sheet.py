"""A sheet of paper to draw on: everything has its place in points from the top left, so nothing is moved by chance."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from hlhdash.export.fonts import families, lines
from hlhdash.export.paper import Paper

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LEADING = 1.28  # height of a line of text, of its font size
THIN = 0.6  # points of axes and rules
# Plotly's symbols in matplotlib's letters; "-open" ones are drawn hollow.
MARKERS = {
    "circle": "o",
    "diamond": "D",
    "square": "s",
    "triangle-up": "^",
    "triangle-down": "v",
    "triangle-left": "<",
    "triangle-right": ">",
    "star": "*",
    "pentagon": "p",
    "hexagon2": "h",
    "cross": "P",
    "x": "X",
    "bowtie": ((-1, -0.8), (-1, 0.8), (1, -0.8), (1, 0.8), (-1, -0.8)),
    "line-ns": "|",
}
_LARGER = {"*": 1.5, "D": 0.82, "s": 0.88, "X": 1.1, "P": 1.1}  # so that all symbols look alike in size


class Sheet:
    """A figure of a fixed size in points.

    Parameters
    ----------
    paper : its width and colours
    height : in points
    """

    def __init__(self, paper: Paper, height: float) -> None:
        from matplotlib.figure import Figure

        self.paper, self.width, self.height = paper, paper.points, height
        self.figure = Figure(figsize=(self.width / 72, height / 72), facecolor="white")

    def axes(self, left: float, top: float, width: float, height: float) -> Axes:
        """Add axes at a place; only what is asked for is drawn."""
        place = (left / self.width, 1 - (top + height) / self.height, width / self.width, height / self.height)
        made = self.figure.add_axes(place)
        made.set_facecolor("none")
        for side in ("top", "right"):
            made.spines[side].set_visible(False)
        for side in ("left", "bottom"):
            made.spines[side].set_linewidth(THIN)
        made.tick_params(width=THIN, length=2.6, pad=2, labelsize=self.paper.sizes.label, labelfontfamily=families())
        return made

    def text(self, x: float, y: float, words: str, size: float, **style: Any) -> None:
        """Write one line; `y` is its middle unless `va` says otherwise. Nothing in it is a formula."""
        look: dict[str, Any] = {"ha": "left", "va": "center_baseline", "color": self.paper.look.theme.ink} | style
        self.figure.text(
            x / self.width,
            1 - y / self.height,
            words,
            fontsize=size,
            fontfamily=list(families()),
            parse_math=False,
            **look,
        )

    def paragraph(self, x: float, top: float, text: str, size: float, widest: float, **style: Any) -> float:
        """Write lines of at most `widest` points; returns where the next line may begin."""
        for line in lines(text, widest, size, bold=style.get("weight") == "bold"):
            self.text(x, top + size * LEADING / 2, line, size, **style)
            top += size * LEADING
        return top

    def rule(self, x0: float, x1: float, y: float, width: float = THIN, colour: str = "#000000") -> None:
        """Draw a horizontal line."""
        self._line([x0, x1], [y, y], linewidth=width, color=colour)

    def marker(self, x: float, y: float, style: dict[str, Any]) -> None:
        """Draw one marker."""
        self._line([x], [y], linestyle="none", **style)

    def stroke(self, x0: float, x1: float, y: float, **style: Any) -> None:
        """Draw a sample of a line, for a legend."""
        self._line([x0, x1], [y, y], **style)

    def box(self, x: float, y: float, width: float, height: float, **style: Any) -> None:
        """Draw a filled rectangle whose middle is at height `y`."""
        from matplotlib.patches import Rectangle

        place = (x / self.width, 1 - (y + height / 2) / self.height)
        self.figure.add_artist(
            Rectangle(
                place,
                width / self.width,
                height / self.height,
                transform=self.figure.transFigure,
                clip_on=False,
                **style,
            )
        )

    def line(self, x: tuple[float, float], y: tuple[float, float], **style: Any) -> None:
        """Draw a line between two places."""
        self._line(list(x), list(y), **style)

    def _line(self, x: list[float], y: list[float], **style: Any) -> None:
        from matplotlib.lines import Line2D

        self.figure.add_artist(
            Line2D(
                [one / self.width for one in x],
                [1 - one / self.height for one in y],
                transform=self.figure.transFigure,
                clip_on=False,
                **style,
            )
        )


def height_of(text: str, size: float, widest: float, *, bold: bool = False) -> float:
    """Return the points a paragraph takes."""
    return len(lines(text, widest, size, bold=bold)) * size * LEADING


def marker(shape: str, size: float, colour: str, edge: str | None = None, width: float = 0.7) -> dict[str, Any]:
    """Return how matplotlib draws one of Plotly's symbols."""
    name, hollow = shape.removesuffix("-open"), shape.endswith("-open")
    letter = MARKERS[name]
    return {
        "marker": letter,
        "markersize": size * _LARGER.get(letter, 1.0),
        "markerfacecolor": "white" if hollow else colour,
        "markeredgecolor": edge or colour,
        "markeredgewidth": width,
    }


def unmarked(markup: str) -> str:
    """Return the words of a label that was written for Plotly."""
    return html.unescape(markup.removeprefix("<b>").removesuffix("</b>"))
