"""The thin second track of a lane: how long a response held."""

from __future__ import annotations

from typing import Any

import numpy as np

from hlhdash.analysis.swimmer import Swimmer
from hlhdash.cohort.vocabulary import RESPONSES
from hlhdash.figures.facts import Facts
from hlhdash.figures.lanes import Lanes
from hlhdash.figures.palette import RESPONSE_COLOURS
from hlhdash.figures.style import Look
from hlhdash.language import Message, message
from hlhdash.numbers import UNIT_DAYS

NAMES: dict[str, Message] = {
    "CR": message("CR lasts"),
    "PR": message("PR lasts"),
    "improved": message("Improvement lasts"),
}


def spells(result: Swimmer, rows: Lanes, look: Look, unit: str, told: Facts) -> list[dict[str, Any]]:
    """Return the track as one trace per response class; one still there at the last follow-up says so on hovering."""
    table = result.spells
    start, end = table["start_day"].to_numpy(float), table["end_day"].to_numpy(float)
    labels, ids = table["label"].to_numpy(object), table["patient_id"].to_numpy(object)
    y = rows.y[table["lane"].to_numpy(int)] + rows.track.middle
    hover = _hover(result, look, told)
    traces: list[dict[str, Any]] = []
    for label in sorted(set(labels), key=RESPONSES.index):
        at = np.flatnonzero(labels == label)
        traces.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": look.write(NAMES[label]),
                "base": start[at] / UNIT_DAYS[unit],
                "x": (end[at] - start[at]) / UNIT_DAYS[unit],
                "y": y[at],
                "width": np.full(len(at), rows.track.thick),
                "customdata": ids[at],
                "hovertext": hover[at],
                "hoverinfo": "text",
                "marker": {"color": RESPONSE_COLOURS[label].on(look.dark), "line": {"width": 0}},
                "legendgroup": "response",
                "legendrank": 480 + len(traces),
            }
        )
    return traces


def _hover(result: Swimmer, look: Look, told: Facts) -> np.ndarray:
    words = {
        False: look.write(message("{response}: day {start} to day {end}")),
        True: look.write(message("{response}: from day {start}, still so on day {end}")),
    }
    table = result.spells
    cells = [table[name].tolist() for name in ("lane", "label", "lasts")]
    days = [np.round(table[name].to_numpy(float), 1).tolist() for name in ("start_day", "end_day")]
    return np.array(
        [
            f"{told.short[lane]}<br>"
            + words[lasts].format(response=look.label(label), start=f"{start:g}", end=f"{end:g}")
            for lane, label, lasts, start, end in zip(*cells, *days, strict=True)
        ],
        dtype=object,
    )
