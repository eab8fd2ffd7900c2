"""One colour for each etiology, response class and treatment, the same on every screen and under every filter."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from hlhdash.analysis.groups import ALL, NOT_RECORDED, REST
from hlhdash.cohort.vocabulary import ETIOLOGIES, RESPONSES


@dataclass(frozen=True)
class Pair:
    """A colour on the white and on the dark page."""

    light: str
    dark: str

    def on(self, dark: bool) -> str:
        """Return the colour for a page."""
        return self.dark if dark else self.light


def _pairs(names: Iterable[str], *colours: tuple[str, str]) -> Mapping[str, Pair]:
    return MappingProxyType({name: Pair(*two) for name, two in zip(names, colours, strict=True)})


ETIOLOGY_COLOURS = _pairs(
    ETIOLOGIES,
    ("#1d3f8f", "#7fa6f5"),
    ("#c8501b", "#f5854a"),
    ("#7a2e0e", "#c4683f"),
    ("#b0459b", "#e58fd3"),
    ("#6b7f1a", "#b5c64a"),
    ("#c77800", "#f7bd4f"),
    ("#5b2a86", "#b28ae8"),
    ("#00897b", "#3cc7b4"),
    ("#2b95c4", "#8fd3f4"),
    ("#8a5a6a", "#d3a5b3"),
    ("#53606f", "#94a3b8"),
    ("#8793a6", "#d4dce6"),
)
RESPONSE_COLOURS = _pairs(
    RESPONSES,
    ("#0b4f8a", "#2f7fc9"),
    ("#5ba3d9", "#8cc7f2"),
    ("#f3d27a", "#f6dc94"),
    ("#d97b29", "#e08a3c"),
    ("#4a1d3f", "#8d4a7c"),
    ("#c5ccd6", "#5b6880"),
)
EVENT_COLOURS = _pairs(("relapse",), ("#c2255c", "#ff7aa8"))
TREATMENT_COLOURS = _pairs(
    ("ruxolitinib", "HLH-94", "HLH-2004", "etoposide", "dexamethasone", "ciclosporin")
    + ("pegaspargase", "emapalumab", "L-DEP", "DEP"),
    ("#2a78b8", "#4f9fe0"),
    ("#b9c2ce", "#5d6b82"),
    ("#8f9bab", "#7c8aa3"),
    ("#7d5ba6", "#a98bd0"),
    ("#c9a227", "#d9b94a"),
    ("#4f9d8a", "#63b8a3"),
    ("#a34e6d", "#cf7d9b"),
    ("#2f6f5f", "#3f917d"),
    ("#d98a4b", "#e39a5e"),
    ("#e9bd8f", "#b9885a"),
)
GROUP_COLOURS = _pairs(
    (ALL, REST, NOT_RECORDED),
    ("#1f5fa8", "#6fb1f2"),
    ("#44546a", "#a9b8cc"),
    ("#8793a6", "#d4dce6"),
)
# For labels nobody foresaw; well apart from one another.
OTHERS = (
    Pair("#1f6fb2", "#6fb1f2"),
    Pair("#b5532a", "#f0935e"),
    Pair("#2f7d5b", "#5fc79a"),
    Pair("#7a3f98", "#c49ae6"),
    Pair("#a67c00", "#e3c04f"),
    Pair("#a8325e", "#f08bb0"),
    Pair("#3b4a5f", "#aebccf"),
    Pair("#4b8b3b", "#9fd07f"),
    Pair("#8a5a2b", "#cfa377"),
    Pair("#0f7f8c", "#5fcbd6"),
)
Palette = Literal["etiology", "treatment", "group"]
_KNOWN: Mapping[Palette, Mapping[str, Pair]] = MappingProxyType(
    {
        "etiology": MappingProxyType({**ETIOLOGY_COLOURS, **GROUP_COLOURS}),
        "treatment": TREATMENT_COLOURS,
        "group": MappingProxyType({**GROUP_COLOURS}),
    }
)


def colours(labels: Iterable[str], palette: Palette, dark: bool) -> dict[str, str]:
    """Return the colour of each label.

    A label of the dictionary has its own. Any other is given one by its name alone, so that a filter does not change
    it; only where two labels of one figure would have the same does the later, by name, take the next.
    """
    known = _KNOWN[palette]
    found = {label: known[label].on(dark) for label in labels if label in known}
    taken: set[int] = set()
    for label in sorted({label for label in labels if label not in known}, key=str):
        place = zlib.crc32(label.encode()) % len(OTHERS)
        while place in taken and len(taken) < len(OTHERS):
            place = (place + 1) % len(OTHERS)
        taken.add(place)
        found[label] = OTHERS[place].on(dark)
    return found


def faded(colour: str, share: float) -> str:
    """Return a colour with an opacity."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{share:g})"


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def readable_on(colour: str) -> str:
    """Return the ink, dark or white, that reads better on a colour."""
    return max(("#0f172a", "#ffffff"), key=lambda ink: contrast(ink, colour))
