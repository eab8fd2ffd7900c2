"""Columns of the patients sheet that are called like one thing and hold another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from hlhdash.cohort import vocabulary
from hlhdash.cohort.columns import Column
from hlhdash.cohort.dates import date, month
from hlhdash.cohort.etiology_words import etiology_word
from hlhdash.cohort.fields import assessment_day, is_milestone, title
from hlhdash.cohort.mapping import ColumnReading
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.sheets import Sheet
from hlhdash.cohort.times import ONGOING, flag, longer_than
from hlhdash.cohort.values import bare_number, plain, span, text
from hlhdash.language import Message, message

MOST = 0.5  # a column is what its name says only if this share of its cells can be
ENOUGH_RESPONSES = 0.1  # a share of cells that are CR, PR ... from which a column is one of responses
_ANSWERS = frozenset({"no", "none"})
LONGEST_YEARS = 50  # as placing.LONGEST: a longer time from day zero is none
_SAMPLE = 2_000  # cells by which a long column is judged

WRITE_TIMES = message("Write dates as 2019-03-05, or the number of days; or choose what the column is.")


def without_doubtful(sheet: Sheet, readings: tuple[ColumnReading, ...], notes: Notes) -> tuple[ColumnReading, ...]:
    """Keep columns as they came whose cells are not what their names say; the user's choice is not doubted.

    A column called diagnosis that holds etiologies becomes the etiology where no other column is.
    """
    result = []
    fields = {reading.field for reading in readings}
    for reading in readings:
        cells = sheet.cells[reading.header]
        cells = cells.iloc[:: max(1, len(cells) // _SAMPLE)]
        column = Column(reading, cells, cells, sheet.decimal_comma)
        example = next((text(cell)[:40] for cell in cells[column.present]), "")
        doubt = None if reading.reason == "chosen" or not reading.field else _doubt(column, example)
        if doubt is None:
            result.append(reading)
        elif reading.field == "diagnosis" and "etiology" not in fields and _share(column, _is_etiology) >= MOST:
            result.append(replace(reading, field="etiology", unit="", reason="content", sure=80))
        else:
            result.append(replace(reading, field="", unit="", reason="none", sure=0))
            notes.add("warning", *doubt, sheet=sheet.name, column=reading.header, read=example)
    return tuple(result)


def _doubt(column: Column, example: str) -> tuple[Message, Message] | None:
    """Return why a column cannot be what it is called and what to do, None where it can be."""
    field, header = column.reading.field, column.reading.header
    if (is_milestone(field) or field.startswith("course:")) and _share(column, _is_time(column)) < MOST:
        sentence = message(
            "Column {column} is called like a time ({field}), but most of its cells, such as “{cell}”, "
            "are neither dates nor numbers; it is kept as it came.",
            column=header,
            field=title(field),
            cell=example,
        )
        return sentence, WRITE_TIMES
    if is_milestone(field) and column.reading.unit == "years" and _are_calendar_years(column):
        sentence = message(
            "Column {column} is called like a length of time, but its numbers, such as “{cell}”, are too many years "
            "for one, so they are years of a calendar; it is kept as it came.",
            column=header,
            cell=example,
        )
        return sentence, message("Choose what the column is if it is a length of time.")
    if field.startswith("lab:") and _share_of_numbers(column) < MOST:
        sentence = message(
            "Column {column} is called like a laboratory value, but most of its cells, such as “{cell}”, "
            "are no numbers; it is kept as it came.",
            column=header,
            cell=example,
        )
        return sentence, message("Write numbers, or choose what the column is.")
    is_response = field == "best_response" or assessment_day(field) is not None
    if is_response and not _holds_responses(column):
        sentence = message(
            "Column {column} is called like a response, but most of its cells, such as “{cell}”, "
            "are no response class; it is kept as it came.",
            column=header,
            cell=example,
        )
        return sentence, message("Use CR, PR, improved, NR, died or NE, or choose what the column is.")
    return None


def _holds_responses(column: Column) -> bool:
    """Say whether enough cells of a column are response classes; few do where they can be nothing else.

    "No" and "none" answer other questions, too, and "dead" is also a status.
    """

    def is_plain(cell: Any) -> bool:
        return vocabulary.response(text(cell)) in vocabulary.RESPONSES_SEEN and plain(cell) not in _ANSWERS

    known = _share(column, lambda cell: vocabulary.response(text(cell)) is not None)
    return known >= MOST or _share(column, is_plain) >= ENOUGH_RESPONSES


def _are_calendar_years(column: Column) -> bool:
    """Say whether most bare numbers of a column are whole years, as 1994 or 94, that no child is followed for."""
    numbers = column.numbers.value
    return column.share(column.spread((numbers % 1 == 0) & (numbers > LONGEST_YEARS))) > MOST


def _share_of_numbers(column: Column) -> float:
    """Return the share of numbers; where there is one, words such as “not detected” are results, too."""
    numbers = ~np.isnan(column.numbers.value)
    if numbers.any():
        numbers |= column.numbers.given_as("nothing") | column.numbers.given_as("something")
    return column.share(column.spread(numbers))


def _share(column: Column, test: Callable[[Any], Any]) -> float:
    return column.share(column.flags(test))


def _is_time(column: Column) -> Callable[[Any], bool]:
    def is_time(cell: Any) -> bool:
        field, comma = column.reading.field, column.decimal_comma
        known = flag(cell, field) is not None or plain(cell) in ONGOING
        known = known or longer_than(cell, field, decimal_comma=comma) is not None
        bare = bare_number(cell, decimal_comma=comma)
        return known or bare is not None or span(cell) is not None or date(cell) is not None or month(cell) is not None

    return is_time


def _is_etiology(cell: Any) -> bool:
    return etiology_word(text(cell)).stratum is not None or vocabulary.is_ambiguous_etiology(text(cell))
