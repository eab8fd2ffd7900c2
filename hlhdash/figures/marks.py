"""Marks of a swimmer plot: what happened on a day, one trace per kind, none hiding another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from hlhdash.analysis.swimmer import Swimmer
from hlhdash.cohort.vocabulary import RESPONSES
from hlhdash.figures.facts import Facts, Texts
from hlhdash.figures.lanes import Floats, Lanes
from hlhdash.figures.spread import spread
from hlhdash.figures.style import Look
from hlhdash.figures.symbols import MILESTONE_SIZE, marker, size_of
from hlhdash.figures.text import escaped, plain
from hlhdash.figures.words import KIND_WORDS, MILESTONE_WORDS, OTHER_MILESTONES, RESPONSE_TITLES
from hlhdash.language import Message, message
from hlhdash.numbers import UNIT_DAYS

Key = tuple[str, str]  # kind, and the label or the grade where it counts
MOST_MILESTONES = 6
LONGEST_NAME = 22
ASIDE = ("milestone", "adverse event")  # not drawn until the legend is clicked, or they are asked for
KINDS = ("response", "relapse", "hsct", "dose change", "death", "adverse event", "milestone")
_ROOM = 0.92  # of a lane's height that marks may use
_ABOVE = -0.42  # where in a lane the first of the marks lies that are set aside
GRADED = message("Adverse event, grade {grade}")
WITH_GRADE = message("{event}, grade {grade}")


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
    kinds, labels = table["kind"].tolist(), table["label"].tolist()
    milestones = Counter(str(label) for kind, label in zip(kinds, labels, strict=True) if kind == "milestone")
    most = len(milestones) if len(milestones) <= MOST_MILESTONES else MOST_MILESTONES - 1
    named = {label for label, _ in milestones.most_common(most)}
    grades = [str(int(one)) if one == one and one > 0 else "" for one in table["grade"].astype(float).tolist()]

    def key(kind: str, label: str, grade: str) -> Key:
        if kind == "response":
            return kind, label
        if kind == "milestone":
            return kind, label if label in named else ""
        return kind, grade if kind == "adverse event" else ""

    return [key(kind, str(label), grade) for kind, label, grade in zip(kinds, labels, grades, strict=True)]


def marks(
    marked: Marked, rows: Lanes, look: Look, unit: str, told: Facts, scale: float, asked: Collection[str] = ()
) -> list[dict[str, Any]]:
    """Return one trace per kind of mark; those of `ASIDE` wait in the legend unless they are asked for.

    Parameters
    ----------
    scale : pixels of one unit of time
    asked : kinds of `ASIDE` that are drawn at once
    """
    table = marked.table
    order = sorted(set(marked.keys), key=mark_rank)
    place = {key: i for i, key in enumerate(order)}
    codes = np.array([place[key] for key in marked.keys], dtype=int)
    x = table["day"].to_numpy(float) / UNIT_DAYS[unit]
    y, size = _placed(table, x * scale, rows)
    hover, ids = _hover(table, look, told), table["patient_id"].to_numpy(object)
    traces: list[dict[str, Any]] = []
    for i, (kind, label) in enumerate(order):
        at = np.flatnonzero(codes == i)
        aside = kind in ASIDE and kind not in asked
        grade = int(label) if kind == "adverse event" and label else 0
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": look.label(mark_title(kind, label), LONGEST_NAME + 8),
                "x": x[at],
                "y": y[at],
                "customdata": ids[at],
                "hovertext": hover[at],
                "hoverinfo": "text",
                "marker": marker(kind, label, look, rows.marker, grade)
                | {"size": _sizes(size[at] * size_of(kind, label, grade))},
                "visible": "legendonly" if aside else True,
                "legendgroup": "aside" if aside else kind if kind in ("response", *ASIDE) else "event",
                "legendrank": 500 + i + (100 if aside else 0),
                "cliponaxis": False,
            }
        )
    return traces


def _sizes(sizes: Floats) -> Any:
    """Return one size where all marks have the same."""
    rounded = np.round(sizes, 2)
    return float(rounded[0]) if (rounded == rounded[0]).all() else rounded


def mark_rank(key: Key) -> tuple[int, int, str]:
    """Return the place of a kind of mark in the legend."""
    kind, label = key
    classes = RESPONSES.index(label) if label in RESPONSES else len(RESPONSES)
    return KINDS.index(kind) if kind in KINDS else len(KINDS), classes if kind == "response" else 0, label


def mark_title(kind: str, label: str) -> str:
    """Return the legend entry of a kind of mark: our own words, or a milestone as the file calls it."""
    if kind == "response":
        return RESPONSE_TITLES.get(label, label)
    if kind == "milestone":
        return MILESTONE_WORDS.get(label, label) if label else OTHER_MILESTONES
    if kind == "adverse event" and label:
        return message(GRADED.template, grade=label)
    return KIND_WORDS.get(kind, kind)


def _placed(table: pd.DataFrame, px: Floats, rows: Lanes) -> tuple[Floats, Floats]:
    """Return where each mark lies, in its lane or beside its like where their days are close, and its size."""
    lane = table["lane"].to_numpy(int)
    aside = table["kind"].isin(ASIDE).to_numpy(bool)
    y, size = rows.y[lane].astype(float), np.zeros(len(lane))
    main, other = np.flatnonzero(~aside), np.flatnonzero(aside)
    within = spread(lane[main], px[main], rows.marker, rows.px * _ROOM)
    # Around the middle of the bars, as far as a run of marks leaves it inside its lane.
    free = np.maximum(rows.px * _ROOM - within.high, 0.0) / 2
    y[main] += (within.down + np.clip(rows.treatments.middle * rows.px, -free, free)) / rows.px
    size[main] = within.size
    small = rows.marker * MILESTONE_SIZE
    above = spread(lane[other], px[other], small, rows.px * _ROOM)
    deepest = np.zeros(len(rows.y))
    np.minimum.at(deepest, lane[other], above.down)
    y[other] += _ABOVE + (above.down - deepest[lane[other]]) / rows.px
    size[other] = above.size / MILESTONE_SIZE
    return y, size


def _hover(table: pd.DataFrame, look: Look, told: Facts) -> Texts:
    """Return what hovering tells: the patient, in full at a death, and the event with its day."""
    words = look.write(message("{event}: day {day}"))
    kinds, labels = table["kind"].tolist(), table["label"].tolist()
    grades = [int(one) if one == one else 0 for one in table["grade"].astype(float).tolist()]

    def said(kind: str, label: str, grade: int) -> str:
        if kind == "adverse event" and grade:
            return look.write(message(WITH_GRADE.template, event=plain(label), grade=grade))
        if kind in ("adverse event", "dose change"):
            return escaped(plain(look.say(label), 90))
        return look.label(mark_title(kind, label))

    keys = list(zip(kinds, labels, grades, strict=True))
    known = {key: said(*key) for key in set(keys)}
    lanes, days = table["lane"].tolist(), np.round(table["day"].to_numpy(float), 1).tolist()
    return np.array(
        [
            f"{(told.full if key[0] == 'death' else told.short)[lane]}<br>"
            + words.format(event=known[key], day=f"{day:g}")
            for lane, key, day in zip(lanes, keys, days, strict=True)
        ],
        dtype=object,
    )


HEADINGS: dict[str, Message] = {
    "response": message("Response"),
    "event": message("Event"),
    "adverse event": message("Adverse event"),
    "milestone": message("Milestone"),
    "aside": message("Click to show"),
}


def headed(traces: list[dict[str, Any]], look: Look) -> list[dict[str, Any]]:
    """Give the first trace of each legend group of marks its heading."""
    groups = [trace.get("legendgroup") for trace in traces]
    for group, heading in HEADINGS.items():
        if group in groups:
            traces[groups.index(group)]["legendgrouptitle"] = {"text": look.write(heading)}
    return traces
