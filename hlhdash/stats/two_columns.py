"""The exact tail of a table with two columns: groups of patients with two outcomes.

A path lays groups one after another; what can follow depends on the responders so far, its node, and on its cost, by
which a table is less likely than the likeliest one would be without margins. Groups are shared between two halves, and
the two meet in one group in the middle. Paths of equal node and cost are merged. Costs are sums of whole logarithms of
primes, so that equally likely paths are equal to the last step, and small groups, whose tables have small primes only,
take little work. The least and the greatest cost of what is still to be laid settle most paths early (the longest and
shortest paths of Mehta and Patel, JASA 1983;78:427-434): a path that cannot reach the observed cost is dropped, one
that must reach it only has to keep its probability. Paths lie in order of node and cost, so that those not settled
stand side by side, and only they are made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

import numpy as np

from hlhdash.stats.checks import Integers
from hlhdash.stats.column_paths import Bounds, Group, Paths, TwoColumns
from hlhdash.stats.table_margins import TooMuchWork, margins

MOST_PATHS = 12_000_000  # paths made in one step; more would take seconds
MOST_JOINS = 40_000_000  # half paths looked up
MOST_PATIENTS = 5_000  # beyond, the bounds take longer than the paths


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
    upright = tuple(sorted(table.sum(axis=1).tolist(), reverse=True)) == totals.rows
    enough = rules.cost(table if upright else table.T) + (-rules.tie if ties else rules.tie)
    *sizes, last = _in_order(totals.rows)
    middle = rules.group(last)
    few, many = _halves(sizes, middle, rules, enough)
    return min(1.0, _joined(few, middle, many, rules, enough) / rules.whole)


def _in_order(sizes: Sequence[int]) -> list[int]:
    """Put first the groups whose paths merge best: many of one size, and small ones."""
    number = Counter(sizes)
    return sorted(sizes, key=lambda size: (-number[size], size))


def _halves(sizes: Sequence[int], middle: Group, rules: TwoColumns, enough: int) -> tuple[Paths, Paths]:
    """Lay groups in two halves, all of one size in the same half, the next in that with fewer paths; fewer first."""
    groups = [rules.group(size) for size in sizes]
    to_come = rules.bounds([*groups, middle])[-2::-1]
    start = rules.in_order([np.zeros(1, dtype=np.int64)], [np.ones(1)])
    halves, laid = [start, start], [rules.bounds([])[0]] * 2
    for _, same in groupby(range(len(sizes)), key=lambda i: sizes[i]):
        here = int(len(halves[1].key) < len(halves[0].key))
        for i in same:
            laid[here] = laid[here] + rules.bounds(groups[i : i + 1])[1]
            rest = to_come[i] + laid[1 - here]
            halves[here] = _with_group(halves[here], groups[i], laid[here], rest, rules, enough)
    few, many = sorted(halves, key=lambda paths: len(paths.key))
    return few, many


def _with_group(paths: Paths, group: Group, laid: Bounds, to_come: Bounds, rules: TwoColumns, enough: int) -> Paths:
    """Give each path each number of responders of one more group; merge paths of equal node and cost.

    Parameters
    ----------
    laid, to_come : the costs of the groups of this half, with this one, and of all others
    """
    # A levelled path must not look cheaper than any can be: the other half is levelled by that.
    level = np.maximum(enough - to_come.least[::-1], laid.least)
    step = rules.step(paths, group, enough - to_come.greatest[::-1], level)
    if step.open_paths > MOST_PATHS:
        raise TooMuchWork
    keys, masses = [], []
    for nodes, made, share in step.batches():
        levelled = np.flatnonzero(step.sure[nodes]) + nodes.start
        key = np.concatenate([made, levelled * rules.span + level[levelled]])
        mass = np.concatenate([share, step.sure[levelled]])
        order = np.argsort(key)
        key = key[order]
        first = np.flatnonzero(np.diff(key, prepend=-1))
        keys.append(key[first])
        masses.append(np.add.reduceat(mass[order], first) if len(first) else mass)
    return rules.in_order(keys, masses)


def _joined(opened: Paths, middle: Group, filled: Paths, rules: TwoColumns, enough: int) -> float:
    """Give the probability of whole tables that cost at least `enough`."""
    bounds = rules.bounds_of(filled)
    step = rules.step(opened, middle, enough - bounds.greatest[::-1], enough - bounds.least[::-1])
    if step.open_paths > MOST_JOINS:
        raise TooMuchWork
    # What is laid and what fills it add up to all responders and to enough; the dearest that fills needs the least.
    total = 0.0
    for node, key, mass in step.batches(at_once=0):
        room = rules.responders - node.start
        filling = slice(filled.starts[room], filled.starts[room + 1])
        order = np.argsort(key)
        share = np.append(np.cumsum(mass[order][::-1])[::-1], 0.0) + step.sure[node]
        needed = (rules.responders * rules.span + enough) - filled.key[filling][::-1]
        total += float(filled.mass[filling][::-1] @ share[np.searchsorted(key[order], needed)])
    return total
