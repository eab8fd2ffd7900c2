"""Fisher's exact test of any table, with the conditional odds ratio for 2 x 2."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan
from typing import Any, Literal

from hlhdash.language import Message, message
from hlhdash.stats.checks import Integers, StatsError, level_between_0_and_1
from hlhdash.stats.counts import used
from hlhdash.stats.odds_ratio import (
    central_interval,
    conditional_estimate,
    first_cell,
    minlike_interval,
    two_sided_p,
)
from hlhdash.stats.random_tables import drawn_tail
from hlhdash.stats.table_margins import TooMuchWork
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
    found = used(table)
    kept, ignored = found.kept, found.ignored
    if kept.shape == (2, 2):
        return _two_by_two(kept, interval, level, ignored)
    if min(kept.shape) < 2:
        method = message("Fisher's exact test; with one row or one column left there is nothing to compare, P is 1")
        odds = (nan, nan, nan) if found.shape == (2, 2) else (None, None, None)
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


def fisher_p(table: Any, *, draws: int = DRAWS, seed: int = SEED) -> float:
    """Give the P value of `fisher_exact` alone, for who tests hundreds of tables and needs no odds ratio.

    Raises
    ------
    StatsError
        If the table does not hold counts.
    """
    kept = used(table).kept
    if min(kept.shape) < 2:
        return 1.0
    if kept.shape == (2, 2):
        return two_sided_p(first_cell(kept))
    try:
        return exact_tail(kept)
    except TooMuchWork:
        return drawn_tail(kept, draws, seed)[0]


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
