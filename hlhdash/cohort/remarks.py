"""Remarks above and below a table: which rows are such, and the data cut-off that one of them gives."""

from __future__ import annotations

import datetime as dt
import re

from hlhdash.cohort.dates import date
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.values import folded
from hlhdash.language import message

LONGEST_CODE = 60  # a longer text, alone on its row, is a remark below the table
ABOVE = message("Row {row} stands above the column names and was not read as data.")
BELOW = message("This row looks like a remark and is not used.")
_BEGINS = re.compile(
    r"(?:notes?|remarks?|source|abbreviations?|legend|footnotes?|comments?|prepared by)\b\s*[:：]"
    r"|(?:注|备注|说明|制表人?|填表人?|录入人?|审核人?|来源|数据来源|缩写)\s*[:：]|[*†‡※]",
    re.IGNORECASE,
)
# A banner between blocks of rows: "--- Arm A: Rux ---", "Arm B", "对照组：".
_BANNER = re.compile(
    r"[-–—=_#~*]{2,}.*|.*[:：].*|【.*】|(?:arm|group|cohort|stratum|site|centre|center)\b.*|.*\s(?:arm|group|cohort)|.*(?:组|队列)",
    re.IGNORECASE,
)
_CUT_OFF = re.compile(
    r"(?:data\s*)?cut[\s-]?off(?:\s*date)?|data(?:base)?\s*lock(?:ed)?|data\s+(?:as\s+)?of|as\s+of"
    r"|(?:数据|随访|资料)?截[止至]+(?:日期|时间|到)?|随访至",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}|(?<!\d)20\d{6}(?!\d)"
    r"|(?<!\d)\d{1,2}(?:st|nd|rd|th)?[-\s.]*[a-z]{3,9}[-\s.,]*\d{4}(?!\d)|[a-z]{3,9}[-\s.]*\d{1,2}(?:st|nd|rd|th)?[-\s,]+\d{4}(?!\d)"
    r"|(?<!\d)\d{1,2}[/.]\d{1,2}[/.]\d{4}(?!\d)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)
_LETTERS = re.compile("[a-z]", re.IGNORECASE)
_BETWEEN = re.compile(r"[^\d;；。]*")
_SHORTEST = len("截至2020-1-1")  # most codes of patients are shorter
_NEAR = 30  # letters between the words and the date


def is_remark(written: str) -> bool:
    """Say whether a text that stands alone on its row is a remark: by its length, its words, or as a cut-off."""
    if len(written) > LONGEST_CODE or _BEGINS.match(written) is not None:
        return True
    return _BANNER.fullmatch(written) is not None or cut_off(written) is not None


def cut_off(written: str) -> dt.date | None:
    """Return the data cut-off that a remark gives, None where it gives none: "注:数据截至2020-12-31"."""
    if len(written) < _SHORTEST:
        return None
    words = folded(written)
    for told in _CUT_OFF.finditer(words):
        rest = words[told.end() :]
        when = _DATE.search(rest)
        if when is not None and when.start() <= _NEAR and _BETWEEN.fullmatch(rest[: when.start()]):
            found = when[0] if _LETTERS.search(when[0]) else "".join(when[0].split())
            return date(_ORDINAL.sub("", found))
    return None


def stated_cut_off(notes: Notes) -> str | None:
    """Return the data cut-off, ISO, that a remark gives which was set aside, and say so; the latest of several."""
    told = {
        found.isoformat(): one
        for one in notes.findings
        if one.sentence.template in (ABOVE.template, BELOW.template) and (found := cut_off(one.read)) is not None
    }
    if not told:
        return None
    latest = max(told)
    notes.add(
        "note",
        message("The data cut-off, {cutoff}, was taken from a remark.", cutoff=latest),
        message("Set another data cut-off if it is not this one."),
        sheet=told[latest].sheet,
        row=told[latest].row,
        read=told[latest].read,
    )
    return latest
