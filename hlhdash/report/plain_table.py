"""A table in the words of one language, made harmless for every kind of file."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hlhdash.language import Translator
from hlhdash.report.csv import defused
from hlhdash.report.table import Align, Level, Table, spoken

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class PlainTable:
    """A table in the words of one language, without control characters and formulas."""

    title: str
    headings: tuple[str, ...]
    aligns: tuple[Align, ...]
    rows: tuple[tuple[str, ...], ...]
    levels: tuple[Level, ...]
    notes: tuple[str, ...]


def cleaned(text: str) -> str:
    """Return text without control characters and marks that turn the direction of writing."""
    return _CONTROL.sub(" ", text).strip()


def plain_table(table: Table, say: Translator) -> PlainTable:
    """Put a table into the words of one language, harmless for every kind of file."""

    def clean(text: str) -> str:
        return str(defused(cleaned(spoken(text, say))))

    return PlainTable(
        clean(table.title),
        tuple(clean(column.title) for column in table.columns),
        tuple(column.align for column in table.columns),
        tuple(tuple(clean(cell) for cell in row.cells) for row in table.rows),
        tuple(row.level for row in table.rows),
        tuple(clean(note) for note in table.notes),
    )
