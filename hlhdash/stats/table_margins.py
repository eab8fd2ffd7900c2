"""Contingency tables with fixed margins, in a standard order in which equal tables are computed alike."""

from __future__ import annotations

from dataclasses import dataclass
from math import lgamma

import numpy as np

from hlhdash.stats.checks import Floats, Integers

TIE = 1e-7  # relative: tables this close in probability count as equally likely, as in R and SAS


class TooMuchWork(Exception):
    """A table is beyond the stated budget of paths."""


@dataclass(frozen=True)
class Margins:
    """Row and column totals, both sorted, the shorter one as the columns."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]

    @property
    def n(self) -> int:
        """Patients in all."""
        return sum(self.rows)


def margins(table: Integers) -> Margins:
    """Give the margins of a table in standard order, the same for every swap of rows, columns or both."""
    rows = tuple(sorted((int(total) for total in table.sum(axis=1)), reverse=True))
    columns = tuple(sorted((int(total) for total in table.sum(axis=0)), reverse=True))
    if (len(rows), rows) < (len(columns), columns):
        rows, columns = columns, rows
    return Margins(rows, columns)


def log_factorials(n: int) -> Floats:
    """Give log(k!) for k from 0 to n."""
    return np.array([lgamma(k + 1) for k in range(n + 1)])


def improbability(table: Integers) -> float:
    """Give the sum of log(x!) over the cells: minus the log probability of a table but for its margins."""
    return float(sum(lgamma(x + 1) for x in sorted(table.ravel().tolist())))
