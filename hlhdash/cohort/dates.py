"""One cell at a time: dates as clinics write them, and which orders of day, month and year a written date allows."""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import Any, Literal

from hlhdash.cohort.values import LONGEST, folded

DateOrder = Literal["day first", "month first", "year first"]
ORDERS: tuple[DateOrder, ...] = ("day first", "month first", "year first")
LAST_OF_2000 = 68  # a year of two digits up to this is 20xx, above it 19xx, as POSIX has it

_EXCEL_EPOCH = dt.date(1899, 12, 30)
_CLOCK = r"\d{1,2}[:时点]\d{1,2}(?::\d{2}(?:[.,]\d+)?|分)?"
# Nothing but a full stop, a weekday, a time of day and its zone may follow a date: a second date is not passed over.
_AFTER = (
    r"\.?(?:\s*\(?(?:星期[一二三四五六日天]|周[一二三四五六日]|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)\)?)?"
    r"(?:(?:[T日号:]|\s)\s*(?:上午|下午|am|pm)?\s*"
    + _CLOCK
    + r"\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{1,4}|[-+]\d{2}:?\d{2})?)?$"
)
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}[.,]?\s+", re.IGNORECASE)
_ISO = re.compile(r"^(\d{4})[-/.年]\s*(\d{1,2})[-/.月]\s*(\d{1,2})[日号]?" + _AFTER, re.IGNORECASE)
_SHORT_CHINESE = re.compile(r"^(\d{2})年\s*(\d{1,2})月\s*(\d{1,2})[日号]" + _AFTER, re.IGNORECASE)
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_SLASHED = re.compile(r"^(\d{1,2})[-/.]\s*(\d{1,2})[-/.]\s*(\d{4})" + _AFTER, re.IGNORECASE)
_SHORT = re.compile(r"^(\d{1,2})([-/.])\s*(\d{1,2})\2\s*'?(\d{1,2})" + _AFTER, re.IGNORECASE)
_MONTH_ONLY = re.compile(r"^((?:19|20)\d{2})\s*[-/年]\s*(\d{1,2})\s*月?$")  # not after a dot: 2019.3 is a number
_MONTH_FIRST = re.compile(r"^(\d{1,2})\s*[-/]\s*((?:19|20)\d{2})$")
_MONTH_WORD = re.compile(r"^([a-zä]{3})[a-z]*[-\s.,/]*(\d{4})$", re.IGNORECASE)
_MONTH_SHORT = re.compile(r"^([a-zä]{3})[a-z]*\.?\s*[-/']\s*'?(\d{2})$", re.IGNORECASE)  # "Dec 12" may be a day
MIDDLE = 15  # the day taken where only the month is written; it is at most 16 days off
_DAY_NAMED = re.compile(
    r"^(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[-\s./]*([a-zä]{3})[a-z]*[-\s.,/]*'?(\d{4}|\d{2})" + _AFTER, re.IGNORECASE
)
_MONTH_NAMED = re.compile(
    r"^([a-zä]{3})[a-z]*[-\s./]*(\d{1,2})(?:st|nd|rd|th)?[-\s,./]+'?(\d{4}|\d{2})" + _AFTER, re.IGNORECASE
)
_SERIAL = re.compile(r"^\d{5}(\.\d+)?$")
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_GERMAN = {"mär": 3, "mrz": 3, "mai": 5, "okt": 10, "dez": 12}
_MONTHS = {name: i for i, name in enumerate(_NAMES, start=1)} | _GERMAN


def date(cell: Any, *, order: DateOrder = "day first") -> dt.date | None:
    """Read a date: ISO, slashes or dots, 2019年3月5日, 20190305, 05-Mar-19, an Excel serial or a date cell.

    Parameters
    ----------
    order : of the parts of a date written in numbers; one that is impossible so is read as it can be
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
    if match := _ISO.match(written) or _SHORT_CHINESE.match(written) or _COMPACT.match(written):
        return _calendar(_full_year(match[1]), int(match[2]), int(match[3]))
    if _SERIAL.match(written):
        return _from_serial(float(written))
    if readings := _readings(written):
        return readings.get(order) or next(iter(readings.values()))
    written = _WEEKDAY.sub("", written)
    if match := _DAY_NAMED.match(written):
        return _named(match[2], int(match[1]), _full_year(match[3]))
    if match := _MONTH_NAMED.match(written):
        return _named(match[1], int(match[2]), _full_year(match[3]))
    return None


def _readings(written: str) -> dict[DateOrder, dt.date]:
    """Return what a date written in numbers is in each order it can have; a year has two digits or four."""
    if match := _SLASHED.match(written):
        first, second, year = int(match[1]), int(match[2]), int(match[3])
        tries = {"day first": (year, second, first), "month first": (year, first, second)}
    elif match := _SHORT.match(written):
        first, second, third = match[1], match[3], match[4]
        tries = {
            "day first": (_short_year(third), int(second), int(first)),
            "month first": (_short_year(third), int(first), int(second)),
            "year first": (_short_year(first), int(second), int(third)),
        }
    else:
        return {}
    found: dict[DateOrder, dt.date | None] = {order: _calendar(*tries[order]) for order in ORDERS if order in tries}
    return {order: day for order, day in found.items() if day is not None}


def _short_year(written: str) -> int:
    return _full_year(written) if len(written) == 2 else 0  # no calendar has a year 0


def _full_year(written: str) -> int:
    if len(written) == 4:
        return int(written)
    return int(written) + (2000 if int(written) <= LAST_OF_2000 else 1900)


def _without_year(cell: Any) -> str:
    """Return what is written in a cell, "" where it begins with a whole year, as most dates do, or is no text."""
    if not isinstance(cell, str) or cell[:4].isdecimal():
        return ""
    written = folded(cell)
    return written if len(written) <= LONGEST else ""


def orders_of(cell: Any) -> frozenset[DateOrder]:
    """Return the orders of day, month and year that a written date allows; none where all give the same day."""
    written = _without_year(cell)
    if not written[:1].isdecimal():
        return frozenset()
    readings = _readings(written)
    one = len(set(readings.values())) == 1
    # 13/04/2019 settles the order of its column; 04/04/2019 says nothing of it.
    return frozenset() if one and len(readings) > 1 else frozenset(readings)


def short_year(cell: Any, *, order: DateOrder = "day first") -> int | None:
    """Return the full year that is read where a date has a year of two digits, None where it has not."""
    written = _without_year(cell)
    if not written:
        return None
    if _SHORT.match(written) or _SHORT_CHINESE.match(written):
        found = _from_text(written, order)
        return found.year if found else None
    words = _WEEKDAY.sub("", written)
    for pattern, of_month, of_year in ((_DAY_NAMED, 2, 3), (_MONTH_NAMED, 1, 3), (_MONTH_SHORT, 1, 2)):
        match = pattern.match(words)
        if match and len(match[of_year]) == 2 and match[of_month][:3].lower() in _MONTHS:
            return _full_year(match[of_year])
    return None


def month(cell: Any) -> dt.date | None:
    """Read a month without a day, "2019-03", "2019年3月", "03/2019", "Mar 2019" or "Mar-19", as its 15th day."""
    written = folded(cell) if isinstance(cell, str) else ""
    if len(written) > LONGEST:
        return None
    if match := _MONTH_ONLY.match(written):
        return _calendar(int(match[1]), int(match[2]), MIDDLE)
    if match := _MONTH_FIRST.match(written):
        return _calendar(int(match[2]), int(match[1]), MIDDLE)
    if match := _MONTH_WORD.match(written) or _MONTH_SHORT.match(written):
        return _named(match[1], MIDDLE, _full_year(match[2]))
    return None


def _from_serial(serial: float) -> dt.date | None:
    if not math.isfinite(serial):
        return None
    if serial == int(serial) and 19000101 <= serial <= 21001231:
        return _calendar(int(serial) // 10000, int(serial) // 100 % 100, int(serial) % 100)
    if not 20_000 <= serial <= 80_000:  # 1954 to 2119: anything else is no date of this disease
        return None
    return _EXCEL_EPOCH + dt.timedelta(days=int(serial))


def _named(name: str, day: int, year: int) -> dt.date | None:
    number = _MONTHS.get(name[:3].lower())
    return None if number is None else _calendar(year, number, day)


def _calendar(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
