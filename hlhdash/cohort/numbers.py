"""The numbers of a column, each distinct cell read once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from hlhdash.cohort import values
from hlhdash.cohort.measurements import How, is_odd, measurement

_EXACT = 15  # digits that a float holds


@dataclass(frozen=True)
class Numbers:
    """What distinct cells are as numbers.

    Attributes
    ----------
    value : float, one for each cell, NaN where it is no number
    bound, unit : the place of a cell to its bound (">" or "<") and to its unit as written, for those that give one
    how : the place of a cell to how it is given, where it is no bare number: about, as a range, nothing found ...
    """

    value: np.ndarray
    bound: Mapping[int, str]
    unit: Mapping[int, str]
    how: Mapping[int, How]

    def given_as(self, how: How) -> np.ndarray:
        """Mark the cells given in one way."""
        marked = np.zeros(len(self.value), dtype=bool)
        marked[[i for i, one in self.how.items() if one == how]] = True
        return marked

    def given(self, what: Mapping[int, str]) -> np.ndarray:
        """Return the bounds or the units as one text for each cell, "" where it gives none."""
        words = np.full(len(self.value), "", dtype=object)
        words[list(what)] = list(what.values())
        return words


def numbers_of(cells: Sequence[Any], *, decimal_comma: bool) -> Numbers:
    """Read each cell as a number; whole numbers, the most frequent cells by far, need no pattern."""
    value = np.array(
        [
            float(cell) if type(cell) is str and cell.isdecimal() and cell.isascii() and len(cell) <= _EXACT else np.nan
            for cell in cells
        ],
        dtype=float,
    )
    bound: dict[int, str] = {}
    unit: dict[int, str] = {}
    how: dict[int, How] = {}
    for i in np.flatnonzero(np.isnan(value)).tolist():
        found = values.number(cells[i], decimal_comma=decimal_comma)
        if is_odd(found) if found is not None else not values.is_missing(cells[i]):
            found, given = measurement(cells[i], decimal_comma=decimal_comma)
            if given:
                how[i] = given
        if found is not None:
            value[i] = found.value
            if found.bound:
                bound[i] = found.bound
            if found.unit:
                unit[i] = found.unit
    return Numbers(value, bound, unit, how)
