"""The unit that a header names, of a time or of a laboratory value, and headers folded for comparison."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Unit = Literal["", "date", "hours", "days", "weeks", "months", "years"]

UNITS: dict[str, Unit] = {
    **dict.fromkeys(("hours", "hour", "hrs", "hr", "h", "小时"), "hours"),
    **dict.fromkeys(("days", "day", "d", "天"), "days"),
    **dict.fromkeys(("weeks", "week", "wks", "wk", "w", "周"), "weeks"),
    **dict.fromkeys(("months", "month", "mos", "mo", "mths", "m", "月", "个月"), "months"),
    **dict.fromkeys(("years", "year", "yrs", "yr", "y", "年", "岁"), "years"),
    **dict.fromkeys(("date", "日期"), "date"),
}
_CHINESE_ENDINGS: tuple[tuple[str, Unit], ...] = (
    ("日期", "date"),
    ("小时", "hours"),
    ("天数", "days"),
    ("周数", "weeks"),
    ("月数", "months"),
    ("天", "days"),
    ("周", "weeks"),
    ("月", "months"),
)
_LAB_UNITS = {
    "ng ml": "ng/mL",
    "ug l": "ng/mL",
    "pg ml": "pg/mL",
    "u ml": "U/mL",
    "g l": "g/L",
    "g dl": "g/dL",
    "mg dl": "mg/dL",
    "1e9 l": "10⁹/L",
    **{
        f"{times}{power}{per}": "10⁹/L"
        for times in ("", "x", "x ")
        for power, per in (
            *((ten, " l") for ten in ("10 9", "10e9", "1e9", "10e 9")),
            *((ten, per) for ten in ("10 3", "10e3", "1e3") for per in (" ul", " mm3", " mm 3")),
            *((ten, " ml") for ten in ("10 6", "10e6", "1e6")),
        )
    },
    **dict.fromkeys(("k ul", "k mm3", "giga l", "x10 9"), "10⁹/L"),
    **dict.fromkeys(("万 ul", "x10 4 ul", "10 4 ul"), "万/µL"),
    "x10 6 l": "/µL",
    "10 6 l": "/µL",
    "cells ul": "/µL",
    "cells mm3": "/µL",
    "ukat l": "µkat/L",
    "mg pct": "mg/dL",
    "g pct": "g/dL",
    "pct": "%",
    "iu ml": "IU/mL",
    "ku l": "U/mL",
    "mm": "mm",
    "mmol l": "mmol/L",
    "u l": "U/L",
    "iu l": "U/L",
    "copies ml": "copies/mL",
    "pmol l": "pmol/L",
    "mg l": "mg/L",
    "ug ml": "mg/L",
    "per ul": "/µL",
    "ul": "/µL",
    "mm3": "/µL",
    "f": "°F",
    "cm": "cm",
    "c": "°C",
}
_POWER_OF_TEN = re.compile("10([⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
_BRACKETS = re.compile(r"[(\[（【［]([^()\[\]（）【】［］]*)[)\]）】］]")
# In brackets behind an analyte these are what was drawn, or what the codes mean, and no unit.
_SPECIMEN = frozenset({"serum", "plasma", "blood", "whole blood", "血清", "血浆", "全血", "血"})
# In brackets behind an analyte these say that a number is told beside another one, and is no amount.
_RELATIVE = re.compile(
    r"^(?:pct|percent(?:age)?) .|\b(?:of|from|to|vs|versus) (?:the )?baseline\b|\b(?:change|fold|ratio|x?uln)\b"
    r"|变化|较基线|比值|倍"
)
_CHOICE = re.compile(r"[=＝]|\b(?:y/n|yes|no|pos|neg)|是|否|有|无|阳|阴", re.IGNORECASE)


def is_relative(unit: str) -> bool:
    """Say whether what stands in brackets makes a number relative to another: "% of baseline", "fold change"."""
    return _RELATIVE.search(normal(unit)) is not None


def without_brackets(header: str) -> tuple[str, str]:
    """Take brackets off a header: ("Ferritin d0", "foo") of "Ferritin d0 (foo)"; what they hold is "" if no unit.

    A header whose brackets list answers, such as "(yes/no)" or "(1=large)", is no measurement and stays whole.
    """
    found = [inside.strip() for inside in _BRACKETS.findall(header)]
    if any(_CHOICE.search(inside) for inside in found):
        return header, ""
    unit = next((inside for inside in found if inside and normal(inside) not in _SPECIMEN), "")
    return _BRACKETS.sub(" ", header), unit


def normal(header: str) -> str:
    """Fold a header for comparison: full-width forms, case, camelCase (not mL), underscores and punctuation."""
    if not header.isascii():
        powered = _POWER_OF_TEN.sub(lambda power: f"10^{power[1]}", header)
        header = unicodedata.normalize("NFKC", powered.replace("×", "x")).replace("μ", "u")
    spaced = re.sub(r"(?<=[a-z][a-z])(?=[A-Z])", " ", header.replace("%", " pct "))
    return " ".join(re.sub(r"[^\w]+|_+", " ", spaced.casefold()).split())


def split_unit(header: str) -> tuple[str, Unit]:
    """Take a unit of time off a header: "HSCT (months)" is ("hsct", "months")."""
    words = normal(header).split()
    if len(words) > 1 and words[-1] in UNITS:
        stem = words[:-1]
        return " ".join(stem[:-1] if stem[-1] == "in" and len(stem) > 1 else stem), UNITS[words[-1]]
    if len(words) > 1 and words[0] in UNITS and len(words[0]) > 1:
        rest = words[2:] if words[1] in ("of", "to", "from") and len(words) > 2 else words[1:]
        return " ".join(rest), UNITS[words[0]]
    for ending, unit in _CHINESE_ENDINGS:
        if len(words) == 1 and words[0].endswith(ending) and len(words[0]) > len(ending):
            return words[0][: -len(ending)], unit
    return " ".join(words), ""


def lab_unit(header: str) -> tuple[str, str]:
    """Take the unit of a laboratory value off a header: "Ferritin (ng/mL)" is ("ferritin", "ng/mL")."""
    words = normal(header)
    for written in sorted(_LAB_UNITS, key=len, reverse=True):
        if words.endswith(" " + written):
            return words.removesuffix(" " + written), _LAB_UNITS[written]
    return words, ""
