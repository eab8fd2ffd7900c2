"""No count under the chosen size can be read or worked out, tried by going through every table there could be."""

from __future__ import annotations

import numpy as np
import pytest

from hlhdash.report.suppression import Counts, Sum, derivable, hidden


def table(cells: list[list[int]]) -> Counts:
    """Return a table with its margins: rows, then the row of totals; the last of each is the margin."""
    inner = np.array(cells)
    full = np.block([[inner, inner.sum(axis=1, keepdims=True)], [inner.sum(axis=0), inner.sum()]])
    rows, columns = full.shape
    place = np.arange(full.size).reshape(full.shape)
    sums = [Sum(int(place[i, -1]), tuple(map(int, place[i, :-1]))) for i in range(rows)]
    sums += [Sum(int(place[-1, j]), tuple(map(int, place[:-1, j]))) for j in range(columns)]
    margins = np.zeros(full.shape)
    margins[-1], margins[:, -1] = 1, 1
    values, cost = tuple(map(int, full.ravel())), tuple(map(float, margins.ravel()))
    return Counts(values, tuple(sums), frozenset({full.size - 1}), cost=cost)


def nested(rows: list[list[int]]) -> Counts:
    """Return groups with three classes, of which the first two are also printed as one, and a row of totals."""
    full = [[*one, one[0] + one[1], sum(one)] for one in [*rows, [sum(column) for column in zip(*rows, strict=True)]]]
    sums = []
    for i in range(len(full)):
        a, b, c, both, n = range(5 * i, 5 * i + 5)
        sums += [Sum(both, (a, b)), Sum(n, (both, c))]
    sums += [Sum(5 * len(rows) + j, tuple(5 * i + j for i in range(len(rows)))) for j in range(5)]
    values = tuple(value for row in full for value in row)
    return Counts(values, tuple(sums), frozenset({len(values) - 1}))


def possible(counts: Counts, closed: frozenset[int]) -> dict[int, set[int]]:
    """Return every value that each closed place could have: all tables of inner cells that agree with what is open."""
    places = range(len(counts.values))
    inner = [i for i in places if i not in {one.total for one in counts.sums}]
    leaves = {i: _leaves(i, counts, set(inner)) for i in places}
    open_ = [i for i in places if i not in closed]
    found: dict[int, set[int]] = {i: set() for i in closed}

    def fill(at: int, value: dict[int, int], left: dict[int, int]) -> None:
        if at == len(inner):
            for i in closed:
                found[i].add(sum(value[leaf] for leaf in leaves[i]))
            return
        leaf = inner[at]
        mine = [i for i in open_ if leaf in leaves[i]]
        most = min(left[i] for i in mine)
        last = {left[i] for i in mine if max(leaves[i]) == leaf}
        for guess in sorted(last) if last else range(most + 1):
            if len(last) < 2 and guess <= most:
                fill(at + 1, value | {leaf: guess}, left | {i: left[i] - guess for i in mine})

    fill(0, {}, {i: counts.values[i] for i in open_})
    return found


def _leaves(place: int, counts: Counts, inner: set[int]) -> set[int]:
    """Return the inner cells whose sum a place is."""
    if place in inner:
        return {place}
    one = next(one for one in counts.sums if one.total == place)
    return set().union(*(_leaves(part, counts, inner) for part in one.parts))


def random_tables(seed: int, count: int, shape: tuple[int, int], most: int) -> list[list[list[int]]]:
    found = np.random.default_rng(seed).integers(0, most + 1, (count, *shape))
    return [one.tolist() for one in found if one.sum() >= 3]


@pytest.mark.parametrize("shape", [(1, 2), (2, 2), (2, 3), (3, 2)])
@pytest.mark.parametrize("least", [2, 3])
def test_no_small_count_of_a_table_can_be_worked_out(shape: tuple[int, int], least: int) -> None:
    for cells in random_tables(sum(shape) + least, 12, shape, 4):
        counts = table(cells)
        closed = hidden(counts, least)
        small = {i for i, value in enumerate(counts.values) if value < least and i not in counts.fixed}
        assert small <= closed
        tried = possible(counts, closed)
        assert [i for i in small if len(tried[i]) < 2] == []


@pytest.mark.parametrize("least", [2, 3])
def test_no_small_count_of_nested_classes_can_be_worked_out(least: int) -> None:
    for cells in random_tables(least, 10, (2, 3), 4):
        counts = nested(cells)
        closed = hidden(counts, least)
        tried = possible(counts, closed)
        small = [i for i, value in enumerate(counts.values) if value < least and i not in counts.fixed]
        assert [i for i in small if i not in closed or len(tried[i]) < 2] == []


def test_what_can_be_worked_out_is_what_brute_force_finds() -> None:
    random = np.random.default_rng(7)
    for cells in random_tables(5, 30, (2, 3), 3):
        counts = table(cells)
        closed = frozenset(i for i in range(len(counts.values)) if random.random() < 0.6) - counts.fixed
        tried = possible(counts, closed)
        assert derivable(counts, closed) == {i for i, values in tried.items() if len(values) == 1}


def test_a_lone_small_count_takes_one_of_its_row_and_one_of_its_column_and_where_they_meet() -> None:
    #       a   b   sum
    # one   2  20   22
    # two  30  11   41
    # sum  32  31   63
    assert hidden(table([[2, 20], [30, 11]]), 5) == {0, 1, 3, 4}


def test_the_total_stays() -> None:
    counts = table([[1, 1], [1, 2]])
    assert hidden(counts, 5) == frozenset(range(8))


def test_a_zero_is_small_because_it_tells_of_everybody() -> None:
    assert hidden(table([[6, 0], [7, 8]]), 5) == {0, 1, 3, 4}


def test_what_is_large_is_printed() -> None:
    assert hidden(table([[6, 7], [7, 8]]), 5) == frozenset()


def test_a_size_of_0_hides_nothing() -> None:
    assert hidden(table([[0, 1], [2, 3]]), 0) == frozenset()


def test_what_is_never_printed_is_protected_too() -> None:
    # 9 of 10 responded: the one who did not is a small count that nobody prints.
    counts = Counts((10, 9, 1), (Sum(0, (1, 2)),), frozenset({0}), frozenset({2}))
    assert hidden(counts, 5) == {1}


def test_what_is_missed_least_is_hidden_to_protect() -> None:
    # The row could be closed by hiding its sum or its other cell; the dearer one stays.
    counts = Counts((8, 2, 6, 9, 17), (Sum(0, (1, 2)), Sum(4, (0, 3))), frozenset({4}), cost=(5.0, 0, 0, 0, 0))
    assert hidden(counts, 5) == {1, 2}
