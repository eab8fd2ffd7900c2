"""One cell at a time: numbers, dates, ages and yes/no as clinics write them.

Every reader returns None for a cell it cannot read and never raises on one; the caller makes the finding.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from dataclasses import dataclass
from typing import Any, Literal

DAYS_PER_MONTH = 30.4375
DAYS_PER_UNIT = {
    "hours": 1 / 24,
    "days": 1.0,
    "weeks": 7.0,
    "months": DAYS_PER_MONTH,
    "years": 12 * DAYS_PER_MONTH,
}

DateOrder = Literal["day first", "month first"]

_MISSING = frozenset(
    {"", "na", "n/a", "nan", "nat", "null", "none", "-", "--", "—", "/", ".", "?", "#n/a", "缺失"}
)
_YES = frozenset({"1", "yes", "y", "true", "t", "是", "有", "+", "positive", "pos", "阳性", "done"})
_NO = frozenset({"0", "no", "n", "false", "f", "否", "无", "negative", "neg", "阴性", "not done"})

_NUMBER = re.compile(
    r"^\s*(?P<bound>[<>]=?|[≤≥])?\s*(?P<digits>[-+]?(?:\d[\d,.\s']*\d|\d|[.,]\d+))"
    r"(?:\s*(?:[x*]\s*10\s*\^?\s*(?P<power>[-+]?\d+)|e(?P<exponent>[-+]?\d+)))?"
    r"\s*(?P<scale>[万亿])?\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[↑↓*＊†‡]+|\((?:h|l)\)$", re.IGNORECASE)
_SCALES = {"万": 1e4, "亿": 1e8, None: 1.0}

_EXCEL_EPOCH = dt.date(1899, 12, 30)
_ISO = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s].*)?$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_SLASHED = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:\s.*)?$")
_NAMED = re.compile(r"^(\d{1,2})[-\s.]*([a-z]{3})[a-z]*[-\s.,]*(\d{4}|\d{2})$", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_AGE_PARTS = re.compile(
    r"(\d+(?:\.\d+)?)\s*(years?|yrs?|y|岁|年|months?|mos?|mths?|m|个月|月|weeks?|wks?|w|周|days?|d|天|日)",
    re.IGNORECASE,
)
_AGE_UNITS = {"y": "years", "岁": "years", "年": "years", "m": "months", "个": "months", "月": "months"} | {
    "w": "weeks",
    "周": "weeks",
    "d": "days",
    "天": "days",
    "日": "days",
}


@dataclass(frozen=True)
class Number:
    """A number as measured: its value, the bound it was given with (">", "<" or "") and its unit text."""

    value: float
    bound: str = ""
    unit: str = ""


def text(cell: Any) -> str:
    """Write a cell as its reader sees it: trimmed, whole numbers without ".0"."""
    if cell is None or (isinstance(cell, float) and math.isnan(cell)) or type(cell).__name__ == "NaTType":
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    return " ".join(str(cell).split())


def plain(cell: Any) -> str:
    """Write a cell for comparison: full-width forms folded, lower case."""
    return unicodedata.normalize("NFKC", text(cell)).strip().casefold()


def is_missing(cell: Any) -> bool:
    """Say whether a cell holds nothing, or one of the usual signs for nothing."""
    return plain(cell) in _MISSING


def number(cell: Any, *, decimal_comma: bool = False) -> Number | None:
    """Read a number with its bound and unit: ">40000", "4.8×10^6", "1.2万", "1,234.5 ng/mL"."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, (int, float)):
        return None if math.isnan(cell) or math.isinf(cell) else Number(float(cell))
    written = unicodedata.normalize("NFKC", text(cell)).replace("×", "x")
    match = _NUMBER.match(_MARKS.sub("", written))
    if match is None:
        return None
    digits = _digits(match["digits"], decimal_comma=decimal_comma)
    if digits is None:
        return None
    power = int(match["power"] or match["exponent"] or 0)
    if abs(power) > 30:
        return None
    bound = {"≤": "<", "≥": ">"}.get(match["bound"] or "", (match["bound"] or "")[:1])
    unit = match["rest"].strip()
    if unit and re.match(r"^[\d-]", unit):
        return None  # "3-5" or "2 3" is not one number
    return Number(digits * 10.0**power * _SCALES[match["scale"]], bound, unit)


def _digits(written: str, *, decimal_comma: bool) -> float | None:
    compact = re.sub(r"[\s']", "", written)
    if decimal_comma:
        compact = compact.replace(".", "").replace(",", ".") if "," in compact else compact
    elif compact.count(",") == 1 and "." not in compact and not re.search(r",\d{3}$", compact):
        compact = compact.replace(",", ".")
    else:
        compact = compact.replace(",", "")
    try:
        return float(compact)
    except ValueError:
        return None


def date(cell: Any, *, order: DateOrder = "day first") -> dt.date | None:
    """Read a date: ISO, slashes or dots, 2019年3月5日, 20190305, 05-Mar-19, an Excel serial or a date cell."""
    if isinstance(cell, dt.datetime):
        return None if type(cell).__name__ == "NaTType" else cell.date()
    if isinstance(cell, dt.date):
        return cell
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _from_serial(float(cell))
    written = unicodedata.normalize("NFKC", text(cell))
    if match := _ISO.match(written) or _COMPACT.match(written):
        return _calendar(int(match[1]), int(match[2]), int(match[3]))
    if match := _SLASHED.match(written):
        first, second, year = int(match[1]), int(match[2]), int(match[3])
        day, month = (first, second) if order == "day first" else (second, first)
        return _calendar(year, month, day) or _calendar(year, day, month)
    if (match := _NAMED.match(written)) and match[2].lower() in _MONTHS:
        year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
        return _calendar(year, _MONTHS.index(match[2].lower()) + 1, int(match[1]))
    return _from_serial(float(written)) if re.fullmatch(r"\d{5}(\.\d+)?", written) else None


def date_order(cell: Any) -> DateOrder | Literal["either"] | None:
    """Say which day/month order a written date allows; None where the question does not arise."""
    match = _SLASHED.match(unicodedata.normalize("NFKC", text(cell))) if isinstance(cell, str) else None
    if match is None:
        return None
    first, second = int(match[1]), int(match[2])
    if first > 12:
        return "day first"
    if second > 12:
        return "month first"
    return None if first == second else "either"


def _from_serial(serial: float) -> dt.date | None:
    if serial == int(serial) and 19000101 <= serial <= 21001231:
        return _calendar(int(serial) // 10000, int(serial) // 100 % 100, int(serial) % 100)
    if not 20_000 <= serial <= 80_000:  # 1954 to 2119: anything else is no date of this disease
        return None
    return _EXCEL_EPOCH + dt.timedelta(days=int(serial))


def _calendar(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def age_years(cell: Any, *, unit: str = "years", decimal_comma: bool = False) -> float | None:
    """Read an age in years: "1.5", "9月", "1岁8月", "1y8m", "20 months"."""
    written = unicodedata.normalize("NFKC", text(cell))
    parts = _AGE_PARTS.findall(written)
    if parts and not _AGE_PARTS.sub("", written).strip(" ,;和and"):
        return (
            sum(float(n) * DAYS_PER_UNIT[_AGE_UNITS[u[0].lower()]] for n, u in parts) / DAYS_PER_UNIT["years"]
        )
    read = number(cell, decimal_comma=decimal_comma)
    if read is None or read.unit or read.bound:
        return None
    return read.value * DAYS_PER_UNIT[unit] / DAYS_PER_UNIT["years"]


def yes_no(cell: Any) -> bool | None:
    """Read yes or no in English or Chinese, 1 or 0."""
    written = plain(cell)
    return True if written in _YES else False if written in _NO else None
