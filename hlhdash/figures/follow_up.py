"""The thin line of follow-up in each lane, and how it ends: alive, still treated, lost."""

from __future__ import annotations

from typing import Any

import numpy as np

from hlhdash.analysis.swimmer import Swimmer
from hlhdash.figures.facts import Facts
from hlhdash.figures.lanes import Lanes
from hlhdash.figures.style import Look
from hlhdash.language import Message, message
from hlhdash.numbers import UNIT_DAYS

ONGOING = message("Treatment ongoing")
ALIVE = message("Alive at last follow-up")
LOST = message("Lost to follow-up")
CUT_OFF = "cut-off"


def line(result: Swimmer, rows: Lanes, look: Look, unit: str) -> dict[str, Any]:
    """Return the lines from the first treatment to the end of follow-up, all in one trace, under every bar."""
    first = np.zeros(len(result.lanes))
    np.minimum.at(first, result.segments["lane"].to_numpy(int), result.segments["start_day"].to_numpy(float))
    end = result.lanes["end_day"].to_numpy(float)
    start = np.minimum(first, end)
    return {
        "type": "bar",
        "orientation": "h",
        "name": look.write(message("Follow-up")),
        "base": start / UNIT_DAYS[unit],
        "x": (end - start) / UNIT_DAYS[unit],
        "y": rows.y + rows.treatments.middle,
        "width": np.full(len(rows.y), (2.0 if rows.roomy else 1.0) / rows.px),
        "marker": {"color": look.theme.line, "line": {"width": 0}},
        "customdata": result.lanes["patient_id"].to_numpy(object),
        "hoverinfo": "skip",
        "legendgroup": "end",
        "legendgrouptitle": {"text": look.write(message("Follow-up"))},
        "legendrank": 300,
    }


def states(result: Swimmer) -> dict[Message, np.ndarray]:
    """Return which lanes end in which way; a lane that ends in death, or of which nothing is known, in none."""
    people = result.lanes
    treated = np.zeros(len(people), dtype=bool)
    treated[result.segments.loc[result.segments["ongoing"].to_numpy(bool), "lane"].to_numpy(int)] = True
    dead, lost = ((people["vital_status"] == state).to_numpy(bool) for state in ("dead", "lost"))
    alive = people["alive_at_end"].to_numpy(bool)
    found = {ONGOING: treated & ~dead & ~lost, ALIVE: alive & ~treated, LOST: lost}
    return {name: which for name, which in found.items() if which.any()}


def ends(result: Swimmer, rows: Lanes, look: Look, unit: str, told: Facts, scale: float) -> list[dict[str, Any]]:
    """Return the arrows of those who are alive or still treated at the end, and the stop of those lost.

    Parameters
    ----------
    scale : pixels of one unit of time
    """
    size = rows.marker * 0.9
    # The arrow's base stands at the end of the line: what it says is not known lies beyond.
    ahead = size * 0.25 / scale
    symbols = {ONGOING: ("triangle-right", ahead), ALIVE: ("triangle-right-open", ahead), LOST: ("line-ns", 0.0)}
    end, ids = result.lanes["end_day"].to_numpy(float), result.lanes["patient_id"].to_numpy(object)
    words = look.write(message("{state}: day {day}"))
    traces = []
    for name, which in states(result).items():
        at = np.flatnonzero(which)
        symbol, shift = symbols[name]
        said = look.write(name)
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": said,
                "x": end[at] / UNIT_DAYS[unit] + shift,
                "y": rows.y[at] + rows.treatments.middle,
                "customdata": ids[at],
                "hovertext": np.array(
                    [f"{told.full[i]}<br>" + words.format(state=said, day=f"{end[i]:g}") for i in at], dtype=object
                ),
                "hoverinfo": "text",
                "marker": {
                    "symbol": symbol,
                    "size": size,
                    "color": look.theme.ink,
                    "line": {"width": 1.6 if rows.roomy else 1, "color": look.theme.ink},
                },
                "legendgroup": "end",
                "legendrank": 310 + len(traces),
                "cliponaxis": False,
            }
        )
    return traces


def cutoffs(result: Swimmer, rows: Lanes, look: Look, unit: str) -> list[dict[str, Any]]:
    """Return the data cut-off as a stroke through each lane: lanes that end before it were not followed up to it.

    It is a day of the calendar, so it lies elsewhere in each lane. None where the file has no dates.
    """
    days = result.lanes["cutoff_day"].to_numpy(float)
    at = np.flatnonzero(np.isfinite(days))
    if not at.size:
        return []
    x = np.repeat(days[at] / UNIT_DAYS[unit], 3)
    x[2::3] = np.nan
    y = np.repeat(rows.y[at], 3) + np.tile([-0.4, 0.4, np.nan], len(at))
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "name": look.write(message("Data cut-off")),
            "x": x,
            "y": y,
            "line": {"color": look.theme.ink, "width": 1, "dash": "2px,2px"},
            "hoverinfo": "skip",
            "legendgroup": "end",
            "legendrank": 330,
        }
    ]
