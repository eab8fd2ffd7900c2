"""The swimmer plot: a lane per patient, what they were treated with and what happened to them."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from hlhdash.analysis.swimmer import Swimmer
from hlhdash.analysis.swimmer.align import alignment_title
from hlhdash.figures import follow_up
from hlhdash.figures.bars import BREAK, Colour, bars, legend_lines
from hlhdash.figures.beside import Beside, beside
from hlhdash.figures.facts import facts
from hlhdash.figures.frame import Room, figure, framed
from hlhdash.figures.lanes import Lanes, ground, headers, lane_axis, lanes
from hlhdash.figures.marks import ASIDE, Marked, headed, marked, marks
from hlhdash.figures.spells import spells
from hlhdash.figures.strip import TALL as TALL_BAR
from hlhdash.figures.strip import colour_bar, strip
from hlhdash.figures.style import Look
from hlhdash.figures.swimmer_words import axis_title, words
from hlhdash.figures.text import plain, px
from hlhdash.figures.timeaxis import DAY_ZERO, lines, ticks
from hlhdash.figures.veil import steady, veil
from hlhdash.language import message
from hlhdash.numbers import in_unit

TALL = 900  # pixels from which the time axis stands above the lanes too
BEFORE = 0.25  # of the days shown after day zero: so many before it


def swimmer(
    result: Swimmer,
    *,
    look: Look = Look(),  # noqa: B008 - frozen
    unit: str = "months",
    colour: Colour = "treatment",
    references: Sequence[float] = (),
    selected: frozenset[str] = frozenset(),
    until: float | None = None,
    extras: Collection[str] = (),
    track: bool = True,
) -> go.Figure:
    """Draw the lanes of a cohort.

    Parameters
    ----------
    unit : of the axis: days, weeks, months or years
    colour : what the bars' colour tells
    references : days from 0 at which a line is drawn
    selected : patients whose lanes stand out; the rest is dimmed
    until : the last day shown, None for all; what lies beyond is reached by panning
    extras : "adverse event", "milestone": drawn at once instead of waiting in the legend; "cut-off": drawn at all
    track : whether a thin second track shows how long responses held

    Returns
    -------
    go.Figure
        At most one trace per legend entry and three more; `customdata` is the patient_id as it is in the cohort (never
        drawn, so not escaped).
    """
    events = marked(result)
    track = track and len(result.spells) > 0
    legend = _legend_height(result, events, colour, look, track=track)
    bar = TALL_BAR if result.strip is not None else 0.0
    rows = lanes(result, look, legend + bar, track=track)
    table = beside(result, rows, look)
    extent = _extent(result, unit, until, extras)
    span = extent[1] - extent[0]
    scale = look.sizes.width * 0.75 / span
    told = facts(result, look)
    traces = [
        follow_up.line(result, rows, look, unit),
        *bars(result, rows, look, unit, colour, told, span),
        *strip(result, rows, look, unit, told),
        *(spells(result, rows, look, unit, told) if track else []),
        *follow_up.ends(result, rows, look, unit, told, scale),
        *marks(events, rows, look, unit, told, scale, extras),
        *(follow_up.cutoffs(result, rows, look, unit) if follow_up.CUT_OFF in extras else []),
    ]
    headed(traces, look)
    traces.insert(0, ground(result, rows, look, _axis(*extent)))
    layout = _layout(result, rows, look, unit, extent, traces, references, table, colour)
    traces.append(table.trace)
    if result.strip is not None:
        table.trace["marker"] |= colour_bar(result.strip, look, len(table.trace["x"]), look.sizes.text * 10)
    if rows.height > TALL:
        traces.append({"type": "scatter", "x": [None], "y": [None], "xaxis": "x2", "showlegend": False})
        layout["xaxis2"] = layout["xaxis"] | {"overlaying": "x", "side": "top", "matches": "x", "title": None}
    steady(traces)
    layout["shapes"] += veil(result.lanes["patient_id"].tolist(), rows, look, selected)
    return figure(traces, layout)


def _legend_height(result: Swimmer, events: Marked, colour: Colour, look: Look, *, track: bool) -> float:
    """Return about how many pixels the legend needs, so that it never has to scroll beside few lanes."""
    kinds = set(events.keys)
    groups = {kind if kind in ("response", *ASIDE) else "event" for kind, _ in kinds}
    headings = 2 + len(groups)
    entries = (
        legend_lines(result, colour, look)
        + 1
        + len(follow_up.states(result))
        + len(kinds)
        + 1
        + (result.strip is not None)
    )
    entries += result.spells["label"].nunique() if track else 0
    return entries * (look.sizes.label * 1.3 + 4) + headings * (look.sizes.label * 1.3 + 14)


def _extent(result: Swimmer, unit: str, until: float | None, extras: Collection[str]) -> tuple[float, float]:
    """Return the first and last time of anything drawn, in the unit."""
    parts = [
        [0.0],
        result.lanes["end_day"],
        result.segments["start_day"],
        result.segments["end_day"],
        result.markers["day"],
    ]
    if follow_up.CUT_OFF in extras:
        parts.append(result.lanes["cutoff_day"].dropna())
    days = np.concatenate([np.asarray(part, dtype=float) for part in parts])
    first, last = float(np.nanmin(days)), float(np.nanmax(days))
    if until is not None:
        before = 1.0 if result.align is not None else BEFORE
        first, last = max(first, -until * before), min(last, until)
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
    table: Beside,
    colour: Colour,
) -> dict[str, Any]:
    sizes, (first, last) = look.sizes, extent
    start, end = _axis(first, last)
    named = [line for trace in traces for line in trace.get("name", "").split(BREAK)]
    right = max(px(line, sizes.label) for line in named) + 62
    lift = sizes.text * 2 if rows.height > TALL else 0
    here = [day for day in references if start <= in_unit(day, unit) <= end]
    marked_days = lines(
        here,
        look,
        unit,
        (sizes.width - table.left - right) / (end - start),
        lift,
        zero=DAY_ZERO
        if result.align is None
        else message("{what}", what=plain(look.say(alignment_title(result.align)))),
        side="right",
    )
    above = lift + sizes.text * 0.5 + max(marked_days.rows, table.rows) * sizes.small * 1.35
    room = Room(table.left, right, above, sizes.text * 4.0)
    layout = framed(words(result, look, unit, colour), look, room, rows.height)
    layout["annotations"] += headers(rows, result, look, table.left) + marked_days.words
    # Above the upper axis' ticks, whose first number reaches over the end of the axis.
    layout["annotations"] += [one | {"yshift": one["yshift"] + lift} for one in table.headings]
    return layout | {
        "barmode": "overlay",
        "shapes": marked_days.shapes,
        "yaxis": lane_axis(rows) | {"uirevision": f"{zlib.crc32(repr(result.order).encode()):x}"},
        "xaxis": {
            "title": {"text": look.write(axis_title(result, look, unit))},
            "range": [start, end],
            "tickvals": ticks(start if result.align else first, end, unit),
            "ticks": "outside",
            "showline": True,
        },
        "xaxis3": {"overlaying": "x", "range": [0, 1], "visible": False, "fixedrange": True},
        "legend": {
            "x": 1,
            "xanchor": "left",
            "y": 1 if result.strip is None else 1 - TALL_BAR / rows.height,
            "yanchor": "top",
            "groupclick": "toggleitem",
            "tracegroupgap": 9,
            "itemsizing": "constant",
            "grouptitlefont": {"size": sizes.small, "color": look.theme.muted, "weight": 600},
        },
    }
