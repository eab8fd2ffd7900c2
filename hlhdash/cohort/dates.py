"""One cell at a time: dates as clinics write them, and which order of day and month a written date allows."""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import Any, Literal

from hlhdash.cohort.values import LONGEST, folded

DateOrder = Literal["day first", "month first"]
ORDERS: tuple[DateOrder, ...] = ("day first", "month first")

_EXCEL_EPOCH = dt.date(1899, 12, 30)
# Nothing but a weekday, a time of day and its zone may follow a date: a second date is not passed over.
_AFTER = (
    r"(?:\s*\(?(?:星期[一二三四五六日天]|周[一二三四五六日]|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)\)?)?"
    r"(?:(?:[T日]|\s)\s*(?:上午|下午|am|pm)?\s*\d{1,2}[:时点]\d{1,2}(?::\d{2}(?:[.,]\d+)?|分)?"
    r"\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{1,4}|[-+]\d{2}:?\d{2})?)?$"
)
_ISO = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?" + _AFTER, re.IGNORECASE)
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_SLASHED = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})" + _AFTER, re.IGNORECASE)
_SHORT = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{2})$")
_MONTH_ONLY = re.compile(r"^((?:19|20)\d{2})\s*[-/年]\s*(\d{1,2})\s*月?$")  # not after a dot: 2019.3 is a number
_MONTH_FIRST = re.compile(r"^(\d{1,2})\s*[-/]\s*((?:19|20)\d{2})$")
_MONTH_WORD = re.compile(r"^([a-z]{3})[a-z]*[-\s.,]*(\d{4})$", re.IGNORECASE)
MIDDLE = 15  # the day taken where only the month is written; it is at most 16 days off
_DAY_NAMED = re.compile(r"^(\d{1,2})[-\s.]*([a-z]{3})[a-z]*[-\s.,]*(\d{4}|\d{2})$", re.IGNORECASE)
_MONTH_NAMED = re.compile(r"^([a-z]{3})[a-z]*[-\s.]*(\d{1,2})(?:st|nd|rd|th)?[-\s,]+(\d{4})$", re.IGNORECASE)
_SERIAL = re.compile(r"^\d{5}(\.\d+)?$")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def date(cell: Any, *, order: DateOrder = "day first") -> dt.date | None:
    """Read a date: ISO, slashes or dots, 2019年3月5日, 20190305, 05-Mar-19, an Excel serial or a date cell.

    A year of two digits is read only after slashes ("5/3/19", as Excel writes it); "19.3.5" is not: it could be a day.
    """
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _from_serial(float(cell))
    written = folded(cell)
    return _from_text(written, order) if len(written) <= LONGEST else None


def _from_text(written: str, order: DateOrder) -> dt.date | None:
    if match := _ISO.match(written) or _COMPACT.match(written):
        return _calendar(int(match[1]), int(match[2]), int(match[3]))
    if match := _SLASHED.match(written) or _SHORT.match(written):
        first, second, year = int(match[1]), int(match[2]), _full_year(match[3])
        day, month = (first, second) if order == "day first" else (second, first)
        return _calendar(year, month, day) or _calendar(year, day, month)
    if match := _DAY_NAMED.match(written):
        return _named(match[2], int(match[1]), _full_year(match[3]))
    if match := _MONTH_NAMED.match(written):
        return _named(match[1], int(match[2]), int(match[3]))
    return _from_serial(float(written)) if _SERIAL.match(written) else None


def _full_year(written: str) -> int:
    return int(written) + (2000 if len(written) == 2 else 0)


def has_short_year(cell: Any) -> bool:
    """Say whether a date is written with a year of two digits, which is taken for 20xx."""
    return isinstance(cell, str) and _SHORT.match(folded(cell)) is not None


def month(cell: Any) -> dt.date | None:
    """Read a month without a day, "2019-03", "2019年3月", "03/2019" or "Mar 2019", as its 15th day."""
    written = folded(cell) if isinstance(cell, str) else ""
    if len(written) > LONGEST:
        return None
    if match := _MONTH_ONLY.match(written):
        return _calendar(int(match[1]), int(match[2]), MIDDLE)
    if match := _MONTH_FIRST.match(written):
        return _calendar(int(match[2]), int(match[1]), MIDDLE)
    if match := _MONTH_WORD.match(written):
        return _named(match[1], MIDDLE, int(match[2]))
    return None


def date_order(cell: Any) -> DateOrder | Literal["either"] | None:
    """Say which order of day and month a written date allows; None where the question does not arise."""
    written = folded(cell) if isinstance(cell, str) else ""
    match = _SLASHED.match(written) or _SHORT.match(written) if len(written) <= LONGEST else None
    if match is None:
        return None
    first, second = int(match[1]), int(match[2])
    if first > 12:
        return "day first"
    if second > 12:
        return "month first"
    return None if first == second else "either"


def _from_serial(serial: float) -> dt.date | None:
    if not math.isfinite(serial):
        return None
    if serial == int(serial) and 19000101 <= serial <= 21001231:
        return _calendar(int(serial) // 10000, int(serial) // 100 % 100, int(serial) % 100)
    if not 20_000 <= serial <= 80_000:  # 1954 to 2119: anything else is no date of this disease
        return None
    return _EXCEL_EPOCH + dt.timedelta(days=int(serial))


def _named(month: str, day: int, year: int) -> dt.date | None:
    name = month[:3].lower()
    return _calendar(year, _MONTHS.index(name) + 1, day) if name in _MONTHS else None


def _calendar(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
