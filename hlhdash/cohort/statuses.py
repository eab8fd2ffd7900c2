"""Vital status: words, or codes that may stand either way round."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import pandas as pd

from hlhdash.cohort import vocabulary
from hlhdash.cohort.columns import Column, as_word
from hlhdash.cohort.event_words import came
from hlhdash.cohort.flag_codes import named, subsets
from hlhdash.cohort.headers import normal
from hlhdash.cohort.legends import legend, unnumbered
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.other_events import ANOTHER, NOT_KNOWN, OTHER_EVENT, meant, named_code, say_ended, written
from hlhdash.cohort.tables import no_words
from hlhdash.cohort.values import code, text, yes_no
from hlhdash.language import counted, message

_CODES = frozenset("01234")
_YES_NO: dict[tuple[str, ...], str] = {("1",): "yes means dead", ("0",): "no means dead"}
# A header that says what 1 means settles the question by itself; "survival status" does not.
_ONE_IS_DEAD = frozenset({"dead", "death", "died", "event", "死亡"})
_ONE_IS_ALIVE = frozenset({"alive", "survived", "censored", "cnsr", "存活", "生存", "删失"})
# As often the indicator that somebody was censored as the one that nobody was (R's gehan): asked.
_ONE_MAY_BE_ALIVE = frozenset({"censoring", "censor", "cens"})
_WHETHER = re.compile(r"是否|有无|与否|仍")  # around what a header asks: "目前是否存活" asks for 存活


def read_statuses(column: Column, notes: Notes) -> dict[str, pd.Series]:
    """Read alive, dead or lost, and, where the user says that there are such, the other events that ended follow-up.

    Codes such as 0/1, 1/2 and 0/1/2 are asked unless the header says which is which; so is a word that several
    patients have and nobody knows.

    Returns
    -------
    dict
        "vital_status", and "other_event" where anybody has one: words as the file writes them, codes with its header.
    """
    codes = _codes(column, notes)
    left = int(column.flags(lambda cell: vocabulary.is_left_against_advice(text(cell))).sum())
    left_means = _ask_left(column, left, notes) if left else "lost"
    event = _event_is(column.kinds(lambda cell: written(column, cell)))

    def known(word: str) -> str | None:
        if vocabulary.is_left_against_advice(word):
            return left_means
        return codes.get(_code(word)) or _vital(unnumbered(word), event)

    n_dead = int(column.flags(lambda cell: known(written(column, cell)) == "dead").sum())
    told = meant(column, lambda word: known(word) or _code(word) in _CODES, n_dead, notes)

    def status(word: str) -> str | None:
        means = known(word) or told.get(word)
        return {NOT_KNOWN: None, ANOTHER: "alive"}.get(means or "", means)

    def ending(cell: Any) -> str | None:
        word = written(column, cell)
        if told.get(word) == ANOTHER:
            return word
        return named_code(column, code(cell)) if codes.get(_code(cell)) == ANOTHER else None

    read = as_word(
        column,
        status,
        notes,
        unknown=lambda cell: message(
            "A status of “{cell}” is not known; this patient has no vital status and is left out of survival.",
            cell=cell,
        ),
        remedy=message("Write alive, dead or lost; or answer the question what it means, where there is one."),
    )
    ended = column.each(ending) if ANOTHER in {*codes.values(), *told.values()} else no_words(column.cells.index)
    say_ended(column, ended, "warning" if ANOTHER in codes.values() else "note", notes)
    return {"vital_status": read, **({OTHER_EVENT: ended} if ended.notna().any() else {})}


def _event_is(words: Iterable[str]) -> str | None:
    """Return what "event" means among the words of a status: death, unless death has a word of its own there."""
    return None if any(vocabulary.vital(unnumbered(word)) == "dead" for word in words) else "dead"


def _vital(word: str, event: str | None) -> str | None:
    """Return the status of a word; "event" and "no event" are one where they stand for death and life."""
    told = vocabulary.vital(word)
    return told if told or came(word) is None else event if came(word) else "alive"


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
    words = set(_WHETHER.sub(" ", normal(column.reading.header)).split())
    two, in_words = codes == ("0", "1"), _is_in_words(column)
    one_is_alive = words & _ONE_IS_ALIVE or (in_words and words & _ONE_MAY_BE_ALIVE)
    if two and words & _ONE_IS_DEAD and not one_is_alive:
        dead: tuple[str, ...] = (high,)
    elif two and one_is_alive and not words & _ONE_IS_DEAD:
        dead = (low,)
    else:
        dead = _ask_dead(column, codes, (low,) if two and words & _ONE_MAY_BE_ALIVE else (high,), notes)
    return _meanings(codes, dead, answered=len(codes) == 2 or notes.is_answered("vital_status", column.reading.header))


def _meanings(codes: tuple[str, ...], dead: tuple[str, ...], *, answered: bool) -> dict[str, str]:
    """Return what each code means: of those that are not death the lowest is alive, the others are other events.

    Until somebody says what it means, a third code is no status: never an event, never a censoring.
    """
    living = [one for one in codes if one not in dead]
    others = dict.fromkeys(living[1:] if answered else [], ANOTHER)
    return {**dict.fromkeys(dead, "dead"), **dict.fromkeys(living[:1], "alive"), **others}


def _code(cell: Any) -> str:
    """Return a cell as a code; yes and TRUE are 1, no and FALSE are 0."""
    answer = None if vocabulary.vital(text(cell)) else yes_no(cell)
    return code(cell) if answer is None else "1" if answer else "0"


def _told(header: str, numeric: set[str]) -> dict[str, str]:
    """Return what the codes mean by the header's own words; of two codes one that is told tells the other."""
    words = legend(header)
    event = _event_is(words.values())
    told = {one: status for one, word in words.items() if (status := _vital(word, event))}
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


def _is_in_words(column: Column) -> bool:
    """Say whether a column of yes and no, or TRUE and FALSE, has no digits."""
    return not column.flags(lambda cell: code(cell) in _CODES).any()


def _ask_dead(column: Column, codes: tuple[str, ...], assumed: tuple[str, ...], notes: Notes) -> tuple[str, ...]:
    """Ask which code, or which codes of several, means dead; the lowest is usually the censored one."""
    coded = column.each(_code)
    n = int(coded.isin(codes).sum())
    likely = [assumed] if len(codes) == 2 else [(one,) for one in codes[1:]]
    kinds = dict.fromkeys([*likely, *subsets(codes)])
    in_words = _is_in_words(column)
    names = {kind: _YES_NO[kind] if in_words and kind in _YES_NO else named(kind, dead=True) for kind in kinds}
    choices = {names[kind]: message("{dead} of {n} died", dead=int(coded.isin(kind).sum()), n=n) for kind in kinds}
    chosen = notes.ask(
        "vital_status",
        column.reading.header,
        message("Which code means dead in column {column}?", column=column.reading.header),
        choices,
        names[assumed],
    )
    return next(kind for kind in kinds if names[kind] == chosen)


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
