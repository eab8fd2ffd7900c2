"""Half of all tables with given margins, as paths through a network of open column totals.

Mehta and Patel, JASA 1983;78:427-434. Rows are worked through one by one. A node is the column totals still
open (or filled so far), sorted, because what can follow depends on nothing else; paths that reach a node with
the same probability are merged into one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations
from math import comb, factorial, lgamma, log, prod

import numpy as np

from hlhdash.stats.checks import Floats, Integers
from hlhdash.stats.table_margins import Margins, TooMuchWork, log_factorials

MOST_PATHS = 6_000_000  # paths made in one step; more would take seconds
_FINEST, _COARSEST = 1e9, 1e8  # steps per unit of log probability; coarser ones could blur a tie of 1e-7
_KEY = 2**62


@dataclass(frozen=True, eq=False)
class Paths:
    """b paths to k nodes, sorted by node and then by cost.

    Attributes
    ----------
    nodes : integers of shape (k, c)
        Sorted column totals.
    node, cost : integers of shape (b,)
        The node a path has reached, and the sum of log(x!) over its cells in whole steps.
    mass : array of shape (b,)
        Its probability under independent rows with equally likely columns.
    """

    nodes: Integers
    node: Integers
    cost: Integers
    mass: Floats


@dataclass(frozen=True, eq=False)
class Moves:
    """Every way to lay one row from each node: where from, where to, its cost and its mass."""

    source: Integers
    target: Integers
    nodes: Integers
    cost: Integers
    mass: Floats

    def starts(self, sources: int) -> Integers:
        """Give where the moves of each source begin; one more entry ends the last."""
        return np.searchsorted(self.source, np.arange(sources + 1))


class Network:
    """The rules of one set of margins: what a row costs, and which nodes fit."""

    def __init__(self, totals: Margins) -> None:
        self.totals = totals
        self.c = len(totals.columns)
        self._log_factorial = log_factorials(max(totals.rows))
        highest = sum(lgamma(row + 1) for row in totals.rows) + 1
        # Node number and cost share one whole number as a sorting key, so the steps adapt to the table.
        most_nodes = min(MOST_PATHS, comb(totals.n + self.c - 1, self.c - 1))
        self.steps_per_unit = min(_FINEST, _KEY / most_nodes / highest / 4)
        self.span = int(self.steps_per_unit * highest * 2)
        if self.steps_per_unit < _COARSEST or (totals.n + 1) ** self.c >= _KEY:
            raise TooMuchWork

    def steps(self, cost: float) -> int:
        """Express a sum of log(x!) in whole steps."""
        return round(cost * self.steps_per_unit)

    def log_total(self) -> float:
        """Give the log mass of all tables with these margins."""
        n = self.totals.n
        return lgamma(n + 1) - sum(lgamma(total + 1) for total in self.totals.columns) - n * log(self.c)

    def opened(self, rows: Sequence[int]) -> Paths:
        """Lay rows from the full column totals; nodes are what stays open."""
        return self._laid(np.sort(np.array([self.totals.columns], dtype=np.int64)), rows, -1)

    def filled(self, rows: Sequence[int]) -> Paths:
        """Lay rows from nothing; nodes are what has been filled, each for one order of the columns."""
        paths = self._laid(np.zeros((1, self.c), dtype=np.int64), rows, 1)
        orders = np.array([_distinct_orders(node) for node in paths.nodes.tolist()], dtype=float)
        return replace(paths, mass=paths.mass / orders[paths.node])

    def moves(self, nodes: Integers, row: int, sign: int) -> Moves:
        """List every way to lay a row from these nodes, taking from open totals (-1) or adding to filled (1)."""
        if comb(row + self.c - 1, row) * len(nodes) > MOST_PATHS:
            raise TooMuchWork
        parts = _compositions(row, self.c)
        cost = self._log_factorial[parts].sum(axis=1)
        mass = np.exp(self._log_factorial[row] - cost - row * log(self.c))
        after = np.sort(nodes[:, None, :] + sign * parts[None], axis=2)
        fits = (after[:, :, 0] >= 0) & (after <= np.sort(self.totals.columns)).all(axis=2)
        source, part = np.nonzero(fits)
        target_nodes, target = self._numbered(after[fits])
        return Moves(
            source, target, target_nodes, np.rint(cost * self.steps_per_unit).astype(np.int64)[part], mass[part]
        )

    def _laid(self, start: Integers, rows: Sequence[int], sign: int) -> Paths:
        paths = Paths(start, np.zeros(1, dtype=np.int64), np.zeros(1, dtype=np.int64), np.ones(1))
        for row in rows:
            moves = self.moves(paths.nodes, row, sign)
            path, move = extended(paths.node, moves.starts(len(paths.nodes)))
            cost, mass = paths.cost[path] + moves.cost[move], paths.mass[path] * moves.mass[move]
            key, merged = np.unique(moves.target[move] * self.span + cost, return_inverse=True)
            paths = Paths(
                moves.nodes, key // self.span, key % self.span, np.bincount(merged, weights=mass).astype(np.float64)
            )
        return paths

    def _numbered(self, vectors: Integers) -> tuple[Integers, Integers]:
        """Give the distinct vectors, and the number of each vector among them."""
        digits = (self.totals.n + 1) ** np.arange(self.c, dtype=np.int64)
        _, first, number = np.unique(vectors @ digits, return_index=True, return_inverse=True)
        return vectors[first], number


def extended(node: Integers, starts: Integers) -> tuple[Integers, Integers]:
    """Pair every path with every move from its node.

    Parameters
    ----------
    node : array of shape (b,)
        The node of each path.
    starts : array of shape (k + 1,)
        Where the moves of each node begin.

    Returns
    -------
    path, move : arrays of the numbers of paired paths and moves
    """
    ways = np.diff(starts)[node]
    if ways.sum() > MOST_PATHS:
        raise TooMuchWork
    path = np.repeat(np.arange(len(node)), ways)
    move = np.arange(len(path)) - np.repeat(np.cumsum(ways) - ways, ways) + np.repeat(starts[node], ways)
    return path, move


def _compositions(total: int, parts: int) -> Integers:
    """List every way to write a total as an ordered sum of that many numbers from 0 up."""
    flat = chain.from_iterable(combinations(range(total + parts - 1), parts - 1))
    ways = comb(total + parts - 1, parts - 1)
    bars = np.fromiter(flat, dtype=np.int64, count=ways * (parts - 1)).reshape(ways, parts - 1)
    ends = np.full((ways, 1), total + parts - 1)
    return np.diff(np.hstack([np.full((ways, 1), -1), bars, ends]), axis=1) - 1


def _distinct_orders(node: Sequence[int]) -> int:
    return factorial(len(node)) // prod(factorial(node.count(value)) for value in set(node))
