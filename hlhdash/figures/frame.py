"""The words around a plot: title, notices above it, captions and footer below it, each in its own room.

Heights are counted in pixels and the margins made to fit, so that nothing can lie on anything else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from hlhdash.figures.style import Look
from hlhdash.figures.text import escaped, spoken, wrapped

EDGE = 4  # pixels between the figure's left edge and its words
LEADING = 1.36  # height of a line of text, of its font size


@dataclass(frozen=True)
class Notice:
    """A line above the plot that must not be missed."""

    text: str
    tone: Literal["note", "warning"] = "note"


@dataclass(frozen=True)
class Words:
    """What is written around a plot, in the reader's language and not yet escaped.

    Attributes
    ----------
    title, subtitle : the question, and what is shown
    notices : lines with a ground of their own above the plot
    caption : tests and what symbols mean
    footer : where it comes from
    alt : one sentence for those who do not see the figure
    """

    title: str
    subtitle: str
    notices: tuple[Notice, ...]
    caption: tuple[str, ...]
    footer: tuple[str, ...]
    alt: str


@dataclass(frozen=True)
class Room:
    """Pixels around the axes: left and right margins, what lies directly above them, and below them."""

    left: float
    right: float
    above: float
    below: float


def framed(words: Words, look: Look, room: Room, plot_height: float) -> dict[str, Any]:
    """Return the layout that holds a plot of a height and the words around it."""
    sizes, theme = look.sizes, look.theme
    usable = sizes.width - 2 * EDGE
    annotations: list[dict[str, Any]] = []
    lines = _above(words, look, usable)
    top = sum(height for _, height, _ in lines) + 6
    cursor = top + room.above
    for text, height, style in lines:
        annotations.append(_annotation(text, 1, cursor - style.pop("inset", 0), room.left, style))
        cursor -= height
    below = room.below
    for text, size, colour in _below(words, look, usable):
        annotations.append(_annotation(text, 0, -below, room.left, {"font": {"size": size, "color": colour}}))
        below += size * LEADING
    below += 6
    return {
        "template": look.template,
        "height": round(top + room.above + plot_height + below),
        "margin": {"l": room.left, "r": room.right, "t": top + room.above, "b": below, "pad": 0, "autoexpand": False},
        "annotations": annotations,
        "meta": {"alt": spoken(words.alt)},
        "hovermode": "closest",
        "dragmode": "pan",
    }


def _annotation(text: str, y: float, shift: float, left: float, style: dict[str, Any]) -> dict[str, Any]:
    return {
        "text": text,
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "xshift": EDGE - left,
        "y": y,
        "yref": "paper",
        "yanchor": "top",
        "yshift": shift,
        "align": "left",
        "showarrow": False,
        "borderpad": 0,
    } | style


def _above(words: Words, look: Look, usable: float) -> list[tuple[str, float, dict[str, Any]]]:
    sizes, theme = look.sizes, look.theme
    rows = [
        (f"<b>{escaped(line)}</b>", sizes.title * LEADING, {"font": {"size": sizes.title, "color": theme.ink}})
        for line in wrapped(words.title, usable / (sizes.title * 1.06))
    ]
    rows += [
        (escaped(line), sizes.text * LEADING, {"font": {"size": sizes.text, "color": theme.muted}})
        for line in wrapped(words.subtitle, usable / sizes.text)
    ]
    for notice in words.notices:
        colour, fill = (
            (theme.notice, theme.notice_fill) if notice.tone == "note" else (theme.warning, theme.warning_fill)
        )
        text = wrapped(notice.text, (usable - 16) / (sizes.text * 1.04))
        style = {
            "font": {"size": sizes.text, "color": colour},
            "bgcolor": fill,
            "borderpad": 4,
            "inset": 7,
        }
        rows.append(
            ("<br>".join(f"<b>{escaped(line)}</b>" for line in text), len(text) * sizes.text * LEADING + 14, style)
        )
    return rows


def _below(words: Words, look: Look, usable: float) -> list[tuple[str, float, str]]:
    sizes, theme = look.sizes, look.theme
    caption_size = (sizes.small + sizes.text) / 2
    rows = [
        (escaped(line), caption_size, theme.ink)
        for paragraph in words.caption
        for line in wrapped(paragraph, usable / caption_size)
    ]
    footer = "  ·  ".join(words.footer)
    return rows + [(escaped(line), sizes.small, theme.muted) for line in wrapped(footer, usable / sizes.small)]
