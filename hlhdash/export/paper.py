"""What a figure is printed on: the width of a journal's column, in colour or in grey, with sizes in points."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, get_args

from hlhdash.figures.style import Look, Sizes, Theme
from hlhdash.language import Translator

Width = Literal[85, 120, 180]
WIDTHS: tuple[Width, ...] = get_args(Width)
POINTS_PER_MM = 72 / 25.4
PAGE_HEIGHT = 235 * POINTS_PER_MM  # the type area of a journal's page; no figure is higher
INK = Theme("#ffffff", "#000000", "#3c434d", "#5c6570", "#e3e6ea", "#000000", "#f2f2f2", "#000000", "#e6e6e6")
# No letter is under 6 points, which journals ask for, and wider figures have room for larger ones.
_SIZES = MappingProxyType(
    {
        85: Sizes(title=8, text=7, small=6, label=6.5, line=1.1, marker=4.4, width=0, lane=15),
        120: Sizes(title=8.5, text=7.5, small=6.3, label=7, line=1.2, marker=4.8, width=0, lane=16),
        180: Sizes(title=9, text=8, small=6.8, label=7.5, line=1.4, marker=5.4, width=0, lane=17),
    }
)


@dataclass(frozen=True)
class PrintedLook(Look):
    """The look of a printed figure: black on white, sizes in points of a column.

    Attributes
    ----------
    mm : the width of the column
    """

    mm: Width = 85

    @property
    def theme(self) -> Theme:
        """The colours of the page."""
        return INK

    @property
    def sizes(self) -> Sizes:
        """The sizes in points."""
        one = _SIZES[self.mm]
        return Sizes(
            one.title, one.text, one.small, one.label, one.line, one.marker, round(self.mm * POINTS_PER_MM), one.lane
        )


@dataclass(frozen=True)
class Paper:
    """Where a figure is printed.

    Attributes
    ----------
    width : mm of a journal's column: 85 (one), 120 (one and a half) or 180 (two)
    grey : shades of grey instead of colours
    say : the translator of the language it is printed in
    """

    width: Width = 85
    grey: bool = False
    say: Translator = field(default_factory=lambda: Translator("en"))

    @property
    def points(self) -> float:
        """The width in points."""
        return self.width * POINTS_PER_MM

    @property
    def look(self) -> PrintedLook:
        """The look whose words and sizes the figure has."""
        return PrintedLook(say=self.say, mm=self.width)

    @property
    def sizes(self) -> Sizes:
        """The sizes in points."""
        return self.look.sizes

    @property
    def narrow(self) -> bool:
        """Whether two panels stand below one another instead of side by side."""
        return self.width < 100
