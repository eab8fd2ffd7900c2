"""Vital status: words, or codes that may stand either way round."""

from __future__ import annotations

from typing import Any

import pandas as pd

from hlhdash.cohort import vocabulary
from hlhdash.cohort.columns import Column, as_word
from hlhdash.cohort.flag_codes import named, subsets
from hlhdash.cohort.headers import normal
from hlhdash.cohort.legends import legend
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.values import code, text, yes_no
from hlhdash.language import counted, message

_CODES = frozenset("01234")
_YES_NO: dict[tuple[str, ...], str] = {("1",): "yes means dead", ("0",): "no means dead"}
# A header that says what 1 means settles the question by itself; "survival status" does not.
_ONE_IS_DEAD = frozenset({"dead", "death", "died", "event", "死亡"})
_ONE_IS_ALIVE = frozenset(
    {"alive", "survived", "censored", "censoring", "censor", "cens", "cnsr", "存活", "生存", "删失"}
)


def as_vital_status(column: Column, notes: Notes) -> pd.Series:
    """Read alive, dead or lost; codes such as 0/1, 1/2 and 0/1/2 are asked unless the header says which is which."""
    codes = _codes(column, notes)
    left = int(column.flags(lambda cell: vocabulary.is_left_against_advice(text(cell))).sum())
    left_means = _ask_left(column, left, notes) if left else "lost"

    def status(word: str) -> str | None:
        if vocabulary.is_left_against_advice(word):
            return left_means
        return codes.get(_code(word)) or vocabulary.vital(word)

    return as_word(
        column,
        status,
        notes,
        unknown=lambda cell: message(
            "A status of “{cell}” is not known; this patient has no vital status and is left out of survival.",
            cell=cell,
        ),
        remedy=message("Write alive, dead or lost."),
    )


def _codes(column: Column, notes: Notes) -> dict[str, str]:
    """Return what each code means, nothing where the column is written in words."""
    found = set(column.each(_code)[column.present])
    numeric = found & _CODES
    if told := _told(column.reading.header, numeric):
        return told
    if not numeric & {"0", "1", "2"} or any(vocabulary.vital(word) for word in found - numeric):
        return {}
    codes = _possible(numeric)
    low, high = codes[0], codes[1]
    words = set(normal(column.reading.header).split())
    two = codes == ("0", "1")
    if two and words & _ONE_IS_DEAD and not words & _ONE_IS_ALIVE:
        dead: tuple[str, ...] = (high,)
    elif two and words & _ONE_IS_ALIVE and not words & _ONE_IS_DEAD:
        dead = (low,)
    else:
        dead = _ask_dead(column, codes, notes)
    if len(codes) > 2:
        others = [one for one in codes[1:] if one not in dead]
        if "vital_status" not in notes.answers:
            # Until somebody says what it means, a third code is no status: never an event, never a censoring.
            return {one: "dead" if one in dead else "alive" for one in codes if one not in others}
        _say_others(column, others, notes)
    return {one: "dead" if one in dead else "alive" for one in codes}


def _code(cell: Any) -> str:
    """Return a cell as a code; yes and TRUE are 1, no and FALSE are 0."""
    answer = None if vocabulary.vital(text(cell)) else yes_no(cell)
    return code(cell) if answer is None else "1" if answer else "0"


def _told(header: str, numeric: set[str]) -> dict[str, str]:
    """Return what the codes mean by the header's own words; of two codes one that is told tells the other."""
    told = {one: status for one, word in legend(header).items() if (status := vocabulary.vital(word))}
    others = numeric - set(told)
    if len(told) == 1 and len(others) == 1 and len(numeric) <= 2:
        (status,) = told.values()
        return {**told, others.pop(): "alive" if status == "dead" else "dead"}
    return told


def _possible(numeric: set[str]) -> tuple[str, ...]:
    """Return the codes in order, with the other of 0 and 1, or of 1 and 2, where only one of them occurs."""
    if len(numeric) > 2:
        return tuple(sorted(numeric))
    if numeric <= {"0", "1"}:
        return ("0", "1")
    return tuple(sorted(numeric | {"1"})) if len(numeric) == 1 else tuple(sorted(numeric))


def _ask_dead(column: Column, codes: tuple[str, ...], notes: Notes) -> tuple[str, ...]:
    """Ask which code, or which codes of several, means dead; the lowest is usually the censored one."""
    written = column.each(_code)
    n = int(written.isin(codes).sum())
    likely_first = (codes[1], codes[0], *codes[2:]) if len(codes) == 2 else codes[1:]
    kinds = dict.fromkeys([*((one,) for one in likely_first), *subsets(codes)])
    in_words = not column.flags(lambda cell: code(cell) in _CODES).any()
    names = {kind: _YES_NO[kind] if in_words and kind in _YES_NO else named(kind, dead=True) for kind in kinds}
    choices = {names[kind]: message("{dead} of {n} died", dead=int(written.isin(kind).sum()), n=n) for kind in kinds}
    chosen = notes.ask(
        "vital_status",
        column.reading.header,
        message("Which code means dead in column {column}?", column=column.reading.header),
        choices,
        names[(codes[1],)],
    )
    return next(kind for kind in kinds if names[kind] == chosen)


def _say_others(column: Column, others: list[str], notes: Notes) -> None:
    """Say how a third code is counted: with a death and a censoring told apart, it may be a competing event."""
    written = column.each(_code)
    for one in others:
        notes.add(
            "warning",
            counted(
                "Code {code} of column {column} is not dead; {n} patient with it counts as alive on the last day.",
                "Code {code} of column {column} is not dead; {n} patients with it count as alive on the last day.",
                n=int((written == one).sum()),
                code=one,
                column=column.reading.header,
            ),
            message("Answer which codes mean dead; empty these cells if the code means not known."),
            sheet=column.reading.sheet,
            column=column.reading.header,
        )


def _ask_left(column: Column, n: int, notes: Notes) -> str:
    return notes.ask(
        "left_against_advice",
        column.reading.header,
        message("Some families left against advice: how are these children counted?"),
        {
            "lost": counted("{n} is followed until it left", "{n} are followed until they left", n=n),
            "dead": counted("{n} counts as dead", "{n} count as dead", n=n),
            "alive": counted("{n} counts as alive", "{n} count as alive", n=n),
        },
        "lost",
    )
