"""A long text file laid out by columns: each distinct text of a column is kept once, whatever the number of rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any, overload

import numpy as np
import pandas as pd

from hlhdash.cohort.values import text

LONG = 2_000_000  # letters from which it is worth it
_QUOTE = ord('"')


class ByColumn(Sequence[list[str]]):
    """The rows of a table that is held by columns, all of one length.

    Parameters
    ----------
    columns : arrays of cells, of a text file texts
    """

    def __init__(self, columns: list[np.ndarray]) -> None:
        self._columns = columns

    def __len__(self) -> int:
        return len(self._columns[0])

    @overload
    def __getitem__(self, at: int) -> list[str]: ...
    @overload
    def __getitem__(self, at: slice) -> list[list[str]]: ...
    def __getitem__(self, at: int | slice) -> list[str] | list[list[str]]:
        if isinstance(at, slice):
            return [self[i] for i in range(len(self))[at]]
        return [column[at] for column in self._columns]

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self._columns)

    def filled(self) -> list[int]:
        """Return the rows that hold something."""
        first = self._columns[0].tolist()
        return [i for i, cell in enumerate(first) if text(cell) or any(map(text, self[i]))]

    def frame(self, rows: list[int], headers: list[str]) -> pd.DataFrame:
        """Return some of the rows as a table."""
        all_below = bool(rows) and rows[-1] - rows[0] + 1 == len(rows)
        where: Any = slice(rows[0], rows[-1] + 1) if all_below else rows
        cells = {header: column[where] for header, column in zip(headers, self._columns, strict=True)}
        return pd.DataFrame(cells, index=pd.Index(np.array(rows, dtype=int) + 1, name="row"), dtype=object)


class TooManyDifferent(Exception):
    """A table holds more different texts than are read."""


def split_by_column(written: str, separator: str, most: int) -> ByColumn | None:
    """Split a long text into columns; None where it is short, or where only a reader of rows is sure of its cells.

    That is so where lines are empty or of unequal length, and where a quotation mark stands inside a cell.

    Parameters
    ----------
    most : different texts, counted column by column, the column names among them

    Raises
    ------
    TooManyDifferent
        For more of them; they are counted before any becomes an object of Python, which takes most of the memory.
    """
    if len(written) < LONG or _has_odd_lines(written):
        return None
    import pyarrow
    from pyarrow import csv as arrow

    width = len(next(csv.reader(io.StringIO(written, newline=""), delimiter=separator)))
    try:
        data = written.encode()
        if not _quotes_whole_cells(np.frombuffer(data, dtype=np.uint8), ord(separator)):
            return None
        table = arrow.read_csv(
            io.BytesIO(data),
            read_options=arrow.ReadOptions(autogenerate_column_names=True, use_threads=False),
            parse_options=arrow.ParseOptions(delimiter=separator, newlines_in_values=True, ignore_empty_lines=False),
            convert_options=arrow.ConvertOptions(
                column_types={f"f{i}": pyarrow.string() for i in range(width)}, strings_can_be_null=False
            ),
        )
    except (pyarrow.ArrowInvalid, UnicodeEncodeError):
        return None
    del data
    coded, different = [], 0
    for column in table.columns:
        coded.append(column.combine_chunks().dictionary_encode())
        different += len(coded[-1].dictionary)
        if different > most:
            raise TooManyDifferent
    del table
    columns = [_texts(column) for column in coded]
    del coded
    pyarrow.default_memory_pool().release_unused()  # kept for later tables otherwise, a third of what is held here
    return ByColumn(columns)


def _has_odd_lines(written: str) -> bool:
    empty = written.startswith(("\n", "\r")) or "\n\n" in written or "\n\r\n" in written
    return empty or written.count("\r") != written.count("\r\n")


def _quotes_whole_cells(letters: np.ndarray, separator: int) -> bool:
    """Say whether every quotation mark opens a cell, closes one, or is doubled inside one."""
    marks = np.flatnonzero(letters == _QUOTE)
    if len(marks) % 2:
        return False
    opening, closing = marks[::2], marks[1::2]
    edges = np.array([separator, *b"\r\n"], dtype=np.uint8)
    opens = (opening == 0) | np.isin(letters[np.maximum(opening - 1, 0)], edges)
    closes = (closing == len(letters) - 1) | np.isin(letters[np.minimum(closing + 1, len(letters) - 1)], edges)
    doubled = closing[:-1] + 1 == opening[1:]
    return bool(
        (opens[:1]).all() and (opens[1:] | doubled).all() and (closes[:-1] | doubled).all() and closes[-1:].all()
    )


def _texts(coded: Any) -> np.ndarray:
    return np.array(coded.dictionary.to_pylist(), dtype=object)[coded.indices.to_numpy()]


def rows_of(lines: Iterable[list[str]], most: int) -> list[list[str]]:
    """Gather rows, each distinct text of them kept once.

    Raises
    ------
    TooManyDifferent
        As soon as there are more than `most` texts unlike any other in the whole table.
    """
    kept: dict[str, str] = {}
    rows = []
    for row in lines:
        rows.append([kept.setdefault(cell, cell) for cell in row])
        if len(kept) > most:
            raise TooManyDifferent
    return rows
