"""The check of proportional hazards as a picture: log(-log S) over log time, parallel where one ratio holds."""

from __future__ import annotations

from typing import Any

import numpy as np
import plotly.graph_objects as go

from hlhdash.analysis.survival import Survival
from hlhdash.figures.curves import drawn, left_at, step_words
from hlhdash.figures.frame import Room, Words, figure, framed
from hlhdash.figures.highlight import highlight
from hlhdash.figures.palette import colours
from hlhdash.figures.style import Look
from hlhdash.language import message
from hlhdash.numbers import UNIT_DAYS

HEIGHT = {"screen": 240.0, "room": 360.0}
LONGEST_LABEL = 26
_AXES = {
    "days": message("Days, logarithmic"),
    "weeks": message("Weeks, logarithmic"),
    "months": message("Months, logarithmic"),
    "years": message("Years, logarithmic"),
}


def log_log(
    result: Survival,
    *,
    look: Look = Look(),  # noqa: B008 - frozen
    unit: str = "months",
    selected: frozenset[str] = frozenset(),
) -> go.Figure:
    """Draw log(-log S) of each group that has had an event.

    Parameters
    ----------
    selected : patients who left at one of the marks: it stands out, the rest is dimmed

    Returns
    -------
    go.Figure
        One trace per group, from its first event to where its curve reaches 0; `customdata` of a mark are the
        patient_ids who left there (never drawn, so not escaped).
    """
    sizes = look.sizes
    names = [one.name for one in result.groups]
    shades = colours(names, "etiology" if result.by == "etiology" else "group", look.dark)
    traces: list[dict[str, Any]] = []
    for place, one in enumerate(result.groups):
        table = one.curve.table
        share, time = table["survival"].to_numpy(float), table["time"].to_numpy(float)
        inside = (share > 0) & (share < 1) & (time > 0)
        if inside.any():
            curve = drawn(one, look.word(one.name, LONGEST_LABEL), shades[one.name], place, "full")
            traces.append(
                {
                    "type": "scatter",
                    "mode": "lines+markers",
                    "name": curve.label,
                    "showlegend": True,
                    "x": time[inside] / UNIT_DAYS[unit],
                    "y": np.log(-np.log(share[inside])),
                    "line": {"shape": "hv", "color": curve.colour, "width": sizes.line * 0.8},
                    "marker": {"symbol": curve.shape, "size": sizes.marker * 0.45},
                    "customdata": left_at(one, time[inside]),
                    "hovertext": step_words(curve, table[inside], look),
                    "hoverinfo": "text",
                }
            )
    highlight(traces, selected)
    said = Words(
        look.say(message("Does one hazard ratio hold all the time?")),
        look.say(message("Parallel curves: it does. Curves that cross or run together: it says too little.")),
        (),
        (),
        (),
        look.say(message("log(−log S) of each group over the logarithm of time.")),
    )
    room = Room(sizes.text * 4.6, sizes.text, sizes.text * 2.4, sizes.text * 4)
    layout = framed(said, look, room, HEIGHT[look.size]) | {
        "xaxis": {
            "type": "log",
            "title": {"text": look.write(_AXES[unit])},
            "showline": True,
            "ticks": "outside",
            "dtick": 1,
        },
        "yaxis": {"title": {"text": "log(−log S)"}, "showline": True, "ticks": "outside"},
        "legend": {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "font": {"size": sizes.label}},
    }
    return figure(traces, layout)
