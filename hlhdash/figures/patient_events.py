"""What stands at the marks of a patient's figure: responses, verdicts by labs and events, as far as there is room."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from hlhdash.analysis.patient import Patient
from hlhdash.figures.marks import WITH_GRADE
from hlhdash.figures.patient_rule import KIND, rule_events, verdict_word
from hlhdash.figures.style import Look
from hlhdash.figures.text import plain, px
from hlhdash.figures.words import KIND_WORDS, MILESTONE_WORDS, RESPONSE_TITLES
from hlhdash.language import message
from hlhdash.numbers import UNIT_DAYS

RESPONSES, RULE, EVENTS = message("Response"), message("By labs"), message("Events")
ADVERSE = message("Adverse events")
LONGEST, SHORT = 48, 20  # letters of an event where there is room, and where there is little
_KINDS = {"response": RESPONSES, KIND: RULE, "adverse event": ADVERSE}
_COLUMNS = ["day", "kind", "label", "grade"]
_GAP = 2.0  # sizes of a marker between the middle of a mark and the next one, that words leave free


def events(result: Patient) -> pd.DataFrame:
    """Return day, kind, label, grade (0 for none) and row of each mark; a response "died" is the death that stands."""
    table = result.course.markers
    table = table[((table["kind"] != "response") | (table["label"] != "died")).to_numpy(bool)]
    both = [one for one in (table[_COLUMNS], rule_events(result)) if len(one)]
    table = pd.concat(both, ignore_index=True) if both else table[_COLUMNS]
    row = [_KINDS.get(kind, EVENTS) for kind in table["kind"].tolist()]
    grade = table["grade"].astype(float).fillna(0.0).to_numpy().astype(int)
    return table.assign(row=pd.Series(row, index=table.index, dtype=object), grade=grade)


def drawn(result: Patient, unit: str, ends: tuple[float, float]) -> pd.DataFrame:
    """Return the events between two times, row by row in the order of their days."""
    table = events(result).sort_values(["row", "day"], kind="stable")
    return table[table["day"].between(ends[0] * UNIT_DAYS[unit], ends[1] * UNIT_DAYS[unit]).to_numpy(bool)]


def word(kind: str, label: str, grade: int, look: Look, longest: int = LONGEST) -> str:
    """Say what a mark is, not yet escaped; an adverse event with its grade, which is never cut."""
    if kind in ("response", KIND):
        return verdict_word(label, look)
    if kind == "adverse event" and grade:
        return look.say(message(WITH_GRADE.template, event=look.word(title(kind, label), longest), grade=grade))
    return look.word(title(kind, label), longest)


def title(kind: str, label: str) -> str:
    """Return our own words for an event, or what the file calls it."""
    if kind == "response":
        return RESPONSE_TITLES.get(label, label)
    if kind in ("milestone", "adverse event"):
        return MILESTONE_WORDS.get(label, label)
    return KIND_WORDS.get(kind, label)


def fitting(table: pd.DataFrame, look: Look, unit: str, scale: float, end: float) -> list[str]:
    """Return what is written beside each mark: in full, cut, or nothing where even that would reach the next mark.

    Parameters
    ----------
    table : as `drawn` returns it
    scale : pixels of one unit of time
    end : the last time that is shown
    """
    room = _room(table, look, unit, scale, end)
    last = _is_last(table)
    texts = []
    for kind, label, grade, wide, ends_row in zip(
        table["kind"], table["label"].astype(str), table["grade"], room.tolist(), last.tolist(), strict=True
    ):
        ways = [word(kind, label, grade, look, longest) for longest in (LONGEST, SHORT)]
        found = next((one for one in ways if px(one, look.sizes.small) <= wide), "")
        texts.append(found or (ways[-1] if ends_row else ""))
    return texts


def unwritten(result: Patient, look: Look, unit: str, scale: float, ends: tuple[float, float]) -> tuple[str, ...]:
    """Say which events stand in the figure as a mark alone, for lack of room, not yet escaped."""
    table = drawn(result, unit, ends)
    bare = np.array([not text for text in fitting(table, look, unit, scale, ends[1])], dtype=bool)
    return _dated(table[bare & table["row"].isin([EVENTS, ADVERSE]).to_numpy(bool)], look)


def later(result: Patient, look: Look, last: float) -> tuple[str, ...]:
    """Say which events lie after a day, not yet escaped; those by labs repeat what was measured."""
    table = events(result)
    table = table[((table["day"] > last) & (table["kind"] != KIND)).to_numpy(bool)]
    return _dated(table, look)


def _dated(table: pd.DataFrame, look: Look) -> tuple[str, ...]:
    table = table.sort_values("day", kind="stable")
    said = zip(table["kind"], table["label"].astype(str), table["grade"], table["day"], strict=True)
    return tuple(
        look.say(message("{event}: day {day}", event=_full(kind, label, grade, look), day=day(when)))
        for kind, label, grade, when in said
    )


def _full(kind: str, label: str, grade: int, look: Look) -> str:
    return look.word(title(kind, label)) if kind == "response" else word(kind, label, grade, look)


def day(when: float) -> str:
    """Write a day."""
    return f"{round(when, 1):g}".replace("-", "−")


def told(kind: str, label: str, grade: int, look: Look) -> str:
    """Say an event as hovering tells it, not yet escaped."""
    return plain(_full(kind, label, grade, look), 90)


def _is_last(table: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Say of each mark whether it is the last one of its row."""
    row = table["row"].tolist()
    return np.array([i + 1 == len(row) or row[i + 1] != row[i] for i in range(len(row))], dtype=bool)


def _room(table: pd.DataFrame, look: Look, unit: str, scale: float, end: float) -> npt.NDArray[np.float64]:
    """Return the pixels that words have beside each mark, up to the next one or the end."""
    x = table["day"].to_numpy(float) / UNIT_DAYS[unit]
    next_one = np.where(_is_last(table), end, np.append(x[1:], end))
    return (next_one - x) * scale - _GAP * look.sizes.marker
