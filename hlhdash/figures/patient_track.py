"""The upper part of a patient's figure: a row per treatment, and rows of responses and events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from hlhdash.analysis.patient import Patient
from hlhdash.figures.palette import colours, readable_on
from hlhdash.figures.patient_rule import KIND, rule_events, told, verdict_word
from hlhdash.figures.style import Look
from hlhdash.figures.symbols import marker
from hlhdash.figures.text import escaped, plain, px, shown
from hlhdash.figures.words import KIND_WORDS, MILESTONE_WORDS, RESPONSE_TITLES
from hlhdash.language import Message, message
from hlhdash.numbers import UNIT_DAYS

Trace = dict[str, Any]
MOST_ROWS = 9  # treatments with a row of their own; the rest share the last
LONGEST_NAME = 20
RESPONSES, RULE, EVENTS = message("Response"), message("By labs"), message("Events")
ADVERSE = message("Adverse events")
_KINDS = {"response": RESPONSES, KIND: RULE, "adverse event": ADVERSE}


@dataclass(frozen=True)
class Rows:
    """The rows from the top: their names, and in which one each treatment and kind of event lies."""

    names: tuple[str, ...]
    treatments: dict[str, int]
    kinds: dict[Message, int]


def rows(result: Patient, look: Look) -> Rows:
    """Lay out the rows: responses, recorded and by labs, events, adverse events, then treatments by their start."""
    events = _events(result)
    kinds = [kind for kind in (RESPONSES, RULE, EVENTS, ADVERSE) if (events["row"] == kind).any()]
    courses = result.course.segments
    labels = list(dict.fromkeys(courses.sort_values("start_day", kind="stable")["label"].astype(str)))
    first = len(kinds)
    treatments = {label: first + min(i, MOST_ROWS - 1) for i, label in enumerate(labels)}
    named = [look.word(label, LONGEST_NAME) for label in labels[:MOST_ROWS]]
    if len(labels) > MOST_ROWS:
        named[-1] = look.say(message("Other treatments"))
    return Rows((*(look.say(kind) for kind in kinds), *named), treatments, {kind: i for i, kind in enumerate(kinds)})


def track(result: Patient, laid: Rows, look: Look, unit: str, scale: float) -> list[Trace]:
    """Return bars and marks.

    Parameters
    ----------
    scale : pixels of one unit of time, by which words are left out that would lie on one another
    """
    return [*_bars(result, laid, look, unit, scale), *_marks(result, laid, look, unit, scale)]


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
                "color": [
                    shades[label] if ended else look.theme.page for label, ended in zip(labels, known, strict=True)
                ],
                "line": {"color": [shades[label] for label in labels], "width": 1},
                "pattern": {
                    "shape": ["" if ended else "/" for ended in known],
                    "fgcolor": [shades[label] for label in labels],
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


def _events(result: Patient) -> pd.DataFrame:
    table = result.course.markers
    table = table[((table["kind"] != "response") | (table["label"] != "died")).to_numpy(bool)]
    both = [one for one in (table[["day", "kind", "label"]], rule_events(result)) if len(one)]
    table = pd.concat(both, ignore_index=True) if both else table[["day", "kind", "label"]]
    row = [_KINDS.get(kind, EVENTS) for kind in table["kind"].tolist()]
    return table.assign(row=pd.Series(row, index=table.index, dtype=object))


def _marks(result: Patient, laid: Rows, look: Look, unit: str, scale: float) -> list[Trace]:
    table = _events(result).sort_values(["row", "day"], kind="stable")
    if table.empty:
        return []
    x = table["day"].to_numpy(float) / UNIT_DAYS[unit]
    kinds, labels = table["kind"].astype(str).tolist(), table["label"].astype(str).tolist()
    row = [laid.kinds[one] for one in table["row"].tolist()]
    drawn = [
        marker("response" if kind == KIND else kind, label, look, look.sizes.marker)
        for kind, label in zip(kinds, labels, strict=True)
    ]
    said = [_word(kind, label, look) for kind, label in zip(kinds, labels, strict=True)]
    full, by_rule = look.write(message("{event}: day {day}")), told(result, look)
    return [
        {
            "type": "scatter",
            "mode": "markers+text",
            "x": x,
            "y": row,
            "marker": {
                "symbol": [one["symbol"] for one in drawn],
                "size": [one["size"] for one in drawn],
                "color": [one["color"] for one in drawn],
                "opacity": 1,
                "line": {
                    "color": [one["line"].get("color", look.theme.ink) for one in drawn],
                    "width": [one["line"]["width"] for one in drawn],
                },
            },
            "text": _fitting(said, row, x * scale, look),
            "textposition": "middle right",
            "textfont": {"size": look.sizes.small, "color": look.theme.ink},
            "hovertext": [
                by_rule[day]
                if kind == KIND
                else full.format(event=look.label(_title(kind, label)), day=f"{round(day, 1):g}")
                for kind, label, day in zip(kinds, labels, table["day"].tolist(), strict=True)
            ],
            "hoverinfo": "text",
            "cliponaxis": False,
            "showlegend": False,
        }
    ]


def _word(kind: str, label: str, look: Look) -> str:
    if kind in ("response", KIND):
        return verdict_word(label, look)
    return look.word(_title(kind, label), LONGEST_NAME)


def _title(kind: str, label: str) -> str:
    if kind == "response":
        return RESPONSE_TITLES.get(label, label)
    if kind in ("milestone", "adverse event"):
        return MILESTONE_WORDS.get(label, label)
    return KIND_WORDS.get(kind, label)


def _fitting(said: list[str], row: list[int], px_from_zero: np.ndarray, look: Look) -> list[str]:
    """Leave out each word that would reach the next mark of its row; hovering still tells it."""
    size, reach = look.sizes.small, look.sizes.marker
    texts = []
    for i, word in enumerate(said):
        last = i + 1 == len(said) or row[i + 1] != row[i]
        room = np.inf if last else px_from_zero[i + 1] - px_from_zero[i] - 2 * reach
        texts.append(f"\u2002{escaped(word)}" if px(word, size) <= room else "")
    return texts
