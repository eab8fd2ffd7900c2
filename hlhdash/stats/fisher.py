"""Fisher's exact test of any table, with the conditional odds ratio for 2 x 2."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan
from typing import Any, Literal

import numpy as np
import pandas as pd

from hlhdash.language import Message, message
from hlhdash.stats.checks import Integers, StatsError, level_between_0_and_1
from hlhdash.stats.odds_ratio import (
    central_interval,
    conditional_estimate,
    first_cell,
    minlike_interval,
    two_sided_p,
)
from hlhdash.stats.random_tables import drawn_tail
from hlhdash.stats.table_network import TooMuchWork
from hlhdash.stats.table_tail import exact_tail

DRAWS = 1_000_000
SEED = 20_200_714


@dataclass(frozen=True)
class FisherExact:
    """The result of Fisher's exact test; `fisher_exact` makes one.

    Attributes
    ----------
    p : float
        Two-sided by probability.
    method : Message
        Which test, exact or drawn, and which interval.
    odds_ratio, lower, upper : float or None
        For 2 x 2, by conditional likelihood; 0 and infinite are possible, NaN where a row or column is empty.
        None for larger tables.
    monte_carlo_error : float or None
        Standard error of `p` if tables were drawn; None if it is exact.
    ignored : tuple of Message
        Rows and columns without anybody, which were left out.
    """

    p: float
    method: Message
    odds_ratio: float | None = None
    lower: float | None = None
    upper: float | None = None
    monte_carlo_error: float | None = None
    ignored: tuple[Message, ...] = ()


def fisher_exact(
    table: Any,
    *,
    interval: Literal["minlike", "central"] = "minlike",
    level: float = 0.95,
    draws: int = DRAWS,
    seed: int = SEED,
) -> FisherExact:
    """Test whether rows and columns of a table of counts are associated, with all margins fixed.

    Two-sided by probability, as R and SAS; tables within a relative 1e-7 count as equally likely. For r x c it
    is the Fisher-Freeman-Halton test, exact and the same at every call. Only past a stated budget (see
    `hlhdash.stats.table_tail`) are tables drawn, with a seed, and their error is said.

    Parameters
    ----------
    table : array-like or DataFrame of shape (r, c)
        Counts. Rows and columns without anybody are left out and named in `ignored`.
    interval : {"minlike", "central"}
        For 2 x 2: the interval that inverts this very test (R's `exact2x2`), or the central one (`fisher.test`),
        which can contradict the P value.
    level : float
        Confidence level of the interval.
    draws, seed : int
        How many tables to draw past the budget, and where the random numbers start.

    Raises
    ------
    StatsError
        If the table does not hold counts.
    """
    level = level_between_0_and_1(level)
    if interval not in ("minlike", "central"):
        raise StatsError(message("Interval is minlike or central; {interval} is neither.", interval=str(interval)))
    counts = _counts(table)
    rows, columns = counts.sum(axis=1) > 0, counts.sum(axis=0) > 0
    ignored = _named(table, rows, columns)
    kept = counts[rows][:, columns]
    if kept.shape == (2, 2):
        return _two_by_two(kept, interval, level, ignored)
    if min(kept.shape) < 2:
        method = message("Fisher's exact test; with one row or one column left there is nothing to compare, P is 1")
        odds = (nan, nan, nan) if counts.shape == (2, 2) else (None, None, None)
        return FisherExact(1.0, method, *odds, ignored=ignored)
    try:
        p = exact_tail(kept)
    except TooMuchWork:
        p, error = drawn_tail(kept, draws, seed)
        method = message(
            "Fisher-Freeman-Halton test, {draws:,} seeded Monte Carlo tables (Monte Carlo error {error:.2g})",
            draws=draws,
            error=error,
        )
        return FisherExact(p, method, monte_carlo_error=error, ignored=ignored)
    return FisherExact(p, message("Fisher-Freeman-Halton exact test"), ignored=ignored)


def _two_by_two(table: Integers, interval: str, level: float, ignored: tuple[Message, ...]) -> FisherExact:
    cell = first_cell(table)
    near = cell.near(table)
    if interval == "central":
        lower, upper = central_interval(near, level)
        method = message(
            "Fisher's exact test, two-sided by probability; conditional odds ratio with central {percent:g} % interval",
            percent=100 * level,
        )
    else:
        lower, upper = minlike_interval(near, level)
        method = message(
            "Fisher's exact test, two-sided by probability; conditional odds ratio with the {percent:g} % interval "
            "that inverts this test",
            percent=100 * level,
        )
    return FisherExact(two_sided_p(cell), method, conditional_estimate(near), lower, upper, ignored=ignored)


def _counts(table: Any) -> Integers:
    try:
        values = np.asarray(table, dtype=float)
    except (TypeError, ValueError):
        raise StatsError(message("A table needs a number in every cell, and as many in each row.")) from None
    if values.ndim != 2 or not values.size:
        raise StatsError(message("A table needs rows and columns of counts."))
    if not np.isfinite(values).all() or (values < 0).any() or (values != np.rint(values)).any():
        raise StatsError(message("Every cell of a table must be a whole number from 0 up."))
    return values.astype(np.int64)


def _named(table: Any, rows: np.ndarray, columns: np.ndarray) -> tuple[Message, ...]:
    """Name the empty rows and columns, by their labels where the table has them."""
    frame = table if isinstance(table, pd.DataFrame) else None
    row_labels = range(1, len(rows) + 1) if frame is None else frame.index
    column_labels = range(1, len(columns) + 1) if frame is None else frame.columns
    empty_rows = [label for label, used in zip(row_labels, rows, strict=True) if not used]
    empty_columns = [label for label, used in zip(column_labels, columns, strict=True) if not used]
    return (
        *(message("row {label}", label=str(label)) for label in empty_rows),
        *(message("column {label}", label=str(label)) for label in empty_columns),
    )
