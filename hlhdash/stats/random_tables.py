"""Random tables with fixed margins, for the few that are too large to be worked out."""

from __future__ import annotations

from math import sqrt

import numpy as np
import numpy.typing as npt

from hlhdash.stats.checks import Floats, Integers
from hlhdash.stats.table_margins import TIE, Margins, improbability, log_factorials, margins

_AT_ONCE = 100_000


def drawn_tail(table: Integers, draws: int, seed: int) -> tuple[float, float]:
    """Estimate the probability of tables no more likely than this one, and the error of the estimate.

    P is (hits + 1) / (draws + 1), its error the binomial standard error.
    """
    totals, random = margins(table), np.random.default_rng(seed)
    log_factorial = log_factorials(max(totals.rows))
    enough, hits = improbability(table) - TIE, 0
    for start in range(0, draws, _AT_ONCE):
        hits += int((_improbabilities(totals, min(_AT_ONCE, draws - start), random, log_factorial) >= enough).sum())
    p = (hits + 1) / (draws + 1)
    return p, sqrt(p * (1 - p) / draws)


def _improbabilities(totals: Margins, draws: int, random: np.random.Generator, log_factorial: Floats) -> Floats:
    """Draw tables cell by cell, each cell hypergeometric given those before, and add up log(x!)."""
    cost = np.zeros(draws)
    open_columns = np.tile(np.array(totals.columns, dtype=np.int64), (draws, 1))
    for row in totals.rows:
        left = np.full(draws, row, dtype=np.int64)
        beyond = open_columns.sum(axis=1)
        for column in range(len(totals.columns)):
            beyond = beyond - open_columns[:, column]
            cell: npt.NDArray[np.int64] = random.hypergeometric(open_columns[:, column], beyond, left)
            cost += log_factorial[cell]
            open_columns[:, column] -= cell
            left = left - cell
    return cost
