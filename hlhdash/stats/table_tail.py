"""The exact tail of a contingency table: how likely are tables no more likely than this one?

Fisher, Freeman and Halton's P for any r x c. The network of tables is walked from both ends and the two halves
are joined over one row in the middle, which takes about the square root of the work of one walk.
"""

from __future__ import annotations

from math import exp, lgamma

import numpy as np

from hlhdash.stats.checks import Floats, Integers
from hlhdash.stats.table_margins import TIE, Margins, TooMuchWork, improbability, margins
from hlhdash.stats.table_network import Moves, Network, Paths, extended
from hlhdash.stats.two_columns import MOST_PATIENTS, two_column_tail

MOST_JOINS = 40_000_000  # half paths looked up; more would take many seconds
_AT_ONCE = 1_000_000


def exact_tail(table: Integers, *, ties: bool = True) -> float:
    """Give the probability of all tables with these margins that are no more likely than this one.

    Tables within a relative 1e-7 of its probability count as equally likely. Agrees with R's `fisher.test`.

    Parameters
    ----------
    table : integers of shape (r, c)
        Two or more rows and columns, none of them empty.
    ties : bool
        Whether tables as likely as this one count; without them the P value and its mid-P can be told apart.

    Raises
    ------
    TooMuchWork
        If it would take more than the stated number of paths or joins.
    """
    totals = margins(table)
    if len(totals.columns) == 2 and totals.n <= MOST_PATIENTS:
        return two_column_tail(table, ties=ties)
    network = Network(totals)
    before, middle, after = _split(totals)
    opened, filled = network.opened(before), network.filled(after)
    moves = network.moves(opened.nodes, middle, -1)
    enough = network.steps(improbability(table) + (-TIE if ties else TIE))
    tail = _joined(opened, moves, _Tails(filled, network.span), enough)
    return min(1.0, tail / exp(network.log_total()))


def _split(totals: Margins) -> tuple[list[int], int, list[int]]:
    """Share the rows between two halves of about as many paths each; the smaller row of the first joins them."""
    halves: tuple[list[int], list[int]] = ([], [])
    size, c = [0.0, 0.0], len(totals.columns)
    for row in totals.rows:
        lighter = int(size[1] < size[0])
        halves[lighter].append(row)
        size[lighter] += lgamma(row + c) - lgamma(row + 1) - lgamma(c)
    return halves[0][:-1], halves[0][-1], halves[1]


class _Tails:
    """For each node of the filled half, the mass of its paths that cost at least so much."""

    def __init__(self, filled: Paths, span: int) -> None:
        self.nodes, self.span = filled.nodes, span
        self.starts = np.searchsorted(filled.node, np.arange(len(filled.nodes) + 1))
        self.key = filled.node * span + filled.cost
        self.cheapest, self.dearest = filled.cost[self.starts[:-1]], filled.cost[self.starts[1:] - 1]
        # Summed from the dear end, so that a small tail does not drown in rounding.
        self.mass = np.concatenate(
            [
                np.cumsum(filled.mass[start:end][::-1])[::-1]
                for start, end in zip(self.starts[:-1], self.starts[1:], strict=True)
            ]
        )
        self.whole = self.mass[self.starts[:-1]]

    def number(self, nodes: Integers) -> Integers:
        """Give the number of each of these nodes."""
        digits = (int(self.nodes.max(initial=0)) + 1) ** np.arange(self.nodes.shape[1], dtype=np.int64)
        return np.searchsorted(self.nodes @ digits, nodes @ digits)

    def at_least(self, node: Integers, cost: Integers) -> Floats:
        """Give the mass of paths to each node that cost at least `cost`."""
        found = np.searchsorted(self.key, node * self.span + np.clip(cost, 0, self.span - 1))
        inside = found < self.starts[node + 1]
        return np.where(inside, self.mass[np.minimum(found, len(self.mass) - 1)], 0.0)


def _joined(opened: Paths, moves: Moves, tails: _Tails, enough: int) -> float:
    """Give the mass of whole tables that cost at least `enough`."""
    number = tails.number(moves.nodes)[moves.target]
    starts = moves.starts(len(opened.nodes))
    # The longest and shortest way on from each open node settle most paths without looking at their moves.
    dearest = np.maximum.reduceat(moves.cost + tails.dearest[number], starts[:-1])
    cheapest = np.minimum.reduceat(moves.cost + tails.cheapest[number], starts[:-1])
    whole = np.add.reduceat(moves.mass * tails.whole[number], starts[:-1])
    always = opened.cost + cheapest[opened.node] >= enough
    open_question = ~always & (opened.cost + dearest[opened.node] >= enough)
    total = float((opened.mass * whole[opened.node])[always].sum())
    paths = np.flatnonzero(open_question)
    lookups = np.cumsum(np.diff(starts)[opened.node[paths]])
    if len(lookups) and lookups[-1] > MOST_JOINS:
        raise TooMuchWork
    for batch in np.split(
        paths, np.searchsorted(lookups, np.arange(_AT_ONCE, lookups[-1] if len(lookups) else 0, _AT_ONCE))
    ):
        path, move = extended(opened.node[batch], starts)
        path = batch[path]
        mass = tails.at_least(number[move], enough - opened.cost[path] - moves.cost[move])
        total += float((opened.mass[path] * moves.mass[move] * mass).sum())
    return total
