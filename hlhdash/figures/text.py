"""Text of a file made harmless and short for Plotly, and how much room a text takes."""

from __future__ import annotations

import html
import re
import unicodedata

LONGEST = 40
# Control characters, and marks that turn the direction of writing and could make a label read as another.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
_NARROW, _WIDE = 0.54, 1.0  # of the font size; measured on system sans-serif fonts


def plain(text: object, longest: int = LONGEST) -> str:
    """Return text of a file on one line without control characters, cut to `longest` with an ellipsis.

    This is not yet safe to draw: `escaped` or `Look.write` must follow. It is what goes into a `Message`.
    """
    line = " ".join(_CONTROL.sub(" ", str(text)).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def escaped(text: str) -> str:
    """Return text that Plotly draws as it is written.

    Plotly makes links of <a href>, fetches url() of a <span style> and fills %{...} where it has templates.
    """
    return html.escape(text).replace("%{", "%&#123;")


def shown(text: object, longest: int = LONGEST) -> str:
    """Return text of a file as a label: one line, short, escaped."""
    return escaped(plain(text, longest))


def spoken(text: str) -> str:
    """Return text for a screen reader: no markup can begin, whoever draws it."""
    return _CONTROL.sub(" ", text).replace("<", "‹").replace(">", "›")


def em(text: str) -> float:
    """Return about how wide a text is, in widths of its font size; Chinese characters take a full one."""
    return sum(_WIDE if unicodedata.east_asian_width(letter) in "WF" else _NARROW for letter in text)


def wrapped(text: str, widest: float) -> list[str]:
    """Break unescaped text into lines of at most `widest` ems, at spaces or between Chinese characters."""
    lines, line = [], ""
    for word in _pieces(text):
        if line and em((line + word).rstrip()) > widest:
            lines.append(line.rstrip())
            line = ""
        line += word if line else word.lstrip()
    return [*lines, line.rstrip()] if line.strip() else lines


def _pieces(text: str) -> list[str]:
    """Split where a line may break: after a space, and after each wide character."""
    return re.findall(r"[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef]+\s*|\s+", text)
