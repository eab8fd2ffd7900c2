"""The table of numbers at risk, events and censored under the time axis, as one trace of text.

Plotly draws one text of many lines several times faster than many texts, so each block is a column of lines per tick:
lines of one size lie at one height, whatever the height of the figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from hlhdash.analysis.survival import Survival
from hlhdash.figures.curves import Drawn
from hlhdash.figures.style import Look
from hlhdash.figures.text import em
from hlhdash.language import message
from hlhdash.numbers import asked_days, count_words

BLOCKS = {"at_risk": message("At risk"), "events": message("Events"), "censored": message("Censored")}
LATER = message("Not yet followed")
LINE = 1.3  # of the size of the letters: Plotly's distance between two lines
BETWEEN = 0.4  # of a line, between two blocks
GAP = "\u2003\u2002"  # between a row's name and its number at time 0, which is centred on the axis


@dataclass(frozen=True)
class RiskTable:
    """The numbers under a survival figure.

    Attributes
    ----------
    trace : the names of the rows and the numbers at the ticks
    axis : the y axis they stand on, a unit a line
    widest : the longest name of a row, not yet escaped
    lines : how many lines high it is
    """

    trace: dict[str, Any]
    axis: dict[str, Any]
    widest: str
    lines: float


def risk_table(result: Survival, curves: list[Drawn], look: Look, unit: str, at: list[float]) -> RiskTable:
    """Lay out three blocks, At risk, Events and Censored, with a row per group, at the ticks of the time axis."""
    days = np.array([asked_days(k, unit) for k in at])
    counts = [one.group.curve.counts(days) for one in curves]
    # Who comes under observation later stands in a row of its own, so that each column adds up.
    late = {"not_yet_entered": LATER} if any("not_yet_entered" in table for table in counts) else {}
    # From the last row of a room nobody reads three blocks; where small numbers must not be seen, the others tell them.
    one = result.least > 0 or (look.size == "room" and len(curves) > 1)
    blocks = {"at_risk": BLOCKS["at_risk"]} | ({} if result.least else late) if one else BLOCKS | late
    said = {block: f"<b>{look.write(heading)}</b>" for block, heading in blocks.items()}
    by_block = {block: [_counts(table, block) for table in counts] for block in blocks}
    if len(curves) > 1:
        names = [f"<span style='color:{one.colour}'>{one.label} {one.sign}</span>" for one in curves]
        columns = [[[said[block], *names], *_numbers(rows, [""], result.least)] for block, rows in by_block.items()]
        words = [*(f"{one.name} {one.sign}" for one in curves), *map(look.say, blocks.values())]
    else:
        # One curve needs no name: the three counts are three rows of one block.
        columns = [[list(said.values()), *_numbers([rows[0] for rows in by_block.values()], [], result.least)]]
        words = [look.say(heading) for heading in blocks.values()]
    lines = len(columns[0][0])
    centres = [block * (lines + BETWEEN) + lines / 2 for block in range(len(columns))]
    height = len(columns) * (lines + BETWEEN) - BETWEEN
    trace = {
        "type": "scatter",
        "mode": "text",
        "name": look.write(message("At risk, events and censored")),
        "x": [x for _ in columns for x in (at[0], *at)],
        "y": np.repeat(centres, len(at) + 1),
        "text": [
            "<br>".join(line + GAP if place == 0 else line or " " for line in column)
            for block in columns
            for place, column in enumerate(block)
        ],
        "textposition": ["middle left", *["middle center"] * len(at)] * len(columns),
        "textfont": {"color": look.theme.ink, "size": look.sizes.label},
        "yaxis": "y2",
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
    }
    axis = {"range": [height, 0], "visible": False, "fixedrange": True, "anchor": "x"}
    return RiskTable(trace, axis, max(words, key=em), height)


def _counts(table: pd.DataFrame, block: str) -> np.ndarray:
    return table[block].to_numpy(int) if block in table else np.zeros(len(table), dtype=int)


def _numbers(rows: list[np.ndarray], above: list[str], least: int) -> list[list[str]]:
    """Return the lines of each tick: what stands above, then a number per row."""
    return [[*above, *(count_words(n, least) for n in at_tick)] for at_tick in np.array(rows).T.tolist()]
