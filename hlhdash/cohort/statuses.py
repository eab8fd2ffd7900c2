"""Vital status: words, or codes that may stand either way round."""

from __future__ import annotations

import pandas as pd

from hlhdash.cohort import vocabulary
from hlhdash.cohort.columns import Column, as_word, each, present
from hlhdash.cohort.mapping import normal
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.values import plain, text
from hlhdash.language import message

# A header that says what 1 means settles the question by itself.
_ONE_IS_DEAD = ("dead", "death", "died", "event", "死亡")
_ONE_IS_ALIVE = ("alive", "survival", "survived", "存活", "生存")


def as_vital_status(column: Column, notes: Notes) -> pd.Series:
    """Read alive, dead or lost; 0/1 and 1/2 are asked unless the header says which is which."""
    filled = present(column.cells)
    codes = set(column.cells[filled].map(plain)) - {""}
    dead_code = _dead_code(column, codes, notes)
    left = column.cells.map(lambda cell: vocabulary.is_left_against_advice(text(cell)))
    left_means = "lost"
    if left.any():
        count = int(left.sum())
        left_means = notes.ask(
            "left_against_advice",
            column.reading.header,
            message("Some families left against advice: how are these children counted?"),
            {
                "lost": message("{n} are followed until they left", n=count),
                "dead": message("{n} count as dead", n=count),
                "alive": message("{n} count as alive", n=count),
            },
            "lost",
        )

    def status(word: str) -> str | None:
        if dead_code is not None and word in dead_code:
            return dead_code[word]
        if vocabulary.is_left_against_advice(word):
            return left_means
        return vocabulary.vital(word)

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


def _dead_code(column: Column, codes: set[str], notes: Notes) -> dict[str, str] | None:
    """Return what each code means, or None where the column is written in words."""
    numeric = {code for code in codes if code in ("0", "1", "2")}
    if not numeric or any(vocabulary.vital(code) for code in codes - numeric):
        return None
    zero_one = "0" in numeric or "2" not in numeric
    low, high = ("0", "1") if zero_one else ("1", "2")
    header = normal(column.reading.header).split()
    if zero_one and any(word in header for word in _ONE_IS_DEAD):
        return {low: "alive", high: "dead"}
    if zero_one and any(word in header for word in _ONE_IS_ALIVE):
        return {low: "dead", high: "alive"}
    return _ask(column, low, high, notes)


def _ask(column: Column, low: str, high: str, notes: Notes) -> dict[str, str]:
    written = each(column.cells, plain)
    total = int(written.isin([low, high]).sum())
    counts = {code: int((written == code).sum()) for code in (low, high)}
    choices = {
        f"{high} means dead": message("{dead} of {n} died", dead=counts[high], n=total),
        f"{low} means dead": message("{dead} of {n} died", dead=counts[low], n=total),
    }
    chosen = notes.ask(
        "vital_status",
        column.reading.header,
        message("Which code means dead in column {column}?", column=column.reading.header),
        choices,
        f"{high} means dead",
    )
    dead = high if chosen == f"{high} means dead" else low
    return {code: "dead" if code == dead else "alive" for code in (low, high)}
