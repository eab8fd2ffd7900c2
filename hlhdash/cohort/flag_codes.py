"""Codes in a column of something that may not have happened: 1 and 2 of "death" are no days."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from hlhdash.cohort import vocabulary
from hlhdash.cohort.columns import Column
from hlhdash.cohort.header_units import normal
from hlhdash.cohort.legends import legend
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.values import code, yes_no
from hlhdash.language import Message, message

# Fever may go and a drug may stop on day 1 or 2; these do not happen to a whole column of children then.
_NEVER_SO_SOON = frozenset({"death", "relapse", "hsct", "remission"})
_UNKNOWN = "9"  # the usual code for not known beside 0, 1 and 2
_DAYS = "days"
_TIME_WORDS = frozenset({"time", "date", "day", "days"})


def subsets(codes: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return which codes may together mean one thing: each alone, of three also each pair, and all but the lowest."""
    some = [(one,) for one in codes] + (list(combinations(codes, 2)) if len(codes) == 3 else [])
    return tuple(dict.fromkeys([*some, *([codes[1:]] if len(codes) > 2 else [])]))


def named(codes: tuple[str, ...], *, dead: bool) -> str:
    """Name the choice that these codes mean dead, or yes: "1 and 3 mean dead"."""
    return f"{' and '.join(codes)} mean{'s' if len(codes) == 1 else ''} {'dead' if dead else 'yes'}"


def ask_flags(column: Column, notes: Notes) -> Mapping[str, bool | None] | None:
    """Return what each code of a column of yes and no means, None where its cells are no codes.

    0 is no, 9 is not known; of 1 and 2 it is asked which says that it happened, or whether they are days after all.
    """
    found = set(column.each(code)[column.present])
    header = normal(column.reading.header)
    if column.reading.field in _NEVER_SO_SOON and (told := _told(column.reading.header)) and found <= {*"0129"}:
        return told
    if column.reading.field not in _NEVER_SO_SOON or column.reading.unit or not found <= {"0", "1", "2", _UNKNOWN}:
        return None
    if not found & {"2", _UNKNOWN} or not found & {"1", "2"} or _TIME_WORDS & set(header.split()):
        return None
    if "日期" in header or "时间" in header:
        return None
    if "2" not in found:
        return {"0": False, "1": True, _UNKNOWN: None}
    return _asked(column, "0" in found, notes)


def _told(header: str) -> dict[str, bool | None]:
    """Return what the codes mean where the header itself says so: "death (1=yes, 2=no)"."""
    told: dict[str, bool | None] = {
        one: {"dead": True, "alive": False}.get(vocabulary.vital(word) or "", yes_no(word))
        for one, word in legend(header).items()
    }
    if {*told.values()} <= {None}:
        return {}
    return {"0": False, **told} if True in told.values() else {**told}


def _asked(column: Column, with_zero: bool, notes: Notes) -> Mapping[str, bool | None] | None:
    written = column.each(code)
    n = int(column.present.sum())
    dead = column.reading.field == "death"
    kinds: tuple[tuple[str, ...], ...] = (("1",), ("2",), ("1", "2")) if with_zero else (("2",), ("1",))

    def told(codes: tuple[str, ...]) -> Message:
        many = int(written.isin(codes).sum())
        if dead:
            return message("{dead} of {n} died", dead=many, n=n)
        return message("it happened to {came} of {n}", came=many, n=n)

    choices = {named(codes, dead=dead): told(codes) for codes in kinds}
    choices[_DAYS] = message("the numbers are days: it happened to all {n} on day 0, 1 or 2", n=n)
    header = column.reading.header
    question = (
        message("Which code means dead in column {column}?", column=header)
        if dead
        else message("Which code in column {column} means that it happened?", column=header)
    )
    chosen = notes.ask(column.reading.field, header, question, choices, named(kinds[0], dead=dead))
    if chosen == _DAYS:
        return None
    yes = next(codes for codes in kinds if named(codes, dead=dead) == chosen)
    # Beside a 0 for no, the code that is not yes may mean unknown: it is not taken for no.
    no = ("0",) if with_zero else ("1", "2")
    return {one: True if one in yes else False if one in no else None for one in ("0", "1", "2")}
