"""Several rows of one patient made one, each cell remembering its row, so that a finding names the right place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from hlhdash.cohort.findings import Finding
from hlhdash.cohort.sheets import Origins, Sheet
from hlhdash.cohort.tables import holds_text, written
from hlhdash.language import Message, message

_ROWS = ("row", "first")  # the places of sentences that name a row


def collapsed(sheet: Sheet, patient: pd.Series, headers: list[str]) -> Sheet:
    """Return one row for each patient: in each column the first cell that holds something.

    Parameters
    ----------
    patient : who each row is about, on the index of the sheet; rows that name nobody stay as they are
    headers : the columns that are kept
    """
    named = patient != ""
    keys = patient.where(named, [f"\x00{row}" for row in patient.index])
    person, people = pd.factorize(keys.to_numpy(object))
    rows = sheet.cells.index.to_numpy()
    first = _first(person, np.arange(len(person)), np.zeros(len(people), dtype=int))
    columns, origins = {}, dict(sheet.origins)
    for header in headers:
        cells = sheet.cells[header]
        source = _first(person, np.flatnonzero(holds_text(cells)), first)
        columns[header] = cells.to_numpy(object)[source]
        moved = {
            int(rows[kept]): (sheet.name, int(rows[row]))
            for kept, row in zip(first, source, strict=True)
            if kept != row
        }
        if moved:
            origins[header] = (sheet.name, moved)
    table = pd.DataFrame(columns, index=pd.Index(rows[first], name="row"), columns=headers, dtype=object)
    return Sheet(sheet.name, table, sheet.decimal_comma, sheet.event, origins)


def _first(person: np.ndarray, rows: np.ndarray, otherwise: np.ndarray) -> np.ndarray:
    """Return the first of some rows of each person."""
    found = otherwise.copy()
    found[person[rows[::-1]]] = rows[::-1]  # of several, the last one assigned stays
    return found


def contradicting(sheet: Sheet, patient: pd.Series, headers: list[str]) -> dict[str, set[str]]:
    """Return for each column the patients of whom it says two different things on different rows."""
    person, people = pd.factorize(patient.to_numpy(object))
    named = np.array([name != "" for name in people], dtype=bool)[person]
    found: dict[str, set[str]] = {}
    for header in headers:
        codes, words = written(sheet.cells[header])
        told = np.array([word != "" for word in words], dtype=bool)[codes] & named
        said = np.unique(person[told] * len(words) + codes[told])
        twice = np.bincount(said // max(1, len(words)), minlength=len(people)) > 1
        if twice.any():
            found[header] = set(people[twice])
    return found


def relocated(finding: Finding, origins: Origins) -> Finding:
    """Return a finding with the sheet and the row its cell came from, the rows its sentence names as well."""
    sheet, rows = origins.get(finding.column, origins.get("", ("", {})))
    if not rows:
        return finding
    sentence = _relocated(finding.sentence, origins.get("", ("", {}))[1])
    if finding.row is None:
        return replace(finding, sheet=sheet, sentence=sentence)
    sheet, row = rows.get(finding.row, (finding.sheet, finding.row))
    return replace(finding, sheet=sheet, row=row, sentence=sentence)


def _relocated(sentence: Message, rows: Mapping[int, tuple[str, int]]) -> Message:
    """Say of the rows that a sentence names on which sheet they stand."""
    values = dict(sentence.values)
    for name, value in values.items():
        if isinstance(value, Message):
            values[name] = _relocated(value, rows)
        elif name in _ROWS and type(value) is int and value in rows:
            values[name] = message("{row} of sheet {sheet}", row=rows[value][1], sheet=rows[value][0])
    return Message(sentence.template, sentence.plural, values)
