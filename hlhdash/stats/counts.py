"""Tables of counts: what is refused, and which rows and columns hold anybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from hlhdash.language import Message, message
from hlhdash.stats.checks import Integers, StatsError

MOST = 10_000_000  # patients in a table; beyond, log-gamma has too few digits for a P and the exact test no end


@dataclass(frozen=True, eq=False)
class Counts:
    """A checked table without its empty rows and columns.

    Attributes
    ----------
    kept : integers of shape (r, c)
        What is left.
    shape : the shape as it was given
    ignored : tuple of Message
        The rows and columns without anybody.
    """

    kept: Integers
    shape: tuple[int, int]
    ignored: tuple[Message, ...]


def counts(table: Any) -> Integers:
    """Check that a table has whole numbers from 0 up in every cell.

    Raises
    ------
    StatsError
        If it does not.
    """
    try:
        values = np.asarray(table, dtype=float)
    except (TypeError, ValueError):
        raise StatsError(message("A table needs a number in every cell, and as many in each row.")) from None
    if values.ndim != 2 or not values.size:
        raise StatsError(message("A table needs rows and columns of counts."))
    if not np.isfinite(values).all() or (values < 0).any() or (values != np.rint(values)).any():
        raise StatsError(message("Every cell of a table must be a whole number from 0 up."))
    if values.sum() > MOST:
        raise StatsError(message("A table can hold at most {most} patients.", most=f"{MOST:,}"))
    return values.astype(np.int64)


def used(table: Any) -> Counts:
    """Check a table and leave out, by name, its rows and columns without anybody."""
    cells = counts(table)
    rows, columns = cells.sum(axis=1) > 0, cells.sum(axis=0) > 0
    return Counts(cells[rows][:, columns], (cells.shape[0], cells.shape[1]), _named(table, rows, columns))


def two_by_two(table: Any) -> Integers:
    """Check a table of two groups and two outcomes.

    Raises
    ------
    StatsError
        If it has another shape.
    """
    cells = counts(table)
    if cells.shape != (2, 2):
        raise StatsError(
            message(
                "This test compares two groups with two outcomes; the table has {rows} rows and {columns} columns.",
                rows=cells.shape[0],
                columns=cells.shape[1],
            )
        )
    return cells


def whole(value: Any) -> int | None:
    """Give a number of patients as an int; None for what is none."""
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return int(number) if np.isfinite(number) and number == int(number) else None


def patients_of(x: Any, n: Any) -> tuple[int, int]:
    """Check that x of n patients is a proportion.

    Raises
    ------
    StatsError
        If x and n are not whole numbers with 0 <= x <= n.
    """
    found, total = whole(x), whole(n)
    if found is None or total is None or not 0 <= found <= total:
        raise StatsError(message("{x} of {n} is not a proportion of patients.", x=_shown(x), n=_shown(n)))
    return found, total


def _shown(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)[:40]
    try:
        return f"{float(value)}"
    except OverflowError:
        return "∞" if value > 0 else "-∞"


def _named(table: Any, rows: np.ndarray, columns: np.ndarray) -> tuple[Message, ...]:
    """Name the empty rows and columns, by their labels where the table has them."""
    frame = table if isinstance(table, pd.DataFrame) else None
    row_labels = range(1, len(rows) + 1) if frame is None else frame.index
    column_labels = range(1, len(columns) + 1) if frame is None else frame.columns
    empty_rows = [label for label, filled in zip(row_labels, rows, strict=True) if not filled]
    empty_columns = [label for label, filled in zip(column_labels, columns, strict=True) if not filled]
    return (
        *(message("row {label}", label=str(label)) for label in empty_rows),
        *(message("column {label}", label=str(label)) for label in empty_columns),
    )
