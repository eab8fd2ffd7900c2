"""Ways to assign n patients, in a fixed order, to groups of given sizes: all of them, or seeded draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from math import comb

import numpy as np
import numpy.typing as npt

_FEW_MEMBERS = 48  # up to here, drawing members one by one is quicker than shuffling everyone


@dataclass(frozen=True, eq=False)
class Assignments:
    """b assignments, told by their M members: the patients who are not in the remaining (last) group.

    Attributes
    ----------
    member : integers of shape (b, M)
        Numbers of the patients, rising within each row.
    group : integers of shape (b, M)
        The group, 0 to k - 2, of each of them.
    """

    member: npt.NDArray[np.int32]
    group: npt.NDArray[np.int8]

    def between(self, start: int, stop: int) -> Assignments:
        """Return the assignments from one to before another."""
        return Assignments(self.member[start:stop], self.group[start:stop])


def count(sizes: Sequence[int]) -> int:
    """Count the assignments: n! over the product of the sizes' factorials."""
    total, left = 1, sum(sizes)
    for size in sizes:
        total *= comb(left, size)
        left -= size
    return total


def every(sizes: Sequence[int]) -> Assignments:
    """List every assignment of sum(sizes) patients; the last size is that of the remaining group."""
    named = list(sizes[:-1])
    subsets, orders = _subsets(sum(sizes), sum(named)), _arrangements(named)
    return Assignments(np.repeat(subsets, len(orders), axis=0), np.tile(orders, (len(subsets), 1)))


def drawn(sizes: Sequence[int], draws: int, random: np.random.Generator) -> Assignments:
    """Draw assignments at random, all equally likely."""
    named = list(sizes[:-1])
    n, m = sum(sizes), sum(named)
    if m > _FEW_MEMBERS:
        label = np.repeat(np.arange(len(sizes), dtype=np.int8), sizes)
        shuffled = random.permuted(np.tile(label, (draws, 1)), axis=1)
        row, member = np.nonzero(shuffled < len(named))
        return Assignments(member.reshape(draws, m).astype(np.int32), shuffled[row, member].reshape(draws, m))
    group = np.tile(np.repeat(np.arange(len(named), dtype=np.int8), named), (draws, 1))
    if len(named) > 1:
        group = random.permuted(group, axis=1)
    return Assignments(np.sort(_few(n, m, draws, random), axis=1), group)


def handled(sizes: Sequence[int]) -> int:
    """Count the patients that one draw has to handle."""
    members = sum(sizes[:-1])
    return members if members <= _FEW_MEMBERS else sum(sizes)


def _few(n: int, m: int, draws: int, random: np.random.Generator) -> npt.NDArray[np.int32]:
    """Draw m of n without replacement (Floyd; Bentley, Communications of the ACM 1987;30:754-757)."""
    member = np.empty((draws, m), dtype=np.int32)
    for i, top in enumerate(range(n - m, n)):
        candidate = random.integers(0, top + 1, size=draws, dtype=np.int32)
        taken = (member[:, :i] == candidate[:, None]).any(axis=1)
        member[:, i] = np.where(taken, top, candidate)
    return member


def _subsets(n: int, m: int) -> npt.NDArray[np.int32]:
    flat = chain.from_iterable(combinations(range(n), m))
    return np.fromiter(flat, dtype=np.int32, count=comb(n, m) * m).reshape(comb(n, m), m)


def _arrangements(sizes: Sequence[int]) -> npt.NDArray[np.int8]:
    """Every order of sizes[0] zeros, sizes[1] ones, and so on."""
    m = sum(sizes)
    if len(sizes) <= 1:
        return np.zeros((1, m), dtype=np.int8)
    zeros, rest = _subsets(m, sizes[0]), _arrangements(sizes[1:])
    free = np.ones((len(zeros), m), dtype=bool)
    np.put_along_axis(free, zeros, values=False, axis=1)
    elsewhere = np.nonzero(free)[1].reshape(len(zeros), 1, m - sizes[0])
    orders = np.zeros((len(zeros), len(rest), m), dtype=np.int8)
    np.put_along_axis(orders, elsewhere, (rest + 1)[None].astype(np.int8), axis=2)
    return orders.reshape(-1, m)
