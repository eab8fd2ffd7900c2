"""Marks of a swimmer plot: what happened on a day, one trace per kind, none hiding another."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from hlhdash.analysis.swimmer import Swimmer
from hlhdash.cohort.vocabulary import RESPONSES
from hlhdash.figures.facts import Facts, Texts
from hlhdash.figures.lanes import Floats, Lanes
from hlhdash.figures.style import Look
from hlhdash.figures.symbols import marker
from hlhdash.figures.words import KIND_WORDS, MILESTONE_WORDS, OTHER_MILESTONES, RESPONSE_TITLES
from hlhdash.language import Message, message
from hlhdash.numbers import UNIT_DAYS

Key = tuple[str, str]  # kind, and the label where it counts
MOST_MILESTONES = 6
LONGEST_NAME = 22
ASIDE = ("milestone", "adverse event")  # not drawn until the legend is clicked
KINDS = ("response", "relapse", "hsct", "death", "adverse event", "milestone")
_ABOVE = -0.4  # where in a lane the marks lie that are set aside


@dataclass(frozen=True)
class Marked:
    """The marks that are drawn, and the legend entry of each."""

    table: pd.DataFrame
    keys: list[Key]


def marked(result: Swimmer) -> Marked:
    """Choose the marks that are drawn: a response "died" is the death that stands there anyway."""
    table = result.markers
    table = table[((table["kind"] != "response") | (table["label"] != "died")).to_numpy(bool)]
    return Marked(table, _keys(table))


def _keys(table: pd.DataFrame) -> list[Key]:
    """Return the legend entry of each mark; of many milestones the rare ones share one."""
    kinds, labels = table["kind"].tolist(), table["label"].astype(str).tolist()
    milestones = Counter(label for kind, label in zip(kinds, labels, strict=True) if kind == "milestone")
    most = len(milestones) if len(milestones) <= MOST_MILESTONES else MOST_MILESTONES - 1
    named = {("milestone", label) for label, _ in milestones.most_common(most)}
    named |= {("response", label) for kind, label in zip(kinds, labels, strict=True) if kind == "response"}
    return [pair if pair in named else (pair[0], "") for pair in zip(kinds, labels, strict=True)]


def marks(marked: Marked, rows: Lanes, look: Look, unit: str, told: Facts, span: float) -> list[dict[str, Any]]:
    """Return the marks of responses, relapses, transplants and deaths, and of milestones to be switched on."""
    table = marked.table
    order = sorted(set(marked.keys), key=_rank)
    place = {key: i for i, key in enumerate(order)}
    codes = np.array([place[key] for key in marked.keys], dtype=int)
    x = table["day"].to_numpy(float) / UNIT_DAYS[unit]
    y = _heights(table, x * (look.sizes.width * 0.75 / span), rows)
    hover, ids = _hover(table, look, told), table["patient_id"].to_numpy(object)
    traces: list[dict[str, Any]] = []
    for i, (kind, label) in enumerate(order):
        at = np.flatnonzero(codes == i)
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": look.label(_title(kind, label), LONGEST_NAME),
                "x": x[at],
                "y": y[at],
                "customdata": ids[at],
                "hovertext": hover[at],
                "hoverinfo": "text",
                "marker": marker(kind, label, look, rows.marker),
                "visible": "legendonly" if kind in ASIDE else True,
                "legendgroup": kind if kind == "response" else "aside" if kind in ASIDE else "event",
                "legendrank": 500 + i,
                "cliponaxis": False,
            }
        )
    return _headed(traces, look)


def _rank(key: Key) -> tuple[int, int, str]:
    kind, label = key
    classes = RESPONSES.index(label) if label in RESPONSES else len(RESPONSES)
    return KINDS.index(kind) if kind in KINDS else len(KINDS), classes if kind == "response" else 0, label


def _title(kind: str, label: str) -> str:
    if kind == "response":
        return RESPONSE_TITLES.get(label, label)
    if kind == "milestone":
        return MILESTONE_WORDS.get(label, label) if label else OTHER_MILESTONES
    return KIND_WORDS.get(kind, kind)


def _heights(table: pd.DataFrame, px: Floats, rows: Lanes) -> Floats:
    """Return where each mark lies: in the middle of its lane, or beside its like where their days are close."""
    lane = table["lane"].to_numpy(int)
    aside = table["kind"].isin(ASIDE).to_numpy(bool)
    y = rows.y[lane] + np.where(aside, _ABOVE, 0.0)
    main = np.flatnonzero(~aside)
    y[main] += _apart(lane[main], px[main], rows)
    return y


def _apart(lane: np.ndarray, px: Floats, rows: Lanes) -> Floats:
    """Return how far to move marks up or down, in lanes, so that those of about the same day lie side by side."""
    order = np.lexsort((px, lane))
    new = np.ones(len(order), dtype=bool)
    new[1:] = (np.diff(lane[order]) != 0) | (np.diff(px[order]) > rows.marker * 0.85)
    run = np.cumsum(new) - 1
    members = np.bincount(run)
    place = np.arange(len(order)) - np.flatnonzero(new)[run]
    step = np.minimum(rows.marker * 0.95 / rows.px, 0.94 / np.maximum(members, 1))[run]
    moved = np.zeros(len(order))
    moved[order] = (place - (members[run] - 1) / 2) * step
    return moved


def _hover(table: pd.DataFrame, look: Look, told: Facts) -> Texts:
    """Return what hovering tells: the patient, in full at a death, and the event with its day."""
    words = look.write(message("{event}: day {day}"))
    kinds, labels = table["kind"].tolist(), table["label"].astype(str).tolist()
    said = {key: look.label(_title(*key)) for key in set(zip(kinds, labels, strict=True))}
    lanes, days = table["lane"].tolist(), np.round(table["day"].to_numpy(float), 1).tolist()
    return np.array(
        [
            f"{(told.full if kind == 'death' else told.short)[lane]}<br>"
            + words.format(event=said[kind, label], day=f"{day:g}")
            for lane, kind, label, day in zip(lanes, kinds, labels, days, strict=True)
        ],
        dtype=object,
    )


HEADINGS: dict[str, Message] = {
    "response": message("Response"),
    "event": message("Event"),
    "aside": message("Click to show"),
}


def _headed(traces: list[dict[str, Any]], look: Look) -> list[dict[str, Any]]:
    """Give the first trace of each legend group its heading."""
    groups = [trace["legendgroup"] for trace in traces]
    for group, heading in HEADINGS.items():
        if group in groups:
            traces[groups.index(group)]["legendgrouptitle"] = {"text": look.write(heading)}
    return traces
