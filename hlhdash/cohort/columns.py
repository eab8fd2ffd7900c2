"""One column at a time: cells to words, numbers and ages, each unreadable cell a finding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from hlhdash.cohort import values
from hlhdash.cohort.ages import age_years
from hlhdash.cohort.findings import Level
from hlhdash.cohort.legends import legend, unnumbered
from hlhdash.cohort.mapping import ColumnReading
from hlhdash.cohort.notes import Lazily, Notes, Spot
from hlhdash.cohort.numbers import Numbers, numbers_of
from hlhdash.cohort.privacy import is_private
from hlhdash.language import Message, counted, message

CHILD = 18.0  # a bare age above this may be months
OLDEST = 120.0


@dataclass(frozen=True)
class Column:
    """The cells of one column with what is needed to name one of them in a finding.

    Attributes
    ----------
    reading : what the column was taken for
    cells : objects, indexed by the row number of the file
    patients : the patient of each row, on the same index
    decimal_comma : whether "1,5" is one and a half
    """

    reading: ColumnReading
    cells: pd.Series
    patients: pd.Series
    decimal_comma: bool

    @cached_property
    def _coded(self) -> tuple[np.ndarray, list[Any]]:
        codes, distinct = pd.factorize(self.cells.to_numpy(object), use_na_sentinel=False)
        return codes, list(distinct)

    def each(self, read: Callable[[Any], Any], dtype: type = object) -> pd.Series:
        """Apply a reader once to each distinct cell (columns repeat themselves); None is NaN where `dtype` is float."""
        array = np.empty(len(self._coded[1]), dtype=dtype)
        array[:] = list(map(read, self._coded[1]))
        return self.spread(array)

    def by_row(self, known: np.ndarray) -> np.ndarray:
        """Give each row what is known of its distinct cell."""
        return known[self._coded[0]]

    def spread(self, known: np.ndarray) -> pd.Series:
        """Give each row what is known of its distinct cell, on the index of the cells."""
        return pd.Series(self.by_row(known), index=self.cells.index)

    def kinds(self, read: Callable[[Any], Any]) -> set[Any]:
        """Return what a reader makes of the cells, each result once."""
        return set(map(read, self._coded[1]))

    def flags(self, test: Callable[[Any], Any]) -> pd.Series:
        """Apply a test once to each distinct cell."""
        return self.each(test, bool)

    @cached_property
    def filled(self) -> np.ndarray:
        """Whether each distinct cell holds something."""
        # Most cells of most files begin with a digit and hold something.
        return np.array(
            [(type(cell) is str and cell[:1].isdecimal()) or not values.is_missing(cell) for cell in self._coded[1]],
            dtype=bool,
        )

    @cached_property
    def present(self) -> pd.Series:
        """The cells that hold something."""
        return self.spread(self.filled)

    @cached_property
    def numbers(self) -> Numbers:
        """The number each distinct cell is."""
        return numbers_of(self._coded[1], decimal_comma=self.decimal_comma)

    def share(self, known: pd.Series) -> float:
        """Return the share of cells marked among those that hold something, 1 where none does."""
        filled = self.present.to_numpy()
        return float(known.to_numpy(bool)[filled].mean()) if filled.any() else 1.0

    def mark(
        self,
        marked: pd.Series | np.ndarray,
        level: Level,
        sentence: Callable[[str], Message],
        remedy: Message,
        notes: Notes,
    ) -> None:
        """Make a finding for each cell marked; what a column says that identifies a person is not repeated."""
        rows = np.flatnonzero(np.asarray(marked, dtype=bool))
        if not rows.size:
            return
        if level == "error":
            place = self.reading.sheet, self.reading.header
            notes.unread.setdefault(place, set()).update(self.cells.index[rows].tolist())
        notes.each(
            level,
            self.spots(rows),
            lambda spot: sentence("…" if is_private(self.reading.field) else spot.read[:80]),
            remedy,
            sheet=self.reading.sheet,
            column=self.reading.header,
        )

    def spots(self, rows: np.ndarray) -> Lazily:
        """Return the places of cells by their positions, `about` the position among `rows`."""
        hidden = is_private(self.reading.field)

        def spot(i: int) -> Spot:
            at = rows[i]
            read = "" if hidden else values.text(self.cells.iat[at])
            return Spot(int(str(self.cells.index[at])), str(self.patients.iat[at]), read, about=i)

        return Lazily(len(rows), spot)


def as_text(column: Column) -> pd.Series:
    """Read a column as words, None where a cell is empty."""
    return column.each(lambda cell: None if values.is_missing(cell) else values.text(cell))


def as_word(
    column: Column,
    read: Callable[[str], str | None],
    notes: Notes,
    *,
    unknown: Callable[[str], Message],
    remedy: Message,
    keep: bool = False,
    level: Level = "error",
) -> pd.Series:
    """Read a column by the dictionary; a word it does not know is a finding and kept only if `keep`.

    A code is the word that the header or the cell itself gives for it.
    """
    words_of = legend(column.reading.header)

    def known(cell: Any) -> str | None:
        if values.is_missing(cell):
            return None
        written = words_of.get(values.code(cell), values.text(cell)) if words_of else values.text(cell)
        return read(written) or read(unnumbered(written))

    words = column.each(known)
    strange = column.present & ~column.flags(known)
    column.mark(strange, level, unknown, remedy, notes)
    return words.where(~strange, as_text(column)) if keep else words


def as_number(column: Column, notes: Notes, *, units: frozenset[str] = frozenset()) -> pd.Series:
    """Read a column of numbers; text, a bound and a unit that is not one of `units` are findings and become NaN."""

    found = column.numbers
    value = found.value.copy()
    value[[*found.bound, *found.how, *(i for i, unit in found.unit.items() if values.plain(unit) not in units)]] = (
        np.nan
    )
    numbers = column.spread(value)
    column.mark(
        column.present & numbers.isna(),
        "error",
        lambda cell: message("“{cell}” is not a number; this value is left empty.", cell=cell),
        message("Correct the cell, or leave it empty."),
        notes,
    )
    return numbers


def as_age(column: Column, notes: Notes) -> pd.Series:
    """Read ages in years; bare numbers that no child has are asked about."""

    def read(cell: Any, unit: str) -> float:
        age = age_years(cell, unit=unit, decimal_comma=column.decimal_comma)
        return np.nan if age is None or not 0 <= age <= OLDEST else age

    unit = column.reading.unit
    if unit not in values.DAYS_PER_UNIT:
        bare = column.each(lambda cell: values.bare_number(cell, decimal_comma=column.decimal_comma), float)
        unit = _age_unit(column, bare, notes) if (bare > CHILD).any() else "years"
    ages = column.each(lambda cell: read(cell, unit), float)
    column.mark(
        column.present & ages.isna(),
        "error",
        lambda cell: message("“{cell}” is not an age; the age of this patient is left empty.", cell=cell),
        message("Write the age in years, such as 1.5, or as “1y6m”."),
        notes,
    )
    return ages


def _age_unit(column: Column, bare: pd.Series, notes: Notes) -> str:
    n, oldest = int((bare > CHILD).sum()), float(bare.max())
    choices = {
        "years": counted("{n} patient is older than 18 years", "{n} patients are older than 18 years", n=n),
        "months": message("the oldest is {years} years", years=f"{oldest / 12:.1f}"),
        "days": message("the oldest is {years} years", years=f"{oldest / values.DAYS_PER_UNIT['years']:.1f}"),
    }
    question = message("Are the ages in column {column} years or months?", column=column.reading.header)
    return notes.ask("age_years", column.reading.header, question, choices, "years")
