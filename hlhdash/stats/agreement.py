"""How well two ratings of the same patients agree: Cohen's kappa."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan, sqrt
from statistics import NormalDist
from typing import Any

import numpy as np

from hlhdash.language import Message, message
from hlhdash.stats.checks import StatsError, level_between_0_and_1
from hlhdash.stats.counts import counts


@dataclass(frozen=True)
class Kappa:
    """Agreement beyond chance; NaN where both raters used one class only, or nobody was rated.

    Attributes
    ----------
    value, lower, upper : kappa with its interval
    agreed, n : patients on whom both agree, and all
    method : which kappa and which interval
    """

    value: float
    lower: float
    upper: float
    agreed: int
    n: int
    method: Message


def kappa(table: Any, *, level: float = 0.95) -> Kappa:
    """Measure agreement by Cohen's kappa, unweighted.

    Standard error after Fleiss, Cohen and Everitt (Psychological Bulletin 1969;72:323-327), as R's `vcd::Kappa`.

    Parameters
    ----------
    table : array-like of shape (k, k)
        Counts: one rater's classes as rows, the other's as columns, in the same order.

    Raises
    ------
    StatsError
        If the table is not square or does not hold counts.
    """
    level = level_between_0_and_1(level)
    cells = counts(table)
    if cells.shape[0] != cells.shape[1]:
        raise StatsError(message("Agreement needs the same classes as rows and as columns."))
    n, agreed = int(cells.sum()), int(np.trace(cells))
    method = message("Cohen's kappa, unweighted, with {percent:g} % interval", percent=100 * level)
    shares = cells / max(n, 1)
    row, column = shares.sum(axis=1), shares.sum(axis=0)
    by_chance, seen = float(row @ column), float(np.trace(shares))
    if n == 0 or by_chance == 1:
        return Kappa(nan, nan, nan, agreed, n, method)
    value = (seen - by_chance) / (1 - by_chance)
    other = column[:, None] + row[None]  # of the cell in row i and column j: column total i and row total j
    along = float((np.diag(shares) * (1 - np.add(row, column) * (1 - value)) ** 2).sum())
    across = float(((1 - value) ** 2) * ((shares * other**2).sum() - (np.diag(shares) * np.diag(other) ** 2).sum()))
    variance = (along + across - (value - by_chance * (1 - value)) ** 2) / (n * (1 - by_chance) ** 2)
    reach = NormalDist().inv_cdf((1 + level) / 2) * sqrt(max(0.0, variance))
    return Kappa(value, max(-1.0, value - reach), min(1.0, value + reach), agreed, n, method)
