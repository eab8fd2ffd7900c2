"""The columns of the patients sheet that are not times."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pandas as pd

from hlhdash.cohort import vocabulary
from hlhdash.cohort.columns import Column, as_age, as_number, as_text, as_word
from hlhdash.cohort.etiologies import as_etiology
from hlhdash.cohort.fields import FIELDS, assessment_day, title
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.statuses import as_vital_status
from hlhdash.cohort.values import text
from hlhdash.language import message

_UNITS = {"weight_kg": frozenset({"kg", "公斤", "千克"})}
_NUMBER = re.compile(r"[-+]?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?", re.ASCII)
_MOST = 0.5  # a column is what its name says only if more than this share of its cells can be


def read_fact(column: Column, notes: Notes) -> tuple[str, pd.Series]:
    """Read a column that is not a time; returns the name of the Cohort's column and its cells."""
    name = column.reading.field
    if name == "age_years":
        return name, as_age(column, notes)
    if name == "vital_status":
        return name, as_vital_status(column, notes)
    if name == "etiology":
        return name, as_etiology(column, notes)
    if name == "sex":
        return name, _sex(column, notes)
    if name == "best_response" or assessment_day(name) is not None:
        return _response(column, name, notes)
    if name in FIELDS and FIELDS[name].kind == "number":
        return name, as_number(column, notes, units=_UNITS.get(name, frozenset()))
    return (name, as_text(column)) if name else as_it_came(column)


def as_it_came(column: Column) -> tuple[str, pd.Series]:
    """Keep a column nobody knows: as numbers where every cell is one, else as words.

    A header that is the name of a field is told apart from the field itself.
    """
    header = column.reading.header
    name = f"{header} (as it came)" if header in FIELDS or assessment_day(header) is not None else header
    numbers = column.each(_whole_cell, float)
    if not column.present.any() or numbers.isna()[column.present].any():
        return name, as_text(column)
    is_whole = bool(column.present.all() and (numbers % 1 == 0).all())
    return name, numbers.astype(int) if is_whole else numbers


def _whole_cell(cell: Any) -> float:
    """Read a cell that is a number and nothing else; "007" is a code."""
    written = text(cell)
    return float(written) if _NUMBER.fullmatch(written) else np.nan


def is_measured(column: Column, notes: Notes) -> bool:
    """Say whether a column named like a laboratory value holds numbers; else it is kept as it came and said so."""
    numbers = column.spread([one is not None for one in column.numbers], bool)
    if column.reading.reason == "chosen" or column.share(numbers) > _MOST:
        return True
    notes.add(
        "note",
        message(
            "Column {column} is called like a laboratory value, but most of its cells are no numbers; "
            "it is kept as it came.",
            column=column.reading.header,
        ),
        message("Write numbers, or choose what the column is."),
        sheet=column.reading.sheet,
        column=column.reading.header,
    )
    return False


def _sex(column: Column, notes: Notes) -> pd.Series:
    return as_word(
        column,
        vocabulary.sex,
        notes,
        unknown=lambda cell: message("“{cell}” is neither F nor M; the sex is left empty.", cell=cell),
        remedy=message("Write F or M."),
    )


def _response(column: Column, name: str, notes: Notes) -> tuple[str, pd.Series]:
    known = column.flags(lambda cell: vocabulary.response(text(cell)))
    if column.reading.reason != "chosen" and column.share(known) < _MOST:
        notes.add(
            "warning",
            message(
                "Column {column} looks like a response, but most of its words are no response class; "
                "it is kept as it came.",
                column=column.reading.header,
            ),
            message("Use CR, PR, improved, NR, died or NE, or choose what the column is."),
            sheet=column.reading.sheet,
            column=column.reading.header,
        )
        return as_it_came(column)
    words = as_word(
        column,
        vocabulary.response,
        notes,
        unknown=lambda cell: message(
            "“{cell}” is not a response class; it counts as not evaluable at {assessment}.",
            cell=cell,
            assessment=title(name),
        ),
        remedy=message("Use CR, PR, improved, NR, died or NE."),
    )
    return name, words
