"""What stands left of the lanes, as a table: who it is, and the facts the user picked.

All of it is one trace of text. Plotly takes four times as long to draw hundreds of tick labels, and longer still for
annotations.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from hlhdash.analysis.groups import label
from hlhdash.analysis.swimmer import Swimmer
from hlhdash.cohort.own_words import RESPONSE_WORDS
from hlhdash.figures.frame import EDGE
from hlhdash.figures.lanes import Lanes, Trace
from hlhdash.figures.palette import colours
from hlhdash.figures.style import Look
from hlhdash.figures.text import escaped, plain, px, wrapped
from hlhdash.language import message
from hlhdash.numbers import rounded

LONGEST_ID = 18
LONGEST = (16, 12, 9, 7)  # letters of a fact: the most that leave the plot its room
WIDEST = 0.44  # of the narrowest figure, for all of it
GAP = 9.0  # pixels between the last column and the axis
BETWEEN = 1.3  # widths of the letter size between two columns
HEADING, HEADING_LINES = 5.5, 2  # a heading of more widths of its letters breaks, into at most so many lines
NOTHING = "–"
_SWATCH = " ■"
# Plotly sets a text left of its marker, this much of the marker's size and a pixel away: so a text stands at a distance
# in pixels from the axis, whatever the width of the screen.
_REACH = 1.25


@dataclass(frozen=True)
class Column:
    """One column: the lines of its heading and its cells, not escaped, the markup after each cell, and its pixels."""

    heading: tuple[str, ...]
    cells: list[str]
    after: list[str]
    width: float


@dataclass(frozen=True)
class Beside:
    """The table: its trace, its headings as annotations, their lines, and the pixels it needs left of the axis."""

    trace: Trace
    headings: list[dict[str, Any]]
    rows: int
    left: float


def beside(result: Swimmer, rows: Lanes, look: Look) -> Beside:
    """Set the table beside the lanes; where these are tight, only every second or third lane is named."""
    size = min(look.sizes.label, max(rows.px / 1.12, look.sizes.label * 0.75))
    every = max(1, math.ceil(size * 1.11 / rows.px))
    columns = _fitting(result, look, size, every)
    offsets = _offsets(columns, size)
    texts = [
        escaped(cell) + after for column in columns for cell, after in zip(column.cells, column.after, strict=True)
    ]
    y = rows.y[::every] + rows.treatments.middle
    trace = {
        "type": "scatter",
        "mode": "markers+text",
        "x": np.zeros(len(texts)),
        "y": np.tile(y, len(columns)),
        "text": np.array(texts, dtype=object),
        "textposition": "middle left",
        "textfont": {"size": size, "color": look.theme.ink},
        "marker": {
            "size": np.repeat([2 * (offset - 1) / _REACH for offset in offsets], len(y)),
            "opacity": 0,
            "line": {"width": 0},
        },
        "xaxis": "x3",
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }
    headings = _headings(columns, offsets, look)
    lines = max(len(column.heading) for column in columns) if headings else 1
    return Beside(trace, headings, lines, offsets[0] + columns[0].width + EDGE)


def _offsets(columns: list[Column], size: float) -> list[float]:
    """Return how far from the axis each column ends, in pixels."""
    after = np.cumsum([0.0, *(column.width + BETWEEN * size for column in columns[:0:-1])])[::-1]
    return [float(one) + GAP for one in after]


def _headings(columns: list[Column], offsets: list[float], look: Look) -> list[dict[str, Any]]:
    if len(columns) == 1:
        return []
    return [
        {
            "text": "<br>".join(map(escaped, column.heading)),
            "align": "right",
            "x": 0,
            "xref": "paper",
            "xanchor": "right",
            "xshift": -offset,
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "yshift": 3,
            "showarrow": False,
            "borderpad": 0,
            "font": {"size": look.sizes.small, "color": look.theme.muted},
        }
        for column, offset in zip(columns, offsets, strict=True)
    ]


def _fitting(result: Swimmer, look: Look, size: float, every: int) -> list[Column]:
    """Return the columns, their words cut as far as needed to leave the plot its room."""
    columns: list[Column] = []
    for longest in LONGEST:
        columns = [_names(result, look, size, every)]
        columns += [_column(result, name, look, size, every, longest) for name in result.facts]
        if sum(column.width + BETWEEN * size for column in columns) <= look.sizes.width * WIDEST:
            break
    return columns


def _names(result: Swimmer, look: Look, size: float, every: int) -> Column:
    cells = [plain(one, LONGEST_ID) for one in result.lanes["patient_id"].tolist()[::every]]
    return _sized(look.say(message("Patient")), cells, [""] * len(cells), size, look)


def _column(result: Swimmer, name: str, look: Look, size: float, every: int, longest: int) -> Column:
    found = result.beside[name].tolist()
    write = _writer(name, look, longest)
    said = {one: write(one) for one in {one for one in found if one is not None and one == one}}
    cells = [said.get(one, NOTHING) if one == one else NOTHING for one in found[::every]]
    after = [""] * len(cells)
    if name == "etiology":
        shades = colours({str(one) for one in said}, "etiology", look.dark)
        after = [
            f"<span style='color:{shades[str(one)]}'>{_SWATCH}</span>" if one in said else "" for one in found[::every]
        ]
    return _sized(look.column(name), cells, after, size, look, longest)


def _writer(name: str, look: Look, longest: int) -> Callable[[Any], str]:
    if name == "etiology":
        return lambda cell: look.word(cell, longest)
    if name == "age_years":
        return lambda cell: rounded(cell, 1) if isinstance(cell, float) else plain(cell, longest)
    return lambda cell: _cell(cell, look, longest)


def _cell(cell: Any, look: Look, longest: int) -> str:
    if isinstance(cell, str) and cell in RESPONSE_WORDS:
        return look.say(RESPONSE_WORDS[cell])
    if isinstance(cell, float | np.floating):
        return f"{round(float(cell), 2):g}"
    return plain(label(cell), longest)


def _sized(
    heading: str, cells: list[str], after: list[str], size: float, look: Look, longest: int = LONGEST[0]
) -> Column:
    swatch = px(_SWATCH, size) * 1.4 if any(after) else 0.0
    widest = max((px(cell, size) + (swatch if mark else 0) for cell, mark in zip(cells, after, strict=True)), default=0)
    small = look.sizes.small
    lines = wrapped(heading, max(widest, HEADING * small), small)
    cut = tuple(
        plain(line, max(longest, 10)) for line in lines[: HEADING_LINES - 1] + [" ".join(lines[HEADING_LINES - 1 :])]
    )
    kept = tuple(line for line in cut if line)
    return Column(kept, cells, after, max(widest, *(px(line, small) for line in kept)))
