"""Fisher's exact test by mid-P: tables as likely as the one observed count half."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hlhdash.language import Message, message
from hlhdash.stats.checks import StatsError
from hlhdash.stats.counts import used
from hlhdash.stats.table_margins import TooMuchWork
from hlhdash.stats.table_tail import exact_tail


@dataclass(frozen=True)
class MidP:
    """P by Fisher's test with half the weight of tables as likely as the observed one, and its name."""

    p: float
    method: Message
    ignored: tuple[Message, ...] = ()


def fisher_midp(table: Any) -> MidP:
    """Test association in any table by Fisher's exact test with Lancaster's mid-P (JASA 1961;56:223-234).

    Two-sided by probability. It is less conservative than the exact P; its error rate can exceed the level slightly.

    Raises
    ------
    StatsError
        If the table does not hold counts, or is too large to be worked out exactly.
    """
    found = used(table)
    if min(found.kept.shape) < 2:
        method = message("Fisher's mid-P; with one row or one column left there is nothing to compare, P is 1")
        return MidP(1.0, method, found.ignored)
    try:
        p = (exact_tail(found.kept) + exact_tail(found.kept, ties=False)) / 2
    except TooMuchWork:
        raise StatsError(
            message("This table is too large for an exact mid-P; use Fisher's test or chi-squared.")
        ) from None
    return MidP(p, message("Fisher's exact test with mid-P, two-sided by probability"), found.ignored)
