"""One age at a time, as clinics write them."""

from __future__ import annotations

import re
from typing import Any

from hlhdash.cohort.values import DAYS_PER_UNIT, LONGEST, bare_number, folded, span, text

_TWELFTHS = re.compile(r"(?:(\d{1,2})\s*[\s+]\s*)?(\d{1,2})\s*/\s*12")  # "1 8/12": one year and eight months
# What Chinese puts around a number and its unit: "10月龄", "生后3天", "2岁大", "1岁零8月".
_AROUND = re.compile(r"^(?:出生后|生后)|(?<=[岁月天日周])[龄大]$|(?<=[岁月])零(?=\d)")
_HALVES = (
    (re.compile(r"^半(?=岁|年|个月)"), "0.5"),
    (re.compile(r"(\d+)\s*(岁|年)半$"), r"\1.5\2"),
    (re.compile(r"(\d+)\s*个半月"), r"\1.5月"),
)


def age_years(cell: Any, *, unit: str = "years", decimal_comma: bool = False) -> float | None:
    """Read an age in years: "1.5", "9月", "1岁8月", "1y8m", "20 months", "2岁半", "10月龄", "1 8/12".

    Parameters
    ----------
    unit : of a bare number
    """
    written = folded(text(cell).replace("½", ".5"))
    if len(written) > LONGEST:
        return None
    if match := _TWELFTHS.fullmatch(written):
        return int(match[1] or 0) + int(match[2]) / 12
    if not written.isascii():
        written = _AROUND.sub("", written.replace("周岁", "岁"))
        for pattern, number in _HALVES:
            written = pattern.sub(number, written)
    lasted = span(written)
    if lasted is not None:
        return lasted[0] / DAYS_PER_UNIT["years"]
    bare = bare_number(cell, decimal_comma=decimal_comma)
    if bare is None:
        bare = bare_number(written, decimal_comma=decimal_comma)
    return None if bare is None else bare * DAYS_PER_UNIT[unit] / DAYS_PER_UNIT["years"]
