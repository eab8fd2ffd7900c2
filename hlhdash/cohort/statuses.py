"""Vital status: words, or codes that may stand either way round."""

from __future__ import annotations

import pandas as pd

from hlhdash.cohort import vocabulary
from hlhdash.cohort.columns import Column, as_word
from hlhdash.cohort.headers import normal
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.values import code, text
from hlhdash.language import counted, message

# A header that says what 1 means settles the question by itself; "survival status" does not.
_ONE_IS_DEAD = frozenset({"dead", "death", "died", "event", "死亡"})
_ONE_IS_ALIVE = frozenset({"alive", "survived", "censored", "censoring", "存活", "生存", "删失"})


def as_vital_status(column: Column, notes: Notes) -> pd.Series:
    """Read alive, dead or lost; 0/1 and 1/2 are asked unless the header says which is which."""
    codes = _codes(column, notes)
    left = int(column.flags(lambda cell: vocabulary.is_left_against_advice(text(cell))).sum())
    left_means = _ask_left(column, left, notes) if left else "lost"

    def status(word: str) -> str | None:
        if vocabulary.is_left_against_advice(word):
            return left_means
        return codes.get(code(word)) or vocabulary.vital(word)

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
    found = set(column.each(code)[column.present])
    numeric = found & {"0", "1", "2"}
    if not numeric or any(vocabulary.vital(word) for word in found - numeric):
        return {}
    zero_one = "0" in numeric or "2" not in numeric
    low, high = ("0", "1") if zero_one else ("1", "2")
    words = set(normal(column.reading.header).split())
    if zero_one and words & _ONE_IS_DEAD and not words & _ONE_IS_ALIVE:
        dead = high
    elif zero_one and words & _ONE_IS_ALIVE and not words & _ONE_IS_DEAD:
        dead = low
    else:
        dead = _ask_dead(column, low, high, notes)
    return {one: "dead" if one == dead else "alive" for one in (low, high)}


def _ask_dead(column: Column, low: str, high: str, notes: Notes) -> str:
    written = column.each(code)
    n = int(written.isin([low, high]).sum())
    choices = {
        f"{one} means dead": message("{dead} of {n} died", dead=int((written == one).sum()), n=n) for one in (high, low)
    }
    chosen = notes.ask(
        "vital_status",
        column.reading.header,
        message("Which code means dead in column {column}?", column=column.reading.header),
        choices,
        f"{high} means dead",
    )
    return low if chosen == f"{low} means dead" else high


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
