"""The colours of a figure of the screen on paper: as they are, or as greys and hatches that stand for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from hlhdash.cohort.vocabulary import RESPONSES
from hlhdash.export.paper import Paper
from hlhdash.export.shades import Fill, grey_line, ink_on, response_fill
from hlhdash.figures.classes import class_colour
from hlhdash.figures.palette import luminance

Rgba = tuple[float, float, float, float]
_RGBA = re.compile(r"rgba?\(([^)]*)\)")
_ENDS = (0.9, 0.12)  # of the lightest and the darkest bar
_COLOURED = 0.06  # difference between the channels, from which a colour is none of the page's own greys


def rgba(colour: str) -> Rgba:
    """Read a colour as Plotly writes it: #rrggbb, rgb(...) or rgba(...)."""
    found = _RGBA.fullmatch(colour.strip())
    if found is not None:
        parts = [float(one) for one in found[1].split(",")]
        return parts[0] / 255, parts[1] / 255, parts[2] / 255, parts[3] if len(parts) > 3 else 1.0
    digits = colour.lstrip("#")
    red, green, blue = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return red, green, blue, 1.0


@dataclass
class Inks:
    """Which ink stands for which colour of one figure.

    Attributes
    ----------
    paper : in colour or in grey
    fills, lines : colours of bars and of curves to what stands for them, in the order in which they are drawn
    """

    paper: Paper
    fills: dict[str, Fill] = field(default_factory=dict)
    lines: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, traces: Sequence[dict[str, Any]], paper: Paper) -> Inks:
        """Give each colour of bars and curves its ink; response classes have the same on every figure."""
        made = cls(paper)
        if not paper.grey:
            return made
        found = [(colour, trace["type"] == "bar") for trace in traces for colour in _colours_of(trace)]
        seen = {colour: bar for colour, bar in reversed(found) if _is_coloured(rgba(colour))}
        classes = {class_colour(name).on(False): response_fill(name, paper) for name in RESPONSES}
        bars = [colour for colour, bar in seen.items() if bar]
        hatched = any(trace.get("marker", {}).get("pattern") for trace in traces)  # where that says something itself
        if set(bars) <= set(classes) and not hatched:
            made.fills |= {colour: classes[colour] for colour in bars}
        else:  # from light to dark as on the screen, so that grades stay in their order
            ranked = sorted(bars, key=luminance, reverse=True)
            made.fills |= {colour: _step(i, len(ranked)) for i, colour in enumerate(ranked)}
        lines = [colour for colour in reversed(seen) if not seen[colour]]
        made.lines |= {colour: grey_line(i) for i, colour in enumerate(lines)}
        return made

    def line(self, colour: str) -> Rgba:
        """Return the ink of a line, a mark or a word; a faded colour is as faded in grey."""
        shade = rgba(colour)
        if not self.paper.grey:
            return shade
        strong = self.lines.get(_hex(shade))
        fill = self.fills.get(_hex(shade))
        if strong is None and fill is not None:
            strong = fill.colour if fill.colour != "#ffffff" else "#000000"
        return (*rgba(strong)[:3], shade[3]) if strong is not None else _as_grey(shade)

    def fill(self, colour: str) -> Fill:
        """Return the fill of a bar."""
        if not self.paper.grey:
            return Fill(colour)
        found = self.fills.get(colour)
        if found is not None:
            return found
        shade = _hex(_as_grey(rgba(colour)))
        return Fill(shade, "", ink_on(shade))


def _step(place: int, n: int) -> Fill:
    """Return one of several greys from light to dark."""
    light, dark = _ENDS
    share = light + (dark - light) * place / max(n - 1, 1)
    shade = _hex((share, share, share, 1.0))
    return Fill(shade, "", ink_on(shade))


def _colours_of(trace: dict[str, Any]) -> list[str]:
    """Return the colours in which a trace is drawn, without those of single marks."""
    marker = trace.get("marker", {}).get("color")
    parts = [trace.get("line", {}).get("color"), marker]
    if trace["type"] == "bar" and not isinstance(marker, str):
        parts += dict.fromkeys(marker if marker is not None else ())
    shades = [rgba(one) for one in parts if isinstance(one, str)]
    return [_hex(shade) for shade in shades if shade[3] == 1]


def _is_coloured(shade: Rgba) -> bool:
    return max(shade[:3]) - min(shade[:3]) > _COLOURED


def _as_grey(shade: Rgba) -> Rgba:
    light = 0.2126 * shade[0] + 0.7152 * shade[1] + 0.0722 * shade[2]
    return light, light, light, shade[3]


def _hex(shade: Rgba) -> str:
    return "#" + "".join(f"{round(255 * one):02x}" for one in shade[:3])
