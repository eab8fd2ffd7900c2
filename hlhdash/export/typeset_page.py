"""The page of a figure that is set in type: pixels from its top left, and what they are on paper."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace
from typing import Any

_UNDER_LEGEND, _EDGE = 8.0, 14.0  # pixels between a legend and the plot, and at the right of a plot without one
_LOWEST, _PLOTS = 0.7, 2  # to which share of their height panels are lowered, and how many of them are no stack
_BREAK = re.compile(r"<br ?/?>")
_TAG = re.compile(r"</?(?:b|i|span|sup|sub)[^>]*>")


@dataclass(frozen=True)
class Page:
    """Where the plot stands.

    Attributes
    ----------
    width, height : of the figure in pixels
    left, right, top, bottom : margins of the plot in pixels
    scale : points of a pixel
    """

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    scale: float

    @classmethod
    def of(cls, layout: dict[str, Any], width: float, scale: float, tallest: float) -> Page:
        """Read the page from a layout; too high a plot is lowered, stacked panels while words have room."""
        margin, high = layout["margin"], float(layout["height"])
        domains = {str(one.get("domain")) for name, one in layout.items() if name.startswith("yaxis")}
        height = max(min(high, tallest / scale), high * _LOWEST if len(domains) > _PLOTS else 0.0)
        return cls(width, height, margin["l"], margin["r"], margin["t"], margin["b"], scale)

    def with_legend(self, points: float) -> Page:
        """Return the page with a legend of some height above the plot, which gets what was kept free beside it."""
        more = points / self.scale + _UNDER_LEGEND
        return replace(self, top=self.top + more, height=self.height + more, right=_EDGE)

    @property
    def plot(self) -> tuple[float, float]:
        """Width and height of the plot in pixels."""
        return self.width - self.left - self.right, self.height - self.top - self.bottom

    def x(self, share: float) -> float:
        """Return the pixel of a share of the plot's width."""
        return self.left + share * self.plot[0]

    def y(self, share: float) -> float:
        """Return the pixel from the top of a share of the plot's height, which counts from its bottom."""
        return self.height - self.bottom - share * self.plot[1]


def told_lines(markup: str) -> list[tuple[str, bool]]:
    """Return the lines of a text written for Plotly, and whether each is bold."""
    return [(html.unescape(_TAG.sub("", line)), "<b>" in line) for line in _BREAK.split(markup)]
