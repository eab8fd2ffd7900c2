"""A forest of response rates in print, with rates published elsewhere in grey below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hlhdash.analysis.published import PUBLISHED, Published
from hlhdash.analysis.response_result import ResponseTable
from hlhdash.export.caption import Caption, caption
from hlhdash.export.drawing import Drawing
from hlhdash.export.fonts import width
from hlhdash.export.intervals import INTERVAL_TITLE, draw_numbers, interval_axes, title_room
from hlhdash.export.paper import Paper
from hlhdash.export.sheet import Sheet
from hlhdash.figures.forest import forest_words, named, published_numbers
from hlhdash.figures.responders import numbers

LONGEST_LABEL = 30
ROW = 14.5  # points of a row
APART = 0.4  # of a row, above the total and above the published rates
NARROWEST = 0.24  # of the figure, that the axes have beside names and numbers


def forest(
    result: ResponseTable,
    paper: Paper,
    *,
    benchmark: float | None = None,
    published: Sequence[Published] = PUBLISHED,
) -> Drawing:
    """Draw response rates for print; the parameters are those of `hlhdash.figures.forest`."""
    look, sizes = paper.look, paper.sizes
    said = forest_words(result, look, benchmark, bool(published))
    around = _with_notes(caption(said, paper), [item for one in said.caption for item in one.items])
    mine, count = len(result.rows), len(published)
    y = _heights(mine, count)
    names = [look.word(one, LONGEST_LABEL) for one in result.rows.iloc[:, 0].tolist()]
    names += [look.say(named(one)) for one in published]
    texts = [*numbers(result, look), *(published_numbers(one, look) for one in published)]
    rows = _rows(names, texts, paper)
    above, below = around.heights(paper)
    plot, top = (float(y[-1]) + 1) * rows.height, 4 + above
    place = (rows.left, top, paper.points - rows.left - rows.right, plot)
    sheet = Sheet(paper, top + plot + title_room(paper, look.say(INTERVAL_TITLE), place[2]) + below + 2)
    shift = 0.24 if rows.stacked else 0.0  # of a row: a name above its interval moves that down
    axes = interval_axes(sheet, place, y)
    shares = [result.rows[name].to_numpy(float) for name in ("proportion", "lower", "upper")]
    draw_numbers(axes, sheet, shares, y[:mine] + shift, ["s"] * (mine - 1) + ["D"])
    muted = look.theme.muted
    found = [one.share for one in published]
    grey = [np.array([getattr(one, part) for one in found], dtype=float) for part in ("value", "lower", "upper")]
    draw_numbers(axes, sheet, grey, y[mine:] + shift, ["o"] * count, muted, hollow=True)
    if benchmark is not None:
        axes.axvline(benchmark, color="#000000", linewidth=0.8, linestyle=(0, (1, 1.5)), zorder=1)
    for i, (name, text) in enumerate(zip(names, texts, strict=True)):
        style = {"weight": "bold" if i == mine - 1 else "normal", "color": muted if i >= mine else look.theme.ink}
        middle = top + (float(y[i]) + 0.5) * rows.height
        at, side = (2, "left") if rows.stacked else (rows.left - 5, "right")
        ground = {"facecolor": "white", "edgecolor": "none", "pad": 0.8} if rows.stacked else None
        sheet.text(at, middle - shift * rows.height, name, sizes.label, ha=side, bbox=ground, **style)
        sheet.text(paper.points - rows.right + 8, middle + shift * rows.height, text, sizes.label, **style)
    for height in _rules(y, mine, count):
        sheet.rule(2, sheet.width - 2, top + (height + 0.5) * rows.height, 0.4)
    around.write(sheet)
    return Drawing(sheet.figure, around.title, around.alt)


@dataclass(frozen=True)
class Rows:
    """How rows are set: the points of one, and those that names and numbers take beside the axes.

    Attributes
    ----------
    stacked : each name stands above its interval, because beside it there is no room
    """

    height: float
    left: float
    right: float
    stacked: bool


def _rows(names: list[str], texts: list[str], paper: Paper) -> Rows:
    size = paper.sizes.label
    left = max(width(name, size, bold=True) for name in names) + 8
    right = max(width(text, size, bold=True) for text in texts) + 12
    if paper.points - left - right >= NARROWEST * paper.points:
        return Rows(ROW, left, right, False)
    return Rows(ROW * 1.55, 6.0, right, True)


def _heights(mine: int, count: int) -> np.ndarray:
    """Return the height of each row, in rows from the top."""
    y = np.arange(mine + count, dtype=float)
    y[mine - 1 :] += APART if mine > 1 else 0
    y[mine:] += 2 * APART
    return y


def _with_notes(around: Caption, notes: list[str]) -> Caption:
    """Say under the plot what its dotted line and its grey mean."""
    return Caption(around.above, (*around.below, *notes), around.title, around.alt)


def _rules(y: np.ndarray, mine: int, count: int) -> list[float]:
    heights = [float(y[mine - 1] + y[mine - 2]) / 2] if mine > 1 else []
    return heights + ([float(y[mine] + y[mine - 1]) / 2] if count else [])
