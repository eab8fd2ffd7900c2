"""Marks of a swimmer plot: what happened on a day, one trace per kind, none hiding another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from hlhdash.analysis.swimmer import Swimmer
from hlhdash.cohort.vocabulary import RESPONSES
from hlhdash.figures.lanes import Floats, Lanes
from hlhdash.figures.palette import RESPONSE_COLOURS
from hlhdash.figures.style import Look
from hlhdash.figures.text import shown
from hlhdash.figures.words import KIND_WORDS, MILESTONE_WORDS, RESPONSE_TITLES
from hlhdash.language import Message, message
from hlhdash.numbers import UNIT_DAYS

MOST_MILESTONES = 8
ASIDE = ("milestone", "adverse event")  # off until the legend is clicked


@dataclass(frozen=True)
class Symbol:
    """How a kind of mark is drawn; size is of the usual marker."""

    shape: str
    size: float = 1.0


SYMBOLS = {
    "CR": Symbol("star", 1.3),
    "PR": Symbol("diamond", 1.05),
    "improved": Symbol("triangle-up", 1.05),
    "NR": Symbol("square", 0.85),
    "NE": Symbol("circle", 0.8),
    "relapse": Symbol("triangle-down", 1.1),
    "hsct": Symbol("hexagon", 1.1),
    "death": Symbol("x", 0.95),
    "adverse event": Symbol("triangle-left-open", 0.7),
}
MILESTONE_SHAPES = ("circle-open", "square-open", "diamond-open", "triangle-up-open", "pentagon-open", "cross-open")


def marks(result: Swimmer, lanes: Lanes, look: Look, unit: str, facts: list[str], span: float) -> list[dict[str, Any]]:
    """Return the marks of responses, relapses, transplants and deaths, and of milestones to be switched on."""
    table = result.markers[(result.markers["kind"] != "response") | (result.markers["label"] != "died")]
    if table.empty:
        return []
    keys = _keys(table)
    x = table["day"].to_numpy(float) / UNIT_DAYS[unit]
    lane = table["lane"].to_numpy(int)
    aside = table["kind"].isin(ASIDE).to_numpy(bool)
    size = marker_px(lanes, look)
    y = lanes.y[lane] + np.where(aside, -0.36, 0.0)
    shown_at = np.flatnonzero(~aside)
    px = look.sizes.width * 0.7 / span
    y[shown_at] += _apart(lane[shown_at], x[shown_at] * px, size, lanes.px)
    hover = _hover(table, look, facts)
    ids = table["patient_id"].tolist()
    order = sorted(set(keys), key=_rank)
    traces = []
    place = {key: i for i, key in enumerate(order)}
    codes = np.array([place[key] for key in keys])
    for i, key in enumerate(order):
        at = np.flatnonzero(codes == i)
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": look.label(_title(key)),
                "x": x[at],
                "y": y[at],
                "customdata": [ids[k] for k in at],
                "hovertext": [hover[k] for k in at],
                "hoverinfo": "text",
                "marker": _marker(key, look, size),
                "visible": "legendonly" if key[0] in ASIDE else True,
                "legendgroup": key[0] if key[0] in ("response", "milestone") else "event",
                "legendrank": 500 + 10 * len(traces),
                "cliponaxis": False,
            }
        )
    return _headed(traces, look)


def marker_px(lanes: Lanes, look: Look) -> float:
    """Return the size of a marker that fits the lanes."""
    return float(np.clip(lanes.px * 0.75, 5.0, look.sizes.marker))


def _keys(table: pd.DataFrame) -> list[tuple[str, str]]:
    """Return kind and label of each mark; the label counts for responses and milestones only."""
    labels = table["label"].astype(str)
    milestone = (table["kind"] == "milestone").to_numpy(bool)
    counts = labels[milestone].value_counts()
    rare = counts.index[MOST_MILESTONES - 1 :] if len(counts) > MOST_MILESTONES else counts.index[:0]
    return [
        (kind, label if kind == "response" or (kind == "milestone" and label not in rare) else "")
        for kind, label in zip(table["kind"].tolist(), labels.tolist(), strict=True)
    ]


def _rank(key: tuple[str, str]) -> tuple[int, int, str]:
    kind, label = key
    kinds = ("response", "relapse", "hsct", "death", "adverse event", "milestone")
    classes = RESPONSES.index(label) if label in RESPONSES else len(RESPONSES)
    return kinds.index(kind) if kind in kinds else len(kinds), classes if kind == "response" else 0, label


def _title(key: tuple[str, str]) -> str | Message:
    kind, label = key
    if kind == "response":
        return RESPONSE_TITLES.get(label, label)
    if kind == "milestone":
        return MILESTONE_WORDS.get(label, label) if label else message("Other milestones")
    return KIND_WORDS.get(kind, kind)


def _marker(key: tuple[str, str], look: Look, size: float) -> dict[str, Any]:
    kind, label = key
    name = label if kind == "response" else kind
    theme = look.theme
    if kind == "milestone":
        shape = MILESTONE_SHAPES[sum(map(ord, label)) % len(MILESTONE_SHAPES)]
        return {"symbol": shape, "size": size * 0.62, "color": theme.ink, "line": {"width": 1.5}}
    symbol = SYMBOLS.get(name, Symbol("circle"))
    fill = {"relapse": "#d6336c", "hsct": theme.page, "death": theme.ink}.get(kind, theme.muted)
    if name in RESPONSE_COLOURS:
        fill = RESPONSE_COLOURS[name].on(look.dark)
    edge = theme.page if kind == "death" else theme.ink
    width = 2.0 if kind == "hsct" else 1.0
    return {
        "symbol": symbol.shape,
        "size": size * symbol.size,
        "color": fill,
        "opacity": 1,
        "line": {"color": edge, "width": width if size > 8 else 0.7},
    }


def _apart(lane: np.ndarray, px: Floats, size: float, lane_px: float) -> Floats:
    """Return how far to move marks up or down, in lanes, so that those of about the same day lie side by side."""
    order = np.lexsort((px, lane))
    new = np.ones(len(order), dtype=bool)
    new[1:] = (np.diff(lane[order]) != 0) | (np.diff(px[order]) > size * 0.85)
    cluster = np.cumsum(new) - 1
    first = np.flatnonzero(new)
    members = np.bincount(cluster)
    place = np.arange(len(order)) - first[cluster]
    step = np.minimum(size * 0.95 / lane_px, 0.94 / np.maximum(members, 1))[cluster]
    moved = np.zeros(len(order))
    moved[order] = (place - (members[cluster] - 1) / 2) * step
    return moved


def _hover(table: pd.DataFrame, look: Look, facts: list[str]) -> list[str]:
    words = look.write("{event}: day {day}")
    said = {
        (kind, label): look.label(
            KIND_WORDS.get(kind) or RESPONSE_TITLES.get(label) or MILESTONE_WORDS.get(label) or shown(label)
        )
        for kind, label in set(zip(table["kind"].tolist(), table["label"].tolist(), strict=True))
    }
    return [
        f"{facts[lane]}<br>" + words.format(event=said[kind, label], day=f"{day:g}")
        for lane, kind, label, day in zip(
            table["lane"].tolist(),
            table["kind"].tolist(),
            table["label"].tolist(),
            np.round(table["day"].to_numpy(float), 1).tolist(),
            strict=True,
        )
    ]


def _headed(traces: list[dict[str, Any]], look: Look) -> list[dict[str, Any]]:
    """Give the first trace of each legend group its heading."""
    headings = {
        "response": message("Response"),
        "event": message("Event"),
        "milestone": message("Milestone (click to show)"),
    }
    for group, heading in headings.items():
        for trace in traces:
            if trace["legendgroup"] == group:
                trace["legendgrouptitle"] = {"text": look.write(heading)}
                break
    return traces
