"""How the hazard ratio moves with the landmark."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from hlhdash.figures.frame import Room, Words, figure, framed
from hlhdash.figures.palette import faded
from hlhdash.figures.style import Look
from hlhdash.language import message
from hlhdash.numbers import p_equals, rounded

HEIGHT = {"screen": 200.0, "room": 320.0}
LIMITS = (0.02, 50.0)
TICKS = (0.02, 0.1, 0.25, 0.5, 1, 2, 4, 10, 50)
SHADE = {False: "#1c3f9e", True: "#8fb0ff"}


def landmark_strip(strip: pd.DataFrame, *, look: Look = Look()) -> go.Figure:  # noqa: B008 - frozen
    """Draw the hazard ratio with its interval over the landmarks of `hlhdash.stats.landmark_strip`."""
    sizes, shade = look.sizes, SHADE[look.dark]
    known = strip[strip["hazard_ratio"].notna()]
    x, ratio = known["at"].to_numpy(float), known["hazard_ratio"].to_numpy(float)
    lower, upper = (known[name].clip(*LIMITS).to_numpy(float) for name in ("lower", "upper"))
    hover = [
        look.write(
            message(
                "Landmark day {day}: n = {n}, hazard ratio {ratio}, {p}",
                day=f"{row['at']:g}",
                n=row["n"],
                ratio=rounded(row["hazard_ratio"], 2),
                p=p_equals(row["p"]),
            )
        )
        for row in known.to_dict("records")
    ]
    traces: list[dict[str, Any]] = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": np.concatenate([x, x[::-1]]),
            "y": np.concatenate([upper, lower[::-1]]),
            "fill": "toself",
            "fillcolor": faded(shade, 0.16),
            "line": {"width": 0},
            "hoverinfo": "skip",
            "showlegend": False,
        },
        {
            "type": "scatter",
            "mode": "lines+markers",
            "x": x,
            "y": ratio,
            "line": {"color": shade, "width": sizes.line * 0.8},
            "marker": {"size": sizes.marker * 0.45, "color": shade},
            "hovertext": hover,
            "hoverinfo": "text",
            "showlegend": False,
        },
    ]
    said = Words(
        look.say(message("Does the answer depend on the landmark?")),
        look.say(message("Hazard ratio with its 95 % interval, for landmarks from day 7 to day 56.")),
        (),
        (),
        (),
        look.say(message("Hazard ratio over the landmark.")),
    )
    layout = framed(said, look, Room(sizes.text * 4.6, sizes.text, sizes.text, sizes.text * 4), HEIGHT[look.size])
    layout |= {
        "xaxis": {
            "title": {"text": look.write(message("Landmark, day"))},
            "tickvals": [7, 14, 21, 28, 35, 42, 49, 56],
            "range": [6, 57],
            "showline": True,
            "showgrid": False,
            "ticks": "outside",
        },
        "yaxis": {
            "type": "log",
            "title": {"text": look.write(message("Hazard ratio"))},
            "tickvals": list(TICKS),
            "ticktext": [f"{tick:g}" for tick in TICKS],
            "range": [float(np.log10(LIMITS[0])), float(np.log10(LIMITS[1]))],
        },
        "shapes": [
            {
                "type": "line",
                "xref": "paper",
                "x0": 0,
                "x1": 1,
                "y0": 1,
                "y1": 1,
                "line": {"color": look.theme.ink, "width": 1},
            }
        ],
    }
    return figure(traces, layout)
