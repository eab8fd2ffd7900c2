"""What was read of a file, as tables for the Cohort screen and for whoever keeps the sheet."""

from __future__ import annotations

import re

import pandas as pd

from hlhdash.cohort.fields import ANALYTES, title
from hlhdash.cohort.mapping import ColumnReading
from hlhdash.language import Message, Translator, message

REASONS = {
    "exact": message("the field's own name"),
    "alias": message("a known name"),
    "pattern": message("a known pattern"),
    "likeness": message("looks like a known name"),
    "content": message("by its content"),
    "chosen": message("your choice"),
    "none": message("not known"),
}
KEPT = message("Kept as it came")
SET_ASIDE = message("Set aside (identifies a person)")
_ANALYTE = {analyte.name: analyte.title for analyte in ANALYTES}
_TIME_UNITS = {
    "date": message("date"),
    "hours": message("hours"),
    "days": message("days"),
    "weeks": message("weeks"),
    "months": message("months"),
    "years": message("years"),
}


def field_words(reading: ColumnReading) -> Message:
    """Say what a column became: "HSCT (months)", "Ferritin, day 7", "Kept as it came"."""
    name = reading.field
    if not name:
        return KEPT
    if name in ("private", "birth_date", "record_number"):
        return SET_ASIDE
    if match := re.match(r"lab:(\w+):(\d*)$", name):
        what = _ANALYTE[match[1]]
        return message("{lab}, day {day}", lab=what, day=match[2]) if match[2] else message("{lab}", lab=what)
    if match := re.match(r"course:(start|stop):(.+)$", name):
        return (
            message("Start of {drug}", drug=match[2])
            if match[1] == "start"
            else message("Stop of {drug}", drug=match[2])
        )
    if reading.unit in _TIME_UNITS:
        return message("{field} ({unit})", field=title(name), unit=_TIME_UNITS[reading.unit])
    return title(name)


def columns_table(columns: tuple[ColumnReading, ...], say: Translator) -> pd.DataFrame:
    """Return one row per column of the file: what it became, why, how sure, and examples."""
    return pd.DataFrame(
        {
            "sheet": [reading.sheet for reading in columns],
            "column": [reading.header for reading in columns],
            "became": [say(field_words(reading)) for reading in columns],
            "why": [say(REASONS[reading.reason]) for reading in columns],
            "sure": [reading.sure if reading.field else None for reading in columns],
            "examples": [" · ".join(reading.examples) for reading in columns],
        }
    )
