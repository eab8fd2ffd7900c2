"""Times that are the names of visits, "week 1", "第4周", "baseline": counted from day zero, wherever the file counts.

A date is where it is, and a bare number counts from where the file counts; but week 1 is the week after treatment
began, in the words of the field. So a response recorded as "week 1" stays the response at week 1 whatever day zero the
numbers beside it have, and one that is recorded with a date is reckoned from that date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from hlhdash.cohort.headers import read_header
from hlhdash.cohort.sheets import Sheet
from hlhdash.cohort.values import DAYS_PER_UNIT, LONGEST, folded, span, text

_UNIT = {"d": "days", "w": "weeks", "m": "months", "y": "years", "天": "days", "日": "days", "周": "weeks"}
_UNIT |= {"个": "months", "月": "months", "年": "years"}
_NAMED = re.compile(
    r"(?:(?:at|on|after|post|visit)?(?:[\s-]*(?:treatment|therapy|dose))?|(?:治疗|用药|给药|服药)后?)\s*"
    r"(?:(?P<word>weeks?|wk|w|months?|mo|m|days?|d|years?|yr|y)\s*[-_.#+]?\s*(?P<n>\d{1,4})"
    r"|第?\s*(?P<n2>\d{1,4})\s*(?P<word2>周|个月|月|天|日|年))"
    r"\s*(?:visit|assessment|response|eval(?:uation)?|访视|评估|疗效)?\s*(?:\([^)]{0,20}\))?",
    re.IGNORECASE,
)
_BASELINE = re.compile(
    r"(?:baseline|base\s*line|pre[\s-]*(?:treatment|dose|rux(?:olitinib)?)?|before\s*treatment|screening|day\s*zero"
    r"|基线|治疗前|用药前|入组(?:时)?|筛选(?:期)?)\s*(?:visit|访视)?",
    re.IGNORECASE,
)
# Day 1 of the first cycle is the day on which treatment began; how long a cycle is, no cell says.
_FIRST_CYCLE = re.compile(r"(?:c(?:ycle)?\s*0?1)[\s,/-]*d(?:ay)?\s*(\d{1,3})", re.IGNORECASE)
_MOST = 0.5  # share of the distinct words of a column that must be visits or spans of time
_ROWS = 2_000  # by which a long column is judged
_LONG_WORDS = frozenset({"day", "days", "d", "天", "日"})  # "day 7" may be a number of the file's own count


def visit(cell: Any) -> tuple[float, str] | None:
    """Read the name of a visit as (days from day zero, the unit it is named in): "week 1" is (7, "weeks")."""
    if not isinstance(cell, str) or cell[:1].isdecimal() or len(cell) > LONGEST:
        return None
    written = folded(cell)
    if _BASELINE.fullmatch(written):
        return 0.0, "days"
    if (first := _FIRST_CYCLE.fullmatch(written)) and int(first[1]):
        return float(int(first[1]) - 1), "days"
    match = _NAMED.fullmatch(written)
    if match is None:
        return None
    word = (match["word"] or match["word2"]).lower()
    if word in _LONG_WORDS:
        return None
    unit = _UNIT[word[0]]
    return float(int(match["n"] or match["n2"]) * DAYS_PER_UNIT[unit] // 1), unit


def visit_columns(sheet: Sheet) -> list[str]:
    """Return the columns that no field knows and most of whose cells are names of visits, more than a baseline."""
    unknown = [
        header
        for header in map(str, sheet.cells.columns)
        if not read_header(header, "events")[0] and not read_header(header, "patients")[0]
    ]
    return [header for header in unknown if _are_visits(sheet.cells[header].iloc[:_ROWS])]


def _are_visits(cells: Iterable[Any]) -> bool:
    written = {text(cell) for cell in cells} - {""}
    named = {cell for cell in written if visit(cell) is not None}
    later = {cell for cell in written if (when := visit(cell) or span(cell)) is not None and when[0] > 0}
    return bool(later & named) and len(named | later) > _MOST * len(written)
