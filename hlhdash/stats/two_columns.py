"""The exact tail of a table with two columns: groups of patients with two outcomes.

A path lays groups one after another; what can follow depends on the responders so far, its node, and on its cost, by
which a table is less likely than the likeliest one would be without margins. Groups are laid from both ends, and the
two halves meet in one group in the middle. Paths of equal node and cost are merged, so groups of equal size take little
work. The least and the greatest cost of what is still to be laid settle most paths early (the longest and shortest
paths of Mehta and Patel, JASA 1983;78:427-434): a path that cannot reach the observed cost is dropped, one that must
reach it only has to keep its probability.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import comb, exp, lgamma, log

import numpy as np

from hlhdash.stats.checks import Floats, Integers
from hlhdash.stats.table_margins import TIE, Margins, TooMuchWork, improbability, margins

MOST_PATHS = 12_000_000  # paths made in one step; more would take seconds
MOST_JOINS = 40_000_000  # half paths looked up
MOST_PATIENTS = 5_000  # beyond, the bounds take longer than the paths
_FINEST, _COARSEST = 1e11, 1e8  # steps per unit of log probability; coarser ones could blur a tie of 1e-7
_KEY = 2.0**62
_FAR = 2**60


@dataclass(frozen=True, eq=False)
class Group:
    """One group: the cost, in whole steps, and the binomial probability of each number of responders from 0 up."""

    cost: Integers
    mass: Floats


@dataclass(frozen=True, eq=False)
class Paths:
    """Paths over some groups, in order of node and cost.

    Attributes
    ----------
    node, cost : integers of shape (b,)
        Responders so far, and the cost in whole steps.
    mass : array of shape (b,)
        The probability.
    """

    node: Integers
    cost: Integers
    mass: Floats


@dataclass(frozen=True, eq=False)
class Bounds:
    """The least and the greatest cost of some groups for each number of responders; none can have it: both far off."""

    least: Integers
    greatest: Integers

    def with_group(self, group: Group) -> Bounds:
        """Return the bounds with one group more."""
        size = len(self.least)
        least, greatest = np.full(size, _FAR), np.full(size, -_FAR)
        for x, cost in enumerate(group.cost.tolist()[:size]):
            np.minimum(least[x:], self.least[: size - x] + cost, out=least[x:])
            np.maximum(greatest[x:], self.greatest[: size - x] + cost, out=greatest[x:])
        return Bounds(least, greatest)


class TwoColumns:
    """The groups of one table, as whole steps of cost.

    Parameters
    ----------
    totals : Margins
        Group sizes, and two column totals.
    """

    def __init__(self, totals: Margins) -> None:
        self.responders = min(totals.columns)
        self.span = int(_KEY / (4 * (self.responders + 1)))
        self._rate = self.responders / totals.n
        self._likeliest = [_log_ways(size).max() for size in totals.rows]
        self._steps = min(_FINEST, self.span / (16 * (sum(self._likeliest) + 1)))
        if self._steps < _COARSEST:
            raise TooMuchWork
        self.whole = float(np.exp(_log_ways(totals.n)[self.responders] + self._tilt(totals.n, self.responders)))
        self._offset = sum(self._likeliest) - sum(lgamma(size + 1) for size in totals.rows)

    def enough(self, table: Integers, tie: float) -> int:
        """Give the cost from which a table counts."""
        return round((improbability(table) + self._offset + tie) * self._steps)

    def group(self, size: int) -> Group:
        """Give the costs and probabilities of one group."""
        ways = _log_ways(size)
        mass = np.exp(ways + self._tilt(size, np.arange(size + 1)))
        return Group(np.rint((ways.max() - ways) * self._steps).astype(np.int64), mass)

    def nothing(self) -> Bounds:
        """Give the bounds of no group at all."""
        size = self.responders + 1
        least, greatest = np.full(size, _FAR), np.full(size, -_FAR)
        least[0] = greatest[0] = 0
        return Bounds(least, greatest)

    def _tilt(self, size: int, x: Integers | int) -> Floats:
        return np.asarray(x * log(self._rate) + (size - x) * log(1 - self._rate))


def two_column_tail(table: Integers, *, ties: bool = True) -> float:
    """Give the probability of all tables with these margins that are no more likely than this one.

    Parameters
    ----------
    table : integers of shape (r, 2) or (2, c), without an empty row or column
    ties : whether tables within a relative 1e-7 of its probability count

    Raises
    ------
    TooMuchWork
        If it would take more than the stated number of paths or joins.
    """
    totals = margins(table)
    rules = TwoColumns(totals)
    enough = rules.enough(table, -TIE if ties else TIE)
    halves, size = _split(totals.rows)
    left, right = ([rules.group(size) for size in half] for half in halves)
    middle = rules.group(size)
    opened = _laid(left, [middle, *right], rules, enough)
    filled = _laid(right, [middle, *left], rules, enough)
    return min(1.0, _joined(opened, middle, filled, rules, enough) / rules.whole)


def _log_ways(size: int) -> Floats:
    """Give the log of in how many ways 0, 1 ... of a group can respond."""
    falling = np.array([lgamma(x + 1) for x in range(size + 1)])
    return falling[-1] - (falling + falling[::-1])


def _split(sizes: Sequence[int]) -> tuple[tuple[list[int], list[int]], int]:
    """Share the groups between two halves of about as many paths each, but for one that joins them.

    Groups of equal size stay together: their paths are the same in any order, and merge.
    """
    shared = []
    for middle in set(sizes):
        rest = Counter(sizes)
        rest[middle] -= 1
        halves: tuple[list[int], list[int]] = ([], [])
        work = [0.0, 0.0]
        for ways, size in sorted(((log(comb(size + k, k)), size) for size, k in rest.items()), reverse=True):
            lighter = int(work[1] < work[0])
            halves[lighter].extend([size] * rest[size])
            work[lighter] += ways
        # The first half is looked up once for each number of responders of the middle group, the second laid only.
        lighter = int(work[1] < work[0])
        effort = exp(work[lighter]) * (middle + 1) + 3 * exp(work[1 - lighter])
        shared.append((effort, middle, (halves[lighter], halves[1 - lighter])))
    _, middle, halves = min(shared)
    return halves, middle


def _laid(groups: Sequence[Group], others: Sequence[Group], rules: TwoColumns, enough: int) -> Paths:
    """Lay groups from nothing, mindful of what all that are still to be laid can cost."""
    bounds = [rules.nothing()]
    for group in (*others, *reversed(groups)):
        bounds.append(bounds[-1].with_group(group))
    paths, laid = Paths(np.zeros(1, dtype=np.int64), np.zeros(1, dtype=np.int64), np.ones(1)), rules.nothing()
    for group, to_come in zip(groups, reversed(bounds[len(others) : -1]), strict=True):
        if len(paths.node) * len(group.cost) > MOST_PATHS:
            raise TooMuchWork
        laid = laid.with_group(group)
        # A levelled path must not look cheaper than any can be: the other half is levelled by that.
        level = np.maximum(enough - to_come.least[::-1], laid.least)
        paths = _with_group(paths, group, enough - to_come.greatest[::-1], level, rules)
    return paths


def _with_group(paths: Paths, group: Group, needed: Integers, level: Integers, rules: TwoColumns) -> Paths:
    """Give each path each number of responders of one more group; merge paths of equal node and cost.

    Parameters
    ----------
    needed, level : integers of shape (nodes,)
        The cost under which a path at a node is dropped, and the one to which all above it are brought down.
    """
    keys, masses, sure = [], [], np.zeros(len(level))
    for x, (cost, mass) in enumerate(zip(group.cost.tolist(), group.mass.tolist(), strict=True)):
        fits = slice(int(np.searchsorted(paths.node, len(level) - x)))
        node, total, share = paths.node[fits] + x, paths.cost[fits] + cost, paths.mass[fits] * mass
        surely, open_yet = total >= level[node], total >= needed[node]
        sure += np.bincount(node[surely], weights=share[surely], minlength=len(level))
        open_yet &= ~surely
        keys.append(node[open_yet] * rules.span + total[open_yet])
        masses.append(share[open_yet])
    levelled = np.flatnonzero(sure)
    key = np.concatenate([*keys, levelled * rules.span + level[levelled]])
    mass = np.concatenate([*masses, sure[levelled]])
    order = np.argsort(key, kind="stable")
    key = key[order]
    first = np.flatnonzero(np.diff(key, prepend=-1))
    key = key[first]
    merged = np.add.reduceat(mass[order], first) if len(first) else mass
    return Paths(key // rules.span, key % rules.span, merged)


def _joined(opened: Paths, middle: Group, filled: Paths, rules: TwoColumns, enough: int) -> float:
    """Give the probability of whole tables that cost at least `enough`."""
    if len(opened.node) * len(middle.cost) > MOST_JOINS:
        raise TooMuchWork
    key = filled.node * rules.span + filled.cost
    starts = np.searchsorted(filled.node, np.arange(rules.responders + 2))
    # Summed from the dear end of each node, so that a small tail does not drown in rounding.
    tails = np.zeros(len(key) + 1)
    for start, end in zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True):
        tails[start:end] = np.cumsum(filled.mass[start:end][::-1])[::-1]
    total = 0.0
    for x, (cost, mass) in enumerate(zip(middle.cost.tolist(), middle.mass.tolist(), strict=True)):
        room = rules.responders - x - opened.node
        fits = room >= 0
        needed = np.maximum(enough - cost - opened.cost[fits], 0)
        # In order, because a search that goes on from the last one found is several times as fast.
        found = np.searchsorted(key, (room[fits] * rules.span + needed)[::-1])[::-1]
        inside = found < starts[room[fits] + 1]
        total += mass * float(opened.mass[fits][inside] @ tails[found[inside]])
    return total
