"""What laboratories write instead of a bare number: bounds in words, “about”, ranges, flags, “nothing found”."""

from __future__ import annotations

import re
from typing import Any, Literal, NamedTuple

from hlhdash.cohort import result_words
from hlhdash.cohort.values import LONGEST, Number, folded, number

How = Literal["", "about", "range", "nothing", "something"]

_ABOVE = re.compile(
    r"^(?:大于等于|大于|高于|超过|多于|不低于|不小于|不少于|≧|⩾|=>|more than|greater than|over|above|at least)\s*"
    r"(?:or equal to\s*)?(?=[\d.])",
    re.IGNORECASE,
)
_BELOW = re.compile(
    r"^(?:小于等于|小于|低于|少于|不足|不高于|不大于|不超过|≦|⩽|=<|less than|below|under|at most|up to)\s*"
    r"(?:or equal to\s*)?(?=[\d.])",
    re.IGNORECASE,
)
_AND_ABOVE = re.compile(r"及?以上|(?<=\d{3})\s*\+$")  # “2+” is a degree, “40000+” a bound
_DEGREE = re.compile(r"\d{1,2}\s*\+")
_AND_BELOW = re.compile(r"及?以下|以内")
_ABOUT = re.compile(
    r"^(?:~|≈|≒|大约|约|ca\.?|circa|approx\.?|approximately|about|around)\s*(?=[\d.])|\s*(?:左右|上下)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"^(?P<low>[\d.,]+)\s*(?:[-–—~]|至|到|to)\s*(?P<high>[\d.,]+.*)$", re.IGNORECASE | re.DOTALL)
_FLAG_BEFORE = re.compile(r"^(?:HH?|LL?)\s*(?=[\d.<>])")
_FLAG_AFTER = re.compile(r"^(?:HH?|LL?)(?=\s|$)\s*|\s+(?:HH?|LL?)$")
# What in the unit of a number is more than a unit.
_ODD = re.compile(
    r"[以左上+(阴阳]|^(?:[~–—]|至|到|to\b)\s*\d|neg|pos|det|(?<![A-Za-z/])(?:HH?|LL?)(?![A-Za-z])", re.IGNORECASE
)
_IN_BRACKETS = re.compile(r"^(?P<word>[^()<>≤≥]*?)\s*\(?\s*(?P<inside>[<≤]\s*[\d.,]+[^()]*?)\s*\)?$")
_REMARK = re.compile(r"\s*\(\s*([^()]*?)\s*\)$")


class Measurement(NamedTuple):
    """A cell of a laboratory column: its number, if it gives one, and how it is given."""

    number: Number | None
    how: How = ""


def measurement(cell: Any, *, decimal_comma: bool = False) -> Measurement:
    """Read a cell that holds no bare number: "大于2000", "~500", "1000-2000", "H500", "阴性", "未检出 (<400)".

    A range gives its middle; the caller says so.
    """
    written = folded(cell)
    if not written or len(written) > LONGEST:
        return Measurement(None)
    if known := _result(written, decimal_comma=decimal_comma):
        return known
    plain = _FLAG_BEFORE.sub("", written)
    if match := _RANGE.match(plain):
        return _middle(match, decimal_comma=decimal_comma)
    bare = _ABOUT.sub("", plain)
    for pattern, bound in ((_ABOVE, ">"), (_BELOW, "<"), (_AND_ABOVE, ">"), (_AND_BELOW, "<")):
        if pattern.search(bare):
            bare = f"{bound}{pattern.sub('', bare)}"
    found = number(bare, decimal_comma=decimal_comma)
    how = "about" if found is not None and _ABOUT.search(plain) else ""
    return Measurement(None if found is None else _without_flag(found), how)


def is_odd(read: Number) -> bool:
    """Say whether the unit of a number holds more than a unit, such as “ng/mL以上” or “ng/mL (H)”."""
    return _ODD.search(read.unit) is not None


def _without_flag(read: Number) -> Number:
    """Take off a unit what is none: the flags H and L, and a remark such as “(阴性)”."""
    unit = read.unit
    remark = _REMARK.search(unit)
    if remark and (_is_result(remark[1]) or _FLAG_AFTER.fullmatch(remark[1])):
        unit = unit[: remark.start()]
    return read._replace(unit="" if _is_result(unit) else _FLAG_AFTER.sub("", unit).strip())


def _is_result(word: str) -> bool:
    return result_words.is_negative(word) or result_words.is_positive(word)


def _result(written: str, *, decimal_comma: bool) -> Measurement | None:
    """Read a word for what a test found, with the limit of detection where the cell names it."""
    if result_words.is_negative(written):
        return Measurement(None, "nothing")
    if result_words.is_positive(written) or _DEGREE.fullmatch(written):
        return Measurement(None, "something")
    match = _IN_BRACKETS.match(written)
    if match and result_words.is_negative(match["word"]):
        return Measurement(number(match["inside"], decimal_comma=decimal_comma))
    return None


def _middle(match: re.Match[str], *, decimal_comma: bool) -> Measurement:
    low = number(match["low"], decimal_comma=decimal_comma)
    high = number(match["high"], decimal_comma=decimal_comma)
    if low is None or high is None or not low.value < high.value:
        return Measurement(None)
    return Measurement(_without_flag(high._replace(value=(low.value + high.value) / 2)), "range")
