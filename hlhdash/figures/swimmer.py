"""The swimmer plot: a lane per patient, what they were treated with and what happened to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from hlhdash.analysis.swimmer import Sort, Swimmer
from hlhdash.cohort.fields import title
from hlhdash.figures.bars import Colour, bars
from hlhdash.figures.frame import Room, Words, framed
from hlhdash.figures.lanes import Lanes, facts, headers, lane_labels, lanes
from hlhdash.figures.marks import marker_px, marks
from hlhdash.figures.provenance import notices, sources
from hlhdash.figures.style import Look
from hlhdash.figures.text import escaped
from hlhdash.figures.timeaxis import ticks
from hlhdash.figures.words import duration, time_axis
from hlhdash.language import Message, counted, message
from hlhdash.numbers import UNIT_DAYS, in_unit

SORT_WORDS: dict[Sort, Message] = {
    "follow-up": message("Longest follow-up first"),
    "etiology": message("By etiology, then longest follow-up first"),
    "response": message("Best response first, then longest follow-up"),
    "file": message("In the order of the file"),
}


def swimmer(
    result: Swimmer,
    *,
    look: Look = Look(),  # noqa: B008 - frozen
    unit: str = "months",
    colour: Colour = "treatment",
    references: Sequence[float] = (),
) -> go.Figure:
    """Draw the lanes of a cohort.

    Parameters
    ----------
    unit : of the axis: days, weeks, months or years
    colour : what the bars' colour tells
    references : days from day zero at which a line is drawn
    """
    rows = lanes(result, look)
    first, last = _extent(result, unit)
    span = last - first
    told = facts(result, look)
    traces = [
        _follow_up(result, rows, look, unit),
        *bars(result, rows, look, unit, colour, told, span),
        *_ends(result, rows, look, unit, told, span),
        *marks(result, rows, look, unit, told, span),
    ]
    axis, left = lane_labels(result, rows, look)
    right = max(look.sizes.px(trace["name"], look.sizes.label) for trace in traces) + 58
    layout = framed(
        _words(result, look, unit, colour),
        look,
        Room(left, right, look.sizes.text * 1.6, look.sizes.text * 4.2),
        rows.height,
    )
    layout["annotations"] += headers(rows, result, look, left) + _reference_words(references, look, unit)
    layout |= {
        "barmode": "overlay",
        "bargap": 0,
        "shapes": _lines(references, look, unit),
        "xaxis": {
            "title": {"text": look.write(time_axis(unit, look.say(title(result.provenance.day_zero))))},
            "range": [first - span * 0.015, last + span * 0.03],
            "tickvals": ticks(first, last, unit),
            "ticks": "outside",
            "showline": True,
        },
        "yaxis": {
            "range": [rows.slots - 0.5, -0.5],
            "showgrid": False,
            "zeroline": False,
            "ticks": "",
        }
        | axis,
        "legend": {
            "x": 1,
            "xanchor": "left",
            "y": 1,
            "yanchor": "top",
            "groupclick": "toggleitem",
            "tracegroupgap": 8,
            "itemsizing": "constant",
        },
    }
    return go.Figure(data=traces, layout=layout)


def _extent(result: Swimmer, unit: str) -> tuple[float, float]:
    """Return the first and last time of anything drawn, in the unit."""
    days = np.concatenate(
        [
            [0.0],
            result.lanes["end_day"].to_numpy(float),
            result.segments["start_day"].to_numpy(float),
            result.segments["end_day"].to_numpy(float),
            result.markers["day"].to_numpy(float),
        ]
    )
    first, last = float(np.nanmin(days)), float(np.nanmax(days))
    return in_unit(first, unit), in_unit(max(last, first + 1), unit)


def _follow_up(result: Swimmer, rows: Lanes, look: Look, unit: str) -> dict[str, Any]:
    """Return the thin lines from the first treatment to the end of follow-up, all in one trace."""
    n = len(result.lanes)
    first = np.zeros(n)
    np.minimum.at(first, result.segments["lane"].to_numpy(int), result.segments["start_day"].to_numpy(float))
    end = result.lanes["end_day"].to_numpy(float)
    x = np.full((n, 3), np.nan)
    x[:, 0], x[:, 1] = np.minimum(first, end), end
    return {
        "type": "scatter",
        "mode": "lines",
        "name": look.write(message("Follow-up")),
        "x": x.ravel() / UNIT_DAYS[unit],
        "y": np.repeat(rows.y, 3),
        "line": {"color": look.theme.line, "width": 2 if rows.px > 14 else 1},
        "hoverinfo": "skip",
        "legendgroup": "end",
        "legendgrouptitle": {"text": look.write(message("Follow-up"))},
        "legendrank": 300,
    }


def _ends(result: Swimmer, rows: Lanes, look: Look, unit: str, told: list[str], span: float) -> list[dict[str, Any]]:
    """Return the arrows of those who are alive or still treated at the end, and the bars of those lost."""
    people = result.lanes
    treated = np.zeros(len(people), dtype=bool)
    treated[result.segments.loc[result.segments["ongoing"].to_numpy(bool), "lane"].to_numpy(int)] = True
    alive = people["alive_at_end"].to_numpy(bool)
    lost = (people["vital_status"] == "lost").to_numpy(bool) if "vital_status" in people else alive & False
    size = marker_px(rows, look)
    ahead = size * 0.45 * span / (look.sizes.width * 0.7)
    kinds = (
        (message("Treatment ongoing"), treated, "triangle-right", look.theme.ink, ahead),
        (message("Alive at last follow-up"), alive & ~treated, "triangle-right-open", look.theme.ink, ahead),
        (message("Lost to follow-up"), lost & ~treated, "line-ns", look.theme.ink, 0.0),
    )
    end = people["end_day"].to_numpy(float)
    ids = people["patient_id"].tolist()
    words = look.write("{state}: day {day}")
    traces = []
    for name, which, symbol, ink, shift in kinds:
        at = np.flatnonzero(which)
        if at.size:
            said = look.write(name)
            traces.append(
                {
                    "type": "scatter",
                    "mode": "markers",
                    "name": said,
                    "x": end[at] / UNIT_DAYS[unit] + shift,
                    "y": rows.y[at],
                    "customdata": [ids[i] for i in at],
                    "hovertext": [f"{told[i]}<br>" + words.format(state=said, day=f"{end[i]:g}") for i in at],
                    "hoverinfo": "text",
                    "marker": {
                        "symbol": symbol,
                        "size": size * 0.85,
                        "color": ink,
                        "line": {"width": 1.6, "color": ink},
                    },
                    "legendgroup": "end",
                    "legendrank": 310 + len(traces),
                    "cliponaxis": False,
                }
            )
    return traces


def _lines(references: Sequence[float], look: Look, unit: str) -> list[dict[str, Any]]:
    """Return the line of day zero and the reference lines."""

    def line(day: float, style: dict[str, Any]) -> dict[str, Any]:
        x = in_unit(day, unit)
        return {"type": "line", "x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "paper", "layer": "below", "line": style}

    zero = line(0, {"color": look.theme.ink, "width": 1.5})
    return [zero, *(line(day, {"color": look.theme.line, "width": 1.5, "dash": "dot"}) for day in references)]


def _reference_words(references: Sequence[float], look: Look, unit: str) -> list[dict[str, Any]]:
    return [
        {
            "text": escaped(look.say(words)),
            "x": in_unit(day, unit),
            "xref": "x",
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "showarrow": False,
            "font": {"size": look.sizes.small, "color": look.theme.muted},
        }
        for day, words in [(0.0, message("day zero")), *((day, duration(day, unit)) for day in references)]
    ]


def _words(result: Swimmer, look: Look, unit: str, colour: Colour) -> Words:
    n = len(result.lanes)
    by = look.say(title(result.group)) if result.group else ""
    asked = (
        message("What happened to each patient, by {column}?", column=by.lower())
        if by
        else message("What happened to each patient?")
    )
    bars_are = (
        message("bars are treatments")
        if colour == "treatment"
        else message("bars are treatments, coloured by etiology")
    )
    subtitle = message("{order}; {bars}.", order=SORT_WORDS[result.sort], bars=bars_are)
    deaths = int((result.markers["kind"] == "death").sum())
    alt = message(
        "Swimmer plot of {n} patients: {deaths} died, {alive} alive at last follow-up; longest follow-up {longest}.",
        n=n,
        deaths=deaths,
        alive=int(result.lanes["alive_at_end"].sum()),
        longest=duration(float(result.lanes["end_day"].max()) if n else 0.0, unit),
    )
    missing = (
        [
            counted(
                "{n} patient without a day of last follow-up is not drawn",
                "{n} patients without a day of last follow-up are not drawn",
                len(result.not_drawn),
            )
        ]
        if result.not_drawn
        else []
    )
    return Words(
        look.say(asked),
        look.say(subtitle),
        notices(result.provenance, look),
        (),
        sources(result.provenance, look, *missing),
        look.say(alt),
    )
