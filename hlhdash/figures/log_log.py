"""The check of proportional hazards as a picture: log(-log S) over log time, parallel where one ratio holds."""

from __future__ import annotations

from typing import Any

import numpy as np
import plotly.graph_objects as go

from hlhdash.analysis.survival import Survival
from hlhdash.figures.curves import SHAPES
from hlhdash.figures.frame import Room, Words, figure, framed
from hlhdash.figures.palette import colours
from hlhdash.figures.style import Look
from hlhdash.language import message
from hlhdash.numbers import UNIT_DAYS

HEIGHT = {"screen": 240.0, "room": 360.0}
_AXES = {
    "days": message("Days, logarithmic"),
    "weeks": message("Weeks, logarithmic"),
    "months": message("Months, logarithmic"),
    "years": message("Years, logarithmic"),
}


def log_log(result: Survival, *, look: Look = Look(), unit: str = "months") -> go.Figure:  # noqa: B008 - frozen
    """Draw log(-log S) of each group that has had an event.

    Returns
    -------
    go.Figure
        One trace per group, from its first event to where its curve reaches 0.
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
            traces.append(
                {
                    "type": "scatter",
                    "mode": "lines+markers",
                    "name": look.label(one.name, 26),
                    "showlegend": True,
                    "x": time[inside] / UNIT_DAYS[unit],
                    "y": np.log(-np.log(share[inside])),
                    "line": {"shape": "hv", "color": shades[one.name], "width": sizes.line * 0.8},
                    "marker": {"symbol": SHAPES[place % len(SHAPES)], "size": sizes.marker * 0.45},
                    "hoverinfo": "skip",
                }
            )
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
