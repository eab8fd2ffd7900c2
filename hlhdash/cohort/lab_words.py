"""Laboratory cells that are no bare number: what each becomes by a stated rule, and how that is said."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hlhdash.cohort.columns import Column
from hlhdash.cohort.lab_units import is_never_converted
from hlhdash.cohort.notes import Notes
from hlhdash.language import Message, message

VIRUS_LOAD = "ebv_dna"  # of this a negative result is a value below the limit of detection, not a missing one
USUAL_LIMIT = 500.0  # copies/mL, the limit of detection that the field list of the project names for EBV DNA
_GIVE_LIMIT = message("Write the limit of detection, such as <500.")


@dataclass(frozen=True)
class Given:
    """Values with their bounds and units as the cells give them, row by row."""

    value: np.ndarray
    bound: np.ndarray
    unit: np.ndarray


def read_words(column: Column, name: str | np.ndarray, given: Given, notes: Notes) -> Given:
    """Return the values with what the words among the cells say of them; every such word is a finding.

    A virus load of which nothing was found is below the smallest limit of detection that its column states; where it
    states none, below its smallest value or the usual limit, whichever is less. Of anything else such a word gives no
    value. A range is its middle; “about 500” is 500.

    Parameters
    ----------
    name : what was measured, one word or row by row
    """
    nothing = column.by_row(column.numbers.given_as("nothing"))
    loads = np.broadcast_to(np.asarray(name, dtype=object) == VIRUS_LOAD, nothing.shape)
    read = Given(given.value.copy(), given.bound.copy(), given.unit.copy())
    limited = np.zeros(len(nothing), dtype=bool)
    for unit in dict.fromkeys(given.unit[nothing & loads]):
        rows = nothing & loads & (given.unit == unit)
        limit, stated = _limit(given, loads, unit)
        if np.isnan(limit.value[0]):
            continue
        read.value[rows], read.bound[rows], read.unit[rows] = limit.value[0], "<", limit.unit[0]
        limited |= rows
        _say_limit(column, rows, f"<{limit.value[0]:,.10g} {limit.unit[0]}".strip(), stated, notes)
    _say_words(column, nothing & ~limited, notes)
    return read


def _limit(given: Given, loads: np.ndarray, unit: str) -> tuple[Given, bool]:
    """Return the value below which a negative result in a unit lies, and whether the column states it."""
    never = is_never_converted(VIRUS_LOAD, unit)
    same = {one: is_never_converted(VIRUS_LOAD, one) == never for one in dict.fromkeys(given.unit)}
    known = loads & np.array([same[one] for one in given.unit], dtype=bool) & (given.value > 0)
    for bound in ("<", ""):
        places = np.flatnonzero(known & (given.bound == bound))
        if not places.size:
            continue
        least = places[np.argmin(given.value[places])][None]
        smallest = Given(given.value[least], given.bound[least], given.unit[least])
        if bound or never or smallest.value[0] < USUAL_LIMIT:
            return smallest, bool(bound)
    usual = np.array([np.nan if never else USUAL_LIMIT])
    return Given(usual, np.array(["<"], dtype=object), np.array([unit], dtype=object)), False


def _say_limit(column: Column, rows: np.ndarray, told: str, stated: bool, notes: Notes) -> None:
    def sentence(cell: str) -> Message:
        if stated:
            return message(
                "“{cell}” says that nothing was found; it is read as {limit}, the smallest limit of detection that "
                "the column states.",
                cell=cell,
                limit=told,
            )
        return message(
            "“{cell}” says that nothing was found; it is read as {limit}, because the column states no limit of "
            "detection.",
            cell=cell,
            limit=told,
        )

    column.mark(rows, "note", sentence, _GIVE_LIMIT, notes)


def _say_words(column: Column, nothing: np.ndarray, notes: Notes) -> None:
    """Say what becomes of words that give no value, of ranges, and of what is given as about."""
    column.mark(
        nothing,
        "note",
        lambda cell: message(
            "“{cell}” says that nothing was found, but not below which value; it is left empty.", cell=cell
        ),
        _GIVE_LIMIT,
        notes,
    )
    column.mark(
        column.by_row(column.numbers.given_as("something")),
        "note",
        lambda cell: message("“{cell}” says that something was found, but not how much; it is left empty.", cell=cell),
        message("Write the number."),
        notes,
    )
    column.mark(
        column.by_row(column.numbers.given_as("range")),
        "warning",
        lambda cell: message("“{cell}” is a range; its middle is used.", cell=cell),
        message("Write one number."),
        notes,
    )
    column.mark(
        column.by_row(column.numbers.given_as("about")),
        "note",
        lambda cell: message("“{cell}” is given as about so much; the number is used as it is.", cell=cell),
        message("Nothing, if the number is close enough."),
        notes,
    )
