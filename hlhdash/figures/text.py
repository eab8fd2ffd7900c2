"""Text of a file made harmless and short for Plotly, and how much room a text takes."""

from __future__ import annotations

import html
import itertools
import re
import unicodedata
from functools import lru_cache

LONGEST = 40
LONGEST_READ = 1_000  # letters of a cell that are looked at
# Control characters, and marks that turn the direction of writing and could make a label read as another.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
# Widths in ems of DejaVu Sans, the widest of the system fonts in use, so that no line is longer than reckoned.
_SLIM, _CAPITAL, _BROAD, _USUAL, _WIDE = 0.36, 0.69, 0.95, 0.61, 1.0
_SLIM_LETTERS = frozenset("iljftrI.,:;'|()[] !·/-")
_BROAD_LETTERS = frozenset("mwMW%@")
_BOLD = 1.1
_OPENING, _CLOSING, _WIDE_LETTER = "（“《【", "，。；：？！、）”》】", "\u2e80-\u9fff\uff00-\uffef"
_MARKS = _OPENING + _CLOSING
_PIECE = re.compile(
    rf"[{_OPENING}]*(?:(?![{_MARKS}])[{_WIDE_LETTER}]|[^ {_MARKS}{_WIDE_LETTER}]+)[{_CLOSING}]* *|[{_MARKS}]+ *| +"
)
NBSP = "\u00a0"
_TOGETHER = (re.compile(r"(?<=\d) (?=%)"), re.compile(r"(?<=\b[PNn]) (?=[=<])"), re.compile(r"(?<=[=<]) (?=\d)"))


def plain(text: object, longest: int = LONGEST) -> str:
    """Return text of a file on one line without control characters, cut to `longest` letters with an ellipsis.

    A Chinese character counts as two letters. This is not yet safe to draw: `escaped` or `Look.write` must follow. It
    is what goes into a `Message`.
    """
    line = " ".join(_CONTROL.sub(" ", str(text)[:LONGEST_READ]).split())
    if len(line) <= (longest if line.isascii() else longest // 2):
        return line
    widths = itertools.accumulate(2 if _is_wide(letter) else 1 for letter in line)
    kept = [letter for letter, width in zip(line, widths, strict=True) if width <= longest]
    return line if len(kept) == len(line) else "".join(kept)[:-1].rstrip() + "…"


def escaped(text: str) -> str:
    """Return text that Plotly draws as it is written.

    Plotly makes links of <a href>, fetches url() of a <span style> and fills %{...} where it has templates. It turns
    &amp;, &lt;, &gt; and numbered entities back into letters, &quot; not.
    """
    safe = html.escape(text, quote=False).replace('"', "&#34;").replace("'", "&#39;")
    return safe.replace("%{", "%&#123;")


def shown(text: object, longest: int = LONGEST) -> str:
    """Return text of a file as a label: one line, short, escaped."""
    return escaped(plain(text, longest))


def spoken(text: str) -> str:
    """Return text for a screen reader: no markup can begin, whoever draws it."""
    return _CONTROL.sub(" ", text).replace("<", "‹").replace(">", "›")


def inside(words: str) -> str:
    """Return words as they stand inside a sentence: "Week 1" becomes "week 1", "HSCT" stays."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def px(text: str, size: float, *, bold: bool = False) -> float:
    """Return about how many pixels wide a text is at a font size; Chinese characters take a full square."""
    return em(text) * size * (_BOLD if bold else 1)


def em(text: str) -> float:
    """Return about how wide a text is, in widths of its font size."""
    return sum(map(_em, text))


@lru_cache(maxsize=4096)
def _em(letter: str) -> float:
    if letter in _SLIM_LETTERS:
        return _SLIM
    if letter in _BROAD_LETTERS:
        return _BROAD
    if letter.isupper():
        return _CAPITAL
    return _WIDE if _is_wide(letter) else _USUAL


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF"


def wrapped(text: str, widest: float, size: float, *, bold: bool = False) -> list[str]:
    """Break unescaped text into lines of at most `widest` pixels, at spaces or between Chinese characters."""
    for pattern in _TOGETHER:
        text = pattern.sub(NBSP, text)
    lines, line = [], ""
    for word in _pieces(text):
        if line and px((line + word).rstrip(" "), size, bold=bold) > widest:
            lines.append(line.rstrip(" "))
            line = ""
        line += word if line else word.lstrip(" ")
    return [*lines, line.rstrip(" ")] if line.strip() else lines


def listed(items: tuple[str, ...], widest: float, size: float, dot: str = "  ·  ") -> list[str]:
    """Set items in lines, a dot between two of one line; an item is broken only where it is longer than a line."""
    lines: list[str] = []
    for item in items:
        if lines and px(lines[-1] + dot + item, size) <= widest:
            lines[-1] += dot + item
        else:
            lines += wrapped(item, widest, size)
    return lines


def _pieces(text: str) -> list[str]:
    """Split where a line may break: after a space and around each wide character.

    A Chinese line begins with no closing mark and ends with no opening one: those stay with their neighbour.
    """
    return _PIECE.findall(text)
