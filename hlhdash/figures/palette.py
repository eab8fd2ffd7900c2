"""One colour for each etiology, response class and treatment, the same on every screen and under every filter."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from hlhdash.analysis.groups import ALL, NOT_RECORDED, REST
from hlhdash.cohort.vocabulary import ETIOLOGIES, RESPONSES
from hlhdash.language import Message


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


# Chosen by search so that two colours stay apart (CIEDE2000 of 7 or more) with normal, red-blind and green-blind eyes
# (Machado, Oliveira and Fernandes 2009), those met most often also by lightness.
ETIOLOGY_COLOURS = _pairs(
    ETIOLOGIES,
    ("#1c3f9e", "#5d8cf5"),
    ("#c44a0c", "#f07a3c"),
    ("#8c5442", "#b06a4f"),
    ("#c2408f", "#e86bc0"),
    ("#444f0c", "#d2ea92"),
    ("#bd8500", "#fbb02d"),
    ("#7e45b8", "#c3a1f0"),
    ("#00594b", "#35c2a4"),
    ("#2f9bd0", "#a5dcfa"),
    ("#a3717c", "#966a76"),
    ("#2e333a", "#8b919c"),
    ("#8793a6", "#dfe6f0"),
)
RESPONSE_COLOURS = _pairs(
    RESPONSES,
    ("#0b4a85", "#cfe6fb"),
    ("#2d75b8", "#5fa6ea"),
    ("#f5dc8f", "#f3cf63"),
    ("#d8742a", "#d8702c"),
    ("#4a1d3f", "#99417f"),
    ("#c5ccd6", "#8794aa"),
)
EVENT_COLOURS = _pairs(("relapse",), ("#c2255c", "#ff7aa8"))
# Calm, so that marks stand out from the bars they lie on; in grey any two differ, and those that lie in one lane most
# often (`TOGETHER`) by 7 or more of CIELAB's lightness.
TOGETHER = ("ruxolitinib", "HLH-94", "HLH-2004", "dexamethasone", "L-DEP", "DEP")
TREATMENT_COLOURS = _pairs(
    ("ruxolitinib", "HLH-94", "HLH-2004", "etoposide", "dexamethasone", "ciclosporin")
    + ("pegaspargase", "emapalumab", "L-DEP", "DEP"),
    ("#6da7d7", "#3271b0"),
    ("#b1bac5", "#4d5a71"),
    ("#647083", "#8e9bb1"),
    ("#512d7d", "#9f81ca"),
    ("#6c5900", "#d0b14b"),
    ("#a4d4c6", "#64b5a0"),
    ("#813154", "#ffa9cd"),
    ("#3b8b79", "#2d6f62"),
    ("#cb792f", "#c16f31"),
    ("#f8d4ab", "#f0cc9e"),
)
GROUP_COLOURS = _pairs(
    (ALL, REST, NOT_RECORDED),
    ("#1f5fa8", "#6fb1f2"),
    ("#44546a", "#a9b8cc"),
    ("#8793a6", "#d4dce6"),
)
# For labels nobody foresaw, chosen by the same search.
OTHERS = (
    Pair("#713d58", "#b28286"),
    Pair("#8f6853", "#a85445"),
    Pair("#c18125", "#ef991f"),
    Pair("#393b00", "#afc286"),
    Pair("#126a00", "#bdff82"),
    Pair("#00332e", "#83dfbe"),
    Pair("#449bc1", "#37a9e3"),
    Pair("#4a62c3", "#b6dffe"),
    Pair("#21037a", "#5c65d6"),
    Pair("#9f708b", "#b06492"),
)
# Before and after a change in time: apart in hue and in grey, whatever changed.
CHANGE_COLOURS = MappingProxyType(
    {"Before: {event}": Pair("#8a93a3", "#7d8798"), "After: {event}": Pair("#0b4a85", "#9fd0ff")}
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
    labels = tuple(labels)
    found = {label: known[label].on(dark) for label in labels if label in known}
    found |= {label: CHANGE_COLOURS[one].on(dark) for label in labels if (one := _template(label)) in CHANGE_COLOURS}
    taken: set[int] = set()
    for label in sorted({label for label in labels if label not in found}, key=str):
        place = zlib.crc32(label.encode()) % len(OTHERS)
        while place in taken and len(taken) < len(OTHERS):
            place = (place + 1) % len(OTHERS)
        taken.add(place)
        found[label] = OTHERS[place].on(dark)
    return found


def _template(label: str) -> str:
    """Return the template of a sentence of the program, "" for text of a file."""
    return label.template if isinstance(label, Message) else ""


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
