"""What was read of a file, as tables for the Cohort screen and for whoever keeps the sheet."""

from __future__ import annotations

import re

import pandas as pd

from hlhdash.cohort.fields import ANALYTES, assessment_day, title
from hlhdash.cohort.mapping import ColumnReading
from hlhdash.cohort.model import Cohort
from hlhdash.cohort.privacy import is_private
from hlhdash.language import Message, Translator, counted, message

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
    if is_private(name):
        return SET_ASIDE
    if assessment_day(name) is not None:
        return message("Response at {assessment}", assessment=title(name))
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


def understood(cohort: Cohort) -> list[Message]:
    """Say in a few sentences what was made of a file: its patients, its columns, and from where time counts."""
    known = sum(bool(one.field) and not is_private(one.field) for one in cohort.columns)
    kept = sum(not one.field for one in cohort.columns)
    aside = sum(is_private(one.field) for one in cohort.columns)
    said = [
        counted(
            "{known} of {n} column was understood.",
            "{known} of {n} columns were understood.",
            n=len(cohort.columns),
            known=known,
        )
    ]
    if kept:
        said.append(
            counted(
                "{n} column is kept as it came, for grouping and filtering.",
                "{n} columns are kept as they came, for grouping and filtering.",
                n=kept,
            )
        )
    if aside:
        said.append(
            counted(
                "{n} column that can identify a person was set aside.",
                "{n} columns that can identify a person were set aside.",
                n=aside,
            )
        )
    if cohort.encoding and cohort.encoding.removesuffix("-sig") != "utf-8":
        said.append(message("Letters were read as {encoding}.", encoding=cohort.encoding))
    said.append(message("Time counts from {zero}.", zero=title(cohort.day_zero)))
    if cohort.data_cutoff:
        said.append(message("The data reach to {date}.", date=cohort.data_cutoff))
    return said
