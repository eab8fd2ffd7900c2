"""The upper part of a patient's figure: a row per treatment, and rows of responses and events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from hlhdash.analysis.patient import Patient
from hlhdash.figures.palette import colours, readable_on
from hlhdash.figures.patient_events import ADVERSE, EVENTS, RESPONSES, RULE, day, drawn, events, fitting
from hlhdash.figures.patient_events import told as hovering
from hlhdash.figures.patient_rule import KIND, told
from hlhdash.figures.style import Look
from hlhdash.figures.symbols import marker
from hlhdash.figures.text import escaped, plain, px, shown
from hlhdash.language import Message, message
from hlhdash.numbers import UNIT_DAYS

Trace = dict[str, Any]
MOST_ROWS = 9  # treatments with a row of their own; the rest share the last
LONGEST_NAME = 20


@dataclass(frozen=True)
class Rows:
    """The rows from the top: their names, and in which one each treatment and kind of event lies."""

    names: tuple[str, ...]
    treatments: dict[str, int]
    kinds: dict[Message, int]


def rows(result: Patient, look: Look) -> Rows:
    """Lay out the rows: responses, recorded and by labs, events, adverse events, then treatments by their start."""
    table = events(result)
    kinds = [kind for kind in (RESPONSES, RULE, EVENTS, ADVERSE) if (table["row"] == kind).any()]
    courses = result.course.segments
    labels = list(dict.fromkeys(courses.sort_values("start_day", kind="stable")["label"].astype(str)))
    first = len(kinds)
    treatments = {label: first + min(i, MOST_ROWS - 1) for i, label in enumerate(labels)}
    named = [look.word(label, LONGEST_NAME) for label in labels[:MOST_ROWS]]
    if len(labels) > MOST_ROWS:
        named[-1] = look.say(message("Other treatments"))
    return Rows((*(look.say(kind) for kind in kinds), *named), treatments, {kind: i for i, kind in enumerate(kinds)})


def track(result: Patient, laid: Rows, look: Look, unit: str, scale: float, ends: tuple[float, float]) -> list[Trace]:
    """Return bars and marks.

    Parameters
    ----------
    ends : the first and the last time that is shown; marks beyond are not drawn
    scale : pixels of one unit of time, by which words are left out that would lie on one another
    """
    return [*_bars(result, laid, look, unit, scale), *_marks(result, laid, look, unit, scale, ends)]


def _bars(result: Patient, laid: Rows, look: Look, unit: str, scale: float) -> list[Trace]:
    table = result.course.segments
    if table.empty:
        return []
    labels = table["label"].astype(str).tolist()
    shades = colours(set(labels), "treatment", look.dark)
    start = table["start_day"].to_numpy(float) / UNIT_DAYS[unit]
    length = np.maximum(table["end_day"].to_numpy(float) / UNIT_DAYS[unit] - start, 2 / scale)
    known = table["end_recorded"].to_numpy(bool)
    return [
        {
            "type": "bar",
            "orientation": "h",
            "base": start,
            "x": length,
            "y": [laid.treatments[label] for label in labels],
            "width": 0.66,
            "marker": {
                # Where marks differ within a trace, Plotly hatches with their colour and takes the ground for it apart.
                "color": [shades[label] for label in labels],
                "line": {"color": [shades[label] for label in labels], "width": 1},
                "pattern": {
                    "shape": ["" if ended else "/" for ended in known],
                    "bgcolor": look.theme.page,
                    "fillmode": "replace",
                    "size": 6,
                    "solidity": 0.35,
                },
            },
            "text": [
                _dose(dose, wide * scale, look) if ended else ""
                for dose, wide, ended in zip(table["dose"].tolist(), length.tolist(), known, strict=True)
            ],
            "textposition": "inside",
            "insidetextanchor": "start",
            "textangle": 0,
            "constraintext": "none",
            "textfont": {"size": look.sizes.small, "color": [readable_on(shades[label]) for label in labels]},
            "hovertext": _told(table, look),
            "hoverinfo": "text",
            "showlegend": False,
        }
    ]


def _dose(dose: object, wide: float, look: Look) -> str:
    if dose is None or dose != dose:
        return ""
    said = plain(dose, 24)
    if said.replace(".", "").isdecimal():
        said = look.say(message("Dose {dose}", dose=said))
    return escaped(said) if px(said, look.sizes.small) + 8 <= wide else ""


def _told(table: pd.DataFrame, look: Look) -> list[str]:
    closed = look.write(message("{label}: day {start} to day {end}"))
    going = look.write(message("{label}: day {start} to day {end}, ongoing"))
    unknown = look.write(message("{label}: from day {start}, end not recorded"))
    dosed = look.write(message("Dose: {dose}"))
    columns = ("label", "start_day", "end_day", "end_recorded", "ongoing", "dose")
    told = []
    for label, start, end, known, ongoing, dose in zip(*(table[name].tolist() for name in columns), strict=True):
        words = unknown if not known else going if ongoing else closed
        said = words.format(label=look.label(label), start=f"{start:g}", end=f"{end:g}")
        told.append(said if dose is None or dose != dose else f"{said}<br>{dosed.format(dose=shown(dose))}")
    return told


def _marks(result: Patient, laid: Rows, look: Look, unit: str, scale: float, ends: tuple[float, float]) -> list[Trace]:
    table = drawn(result, unit, ends)
    if table.empty:
        return []
    kinds, labels, grades = table["kind"].astype(str).tolist(), table["label"].astype(str).tolist(), table["grade"]
    shapes = [
        marker("response" if kind == KIND else kind, label, look, look.sizes.marker, grade)
        for kind, label, grade in zip(kinds, labels, grades, strict=True)
    ]
    full, by_rule = look.write(message("{event}: day {day}")), told(result, look)
    return [
        {
            "type": "scatter",
            "mode": "markers+text",
            "x": table["day"].to_numpy(float) / UNIT_DAYS[unit],
            "y": [laid.kinds[one] for one in table["row"].tolist()],
            "marker": {
                "symbol": [one["symbol"] for one in shapes],
                "size": [one["size"] for one in shapes],
                "color": [one["color"] for one in shapes],
                "opacity": 1,
                "line": {
                    "color": [one["line"].get("color", look.theme.ink) for one in shapes],
                    "width": [one["line"]["width"] for one in shapes],
                },
            },
            "text": [f"\u2002{escaped(one)}" if one else "" for one in fitting(table, look, unit, scale, ends[1])],
            "textposition": "middle right",
            "textfont": {"size": look.sizes.small, "color": look.theme.ink},
            "hovertext": [
                by_rule[when]
                if kind == KIND
                else full.format(event=escaped(hovering(kind, label, grade, look)), day=day(when))
                for kind, label, grade, when in zip(kinds, labels, grades, table["day"].tolist(), strict=True)
            ],
            "hoverinfo": "text",
            "cliponaxis": False,
            "showlegend": False,
        }
    ]
