"""Where the column names stand, and names on two rows or three: a group above, its columns, their units below."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from hlhdash.cohort.headers import analyte, known_headers, normal, read_header
from hlhdash.cohort.values import text
from hlhdash.cohort.workbook import Rows

_WITHIN = 15  # filled rows among which the column names are looked for
_FEWEST_NAMES = 2  # a row that repeats one word may be anything
_VALUE = re.compile(r"[<>≤≥]?\s*[-+]?\d[\d.,/:\-\s]*%?")
_IDENTIFIERS = frozenset({"patient_id", "record_number"})


@dataclass(frozen=True)
class Header:
    """The column names of a sheet.

    Attributes
    ----------
    names : one for each column, "" where it has none
    rows : the rows they were taken from, counted from 0
    """

    names: list[str]
    rows: tuple[int, ...]


def find_header(rows: Rows, filled: list[int], width: int) -> Header:
    """Return the column names of a sheet, of one row, of two, or of three: a group, a name and its unit.

    Parameters
    ----------
    filled : the rows that hold something, counted from 0
    """
    top = _header_row(rows.cells, filled)
    names = _words(rows.cells[top], width)
    below = next((i for i in filled if i > top), None)
    above = max((i for i in filled if i < top), default=None)
    whole, used = names, (top,)
    if below is not None and _continues(names, rows.cells[below], width):
        lower = _words(rows.cells[below], width)
        whole, used = _joined(_groups(names, lower, rows, top), lower, names), (top, below)
    if above is not None and _stands_over(rows, above, names):
        upper = _words(rows.cells[above], width)
        whole, used = _joined(_groups(upper, whole, rows, above), whole, [""] * width), (above, *used)
    return Header(whole, used)


def rows_of_names(table: pd.DataFrame, names: Sequence[list[Any]]) -> np.ndarray:
    """Mark the rows below the column names that repeat them word by word, as above each block of a printed list.

    Parameters
    ----------
    names : the rows of the column names, as the file has them
    """
    again = np.zeros(len(table), dtype=bool)
    for row in names:
        words = _words(row, table.shape[1])
        filled = [i for i, word in enumerate(words) if word]
        if len(filled) < _FEWEST_NAMES:
            continue
        alike = (table.iloc[:, filled[0]].map(text) == words[filled[0]]).to_numpy(bool)
        for i in np.flatnonzero(alike):
            again[i] |= _words(table.iloc[i].tolist(), table.shape[1]) == words
    return again


def _words(row: list[Any], width: int) -> list[str]:
    words = [text(cell).lstrip("\ufeff") for cell in row[:width]]
    return [*words, *[""] * (width - len(words))]


def _header_row(cells: Sequence[list[Any]], filled: list[int]) -> int:
    """Return the first row that names a column for the patient and is wider than all above it, else the first row.

    A row of one cell is a title, never the first row.
    """
    first, widest = None, 1
    for i in filled[:_WITHIN]:
        words = [text(cell) for cell in cells[i] if text(cell)]
        if len(words) <= widest:
            continue
        first, widest = i if first is None else first, len(words)
        if _names_patient(words):
            return i
    return filled[0] if first is None else first


def _names_patient(words: list[str]) -> bool:
    known = known_headers("patients")
    return bool({known.get(normal(word), ("", ""))[0] for word in words} & _IDENTIFIERS)


def _continues(names: list[str], row: list[Any], width: int) -> bool:
    """Say whether a row goes on with the column names above it: words only, and none below the patient's name.

    A row of patients always has a patient in that column.
    """
    lower = _words(row, width)
    under = [word for word in lower if word]
    patient = [i for i, name in enumerate(names) if name and _names_patient([name])]
    if len(under) < 2 or not patient or any(lower[i] for i in patient):
        return False
    if any(_VALUE.fullmatch(word) for word in under):
        return False
    fresh = sum(bool(lower[i]) and not names[i] for i in range(width))
    pairs = [f"{name} {word}" for name, word in zip(names, lower, strict=True) if name and word]
    units = all(read_header(pair, "patients")[0] for pair in pairs)
    return fresh > 0 or units


def _stands_over(rows: Rows, above: int, names: list[str]) -> bool:
    """Say whether the row above the names holds groups of them, and is no title or print date."""
    words = [text(cell) for cell in rows.cells[above]]
    filled = [i for i, word in enumerate(words) if word]
    if filled == [0] or not filled:
        return False
    spans = [(first, last) for row, first, last in rows.spans if row == above]
    if any(last - first + 1 < len(names) for first, last in spans):
        return True
    repeated = {name for name, n in Counter(filter(None, names)).items() if n > 1}
    under = [(names[i], words[i]) for i in filled if i < len(names) and names[i]]
    return any(name in repeated or _gives_day(name, word) for name, word in under)


def _gives_day(name: str, word: str) -> bool:
    """Say whether a word above the name of an analyte is the day on which it was measured, such as "Week 1"."""
    if not analyte(name) or analyte(word):
        return False
    field = read_header(f"{name} {word}", "patients")[0]
    return field.startswith("lab:") and not field.endswith(":")


def _groups(upper: list[str], lower: list[str], rows: Rows, at: int) -> list[str]:
    """Return the group of each column: as far as its cells are merged, else up to the next group."""
    spans = {first: last for row, first, last in rows.spans if row == at}
    groups, group, until = [], "", -1
    for i, word in enumerate(upper):
        if word:
            group, until = word, spans.get(i, len(upper) if not spans else i)
        groups.append(group if i <= until and lower[i] else "")
    return groups


def _joined(groups: list[str], lower: list[str], upper: list[str]) -> list[str]:
    """Join each column's group and name in the order the dictionary reads: what was measured, then when."""
    times = Counter(lower)
    names = []
    for group, name, alone in zip(groups, lower, upper, strict=True):
        if not name or not group:
            names.append(name or alone)
        elif times[name] == 1 and not analyte(name) and read_header(name, "patients")[0]:
            names.append(name)
        else:
            orders = (f"{name} {group}", f"{group} {name}")
            known = [order for order in orders if read_header(order, "patients")[0]]
            names.append(known[0] if known else orders[1])
    return names
