"""What stands above and below the plot of a printed figure: the test, and what must be said wherever the data go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hlhdash.export.fonts import missing_font
from hlhdash.export.paper import Paper
from hlhdash.export.sheet import Sheet, height_of
from hlhdash.figures.frame import Words
from hlhdash.figures.text import spoken

_SPACE = 3.0  # points between the words and the plot
_EDGE = 2.5  # points under the last line


@dataclass(frozen=True)
class Caption:
    """Sentences above and below a plot, in the reader's language.

    Attributes
    ----------
    above : tests, in the size of labels
    below : notices, in the smallest size: a reconstruction, a landmark, a bias
    title, alt : of the file
    """

    above: tuple[str, ...]
    below: tuple[str, ...]
    title: str
    alt: str

    def heights(self, paper: Paper) -> tuple[float, float]:
        """Return the points that the sentences take above and below the plot."""
        widest = paper.points - 4
        above = sum(height_of(text, paper.sizes.label, widest) for text in self.above)
        below = sum(height_of(text, paper.sizes.small, widest) for text in self.below)
        return (above + _SPACE if above else 0.0), (below + _SPACE + _EDGE if below else _EDGE)

    def write(self, sheet: Sheet) -> None:
        """Write the sentences at the top and the bottom of a sheet."""
        sizes, widest, top = sheet.paper.sizes, sheet.width - 4, 2.5
        for text in self.above:
            top = sheet.paragraph(2, top, text, sizes.label, widest)
        top = sheet.height - self.heights(sheet.paper)[1] + _SPACE
        for text in self.below:
            top = sheet.paragraph(2, top, text, sizes.small, widest, color=sheet.paper.look.theme.muted)


def caption(words: Words, paper: Paper, tests: Sequence[str] = ()) -> Caption:
    """Choose from the words around a figure what a printed one needs; its legend in the paper says the rest."""
    notices = [one.text for one in words.notices]
    alt, title = spoken(words.alt), spoken(words.title)
    missing = missing_font(" ".join((*tests, *notices, title, alt)))  # alt names the groups, too
    if missing is not None:
        notices.append(paper.say(missing))
    return Caption(tuple(tests), tuple(notices), title, alt)
