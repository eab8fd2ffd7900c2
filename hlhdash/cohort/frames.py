"""From a column of a table in memory to its cells: each distinct value becomes an object of Python once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from hlhdash.cohort.values import clean


@dataclass(frozen=True)
class Coded:
    """A column of cells.

    Attributes
    ----------
    values : its different values
    codes : of each row which of them stands there; -1 is the last
    """

    values: Sequence[Any]
    codes: np.ndarray

    def cells(self, header: str) -> np.ndarray:
        """Return the name of the column and its cells, each value an object once."""
        made = np.empty(len(self.codes) + 1, dtype=object)
        made[0], made[1:] = header, _objects(self.values)[self.codes]
        return made

    def letters(self) -> int:
        """Return the letters of all texts as if each were written out."""
        lengths = [len(value) if type(value) is str else 0 for value in self.values]
        return int(np.array(lengths, dtype=np.int64)[self.codes].sum()) if any(lengths) else 0

    def each(self, change: Callable[[Any], Any]) -> Coded:
        """Return the column with each of its values changed."""
        return Coded([change(value) for value in self.values], self.codes)


def coded(column: pd.Series) -> tuple[Coded, int]:
    """Return a column, and how many objects its cells are: fewer where values repeat.

    A column of mixed objects is taken cell by cell: 1 and True are equal there, but not the same.
    """
    if isinstance(column.dtype, pd.CategoricalDtype):
        codes, values = column.cat.codes.to_numpy(), column.cat.categories
    elif column.dtype == object:
        return Coded([clean(cell) for cell in column.tolist()], np.arange(len(column))), 0
    else:
        codes, found = pd.factorize(column)
        values = pd.Index(found)
    return Coded([*(clean(value) for value in values.astype(object)), None], codes), len(values)


def _objects(cells: Sequence[object]) -> np.ndarray:
    made = np.empty(len(cells), dtype=object)
    made[:] = cells
    return made
