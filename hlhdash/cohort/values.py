"""One cell at a time: text, numbers, ages, spans of time and yes/no as clinics write them.

Every reader returns None for a cell it cannot read and never raises on one; the caller makes the finding.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from typing import Any, NamedTuple

import pandas as pd

DAYS_PER_MONTH = 30.4375
DAYS_PER_UNIT = {
    "hours": 1 / 24,
    "days": 1.0,
    "weeks": 7.0,
    "months": DAYS_PER_MONTH,
    "years": 12 * DAYS_PER_MONTH,
}
LONGEST = 200  # a longer cell is prose, never a number, a date or an age

_MISSING = frozenset(
    {"", "na", "n/a", "n.a.", "nan", "nat", "<na>", "null", "none", "-", "--", "—", "/", ".", "..", "?", "#n/a"}
    | {"not available", "no data", "缺失", "未查", "未测", "未做", "无数据", "暂无"}
)
_YES = frozenset(
    {"1", "yes", "y", "true", "t", "是", "有", "+", "positive", "pos", "阳性", "done", "√", "✓", "✔"}
    | {"ja", "oui", "sí", "si", "sim"}
)
_NO = frozenset(
    {
        "0",
        "no",
        "n",
        "false",
        "f",
        "否",
        "无",
        "negative",
        "neg",
        "阴性",
        "not done",
        "never",
        "未",
        "未行",
        "未移植",
        "×",
        "✗",
        "✘",
        "nein",
        "non",
        "não",
        "nao",
    }
)

_PLAIN_NUMBER = re.compile(r"[-+]?\d{1,15}(?:\.\d{1,15})?", re.ASCII)
_NUMBER = re.compile(
    r"^\s*(?P<bound>[<>]=?|[≤≥])?\s*(?P<digits>[-+]?(?:\d[\d,.\s']*\d|\d|[.,]\d+))"
    # "x 1000" multiplies; "x 103" has lost its superscript. What is neither, such as "x 1005", is left for no unit.
    r"(?:\s*(?:[x*]\s*(?:(?P<times>10{2,})(?!\d|[.,]\d)|10(?!\s*0\d)\s*[\^e]?\s*(?P<power>[-+]?\d+))"
    r"|e(?P<exponent>[-+]?\d+)))?"
    r"\s*(?P<scale>[万亿])?\s*(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
# A star before a digit multiplies; at either end it is a mark like an arrow.
_MARKS = re.compile(r"\((?:hh?|ll?|[↑↓]+)\)$|[↑↓†‡]+|^\s*\*+|\*+(?!\s*[\d*])", re.IGNORECASE)
_SUPERSCRIPTS = re.compile("[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_POWER_ALONE = re.compile(r"^(\s*(?:[<>]=?|[≤≥])?\s*)10\s*\^")
# What follows the digits and would make another number of them: "3-5", "1/2", "2 3", "4.8^6", "3.5千", "1.5w", "3x".
_NOT_A_UNIT = re.compile(r"[-\d^*千百十]|/\s*\d|x(?![a-z])|[kw](?![a-z/])", re.IGNORECASE)
_SCALES = {"万": 1e4, "亿": 1e8, None: 1.0}
_GROUPED = re.compile(r"[-+]?\d{1,3}(?:[,\s']\d{3})+(?:\.\d+)?")
_WITH_COMMA = re.compile(r"[-+]?\d*,\d+")
_WITH_DOT = re.compile(r"[-+]?(?:\d+(?:\.\d+)?|\.\d+)")
_SWAPPED = str.maketrans(",.", ".,")

_SPANS = re.compile(
    r"(\d+(?:\.\d+)?)\s*"
    r"(years?|yrs?|y|岁|年|months?|mos?|mths?|m|个月|月|weeks?|wks?|w|周|days?|d|天|日|hours?|hrs?|h|小时)",
    re.IGNORECASE,
)
_SPAN_UNITS = {"y": "years", "岁": "years", "年": "years", "m": "months", "个": "months", "月": "months"} | {
    "w": "weeks",
    "周": "weeks",
    "d": "days",
    "天": "days",
    "日": "days",
    "h": "hours",
    "小": "hours",
}
LONGEST_SPAN = 120 * 365.25  # days; no patient lives longer
_DAY_OF_YEAR = re.compile(r"\d{1,2}\s*月\s*\d{1,2}\s*[日号]")  # the 5th of March, not three months and five days
_BEFORE = re.compile(r"^[-−]\s*(?=\d)")
_NUMBERED_DAY = re.compile(r"^(?:study\s*)?(?:day|d)\s*([-+]?\s*\d+)$|^第\s*(\d+)\s*[天日]$", re.IGNORECASE)


class Number(NamedTuple):
    """A number as measured: its value, the bound it was given with (">", "<" or "") and its unit text."""

    value: float
    bound: str = ""
    unit: str = ""


def text(cell: Any) -> str:
    """Write a cell as its reader sees it: trimmed, whole numbers without ".0", midnight left out."""
    if type(cell) is str:
        return cell if cell.isalnum() else " ".join(cell.split())  # nothing to trim in most cells
    if cell is None or cell is pd.NA or cell is pd.NaT:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        if math.isnan(cell):
            return ""
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else str(cell)
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    return " ".join(str(cell).split())


def clean(cell: Any) -> Any:
    """Make a cell of a workbook or a table a text, a number, a date or None."""
    if isinstance(cell, str) or cell is None:
        return cell
    if isinstance(cell, bool) or cell is pd.NA or cell is pd.NaT:
        return text(cell) or None
    if isinstance(cell, (int, float)):
        return None if math.isnan(cell) else cell
    if isinstance(cell, dt.timedelta):
        return f"{cell / dt.timedelta(days=1):.10g} days"
    return cell if isinstance(cell, dt.date) else text(cell)


def folded(cell: Any) -> str:
    """Write a cell with full-width forms folded, as its readers below take it."""
    written = text(cell)
    return written if written.isascii() else unicodedata.normalize("NFKC", written).strip()


def plain(cell: Any) -> str:
    """Write a cell for comparison: full-width forms folded, lower case."""
    return folded(cell).casefold()


def code(cell: Any) -> str:
    """Write a cell that may be a code: "1.0", as programs export a 1 beside empty cells, is "1"."""
    written = plain(cell)
    return written[:-2] if re.fullmatch(r"\d+\.0", written) else written


def is_missing(cell: Any) -> bool:
    """Say whether a cell holds nothing, or one of the usual signs for nothing."""
    if type(cell) is str and cell[:1].isdecimal():
        return False  # most cells of most files
    if type(cell) is float:
        return math.isnan(cell)
    return plain(cell) in _MISSING


def number(cell: Any, *, decimal_comma: bool = False) -> Number | None:
    """Read a number with its bound and unit: ">40000", "4.8×10^6", "1.2万", "1,234.5 ng/mL"."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return Number(float(cell)) if math.isfinite(cell) else None
    if type(cell) is str and not decimal_comma and _PLAIN_NUMBER.fullmatch(cell):
        return Number(float(cell))
    written = _SUPERSCRIPTS.sub(lambda power: f"^{power[0]}", text(cell)[: LONGEST + 1])
    written = _POWER_ALONE.sub(r"\g<1>1x10^", folded(written).replace("×", "x"))
    match = _NUMBER.match(_MARKS.sub("", written)) if len(written) <= LONGEST else None
    if match is None:
        return None
    digits = _digits(match["digits"], decimal_comma=decimal_comma)
    power = int(match["power"] or match["exponent"] or 0)
    unit = match["rest"].strip()
    if digits is None or abs(power) > 30 or len(match["times"] or "") > 30 or _NOT_A_UNIT.match(unit):
        return None
    bound = {"≤": "<", "≥": ">"}.get(match["bound"] or "", (match["bound"] or "")[:1])
    factor = float(match["times"] or 1) * 10.0**power * _SCALES[match["scale"]]
    return Number(digits * factor, bound, unit)


def _digits(written: str, *, decimal_comma: bool) -> float | None:
    """Read digits with separators; a lone comma that cannot stand between thousands is a decimal one."""
    if decimal_comma:
        written = written.translate(_SWAPPED)
    if _GROUPED.fullmatch(written):
        return float(re.sub(r"[,\s']", "", written))
    if _WITH_COMMA.fullmatch(written):
        return float(written.replace(",", "."))
    return float(written) if _WITH_DOT.fullmatch(written) else None


def bare_number(cell: Any, *, decimal_comma: bool = False) -> float | None:
    """Read a number that stands alone, without bound and unit."""
    read = number(cell, decimal_comma=decimal_comma)
    return None if read is None or read.unit or read.bound else read.value


def span(cell: Any) -> tuple[float, str] | None:
    """Read a span of time with its unit: "12 months", "1y8m", "3周", "D+7" are (days, the finest unit written)."""
    written = folded(cell)
    if len(written) > LONGEST:
        return None
    if match := _NUMBERED_DAY.match(written):
        return float((match[1] or match[2]).replace(" ", "")), "days"
    sign = -1 if _BEFORE.match(written) else 1
    written = _BEFORE.sub("", written)
    parts = _SPANS.findall(written)
    if _DAY_OF_YEAR.fullmatch(written):
        return None
    if not parts or _SPANS.sub("", written).strip(" ,;和and"):
        return None
    units = [_SPAN_UNITS[unit[0].lower()] for _, unit in parts]
    days = sum(float(n) * DAYS_PER_UNIT[unit] for (n, _), unit in zip(parts, units, strict=True))
    if days > LONGEST_SPAN:
        return None  # "2020年3月" is a month of a calendar, not 2,020 years
    return sign * days, min(units, key=DAYS_PER_UNIT.__getitem__)


def yes_no(cell: Any) -> bool | None:
    """Read yes or no in English or Chinese, 1 or 0."""
    written = code(cell)
    return True if written in _YES else False if written in _NO else None
