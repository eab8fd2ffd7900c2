"""Colours of printed figures, and the greys and hatches that stand for them where print is black and white."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from hlhdash.cohort.vocabulary import RESPONSES
from hlhdash.export.paper import Paper
from hlhdash.figures.classes import class_colour
from hlhdash.figures.palette import Palette, colours, luminance

# For lines and marks: dark enough to be seen on white (contrast 2.5 or more); symbols tell the rest apart.
_GREY_LINES = ("#000000", "#7d7d7d", "#474747", "#9a9a9a", "#2a2a2a", "#636363")
# For areas: a light, a dark, one between, then the same hatched.
_GREY_FILLS = ("#c9c9c9", "#4d4d4d", "#8c8c8c", "#ededed", "#1a1a1a")
_HATCHES = ("", "////", "....", "\\\\\\\\", "xxxx")
# From complete remission to death: dark, middle, light, hatched, black.
_GREY_RESPONSES: Mapping[str, tuple[str, str]] = MappingProxyType(
    dict(
        zip(
            RESPONSES,
            (("#474747", ""), ("#9a9a9a", ""), ("#dedede", ""), ("#ffffff", "////"), ("#000000", ""), ("#ffffff", "")),
            strict=True,
        )
    )
)
_GREY_CLOSED = ("#ffffff", "....")  # classes whose numbers must not be seen


@dataclass(frozen=True)
class Fill:
    """How an area is filled.

    Attributes
    ----------
    colour : of its ground
    hatch : matplotlib's hatch, "" for none
    ink : of the hatch and of words on the ground
    """

    colour: str
    hatch: str = ""
    ink: str = "#000000"

    @property
    def style(self) -> dict[str, Any]:
        """The keywords of a matplotlib patch."""
        return {"facecolor": self.colour, "hatch": self.hatch or None, "edgecolor": self.ink if self.hatch else "none"}


def line_colours(names: Sequence[str], palette: Palette, paper: Paper) -> dict[str, str]:
    """Return the colour of each curve or mark."""
    if not paper.grey:
        return colours(names, palette, dark=False)
    return {name: grey_line(i) for i, name in enumerate(names)}


def grey_line(place: int) -> str:
    """Return the grey of a curve or mark by its place among them."""
    return _GREY_LINES[place % len(_GREY_LINES)]


def fills(names: Sequence[str], palette: Palette, paper: Paper) -> dict[str, Fill]:
    """Return the fill of each kind of bar."""
    if not paper.grey:
        return {name: Fill(shade) for name, shade in colours(names, palette, dark=False).items()}
    found = {}
    for i, name in enumerate(names):
        shade = _GREY_FILLS[i % len(_GREY_FILLS)]
        hatch = _HATCHES[i // len(_GREY_FILLS) % len(_HATCHES)]
        found[name] = Fill(shade, hatch, ink_on(shade))
    return found


def response_fill(name: str, paper: Paper) -> Fill:
    """Return the fill of a response class."""
    if paper.grey:
        colour, hatch = _GREY_RESPONSES.get(name, _GREY_CLOSED)
        return Fill(colour, hatch, ink_on(colour))
    colour = class_colour(name).on(False)
    return Fill(colour, "", ink_on(colour))


def ink_on(colour: str) -> str:
    """Return black or white, whichever reads better on a colour."""
    return "#000000" if luminance(colour) > 0.179 else "#ffffff"
