"""From a column of a table in memory to its cells: each distinct value becomes an object of Python once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from hlhdash.cohort.values import clean


def cells_of(column: pd.Series) -> tuple[np.ndarray, int]:
    """Return the cells of a column, and how many objects they are: fewer where values repeat.

    A column of mixed objects is taken cell by cell: 1 and True are equal there, but not the same.
    """
    if isinstance(column.dtype, pd.CategoricalDtype):
        codes, values = column.cat.codes.to_numpy(), column.cat.categories
    elif column.dtype == object:
        return _objects([clean(cell) for cell in column.tolist()]), 0
    else:
        codes, found = pd.factorize(column)
        values = pd.Index(found)
    kept = _objects([*(clean(value) for value in values.astype(object)), None])
    return kept[codes], len(values)  # -1, for no value, is the last


def _objects(cells: Sequence[object]) -> np.ndarray:
    made = np.empty(len(cells), dtype=object)
    made[:] = cells
    return made
