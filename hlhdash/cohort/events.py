"""Events: those a sheet lists, joined with those the patients sheet implies."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pandas as pd

from hlhdash.cohort import vocabulary
from hlhdash.cohort.long import LongSheet
from hlhdash.cohort.notes import Notes, Spot, spots
from hlhdash.cohort.tables import each_word, rows_of, stack
from hlhdash.cohort.timeline import SLACK
from hlhdash.cohort.values import plain
from hlhdash.language import counted, message

EVENTS = ("patient_id", "day", "kind", "label", "grade")
# A CTCAE grade: "3", "3.0", "G3", "Grade 3", "III", "3级".
_GRADE = re.compile(r"(?:grade|g|ctcae)?\s*(?:([0-5])(?:\.0)?|(iii|ii|iv|i|v))\s*[级度]?")
# The words of CTCAE for its grades.
_SEVERITY = {
    **dict.fromkeys(("mild", "轻度", "轻"), 1.0),
    **dict.fromkeys(("moderate", "中度", "中"), 2.0),
    **dict.fromkeys(("severe", "重度", "重", "严重"), 3.0),
    **dict.fromkeys(("life threatening", "life-threatening", "危及生命"), 4.0),
    **dict.fromkeys(("fatal", "death", "死亡"), 5.0),
}
_ROMAN = ("", "i", "ii", "iii", "iv", "v")


def kinds_of(long: LongSheet) -> pd.Series:
    """Return what each row of an events sheet is: "treatment", "response", "hsct" ...; "milestone" for all else."""
    pairs = pd.MultiIndex.from_arrays([long.words("kind"), long.words("label")])
    known = {pair: _kind(*(None if pd.isna(word) else str(word) for word in pair)) for pair in pairs.unique()}
    kinds = pd.Series([known[pair] for pair in pairs], index=long.ids.index, dtype=object)
    if not long.event:
        return kinds
    return kinds.where(_told(long) | (kinds != "milestone"), long.event)


def _told(long: LongSheet) -> pd.Series:
    """Mark the rows whose own word says what kind of event they are."""

    def known(word: str | None) -> bool:
        return word is not None and vocabulary.event_kind(word) is not None

    return each_word(long.words("kind"), known).astype(bool)


def _kind(kind: str | None, label: str | None) -> str:
    """Decide what an event is: its kind where the word is known, else its label, else a class of response."""
    by_kind = vocabulary.event_kind(kind) if kind else None
    if by_kind is None and kind and vocabulary.response(kind) not in (None, "died"):
        return "response"
    if by_kind is not None and by_kind != "milestone":
        return by_kind
    by_label = vocabulary.event_kind(label) if label else None
    if by_kind is None and by_label in (None, "response") and label and vocabulary.response(label):
        return "response"
    if by_kind is None and by_label is None and label and vocabulary.is_drug(label):
        return "treatment"  # "start of ruxolitinib" among the events of a child
    return by_label or "milestone"


def listed_events(long: LongSheet, notes: Notes) -> pd.DataFrame:
    """Return the rows of a placed events sheet that are no treatments, columns `EVENTS`."""
    kind_word, label = long.words("kind"), long.words("label")
    kinds = kinds_of(long)
    field = long.first_of("day", "start_day")
    _note_kinds(long, kinds, kind_word, notes)
    _note_labels(long, kinds, notes)
    table = pd.DataFrame(
        {
            "patient_id": long.ids,
            "day": long.day(field),
            "kind": kinds,
            "label": label.where(label.notna(), kind_word),
            "grade": _grades(long, notes),
        }
    )
    table = table[(kinds != "treatment").to_numpy(bool)]
    table = _classed(table, long, notes)
    undated = table["day"].isna() & ~long.lost(field)[table.index]
    notes.each(
        "error",
        spots(table["patient_id"][undated]),
        lambda spot: message("This {kind} has no day and is not drawn.", kind=str(table.at[spot.row, "label"])[:60]),
        message("Fill in the day."),
        sheet=long.name,
    )
    return table[table["day"].notna()]


def _note_kinds(long: LongSheet, kinds: pd.Series, words: pd.Series, notes: Notes) -> None:
    strange = (kinds == "milestone") & each_word(
        words, lambda word: word is not None and vocabulary.event_kind(word) is None
    ).astype(bool)
    for word, rows in long.ids[strange.to_numpy(bool)].groupby(words[strange.to_numpy(bool)]):
        notes.add(
            "warning",
            counted(
                "“{kind}” is no kind of event that is known; its row is drawn as a milestone.",
                "“{kind}” is no kind of event that is known; its {n} rows are drawn as milestones.",
                n=len(rows),
                kind=str(word)[:60],
            ),
            message("Use response, relapse, hsct, death, last follow-up, adverse event, treatment or milestone."),
            sheet=long.name,
            row=int(rows.index[0]),
        )


def _note_labels(long: LongSheet, kinds: pd.Series, notes: Notes) -> None:
    """Say of which events neither kind nor label is known; what is written as a milestone is meant so."""
    kind, label = long.words("kind"), long.words("label")
    strange = (kinds == "milestone") & kind.isna() & label.notna()
    strange &= each_word(label, lambda word: word is not None and vocabulary.event_kind(word) is None).astype(bool)
    marked = strange.to_numpy(bool)
    for word, rows in long.ids[marked].groupby(label[marked], sort=False):
        notes.add(
            "warning",
            counted(
                "“{kind}” is no event that is known; its row is drawn as a milestone and counts for nothing else.",
                "“{kind}” is no event that is known; its {n} rows are drawn as milestones and count for nothing else.",
                n=len(rows),
                kind=str(word)[:60],
            ),
            message("Add a column kind: response, relapse, hsct, death, last follow-up, adverse event or milestone."),
            sheet=long.name,
            row=int(rows.index[0]),
        )


def _grades(long: LongSheet, notes: Notes) -> pd.Series:
    column = long.column("grade")
    if column is None:
        return pd.Series(np.nan, index=long.ids.index)
    grades = column.each(lambda cell: _grade(plain(cell)), float)
    column.mark(
        column.present & grades.isna(),
        "error",
        lambda cell: message("“{cell}” is no grade; it is left empty.", cell=cell),
        message("Write the CTCAE grade, 1 to 5."),
        notes,
    )
    return grades


def _grade(written: str) -> float:
    if written in _SEVERITY:
        return _SEVERITY[written]
    match = _GRADE.fullmatch(written)
    if match is None:
        return np.nan
    return float(match[1]) if match[1] else float(_ROMAN.index(match[2]))


def _classed(table: pd.DataFrame, long: LongSheet, notes: Notes) -> pd.DataFrame:
    """Give responses their class; one that is none is drawn as a milestone. Name what has no name."""
    responses = (table["kind"] == "response").to_numpy(bool)
    classes = each_word(table["label"], lambda word: vocabulary.response(word) if word else None)
    strange = responses & classes.isna().to_numpy(bool)
    nameless = strange & table["label"].isna().to_numpy(bool)
    notes.each(
        "error",
        spots(table["patient_id"][nameless]),
        lambda _: message("This row is an assessment without a response; it is not drawn."),
        message("Use CR, PR, improved, NR, died or NE."),
        sheet=long.name,
    )
    table, classes, strange = table[~nameless], classes[~nameless], strange[~nameless]
    responses = responses[~nameless]
    notes.each(
        "warning",
        [
            Spot(int(str(row)), str(table.at[row, "patient_id"]), str(table.at[row, "label"]))
            for row in table.index[strange]
        ],
        lambda spot: message("“{cell}” is not a response class; it is drawn as a milestone.", cell=spot.read[:80]),
        message("Use CR, PR, improved, NR, died or NE."),
        sheet=long.name,
    )
    label = table["label"].where(~(responses & ~strange), classes)
    kind = table["kind"].where(~strange, "milestone")
    return table.assign(kind=kind, label=label.where(label.notna(), kind))


def join_events(implied: pd.DataFrame, listed: pd.DataFrame, notes: Notes) -> pd.DataFrame:
    """Add what the patients sheet implies to an events sheet, which wins where both tell of the same thing."""
    if listed.empty:
        return implied
    known: dict[tuple[str, str], list[tuple[str, float]]] = {}
    for event in rows_of(listed):
        known.setdefault((event.patient_id, event.kind), []).append((event.label, event.day))
    keep = []
    for event in rows_of(implied):
        same = _same(event, known)
        keep.append(not same)
        nearest = min(same, key=lambda day: abs(day - event.day), default=event.day)
        if abs(nearest - event.day) > SLACK:
            notes.add(
                "warning",
                message(
                    "{what} is day {listed} among the events and day {own} on the patients sheet; "
                    "day {listed} is used.",
                    what=str(event.label)[:60],
                    listed=f"{nearest:.0f}",
                    own=f"{event.day:.0f}",
                ),
                message("Correct whichever is wrong."),
                patient=str(event.patient_id),
            )
    return stack([listed, implied[np.array(keep, dtype=bool)]], EVENTS)


def _same(event: Any, known: dict[tuple[str, str], list[tuple[str, float]]]) -> list[float]:
    """Return the days of the listed events that tell of the same thing as an implied one."""
    found = known.get((event.patient_id, event.kind), [])
    if event.kind == "milestone":
        return [day for label, day in found if label == event.label]
    if event.kind == "response":
        return [day for label, day in found if label == event.label and abs(day - event.day) <= SLACK]
    if event.kind == "last follow-up" and not found and (event.patient_id, "death") in known:
        return [event.day]  # the death is the end; which of the two days holds is said where both are settled
    return [day for _, day in found]
