"""What can still tell who somebody is once names and record numbers are set aside: ages, dates, words, rare groups."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Literal

import pandas as pd

from hlhdash.cohort import vocabulary
from hlhdash.cohort.fields import FIELDS, assessment_day
from hlhdash.cohort.headers import normal
from hlhdash.cohort.knowledge import AS_IT_CAME, FEW_VALUES

if TYPE_CHECKING:
    from hlhdash.cohort.model import Cohort

Telling = Literal["age", "date", "free text"]
LONGEST_WORD = 40  # letters; a longer cell is somebody's own words
OTHER, UNKNOWN = "other", "unknown"
AGE_BAND = "age_band"
COMBINED = ("sex", "age_years", AGE_BAND, "etiology")  # what a neighbour knows of a child

_YEAR = r"(?:19|20)\d{2}"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE = re.compile(
    rf"(?<!\d)(?:{_YEAR}\s?[-/年]\s?\d{{1,2}}(?:\s?[-/月]\s?\d{{1,2}}日?|月)?"
    rf"|{_YEAR}\.\d{{1,2}}\.\d{{1,2}}"
    rf"|{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    rf"|\d{{1,2}}([-/.])\d{{1,2}}\1(?:{_YEAR}|\d{{2}})"
    rf"|\d{{1,2}}[/-]{_YEAR})(?!\d)"
    rf"|(?<![A-Za-z0-9])(?:\d{{1,2}}(?:st|nd|rd|th)?[-\s.]?)?{_MONTH}[-\s,.]*(?:\d{{1,2}},?\s+)?{_YEAR}(?!\d)",
    re.IGNORECASE,
)
_AGE_WORDS = frozenset({"age", "ages", "aged"})
_CHINESE_AGES = ("年龄", "月龄", "日龄")
_YES_NO = frozenset({"yes", "no", "y", "n", "true", "false", "是", "否", "有", "无", "+", "-", "0", "1"})
# Answers, treatments and what everybody is asked: many small groups of these are the study's own question.
_NOT_CATEGORIES = frozenset(
    {"patient_id", "sex", "vital_status", "record_type", "data_cutoff", "line_of_therapy", "dose", "first_line"}
    | {"added_therapy"}
)


def holds_date(cell: object) -> bool:
    """Say whether a cell is a date or a text with one in it."""
    return isinstance(cell, dt.date) or (isinstance(cell, str) and _DATE.search(cell) is not None)


def without_dates(words: str) -> str:
    """Return a text with every date in it taken out."""
    return _DATE.sub("…", words)


def telling_columns(cohort: Cohort) -> dict[str, Telling]:
    """Return the columns of the patients table that tell exact ages, dates or somebody's own words, and which."""
    found: dict[str, Telling] = {}
    for name in map(str, cohort.patients):
        what = _telling(cohort, name)
        if what is not None:
            found[name] = what
    return found


def category_columns(cohort: Cohort) -> tuple[str, ...]:
    """Return the columns whose small groups can tell who somebody is: etiology, trigger, gene, and the file's own."""
    telling = telling_columns(cohort)
    return tuple(
        name
        for name in map(str, cohort.patients)
        if name not in telling
        and name not in _NOT_CATEGORIES
        and name != AGE_BAND
        and cohort.patients[name].dtype == object
        and not _is_answer(cohort, name)
    )


def small_groups(cells: pd.Series, fewest: int) -> tuple[str, ...]:
    """Return the values that fewer than `fewest` patients have, the smallest first; "unknown" is none."""
    counts = cells.dropna().astype(str).value_counts()
    small = [(int(n), str(value)) for value, n in counts.items() if n < fewest and value != UNKNOWN]
    return tuple(value for _, value in sorted(small))


def _telling(cohort: Cohort, name: str) -> Telling | None:
    cells = cohort.patients[name].dropna()
    if name == "data_cutoff":
        return "date"
    if name == "age_years":
        exact = cells.nunique() > 1 and bool((cells % 1 != 0).any())
        return "age" if exact else None
    if not _is_kept(cohort, name):
        return None
    if name == AGE_BAND and cohort.coarsening is not None:
        return None
    if _is_age(name.removesuffix(AS_IT_CAME)):
        return "age"
    if cells.map(holds_date).any():
        return "date"
    return "free text" if _is_prose(cells, few=name not in FIELDS) else None


def _is_kept(cohort: Cohort, name: str) -> bool:
    """Say whether a column came as it is, or is a field that holds words of the file."""
    if name == "patient_id" or cohort.is_recorded(name) or assessment_day(name) is not None:
        return False
    return name not in FIELDS or FIELDS[name].kind == "text"


def _is_age(header: str) -> bool:
    if header == "age_years":
        return True
    words = normal(header)
    return bool(set(words.split()) & _AGE_WORDS) or any(part in words for part in _CHINESE_AGES)


def _is_prose(cells: pd.Series, *, few: bool) -> bool:
    """Say whether cells are sentences, or, where a category would have `few` values, too many of them."""
    words = [cell for cell in cells.unique() if isinstance(cell, str)]
    return (few and len(words) > FEW_VALUES) or any(len(word) > LONGEST_WORD for word in words)


def _is_answer(cohort: Cohort, name: str) -> bool:
    """Say whether a column holds outcomes, or yes and no."""
    if name == "best_response" or assessment_day(name) is not None or cohort.is_recorded(name):
        return True
    words = {str(cell) for cell in cohort.patients[name].dropna().unique()}
    return all(vocabulary.is_outcome(word) for word in words) or {word.casefold() for word in words} <= _YES_NO
