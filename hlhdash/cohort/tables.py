"""Small things that every table of a Cohort needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from hlhdash.cohort.values import text

_WORDS = frozenset({"patient_id", "label", "kind", "dose", "analyte", "bound", "unit", "ongoing"})


def no_words(index: pd.Index) -> pd.Series:
    """Return a column of None (pandas would make it NaN, which is not None)."""
    return pd.Series([None] * len(index), index=index, dtype=object)


def each_word(words: pd.Series, read: Callable[[Any], Any]) -> pd.Series:
    """Apply a reader once to each distinct word; None stays what the reader makes of it."""
    codes, distinct = pd.factorize(words.to_numpy(object), use_na_sentinel=False)
    known = np.empty(len(distinct), dtype=object)
    known[:] = [read(word if isinstance(word, str) else None) for word in distinct]
    return pd.Series(known[codes], index=words.index, dtype=object)


def written(cells: pd.Series) -> tuple[np.ndarray, list[str]]:
    """Return what cells are written as, each distinct text once: of each cell its place among the texts, and these."""
    places, distinct = pd.factorize(cells.to_numpy(object), use_na_sentinel=False)
    codes, texts = pd.factorize(np.array(list(map(text, distinct)), dtype=object))
    return codes[places], list(texts)


def holds_text(cells: pd.Series) -> np.ndarray:
    """Mark the cells that hold something."""
    codes, texts = written(cells)
    return np.array(list(map(bool, texts)), dtype=bool)[codes]


def rows_of(table: pd.DataFrame) -> Iterator[Any]:
    """Return the rows of a table as named tuples."""
    yield from table.itertuples()


def stack(tables: Sequence[pd.DataFrame], columns: tuple[str, ...]) -> pd.DataFrame:
    """Put tables below each other; without any row the columns keep their types."""
    filled = [table for table in tables if len(table)]
    if not filled:
        return pd.DataFrame({name: pd.Series(dtype=object if name in _WORDS else float) for name in columns})
    return pd.DataFrame({name: _joined([table[name] for table in filled]) for name in columns}, copy=False)


def _joined(parts: Sequence[pd.Series]) -> np.ndarray | pd.Series:
    """Put columns below each other, quickly where they are of one kind."""
    if len({part.dtype for part in parts}) == 1 and isinstance(parts[0].dtype, np.dtype):
        return np.concatenate([part.to_numpy() for part in parts])
    return pd.concat(parts, ignore_index=True)
