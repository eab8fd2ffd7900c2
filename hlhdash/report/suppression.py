"""Which counts must not be printed so that none under a chosen size can be read or worked out.

Small counts are hidden first; then, as long as one of them could be worked out from sums that are printed, another
count is hidden beside it. See Hundepool et al., Statistical Disclosure Control (2012), chapter 4.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from hlhdash.language import Message, message
from hlhdash.numbers import HIDDEN

NOTHING = 0  # a size under which nothing is: hides nothing
_ZERO = 1e-9


@dataclass(frozen=True)
class Sum:
    """A count that is the sum of others, all by their places."""

    total: int
    parts: tuple[int, ...]


@dataclass(frozen=True)
class Counts:
    """Counts with everything a reader knows about how they add up.

    Attributes
    ----------
    values : the counts
    sums : which of them are sums of others
    fixed : places that are always printed
    unseen : places that are never printed but could be worked out, such as all others of a printed part
    cost : how much is lost when a place is hidden; empty for the same everywhere
    """

    values: tuple[int, ...]
    sums: tuple[Sum, ...]
    fixed: frozenset[int] = frozenset()
    unseen: frozenset[int] = frozenset()
    cost: tuple[float, ...] = ()

    def price(self, place: int) -> tuple[float, int, int]:
        """Order what is hidden to protect others: what is missed the least first, then the smallest."""
        return (self.cost[place] if self.cost else 0.0, self.values[place], place)


def hidden(counts: Counts, least: int) -> frozenset[int]:
    """Return the places that must not be printed, among those that would be.

    A zero counts as small: that nobody of a group responded says something of everybody in it.

    Parameters
    ----------
    least : the smallest count that is printed; 0 hides nothing
    """
    if least <= NOTHING:
        return frozenset()
    guarded = {i for i, value in enumerate(counts.values) if value < least and i not in counts.fixed}
    closed = guarded | set(counts.unseen)
    added: list[int] = []
    while told := guarded & derivable(counts, closed):
        beside = {i for one in counts.sums if {one.total, *one.parts} & told for i in (one.total, *one.parts)}
        more = beside - closed - counts.fixed or set(range(len(counts.values))) - closed - counts.fixed
        if not more:
            break
        added.append(min(more, key=counts.price))
        closed.add(added[-1])
    # What was hidden first may protect nothing any more beside what was hidden later.
    for place in sorted(added, key=counts.price, reverse=True):
        if not guarded & derivable(counts, closed - {place}):
            closed.remove(place)
    return frozenset(closed - counts.unseen)


def derivable(counts: Counts, closed: Collection[int]) -> frozenset[int]:
    """Return which of the closed places can have one value only, for who knows all others and all sums.

    Exact where the sums form a table of two dimensions, one of which may be nested: there the whole numbers that are
    possible lie as far apart as the fractions.
    """
    places = sorted(closed)
    known = {place: i for i, place in enumerate(places)}
    equations = np.zeros((len(counts.sums), len(places)))
    for row, one in enumerate(counts.sums):
        for place, sign in ((one.total, 1.0), *((part, -1.0) for part in one.parts)):
            if place in known:
                equations[row, known[place]] += sign
    zero = np.array([counts.values[place] == 0 for place in places], dtype=bool)
    pinned = zero & ~_can_grow(equations, zero)
    free = np.flatnonzero(~pinned)
    settled = free[_settled(equations[:, free])]
    return frozenset(places[i] for i in (*np.flatnonzero(pinned), *settled))


def _can_grow(equations: np.ndarray, zero: np.ndarray) -> np.ndarray:
    """Say which zeros could be more: counts are never negative, so a zero moves up only."""
    from scipy.optimize import linprog

    n, at = equations.shape[1], np.flatnonzero(zero)
    if not at.size:
        return zero
    # Of all moves that keep the sums, one that lifts as many zeros as can be lifted.
    lifted = np.zeros((at.size, n + at.size))
    lifted[np.arange(at.size), at] = -1.0
    lifted[np.arange(at.size), n + np.arange(at.size)] = 1.0
    found = linprog(
        np.concatenate([np.zeros(n), -np.ones(at.size)]),
        A_ub=lifted,
        b_ub=np.zeros(at.size),
        A_eq=np.hstack([equations, np.zeros((len(equations), at.size))]) if len(equations) else None,
        b_eq=np.zeros(len(equations)) if len(equations) else None,
        bounds=[*((0, None) if one else (None, None) for one in zero), *[(0, 1)] * at.size],
        method="highs",
    )
    grows = np.zeros(n, dtype=bool)
    grows[at] = found.x[n:] > 0.5
    return grows


def _settled(equations: np.ndarray) -> np.ndarray:
    """Say which unknowns the equations leave no choice: those that stand alone in a row once all are reduced."""
    reduced, row = equations.copy(), 0
    for column in range(reduced.shape[1]):
        if row == len(reduced):
            break
        pivot = row + int(np.abs(reduced[row:, column]).argmax())
        if abs(reduced[pivot, column]) < _ZERO:
            continue
        reduced[[row, pivot]] = reduced[[pivot, row]]
        reduced[row] /= reduced[row, column]
        others = np.arange(len(reduced)) != row
        reduced[others] -= np.outer(reduced[others, column], reduced[row])
        row += 1
    alone = reduced[(np.abs(reduced) > _ZERO).sum(axis=1) == 1]
    return np.asarray((np.abs(alone) > _ZERO).any(axis=0))


def hidden_words(least: int) -> Message:
    """Say what is hidden and why."""
    return message(
        "{mark}: hidden, because fewer than {least} patients, or because such a number could be worked out from it",
        mark=HIDDEN,
        least=least,
    )
