"""A forest plot of hazard ratios, one factor at a time."""

from __future__ import annotations

import math
from typing import Any

import plotly.graph_objects as go

from hlhdash.analysis.hazards import Factor, HazardRatio, Hazards
from hlhdash.figures.frame import Items, Room, Words, figure, framed
from hlhdash.figures.provenance import notices, sources
from hlhdash.figures.style import Look
from hlhdash.figures.text import escaped, inside, px
from hlhdash.language import Message, message
from hlhdash.numbers import p_equals, rounded

ROW = {"screen": 30.0, "room": 48.0}
LIMITS = (0.05, 20.0)
TICKS = (0.05, 0.1, 0.25, 0.5, 1, 2, 4, 10, 20)
LONGEST_LABEL = 30
PLOT = 240.0  # pixels the axis is to have at least


def hazards(result: Hazards, *, look: Look = Look()) -> go.Figure:  # noqa: B008 - frozen
    """Draw hazard ratios with their intervals on a logarithmic axis; what could not be estimated says why.

    Returns
    -------
    go.Figure
        One trace of points with error bars; limits past the axis end in an arrow.
    """
    sizes = look.sizes
    lines = [line for factor in result.factors for line in _lines(factor, look)]
    rows = [(y, row) for y, (_, row) in enumerate(lines) if row is not None]
    names = [line[0] for line in lines]
    numbers = [_numbers(row, look) if row else "" for _, row in lines]
    left = max([px(name.replace("<b>", ""), sizes.label, bold=True) for name in names] or [0]) + 20
    right = max([px(one, sizes.label) for one in numbers] or [0]) + 20
    layout = framed(
        _words(result, look), look, Room(left, right, sizes.text * 0.6, sizes.text * 4), len(lines) * ROW[look.size]
    )
    layout["annotations"] += [
        *(_beside(name, y, "left", left, look) for y, name in enumerate(names)),
        *(_beside(escaped(said), y, "right", right, look) for y, said in enumerate(numbers) if said),
        *_arrows(rows, look),
    ]
    layout |= {
        "xaxis": {
            "type": "log",
            "range": [math.log10(LIMITS[0]), math.log10(LIMITS[1])],
            "tickvals": list(TICKS),
            "ticktext": [f"{tick:g}" for tick in TICKS],
            "title": {"text": look.write(message("Hazard ratio (under 1: fewer events than the reference)"))},
            "showline": True,
            "ticks": "outside",
            "fixedrange": True,
        },
        "yaxis": {"range": [len(lines) - 0.5, -0.5], "visible": False, "fixedrange": True},
        "shapes": [
            {
                "type": "line",
                "x0": 1,
                "x1": 1,
                "y0": 0,
                "y1": 1,
                "yref": "paper",
                "line": {"color": look.theme.ink, "width": 1.2},
            }
        ],
    }
    return figure([_points(rows, look)], layout)


def _lines(factor: Factor, look: Look) -> list[tuple[str, HazardRatio | None]]:
    """Return the lines of a factor: its name with what is compared, then a line per hazard ratio."""
    name = look.say(factor.title)
    heading = name[:1].upper() + name[1:]
    if factor.missing is not None:
        return [(f"<b>{escaped(heading)}</b>", None)]
    reference = look.word(factor.rows[0].reference, LONGEST_LABEL) if factor.rows else ""
    said = look.say(message("{factor} (against {reference})", factor=heading, reference=reference))
    return [(f"<b>{escaped(said)}</b>", None), *((_label(row, look), row) for row in factor.rows)]


def _label(row: HazardRatio, look: Look) -> str:
    said = message("{level}, {events} of {n}", level=look.word(row.level, LONGEST_LABEL), events=row.events, n=row.n)
    return "\u2003" + look.write(said)


def _numbers(row: HazardRatio, look: Look) -> str:
    if row.value != row.value:
        return look.say(message("not estimable"))
    return look.say(
        message(
            "{value} ({lower} to {upper}), {p}",
            value=rounded(row.value, 2),
            lower=rounded(row.lower, 2),
            upper=rounded(row.upper, 2) if math.isfinite(row.upper) else "∞",
            p=p_equals(row.p),
        )
    )


def _points(rows: list[tuple[int, HazardRatio]], look: Look) -> dict[str, Any]:
    shown = [(y, row) for y, row in rows if LIMITS[0] <= row.value <= LIMITS[1]]
    low, high = LIMITS
    return {
        "type": "scatter",
        "mode": "markers",
        "name": look.write(message("Hazard ratio")),
        "x": [row.value for _, row in shown],
        "y": [y for y, _ in shown],
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [min(row.upper, high) - row.value for _, row in shown],
            "arrayminus": [row.value - max(row.lower, low) for _, row in shown],
            "color": look.theme.ink,
            "thickness": 1.6,
            "width": 0,
        },
        "marker": {"symbol": "square", "size": look.sizes.marker * 0.8, "color": look.theme.ink},
        "hovertext": [escaped(_numbers(row, look)) for _, row in shown],
        "hoverinfo": "text",
        "showlegend": False,
    }


def _arrows(rows: list[tuple[int, HazardRatio]], look: Look) -> list[dict[str, Any]]:
    """Return an arrow head where an interval runs off the axis."""
    found = []
    for y, row in rows:
        if row.value != row.value:
            continue
        for over, x, sign, anchor in (
            (row.upper > LIMITS[1], LIMITS[1], "▸", "right"),
            (row.lower < LIMITS[0], LIMITS[0], "◂", "left"),
        ):
            if over:
                found.append(
                    {
                        "text": sign,
                        "x": math.log10(x),
                        "y": y,
                        "xanchor": anchor,
                        "showarrow": False,
                        "font": {"size": look.sizes.text, "color": look.theme.ink},
                    }
                )
    return found


def _beside(text: str, y: int, side: str, room: float, look: Look) -> dict[str, Any]:
    left = side == "left"
    return {
        "text": text,
        "x": 0 if left else 1,
        "xref": "paper",
        "xanchor": "left",
        "xshift": 4 - room if left else 12,
        "y": y,
        "yref": "y",
        "yanchor": "middle",
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": look.sizes.label, "color": look.theme.ink},
    }


def _words(result: Hazards, look: Look) -> Words:
    missing = [
        message("{factor}: {why}", factor=factor.title, why=factor.missing)
        for factor in result.factors
        if factor.missing is not None
    ]
    methods = dict.fromkeys(str(factor.method) for factor in result.factors if factor.method)
    drift = [
        message("{factor}: hazards may not be proportional ({p})", factor=factor.title, p=p_equals(factor.drift))
        for factor in result.factors
        if factor.drift is not None and factor.drift < 0.05
    ]
    return Words(
        look.say(message("Which factors go with {endpoint}?", endpoint=inside(look.say(result.endpoint.title)))),
        look.say(
            message(
                "One factor at a time, unadjusted; {events} events in {n} patients. {definition}",
                events=result.events,
                n=result.n,
                definition=result.endpoint.definition,
            )
        ),
        notices(result.provenance, look),
        tuple(_items([*missing, *drift], look)),
        sources(result.provenance, look, *[message("{method}", method=one) for one in methods]),
        look.say(message("Hazard ratios of {n} factors.", n=len(result.factors))),
    )


def _items(sentences: list[Message], look: Look) -> list[Items]:
    return [Items("", (look.say(one),)) for one in sentences]
