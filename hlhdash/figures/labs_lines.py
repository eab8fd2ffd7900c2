"""The lines of an analyte over time: one per patient, medians of the groups, and the selected patients over all."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import numpy as np

from hlhdash.analysis.labs import Labs
from hlhdash.figures.palette import faded
from hlhdash.figures.style import Look
from hlhdash.figures.text import escaped, plain, shown
from hlhdash.language import message
from hlhdash.numbers import UNIT_DAYS

Trace = dict[str, Any]
SHAPES = ("circle", "diamond", "square", "triangle-up", "star", "triangle-down", "hexagon", "pentagon")
BOUNDS = MappingProxyType({"<": "triangle-down-open", ">": "triangle-up-open"})
SOLID = 60  # patients from which lines are fainter
PLAIN, FAINT = 0.38, 0.1  # opacity of the lines of a few patients, and beside selected ones
FAINTEST = 0.05  # of the lines of very many
MOST_WHISKERS = 4  # groups up to which quartiles are drawn
APART = 0.008  # of the axis, between the medians of two groups
LONGEST_GROUP = 24


def within(result: Labs, until: float | None) -> Any:
    return result.points if until is None else result.points[result.points["day"] <= until]


def opacity(n: int) -> float:
    """Return how opaque the lines of `n` patients are, so that together they hide neither one another nor a median."""
    return max(FAINTEST, PLAIN * min(1.0, SOLID / max(n, 1)))


def halo(trace: Trace, look: Look) -> Trace:
    """Return a line of the page's colour to lie under a median, so that it stands out from the many it crosses."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": trace["x"],
        "y": trace["y"],
        "line": {"color": look.theme.page, "width": trace["line"]["width"] + 3},
        "hoverinfo": "skip",
        "showlegend": False,
    } | ({"legendgroup": trace["legendgroup"]} if "legendgroup" in trace else {})


def course(
    result: Labs, look: Look, unit: str, until: float | None, shades: dict[str, str], selected: frozenset[str]
) -> list[Trace]:
    points = within(result, until)
    n = points["patient_id"].nunique()
    many, share = n > SOLID, min(FAINT, opacity(n)) if selected else opacity(n)
    traces = []
    for place, label in enumerate(result.groups):
        mine = points[points["group"] == label]
        if mine.empty:
            continue
        ids = mine["patient_id"].to_numpy(object)
        # A gap before each patient's first value, so that one trace holds all lines of a group.
        breaks = np.flatnonzero(ids[1:] != ids[:-1]) + 1
        day, value = mine["day"].to_numpy(float) / UNIT_DAYS[unit], mine["value"].to_numpy(float)
        bounds = mine["bound"].to_numpy(object)
        traces.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "name": look.label(label, LONGEST_GROUP),
                "legendgroup": str(place),
                "showlegend": False,
                "x": np.insert(day, breaks, np.nan),
                "y": np.insert(value, breaks, np.nan),
                "customdata": np.insert(ids, breaks, ""),
                "hovertext": np.insert(hover_texts(result, mine, look), breaks, ""),
                "hoverinfo": "text",
                "line": {"color": faded(shades[label], share), "width": 1.2},
                "marker": {
                    "symbol": np.insert(symbols(bounds, SHAPES[place % len(SHAPES)]), breaks, "circle").tolist(),
                    "size": look.sizes.marker * (0.38 if many else 0.55),
                    "color": shades[label],
                    "opacity": 2.2 * opacity(n),
                },
            }
        )
    return traces


def symbols(bounds: Any, shape: str) -> Any:
    return np.array([BOUNDS.get(bound, shape) for bound in bounds], dtype=object)


def hover_texts(result: Labs, points: Any, look: Look) -> Any:
    """Return what hovering over each point tells: the patient, the value and its day; escaped."""
    words = look.write(message("{analyte} {value} {unit}, day {day}"))
    name, unit = escaped(plain(look.say(result.title))), escaped(unit_words(result, look))
    return np.array(
        [
            f"<b>{shown(one)}</b><br>"
            + words.format(analyte=name, value=f"{escaped(bound)}{value:.4g}", unit=unit, day=f"{round(day, 1):g}")
            for one, day, value, bound in zip(
                points["patient_id"], points["day"], points["value"], points["bound"], strict=True
            )
        ],
        dtype=object,
    )


def chosen(result: Labs, look: Look, unit: str, selected: frozenset[str], until: float | None = None) -> list[Trace]:
    """Return the lines of the selected patients again, strong and with their names, over all others."""
    points = within(result, until)
    points = points[points["patient_id"].isin(selected)]
    if points.empty:
        return []
    ids = points["patient_id"].to_numpy(object)
    breaks = np.flatnonzero(ids[1:] != ids[:-1]) + 1
    last = np.append(ids[1:] != ids[:-1], True)
    names = np.array([f"\u2002<b>{shown(one, 18)}</b>" if end else "" for one, end in zip(ids, last, strict=True)])
    return [
        {
            "type": "scatter",
            "mode": "lines+text",
            "x": np.insert(points["day"].to_numpy(float) / UNIT_DAYS[unit], breaks, np.nan),
            "y": np.insert(points["value"].to_numpy(float), breaks, np.nan),
            "text": np.insert(names.astype(object), breaks, ""),
            "textposition": "middle right",
            "textfont": {"size": look.sizes.label, "color": look.theme.ink},
            "line": {"color": look.theme.ink, "width": look.sizes.line},
            "hoverinfo": "skip",
            "showlegend": False,
        }
    ]


def medians(result: Labs, look: Look, unit: str, shades: dict[str, str], until: float | None) -> list[Trace]:
    traces: list[Trace] = []
    # Side by side, so that whiskers of the same day do not hide one another.
    few = len(result.groups) <= MOST_WHISKERS
    apart = few * APART * float(within(result, until)["day"].max()) / UNIT_DAYS[unit]
    for place, label in enumerate(result.groups):
        table = result.medians[result.medians["group"] == label]
        table = table if until is None else table[table["day"] <= until]
        if table.empty:
            continue
        x = table["day"].to_numpy(float) / UNIT_DAYS[unit] + (place - (len(result.groups) - 1) / 2) * apart
        lower, median, upper = (table[name].to_numpy(float) for name in ("lower", "median", "upper"))
        said = look.write(message("{group}, day {day}: median {median}, quartiles {lower} to {upper}, n = {n}"))
        traces.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "name": look.label(label, LONGEST_GROUP),
                "legendgroup": str(place),
                "x": x,
                "y": median,
                "error_y": {
                    "type": "data",
                    "visible": few,
                    "symmetric": False,
                    "array": upper - median,
                    "arrayminus": median - lower,
                    "thickness": 1.6,
                    "width": 4,
                    "color": shades[label],
                },
                "line": {"color": shades[label], "width": look.sizes.line * 1.15},
                "marker": {
                    "symbol": SHAPES[place % len(SHAPES)],
                    "size": look.sizes.marker * 0.95,
                    "color": shades[label],
                    "opacity": 1,
                    "line": {"color": look.theme.page, "width": 1.2},
                },
                "hovertext": [
                    said.format(
                        group=look.label(label, LONGEST_GROUP),
                        day=day,
                        median=f"{m:.4g}",
                        lower=f"{low:.4g}",
                        upper=f"{high:.4g}",
                        n=n,
                    )
                    for day, n, m, low, high in zip(table["day"], table["n"], median, lower, upper, strict=True)
                ],
                "hoverinfo": "text",
            }
        )
        if within(result, until)["patient_id"].nunique() > SOLID:
            traces.insert(-1, halo(traces[-1], look))
    return traces


def unit_words(result: Labs, look: Look) -> str:
    """Return the unit of the axis, not yet escaped."""
    if result.scale == "percent":
        return look.say(message("% of baseline"))
    if result.scale == "difference":
        return look.say(message("change, {unit}", unit=plain(result.unit, 18)) if result.unit else message("change"))
    return plain(result.unit, 18)
