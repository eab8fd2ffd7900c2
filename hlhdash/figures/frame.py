"""The words around a plot: title, notices above it, captions and footer below it, each in its own room.

Heights are counted in pixels and the margins made to fit, so that nothing can lie on anything else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import plotly.graph_objects as go

from hlhdash.figures.style import Look
from hlhdash.figures.text import escaped, listed, spoken, wrapped

EDGE = 4  # pixels between the figure's left edge and its words
LEADING = 1.38  # height of a line of text, of its font size


def figure(traces: list[dict[str, Any]], layout: dict[str, Any]) -> go.Figure:
    """Make the figure without Plotly's check of every property, which takes longer than all else here.

    The tests build each kind of figure with the check.
    """
    return go.Figure(data=[_shared(trace) for trace in traces], layout=layout, _validate=False)


class _Shared(np.ndarray):
    """An array that nobody changes: Plotly copies each element of each array, once to build and once to write it."""

    def __deepcopy__(self, memo: object) -> _Shared:
        return self


def _shared(part: dict[str, Any]) -> dict[str, Any]:
    """Return a part of a figure with its arrays shared and read-only."""
    found = {}
    for name, value in part.items():
        if isinstance(value, dict):
            found[name] = _shared(value)
        elif isinstance(value, np.ndarray):
            shared = value.view(_Shared)
            shared.flags.writeable = False
            found[name] = shared
        else:
            found[name] = value
    return found


@dataclass(frozen=True)
class Notice:
    """A line above the plot that must not be missed."""

    text: str
    tone: Literal["note", "warning"] = "note"


@dataclass(frozen=True)
class Items:
    """A paragraph of the caption: a heading, or none, and short sentences set with dots between them."""

    heading: str
    items: tuple[str, ...]

    def lines(self, widest: float, size: float) -> list[str]:
        """Set the paragraph in lines of at most `widest` pixels."""
        first, *rest = self.items
        return listed((f"{self.heading} {first}".lstrip(), *rest), widest, size)


@dataclass(frozen=True)
class Words:
    """What is written around a plot, in the reader's language and not yet escaped.

    Attributes
    ----------
    title, subtitle : the question, and what is shown
    notices : lines with a ground of their own above the plot
    caption : tests and estimates
    footer : where it comes from
    alt : one sentence for those who do not see the figure
    """

    title: str
    subtitle: str
    notices: tuple[Notice, ...]
    caption: tuple[Items, ...]
    footer: tuple[str, ...]
    alt: str


@dataclass(frozen=True)
class Room:
    """Pixels around the axes: left and right margins, and what lies directly above and below the axes."""

    left: float
    right: float
    above: float
    below: float


@dataclass(frozen=True)
class Line:
    """A line of words: its markup, the height it takes, how far below its top the text begins, and its style."""

    markup: str
    height: float
    style: dict[str, Any]
    inset: float = 0.0


def framed(words: Words, look: Look, room: Room, plot_height: float) -> dict[str, Any]:
    """Return the layout that holds a plot of a height and the words around it."""
    above, below = (_above(words, look), _below(words, look)) if look.framed else ([], _printed(words, look))
    top = sum(line.height for line in above) + room.above
    bottom = sum(line.height for line in below) + room.below + 4
    annotations, place = [], top
    for line in above:
        annotations.append(_written(line, 1, place, room.left))
        place -= line.height
    place = -room.below
    for line in below:
        annotations.append(_written(line, 0, place, room.left))
        place -= line.height
    return {
        "template": look.template,
        "height": round(top + plot_height + bottom),
        "margin": {"l": room.left, "r": room.right, "t": top, "b": bottom, "pad": 0, "autoexpand": False},
        "annotations": annotations,
        "meta": {"alt": spoken(words.alt)},
        "hovermode": "closest",
        "dragmode": "pan",
    }


def _written(line: Line, y: int, shift: float, left: float) -> dict[str, Any]:
    return {
        "text": line.markup,
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "xshift": EDGE - left,
        "y": y,
        "yref": "paper",
        "yanchor": "top",
        "yshift": shift - line.inset,
        "align": "left",
        "showarrow": False,
        "borderpad": 0,
    } | line.style


def _above(words: Words, look: Look) -> list[Line]:
    sizes, theme = look.sizes, look.theme
    usable = sizes.width - 2 * EDGE
    title = {"font": {"size": sizes.title, "color": theme.ink}}
    subtitle = {"font": {"size": sizes.text, "color": theme.muted}}
    return [
        *(
            Line(f"<b>{escaped(text)}</b>", sizes.title * LEADING, title)
            for text in wrapped(words.title, usable, sizes.title, bold=True)
        ),
        *(Line(escaped(text), sizes.text * LEADING, subtitle) for text in wrapped(words.subtitle, usable, sizes.text)),
        *(_notice(notice, look, usable) for notice in words.notices),
    ]


def _notice(notice: Notice, look: Look, usable: float) -> Line:
    size, theme = look.sizes.text, look.theme
    note = notice.tone == "note"
    lines = wrapped(notice.text, usable - 8, size, bold=True)
    style = {
        "font": {"size": size, "color": theme.notice if note else theme.warning},
        "bgcolor": theme.notice_fill if note else theme.warning_fill,
        "borderpad": 4,
    }
    return Line(
        "<br>".join(f"<b>{escaped(line)}</b>" for line in lines), len(lines) * size * LEADING + 13, style, inset=6
    )


def _printed(words: Words, look: Look) -> list[Line]:
    """Set what a printed figure says under its plot: tests and estimates, and what must not be missed."""
    sizes, usable = look.sizes, look.sizes.width - 2 * EDGE
    ink = {"font": {"size": sizes.small, "color": look.theme.ink}}
    said = [text for items in words.caption for text in items.lines(usable, sizes.small)]
    said += [text for notice in words.notices for text in wrapped(notice.text, usable, sizes.small)]
    return [Line(escaped(text), sizes.small * LEADING, ink) for text in said]


def _below(words: Words, look: Look) -> list[Line]:
    sizes, theme = look.sizes, look.theme
    usable = sizes.width - 2 * EDGE
    size = (sizes.small + sizes.text) / 2
    ink = {"font": {"size": size, "color": theme.ink}}
    muted = {"font": {"size": sizes.small, "color": theme.muted}}
    caption = [
        Line(escaped(text), size * LEADING, ink) for items in words.caption for text in items.lines(usable, size)
    ]
    footer = [Line(escaped(text), sizes.small * LEADING, muted) for text in listed(words.footer, usable, sizes.small)]
    space = [Line("", sizes.small * 0.5, muted)] if caption else []
    return caption + space + footer
