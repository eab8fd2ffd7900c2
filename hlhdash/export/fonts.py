"""Which fonts printed figures use, how wide their text is, and whether each letter can be drawn."""

from __future__ import annotations

import logging
import re
from functools import cache, lru_cache

from hlhdash.language import Message, message

# What journals ask for first; then what a machine has; matplotlib brings DejaVu Sans along.
_LATIN = ("Arial", "Helvetica", "Liberation Sans", "Nimbus Sans", "DejaVu Sans")
_CHINESE = (
    "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC", "Hiragino Sans GB",
    "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimHei", "SimSun", "Noto Sans CJK JP", "Arial Unicode MS",
    "Noto Sans CJK TC", "Noto Serif CJK SC", "Noto Serif CJK JP", "Source Han Serif SC", "Droid Sans Fallback",
)  # fmt: skip
_HINTED = 1.02  # letters are set on whole dots, which makes lines a little longer than their outlines
_TOGETHER = (re.compile(r"(?<=\d) (?=%)"), re.compile(r"(?<=\b[PNn]) (?=[=<])"), re.compile(r"(?<=[=<]) (?=\d)"))
# GB/T 15834-2011: no line begins with what closes or pauses, and none ends with what opens.
_CLOSING, _OPENING = "、。，．：；？！）〕】》〉」』”％…—·", "（〔【《〈「『“"
_WIDE = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_PIECE = re.compile(
    rf"[{_OPENING}]*(?:[{_WIDE}]|[^ {_WIDE}{_OPENING}{_CLOSING}]+)[{_CLOSING}]* *|[{_OPENING}{_CLOSING}]+ *| +"
)
_IDEOGRAPH = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


@cache
def families() -> tuple[str, ...]:
    """Return the font families to try for each letter, in this order; all of them are on this machine."""
    from matplotlib.font_manager import fontManager

    here = {font.name for font in fontManager.ttflist}
    latin = next(name for name in _LATIN if name in here)
    chinese = next((name for name in _CHINESE if name in here), None)
    return tuple(dict.fromkeys(name for name in (latin, chinese, "DejaVu Sans") if name is not None))


def missing_font(text: str) -> Message | None:
    """Say that Chinese cannot be printed because no font on this machine has it; None where all is well."""
    if _IDEOGRAPH.search(text) is None or any(name in _CHINESE for name in families()):
        return None
    return message(
        "No font with Chinese characters was found on the server, so Chinese prints as boxes. Install Noto Sans CJK SC "
        "and start hlhdash again."
    )


@lru_cache(maxsize=8192)
def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how many points wide a text is at a font size; all of it counts as text, nothing as a formula."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(family=list(families()), size=size, weight="bold" if bold else "normal")
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)  # a weight a family lacks is no news
    return float(text_to_path.get_text_width_height_descent(text, font, ismath=False)[0]) * _HINTED


def lines(text: str, widest: float, size: float, *, bold: bool = False) -> list[str]:
    """Break a text into lines of at most `widest` points, at spaces or between Chinese characters.

    Chinese punctuation stays with what it closes or opens.
    """
    for pattern in _TOGETHER:
        text = pattern.sub("\u00a0", text)
    found, line = [], ""
    for word in _PIECE.findall(text):
        if line and width((line + word).rstrip(" "), size, bold=bold) > widest:
            found.append(line.rstrip(" "))
            line = ""
        line += word if line else word.lstrip(" ")
    return [*found, line.rstrip(" ")] if line.strip() else found


def cut(text: str, widest: float, size: float, *, bold: bool = False) -> str:
    """Return a text on one line of at most `widest` points, with an ellipsis where it was longer."""
    if width(text, size, bold=bold) <= widest:
        return text
    kept = text
    while kept and width(f"{kept}…", size, bold=bold) > widest:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"
