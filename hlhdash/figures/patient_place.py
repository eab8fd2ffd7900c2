"""Where one child is on the survival curve of all patients: a small curve with one dot."""

from __future__ import annotations

from typing import Any

import numpy as np
import plotly.graph_objects as go

from hlhdash.analysis.survival import Survival
from hlhdash.figures.curves import TIED, drawn, steps
from hlhdash.figures.frame import Room, Words, figure, framed
from hlhdash.figures.provenance import notices, sources
from hlhdash.figures.question_words import clock
from hlhdash.figures.style import Look
from hlhdash.figures.text import plain, px, shown
from hlhdash.figures.timeaxis import ticks
from hlhdash.figures.words import duration
from hlhdash.language import Message, message
from hlhdash.numbers import UNIT_DAYS, in_unit, percent

HEIGHT = {"screen": 170.0, "room": 280.0}  # pixels of the curve
LATE = 0.85  # of the axis, from which a name would not fit beside its dot
LONGEST_ID = 18
LOW, HIGH = -0.03, 1.14  # of the survival axis; the name of a dot at 100 % stands within


def place_on_curve(
    result: Survival,
    patient_id: str,
    *,
    look: Look = Look(),  # noqa: B008 - frozen
    unit: str = "months",
) -> go.Figure:
    """Draw the curve of all patients, with a dot where this child died or was last seen.

    Returns
    -------
    go.Figure
        `customdata` of a step are the patient_ids that left there (never drawn, so not escaped).

    Raises
    ------
    ValueError
        Where the child is not on the curve; `result.left_out` says why.
    """
    group = result.overall
    people = group.patients.reset_index(drop=True)
    at = np.flatnonzero((people["patient_id"] == patient_id).to_numpy(bool))
    if not at.size:
        raise ValueError("This patient is not on the curve.")
    day, event = float(people["time"].iloc[at[0]]), bool(people["event"].iloc[at[0]])
    times, survival = (group.curve.table[name].to_numpy(float) for name in ("time", "survival"))
    height = float(survival[np.searchsorted(times, day + TIED * max(day, 1.0), side="right") - 1])
    end = in_unit(max(result.last_day, 1.0), unit) * 1.02
    colour = look.theme.line
    curve = steps(drawn(group, "", colour, 0, "full"), look, unit, censor_marks=True)
    longer = int((people["time"].to_numpy(float) > day).sum())
    words = _words(result, look, patient_id, _told(patient_id, day, event, unit, longer, len(people), height))
    sizes = look.sizes
    # Beside the axis, because a curve that falls all the way comes from where the name would stand.
    late = day / UNIT_DAYS[unit] > end * LATE
    right = px(shown(patient_id, LONGEST_ID), sizes.label, bold=True) + 2 * sizes.marker if late else 16.0
    layout = framed(words, look, Room(sizes.text * 5.0, right, sizes.text * 0.6, sizes.text * 4.0), HEIGHT[look.size])
    style = {"color": look.theme.ink, "width": 1.2, "dash": "dot"}
    x = day / UNIT_DAYS[unit]
    layout |= {
        "shapes": [{"type": "line", "x0": x, "x1": x, "y0": LOW, "y1": height, "layer": "below", "line": style}],
        "xaxis": {
            "title": {"text": look.write(clock(result, look, unit))},
            "range": [-end * 0.012, end],
            "tickvals": ticks(0, end, unit),
            "ticks": "outside",
            "showline": True,
            "showgrid": False,
        },
        "yaxis": {
            "title": {"text": look.write(message("Alive (%)"))},
            "range": [LOW, HIGH],
            "tickvals": [0, 0.5, 1],
            "ticktext": ["0", "50", "100"],
            "ticks": "outside",
            "showline": True,
            "fixedrange": True,
        },
    }
    return figure([*curve, _dot(patient_id, x, height, event, look, late)], layout)


def _dot(patient_id: str, x: float, y: float, event: bool, look: Look, late: bool) -> dict[str, Any]:
    """Return the dot, filled for a death and open for a child last seen alive, with the name."""
    ink, page = look.theme.ink, look.theme.page
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [x],
        "y": [y],
        "text": [f"<b>{shown(patient_id, LONGEST_ID)}</b>"],
        "textposition": "middle right" if late else "top right",
        "textfont": {"size": look.sizes.label, "color": ink},
        "marker": {
            "symbol": "circle",
            "size": look.sizes.marker * 1.15,
            "color": ink if event else page,
            "opacity": 1,
            "line": {"width": 2.6, "color": ink},
        },
        "customdata": [[patient_id]],
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
    }


def _told(patient_id: str, day: float, event: bool, unit: str, longer: int, n: int, height: float) -> Message:
    facts = {
        "patient": plain(patient_id, 24),
        "time": duration(day, unit),
        "k": longer,
        "n": n - 1,
        "share": percent(height, n),
    }
    if event:
        return message("{patient} died at {time}; {k} of {n} others were followed longer.", **facts)
    return message("{patient} was last seen alive at {time}; {k} of {n} others were followed longer.", **facts)


def _words(result: Survival, look: Look, patient_id: str, told: Message) -> Words:
    return Words(
        look.say(message("Where is {patient} on the survival curve?", patient=plain(patient_id, 24))),
        look.say(told),
        notices(result.provenance, look),
        (),
        sources(result.provenance, look, message("Kaplan-Meier, overall survival, all patients who are looked at")),
        look.say(told),
    )
