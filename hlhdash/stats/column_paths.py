"""Paths over groups with two outcomes: nodes, costs and probabilities, and what a further group makes of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import lgamma, log

import numpy as np

from hlhdash.stats.checks import Floats, Integers
from hlhdash.stats.table_margins import TIE, Margins, TooMuchWork

_FINEST, _COARSEST = 1e11, 1e8  # steps per unit of log probability; coarser ones could blur a tie of 1e-7
_KEY = 2.0**62
_FAR = 2**60
AT_ONCE = 2**16  # paths handled together: as many as a processor keeps at hand


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
    key : integers of shape (b,)
        Responders so far times the span of costs, plus the cost in whole steps.
    mass : array of shape (b,)
        The probability.
    starts : integers of shape (nodes + 1,)
        Where the paths of each node begin.
    """

    key: Integers
    mass: Floats
    starts: Integers

    @cached_property
    def tails(self) -> Floats:
        """The probability of each path and all dearer ones of its node, and 0 at the end."""
        tails = np.zeros(len(self.mass) + 1)
        # Summed from the dear end of each node, so that a small tail does not drown in rounding.
        for start, end in zip(self.starts[:-1].tolist(), self.starts[1:].tolist(), strict=True):
            tails[start:end] = np.cumsum(self.mass[start:end][::-1])[::-1]
        return tails

    def beyond(self, place: Integers, node: Integers) -> Floats:
        """Give the probability of the paths of a node from some place on."""
        return np.where(place < self.starts[node + 1], self.tails[place], 0.0)


@dataclass(frozen=True, eq=False)
class Bounds:
    """The least and the greatest cost of some groups for each number of responders; none can have it: both far off."""

    least: Integers
    greatest: Integers

    @staticmethod
    def of(least: Integers, greatest: Integers, nodes: int) -> Bounds:
        """Give the bounds of what costs this much for 0, 1 ... responders, and no more responders than that."""
        low, high = np.full(nodes, _FAR), np.full(nodes, -_FAR)
        low[: len(least)], high[: len(greatest)] = least[:nodes], greatest[:nodes]
        return Bounds(low, high)

    def __add__(self, other: Bounds) -> Bounds:
        """Give the bounds of both together."""
        nodes = len(self.least)
        few, many = (self, other) if self._reach < other._reach else (other, self)
        least, greatest = np.full(nodes, _FAR), np.full(nodes, -_FAR)
        for x in range(few._reach):
            np.minimum(least[x:], many.least[: nodes - x] + few.least[x], out=least[x:])
            np.maximum(greatest[x:], many.greatest[: nodes - x] + few.greatest[x], out=greatest[x:])
        return Bounds(np.minimum(least, _FAR), np.maximum(greatest, -_FAR))

    @cached_property
    def _reach(self) -> int:
        return int(np.count_nonzero(self.least < _FAR))


@dataclass(frozen=True, eq=False)
class Step:
    """What one more group makes of paths, for each node they come from and its number of responders x.

    Attributes
    ----------
    first, after : integers of shape (ways,)
        The paths left open lie from first to before after; those from after to the end of their node are sure.
    further, share : arrays of shape (ways,)
        What x adds to the key, and its probability.
    ends : integers of shape (nodes,)
        Where the ways to each node end.
    sure : array of shape (nodes,)
        The probability of the sure ones that lead to each node.
    """

    paths: Paths
    first: Integers
    after: Integers
    further: Integers
    share: Floats
    ends: Integers
    sure: Floats

    @property
    def open_paths(self) -> int:
        """How many paths are open."""
        return int((self.after - self.first).sum())

    def batches(self, at_once: int = AT_ONCE) -> Iterator[tuple[slice, Integers, Floats]]:
        """Give the open paths with one more group, not in order, by a few nodes at a time: nodes, keys and masses."""
        lengths = self.after - self.first
        made = np.append(0, np.cumsum(lengths))[self.ends]
        node, begin = 0, 0
        while node < len(made):
            before = int(made[node - 1]) if node else 0
            stop = max(node + 1, int(np.searchsorted(made, before + at_once)))
            ways = slice(begin, int(self.ends[stop - 1]))
            some = lengths[ways]
            places = np.repeat(self.first[ways] - np.cumsum(some) + some, some)
            places += np.arange(len(places))
            key = self.paths.key.take(places) + np.repeat(self.further[ways], some)
            yield slice(node, stop), key, self.paths.mass.take(places) * np.repeat(self.share[ways], some)
            node, begin = stop, ways.stop


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
        dearest = sum(_log_ways(size).max() for size in totals.rows)
        steps = min(_FINEST, self.span / (16 * (dearest + 1)))
        if steps < _COARSEST:
            raise TooMuchWork
        self.tie = round(TIE * steps)
        self._logs = _whole_log_factorials(max(totals.rows), steps)
        self.whole = float(np.exp(_log_ways(totals.n)[self.responders] + self._tilt(totals.n, self.responders)))

    def cost(self, table: Integers) -> int:
        """Give the cost of a whole table, one row for each group."""
        return int(sum(self._costs(int(x + rest))[x] for x, rest in table.tolist()))

    def group(self, size: int) -> Group:
        """Give the costs and probabilities of one group."""
        return Group(self._costs(size), np.exp(_log_ways(size) + self._tilt(size, np.arange(size + 1))))

    def bounds(self, groups: Sequence[Group]) -> list[Bounds]:
        """Give the bounds of no group, of the last, of the last two, and so on to all."""
        none = np.zeros(1, dtype=np.int64)
        found = [Bounds.of(none, none, self.responders + 1)]
        for group in reversed(groups):
            found.append(found[-1] + Bounds.of(group.cost, group.cost, self.responders + 1))
        return found

    def bounds_of(self, paths: Paths) -> Bounds:
        """Give the least and the greatest cost of paths by their nodes."""
        cost = np.append(paths.key % self.span, 0)
        some = paths.starts[1:] > paths.starts[:-1]
        least = np.where(some, cost[paths.starts[:-1]], _FAR)
        return Bounds(least, np.where(some, cost[paths.starts[1:] - 1], -_FAR))

    def step(self, paths: Paths, group: Group, needed: Integers, level: Integers) -> Step:
        """Tell which paths one more group leaves open, and which are sure.

        Parameters
        ----------
        needed, level : integers of shape (nodes,)
            By the node they lead to: the cost under which paths are dropped, and the one from which they are sure.
        """
        occupied = np.flatnonzero(paths.starts[1:] > paths.starts[:-1])
        x = np.arange(len(group.cost))
        target = np.add.outer(occupied, x).ravel()
        order = np.argsort(target, kind="stable")[: np.count_nonzero(target <= self.responders)]
        node, x, target = occupied[order // len(x)], order % len(x), target[order]
        cost, share = group.cost[x], group.mass[x]
        first, after = (
            np.searchsorted(paths.key, node * self.span + np.clip(limit[target] - cost, 0, self.span - 1))
            for limit in (needed, level)
        )
        weights = paths.beyond(after, node) * share
        sure = np.bincount(target, weights=weights, minlength=self.responders + 1).astype(float)
        ends = np.searchsorted(target, np.arange(self.responders + 1), side="right")
        return Step(paths, np.minimum(first, after), after, x * self.span + cost, share, ends, sure)

    def in_order(self, keys: Sequence[Integers], masses: Sequence[Floats]) -> Paths:
        """Put paths together that come in the order of their keys."""
        key = np.concatenate(keys)
        starts = np.searchsorted(key, np.arange(self.responders + 2) * self.span)
        return Paths(key, np.concatenate(masses), starts)

    def _costs(self, size: int) -> Integers:
        x = np.arange(size + 1)
        logs = self._logs[x] + self._logs[size - x]
        return logs - logs.min()

    def _tilt(self, size: int, x: Integers | int) -> Floats:
        return np.asarray(x * log(self._rate) + (size - x) * log(1 - self._rate))


def _whole_log_factorials(n: int, steps: float) -> Integers:
    """Give log(k!) for k from 0 to n in whole steps that add up: those of a product are those of its factors."""
    smallest = np.zeros(n + 1, dtype=np.int64)
    logs = np.zeros(n + 1, dtype=np.int64)
    for k in range(2, n + 1):
        if smallest[k]:
            logs[k] = logs[smallest[k]] + logs[k // smallest[k]]
        else:
            smallest[k::k] = np.where(smallest[k::k], smallest[k::k], k)
            logs[k] = round(log(k) * steps)
    return np.cumsum(logs)


def _log_ways(size: int) -> Floats:
    """Give the log of in how many ways 0, 1 ... of a group can respond."""
    falling = np.array([lgamma(x + 1) for x in range(size + 1)])
    return falling[-1] - (falling + falling[::-1])
