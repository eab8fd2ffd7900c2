"""The swimmer plot: a lane per patient, what they were treated with and what happened to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from hlhdash.analysis.swimmer import Sort, Swimmer
from hlhdash.figures import follow_up
from hlhdash.figures.bars import Colour, bars, categories
from hlhdash.figures.facts import facts
from hlhdash.figures.frame import Room, Words, figure, framed
from hlhdash.figures.highlight import highlight
from hlhdash.figures.lanes import Lanes, ground, headers, lane_axis, lanes
from hlhdash.figures.marks import ASIDE, Marked, marked, marks
from hlhdash.figures.provenance import notices, sources
from hlhdash.figures.style import Look
from hlhdash.figures.text import inside, px
from hlhdash.figures.timeaxis import DAY_ZERO, lines, ticks
from hlhdash.figures.words import duration, time_axis
from hlhdash.language import Message, counted, message
from hlhdash.numbers import in_unit

SORT_WORDS: dict[Sort, Message] = {
    "follow-up": message("One lane per patient, longest follow-up first; bars are treatments."),
    "etiology": message("One lane per patient, by etiology, then longest follow-up first; bars are treatments."),
    "response": message("One lane per patient, best response first, then longest follow-up; bars are treatments."),
    "file": message("One lane per patient, in the order of the file; bars are treatments."),
}
TALL = 900  # pixels from which the time axis stands above the lanes too


def swimmer(
    result: Swimmer,
    *,
    look: Look = Look(),  # noqa: B008 - frozen
    unit: str = "months",
    colour: Colour = "treatment",
    references: Sequence[float] = (),
    selected: frozenset[str] = frozenset(),
) -> go.Figure:
    """Draw the lanes of a cohort.

    Parameters
    ----------
    unit : of the axis: days, weeks, months or years
    colour : what the bars' colour tells
    references : days from day zero at which a line is drawn
    selected : patients whose lanes stand out; the rest is dimmed

    Returns
    -------
    go.Figure
        At most one trace per legend entry and three more; `customdata` is the patient_id as it is in the cohort (never
        drawn, so not escaped).
    """
    events = marked(result)
    rows = lanes(result, look, _legend_height(result, events, colour, look))
    first, last = _extent(result, unit)
    span = last - first
    told = facts(result, look)
    traces = [
        follow_up.line(result, rows, look, unit),
        *bars(result, rows, look, unit, colour, told, span),
        *follow_up.ends(result, rows, look, unit, told, span),
        *marks(events, rows, look, unit, told, span),
    ]
    highlight(traces, selected)
    traces.insert(0, ground(result, rows, look, _axis(first, last), selected))
    lane_labels, names, left = lane_axis(result, rows, look, selected)
    layout = _layout(result, rows, look, unit, (first, last), traces, references, left) | {
        "yaxis": lane_labels,
        "xaxis3": {"overlaying": "x", "range": [0, 1], "visible": False, "fixedrange": True},
    }
    traces.append(names)
    if rows.height > TALL:
        traces.append({"type": "scatter", "x": [None], "y": [None], "xaxis": "x2", "showlegend": False})
        layout["xaxis2"] = layout["xaxis"] | {"overlaying": "x", "side": "top", "matches": "x", "title": None}
    return figure(traces, layout)


def _legend_height(result: Swimmer, events: Marked, colour: Colour, look: Look) -> float:
    """Return about how many pixels the legend needs, so that it never has to scroll beside few lanes."""
    recorded = result.segments["end_recorded"].tolist()
    courses = len(set(zip(categories(result, colour).tolist(), recorded, strict=True)))
    kinds = set(events.keys)
    headings = 2 + len({kind if kind == "response" else kind in ASIDE for kind, _ in kinds})
    entries = courses + 1 + len(follow_up.states(result)) + len(kinds)
    return entries * (look.sizes.label * 1.3 + 4.0) + headings * (look.sizes.label * 1.3 + 14)


def _extent(result: Swimmer, unit: str) -> tuple[float, float]:
    """Return the first and last time of anything drawn, in the unit."""
    parts = (
        [0.0],
        result.lanes["end_day"],
        result.segments["start_day"],
        result.segments["end_day"],
        result.markers["day"],
    )
    days = np.concatenate([np.asarray(part, dtype=float) for part in parts])
    first, last = float(np.nanmin(days)), float(np.nanmax(days))
    return in_unit(first, unit), in_unit(max(last, first + 1), unit)


def _axis(first: float, last: float) -> tuple[float, float]:
    """Return the range of the axis, with room for the marks at its ends."""
    span = last - first
    return first - span * 0.015, last + span * 0.03


def _layout(
    result: Swimmer,
    rows: Lanes,
    look: Look,
    unit: str,
    extent: tuple[float, float],
    traces: list[dict[str, Any]],
    references: Sequence[float],
    left: float,
) -> dict[str, Any]:
    sizes, (first, last) = look.sizes, extent
    end = _axis(first, last)[1]
    left = max(left, px(look.say(DAY_ZERO), sizes.small) + 8)
    right = max(px(trace["name"], sizes.label) for trace in traces if "name" in trace) + 62
    lift = sizes.text * 2 if rows.height > TALL else 0
    marked_days = lines(references, look, unit, (sizes.width - left - right) / (end - first), lift)
    above = lift + sizes.text * 0.5 + marked_days.rows * sizes.small * 1.35
    layout = framed(_words(result, look, unit), look, Room(left, right, above, sizes.text * 4.0), rows.height)
    layout["annotations"] += headers(rows, result, look, left) + marked_days.words
    return layout | {
        "barmode": "overlay",
        "shapes": marked_days.shapes,
        "xaxis": {
            "title": {"text": look.write(time_axis(unit, look.column(result.provenance.day_zero)))},
            "range": list(_axis(first, last)),
            "tickvals": ticks(first, end, unit),
            "ticks": "outside",
            "showline": True,
        },
        "legend": {
            "x": 1,
            "xanchor": "left",
            "y": 1,
            "yanchor": "top",
            "groupclick": "toggleitem",
            "tracegroupgap": 9,
            "itemsizing": "constant",
            "grouptitlefont": {"size": sizes.small, "color": look.theme.muted, "weight": 600},
        },
    }


def _words(result: Swimmer, look: Look, unit: str) -> Words:
    n = len(result.lanes)
    if result.group is None:
        asked = message("What happened to each patient?")
    else:
        asked = message("What happened to each patient, by {column}?", column=inside(look.column(result.group)))
    alt = message(
        "Swimmer plot, a lane for each of {n} patients: {deaths} died, {alive} were alive at last follow-up; the "
        "longest follow-up is {longest}.",
        n=n,
        deaths=result.markers.loc[result.markers["kind"] == "death", "patient_id"].nunique(),
        alive=int(result.lanes["alive_at_end"].sum()),
        longest=duration(float(result.lanes["end_day"].max()) if n else 0.0, unit),
    )
    missing = counted(
        "{n} patient without a day of last follow-up is not drawn",
        "{n} patients without a day of last follow-up are not drawn",
        len(result.not_drawn),
    )
    part = result.part and message(
        "Lanes {first} to {last} of {total}", first=result.part[0], last=result.part[1], total=result.part[2]
    )
    return Words(
        look.say(asked),
        look.say(SORT_WORDS[result.sort]),
        notices(result.provenance, look),
        (),
        sources(result.provenance, look, *([part] if part else []), *([missing] if result.not_drawn else [])),
        look.say(alt),
    )
