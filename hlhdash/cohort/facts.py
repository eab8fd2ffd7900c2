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
from hlhdash.cohort.header_units import normal
from hlhdash.cohort.knowledge import AS_IT_CAME
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.values import code, text, yes_no
from hlhdash.language import message

_UNITS = {"weight_kg": frozenset({"kg", "公斤", "千克"})}
_LONGEST_NUMBER = 1e15  # 15 digits, as below
_NUMBER = re.compile(r"[-+]?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?", re.ASCII)

_COMMA_NUMBER = re.compile(r"[-+]?(?:0|[1-9]\d{0,14}|[1-9]\d{0,2}(?:\.\d{3})+)(?:,\d{1,15})?", re.ASCII)


def read_fact(column: Column, notes: Notes) -> tuple[str, pd.Series]:
    """Read a column that is not a time; returns the name of the Cohort's column and its cells."""
    name = column.reading.field
    if name == "age_years":
        return name, as_age(column, notes)
    if name == "etiology":
        return name, as_etiology(column, notes)
    if name == "sex":
        return name, _sex(column, notes)
    if name == "best_response" or assessment_day(name) is not None:
        return name, _response(column, notes)
    if name in FIELDS and FIELDS[name].kind == "number":
        return name, as_number(column, notes, units=_UNITS.get(name, frozenset()))
    return (name, as_text(column)) if name else as_it_came(column)


def as_it_came(column: Column) -> tuple[str, pd.Series]:
    """Keep a column nobody knows: as numbers where every cell is one, else as words.

    A header that is the name of a field is told apart from the field itself.
    """
    header = column.reading.header
    name = f"{header}{AS_IT_CAME}" if header in FIELDS or assessment_day(header) is not None else header
    numbers = column.each(_with_comma if column.decimal_comma else _whole_cell, float)
    if not column.present.any() or numbers.isna()[column.present].any():
        return name, as_text(column)
    is_whole = bool(column.present.all() and (numbers % 1 == 0).all())
    return name, numbers.astype(int) if is_whole else numbers


def _whole_cell(cell: Any) -> float:
    """Read a cell that is a number and nothing else; "007" is a code."""
    if type(cell) is float and abs(cell) < _LONGEST_NUMBER:
        return cell
    written = text(cell)
    return float(written) if _NUMBER.fullmatch(written) else np.nan


def _with_comma(cell: Any) -> float:
    """Read such a cell of a file that writes decimal commas: "88,5", "1.090,5"; "1.5" may be a code there."""
    if isinstance(cell, (int, float)):
        return _whole_cell(cell)
    written = text(cell)
    return float(written.replace(".", "").replace(",", ".")) if _COMMA_NUMBER.fullmatch(written) else np.nan


def _response(column: Column, notes: Notes) -> pd.Series:
    assessment = title(column.reading.field)
    return as_word(
        column,
        vocabulary.response,
        notes,
        unknown=lambda cell: message(
            "“{cell}” is not a response class; it counts as not evaluable at {assessment}.",
            cell=cell,
            assessment=assessment,
        ),
        remedy=message("Use CR, PR, improved, NR, died or NE."),
    )


def _sex(column: Column, notes: Notes) -> pd.Series:
    codes = _told_by_header(column) or _sex_codes(column, notes)
    return as_word(
        column,
        lambda word: codes.get(code(word)) or vocabulary.sex(word),
        notes,
        unknown=lambda cell: message("“{cell}” is neither F nor M; the sex is left empty.", cell=cell),
        remedy=message("Write F or M."),
    )


def _told_by_header(column: Column) -> dict[str, str]:
    """Return what yes and no mean in a column called "male" or "女", nothing where its cells are neither."""
    words = normal(column.reading.header).removeprefix("is ").removeprefix("是否")
    one = vocabulary.sex(words)
    found = set(column.each(code)[column.present])
    meant = {word: yes_no(word) for word in found}
    if one is None or None in meant.values():
        return {}
    other = "F" if one == "M" else "M"
    return {word: one if yes else other for word, yes in meant.items()}


def _sex_codes(column: Column, notes: Notes) -> dict[str, str]:
    """Ask what 1 and 2, or 0 and 1, mean; 1 is male in ISO 5218 and in most sheets, which is assumed meanwhile."""
    written = column.each(code)
    found = set(written[column.present])
    if not found & {"0", "1", "2"} or not found <= {"0", "1", "2", "9"} or {"0", "2"} <= found:
        return {}
    other = "0" if "0" in found else "2"
    n = int(written.isin(["1", other]).sum())
    choices = {
        f"{one} means male": message("{male} of {n} are male", male=int((written == one).sum()), n=n)
        for one in ("1", other)
    }
    chosen = notes.ask(
        "sex",
        column.reading.header,
        message("Which code means male in column {column}?", column=column.reading.header),
        choices,
        "1 means male",
    )
    male, female = ("1", other) if chosen == "1 means male" else (other, "1")
    return {male: "M", female: "F"}
