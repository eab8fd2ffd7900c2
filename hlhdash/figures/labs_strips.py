"""A strip of squares per patient: each value at its day, the darker the worse."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from hlhdash.analysis.labs import Labs
from hlhdash.figures.frame import Room, figure, framed
from hlhdash.figures.highlight import highlight
from hlhdash.figures.labs_lines import hover_texts, unit_words, within
from hlhdash.figures.labs_words import words
from hlhdash.figures.panels import decades, round_steps
from hlhdash.figures.style import Look
from hlhdash.figures.text import escaped, plain, px
from hlhdash.figures.timeaxis import DAY_ZERO, lines, ticks
from hlhdash.figures.words import time_axis
from hlhdash.numbers import UNIT_DAYS, in_unit

Trace = dict[str, Any]
WALL = 640.0  # pixels of all rows of a slide
MOST_ROWS = 150  # patients; more are neither legible nor quick
LONGEST_HEADING = 24
MOST_NAMED = 45  # rows up to which each has its patient's name
TALLEST, LOWEST, PLOT = 28.0, 6.0, 620.0  # pixels of a row, and of all rows where there are many
# From light to dark, read in greyscale too; on the dark page from dim to bright.
SCALES = {
    False: ((0.0, "#f1f4f8"), (0.25, "#c9d9ea"), (0.5, "#7fa8d1"), (0.75, "#2f6aa8"), (1.0, "#0b2545")),
    True: ((0.0, "#22304a"), (0.25, "#345a86"), (0.5, "#5f93c9"), (0.75, "#a9cdf0"), (1.0, "#f4f9ff")),
}
WORSE_IF_LOW = frozenset({"haemoglobin", "anc", "wbc", "platelets", "fibrinogen"})


@dataclass(frozen=True)
class Rows:
    """Where each patient's strip lies, counted from the top; a heading takes a row where there are groups.

    Attributes
    ----------
    places : patient_id to row
    headings : group to the row of its heading
    rows : all of them, headings too
    left_out : patients beyond the last row
    """

    places: dict[str, int]
    headings: dict[str, int]
    rows: int
    left_out: int

    @property
    def named(self) -> bool:
        """Whether each strip has its patient's name."""
        return self.rows <= MOST_NAMED


def rows(result: Labs, until: float | None) -> Rows:
    """Put the patients in order: by group, and within it the one with the worst first value first."""
    first = within(result, until).drop_duplicates("patient_id")
    value = first["value"] if result.analyte in WORSE_IF_LOW else -first["value"]
    order = {label: i for i, label in enumerate(result.groups)}
    keys = pd.DataFrame({"group": first["group"].map(order), "value": value, "patient_id": first["patient_id"]})
    found = keys.sort_values(["group", "value", "patient_id"], kind="stable")
    places: dict[str, int] = {}
    headings: dict[str, int] = {}
    row = 0
    for group, patient in zip(found["group"].tolist()[:MOST_ROWS], found["patient_id"].tolist(), strict=False):
        label = result.groups[int(group)]
        if len(result.groups) > 1 and label not in headings:
            headings[label] = row
            row += 1
        places[patient] = row
        row += 1
    return Rows(places, headings, row, len(found) - len(places))


def lab_strips(
    result: Labs,
    *,
    look: Look = Look(),  # noqa: B008 - frozen
    unit: str = "days",
    until: float | None = None,
    selected: frozenset[str] = frozenset(),
) -> go.Figure:
    """Draw an analyte as a strip per patient, at most 150 of them.

    Parameters
    ----------
    unit : of the time axis: days, weeks, months or years
    until : the last day shown, None for all
    selected : patients whose squares stand out; the rest is dimmed

    Returns
    -------
    go.Figure
        One trace; `customdata` of a square is the patient_id (never drawn, so not escaped).
    """
    laid = rows(result, until)
    height = min(max(PLOT / max(laid.rows, 1), LOWEST), TALLEST) * look.sizes.text / 14
    if look.size == "room":  # nobody scrolls on a wall
        height = min(height, max(WALL / max(laid.rows, 1), LOWEST / 2))
    trace = _squares(result, laid, look, unit, until, height)
    highlight([trace], selected)
    return figure([trace], _layout(result, laid, look, unit, until, height, selected))


def _layout(
    result: Labs,
    laid: Rows,
    look: Look,
    unit: str,
    until: float | None,
    height: float,
    selected: frozenset[str],
) -> dict[str, Any]:
    sizes = look.sizes
    left = px(look.say(DAY_ZERO), sizes.small) + 10
    if laid.named:
        left = max([left, *(px(plain(one, 16), sizes.label) + 16 for one in laid.places)])
    else:
        left = max([left, *(px(look.word(one, LONGEST_HEADING), sizes.small, bold=True) + 12 for one in laid.headings)])
    room = Room(left, sizes.text * 6.5, sizes.text * 2.0, sizes.text * 4.0)
    layout = framed(words(result, look, "strips", laid.left_out), look, room, laid.rows * height + 4)
    days = within(result, until)["day"]
    first, last = min(0.0, float(days.min())), max(float(days.max()), 1.0)
    edge = (last - first) * 0.02
    ends = [in_unit(first - edge, unit), in_unit(last + edge, unit)]
    marked = lines((), look, unit, 1.0, side="left" if laid.named else "right")
    layout["annotations"] += [*marked.words, *_headings(laid, look, height)]
    names = {one: escaped(plain(one, 16)) for one in laid.places}
    names |= {one: f"<b>{name}</b>" for one, name in names.items() if one in selected}
    return layout | {
        "shapes": marked.shapes,
        "xaxis": {
            "title": {"text": look.write(time_axis(unit, look.column(result.provenance.day_zero)))},
            "range": ends,
            "tickvals": ticks(ends[0], ends[1], unit),
            "showgrid": False,
            "showline": True,
            "ticks": "outside",
        },
        "yaxis": {
            "range": [laid.rows - 0.5, -0.5],
            "showgrid": False,
            "fixedrange": True,
            "tickvals": list(laid.places.values()) if laid.named else [],
            "ticktext": list(names.values()) if laid.named else [],
            "tickfont": {"size": min(sizes.label, height * 0.8)},
        },
    }


def _headings(laid: Rows, look: Look, height: float) -> list[dict[str, Any]]:
    """Return the name of each group: over its strips, or beside them where a row is lower than a word."""
    apart = look.sizes.small * 1.35 / height
    places: list[float] = []
    for row in laid.headings.values():
        places.append(max(float(row), places[-1] + apart) if places else float(row))
    return [
        {
            "text": f"<b>{look.label(label, LONGEST_HEADING)}</b>",
            "x": 0,
            "xref": "paper",
            "xanchor": "left" if laid.named else "right",
            "xshift": 2 if laid.named else -6,
            "y": place,
            "yref": "y",
            "yanchor": "middle",
            "showarrow": False,
            "borderpad": 0,
            "font": {"size": look.sizes.small, "color": look.theme.ink},
        }
        for label, place in zip(laid.headings, places, strict=True)
    ]


def _squares(result: Labs, laid: Rows, look: Look, unit: str, until: float | None, height: float) -> Trace:
    points = within(result, until)
    points = points[points["patient_id"].isin(laid.places)]
    values = points["value"].to_numpy(float)
    shade = np.log10(values) if result.log else values
    bounds = points["bound"].to_numpy(object)
    signs = np.where(bounds == "<", "triangle-down", np.where(bounds == ">", "triangle-up", "square"))
    at, said = _legend(shade, result.log)
    unit_said = unit_words(result, look)
    title = plain(look.say(result.title), 24)
    return {
        "type": "scatter",
        "mode": "markers",
        "x": points["day"].to_numpy(float) / UNIT_DAYS[unit],
        "y": points["patient_id"].map(laid.places).to_numpy(int),
        "customdata": points["patient_id"].to_numpy(object),
        "hovertext": hover_texts(result, points, look),
        "hoverinfo": "text",
        "cliponaxis": False,
        "showlegend": False,
        "marker": {
            "symbol": signs.tolist(),
            "size": height * 0.86,
            "opacity": 1,
            "color": shade,
            "colorscale": _scale(result, look),
            "line": {"width": 0.8 if height > LOWEST * 1.5 else 0.4, "color": look.theme.line},
            "colorbar": {
                "title": {
                    "text": escaped(f"{title} ({unit_said})" if unit_said else title),
                    "side": "right",
                    "font": {"size": look.sizes.label},
                },
                "tickvals": at,
                "ticktext": said,
                "tickfont": {"size": look.sizes.small},
                "thickness": look.sizes.text,
                "len": min(laid.rows * height, 260.0) / (laid.rows * height + 4),
                "y": 1,
                "yanchor": "top",
                "x": 1.01,
                "xanchor": "left",
                "xpad": 4,
                "ypad": 0,
                "outlinewidth": 0,
            },
        },
    }


def _scale(result: Labs, look: Look) -> list[list[Any]]:
    """Return the colours from the lowest to the highest value; dark (bright on the dark page) is far from normal."""
    stops = SCALES[look.dark]
    if result.analyte in WORSE_IF_LOW and result.scale == "value":
        return [[1 - at, shade] for at, shade in reversed(stops)]
    return [[at, shade] for at, shade in stops]


def _legend(shade: np.ndarray, log: bool) -> tuple[list[float], list[str]]:
    """Return three or four labels of the colours."""
    low, high = float(shade.min()), float(shade.max())
    if high <= low:
        return [low], [_short(10**low if log else low)]
    values = decades(low, high) if log else round_steps(low, high)
    return [math.log10(one) if log else one for one in values], [_short(one) for one in values]


def _short(value: float) -> str:
    for size, letter in ((1e6, "M"), (1e3, "k")):
        if abs(value) >= size:
            return f"{value / size:.3g}{letter}"
    return f"{value:.3g}"
