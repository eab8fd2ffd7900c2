"""The exact tail of groups with two outcomes: against every table one by one, against R, and its budget."""

import math
from collections import Counter
from fractions import Fraction
from itertools import product
from math import comb, prod

import numpy as np
import pytest

from hlhdash.stats import fisher_exact, two_columns
from hlhdash.stats.column_paths import TwoColumns
from hlhdash.stats.table_margins import Margins, TooMuchWork
from hlhdash.stats.two_columns import two_column_tail


def every_table(responders, sizes, *, ties=True):
    """Add up, as whole numbers, all tables no more likely than this one."""
    seen = prod(comb(n, x) for n, x in zip(sizes, responders, strict=True))
    limit = Fraction(seen) * (1 + Fraction(1, 10**7)) if ties else seen - 1
    tail = total = 0
    for cells in product(*(range(n + 1) for n in sizes)):
        if sum(cells) == sum(responders):
            ways = prod(comb(n, x) for n, x in zip(sizes, cells, strict=True))
            total += ways
            tail += ways if ways <= limit else 0
    return float(Fraction(tail, total))


def _with(ways, size):
    """Add a group: how many choices of responders have each number of them and each product of binomials."""
    found = Counter()
    for (node, product_of), count in ways.items():
        for x in range(size + 1):
            found[node + x, product_of * comb(size, x)] += count
    return found


def table(responders, sizes):
    return np.array([responders, np.subtract(sizes, responders)]).T


@pytest.mark.parametrize("ties", [True, False])
def test_p_is_that_of_every_table_added_up(ties):
    rng = np.random.default_rng(17)
    for groups in (2, 3, 4, 5):
        for _ in range(15):
            sizes = rng.integers(1, 8, groups)
            responders = rng.binomial(sizes, rng.choice([0.2, 0.5]))
            if 0 < responders.sum() < sizes.sum():
                expected = every_table(responders.tolist(), sizes.tolist(), ties=ties)
                found = two_column_tail(table(responders, sizes), ties=ties)
                assert found == pytest.approx(expected, rel=1e-9, abs=1e-15), (sizes, responders)


# R: fisher.test(cbind(responders, sizes - responders), workspace = 4e8)$p.value
FROM_R = (
    ([0, 16, 14, 1, 4, 4, 13, 11], [22, 20, 33, 12, 29, 16, 24, 30], 1.64157724281e-08),
    ([1, 3, 4, 3, 3, 4, 6, 5], [11, 25, 21, 19, 23, 26, 20, 30], 0.86266276049),
    ([1, 5, 6, 1, 0, 8, 0, 8, 2], [23, 9, 17, 16, 22, 47, 18, 32, 13], 0.00028281504022),
    ([6, 7, 14, 15, 11, 9, 9, 10, 7], [19, 16, 23, 23, 20, 23, 13, 18, 16], 0.3052897522),
    ([11, 0, 7, 10, 14, 7, 1, 0, 5, 11], [25, 14, 17, 31, 23, 11, 17, 11, 11, 21], 1.00848442731e-05),
    ([3, 4, 7, 5, 1, 1, 0, 3, 3, 1], [25, 12, 23, 37, 18, 13, 10, 15, 15, 19], 0.183683040872),
    ([0, 0, 1, 1, 9, 2, 0, 2, 1, 2, 2], [1, 1, 1, 7, 9, 2, 3, 3, 4, 2, 3], 0.00027259302982),
    ([1, 3, 5, 3, 1, 0, 0, 0, 3, 1, 3], [15, 18, 24, 23, 20, 11, 23, 15, 18, 16, 16], 0.198400465534),
    ([0, 9, 4, 18, 18, 11, 0, 3, 12, 2, 6, 4], [2, 11, 10, 31, 21, 12, 8, 9, 14, 14, 13, 11], 7.70837589537e-08),
    ([19, 2, 12, 8, 9, 10, 8, 3, 17, 7, 8, 13], [20, 4, 17, 10, 15, 15, 11, 7, 31, 9, 12, 19], 0.177982437658),
    ([1, 2, 0, 1, 2, 2, 3, 3, 1, 2, 2, 4, 0], [4, 4, 3, 3, 7, 6, 8, 6, 7, 8, 8, 8, 9], 0.54374566898),
    ([2, 3, 2, 3, 0, 2, 3, 4, 1, 2, 0, 1, 1, 2], [8, 8, 5, 5, 5, 4, 6, 7, 4, 5, 4, 4, 5, 4], 0.693080814811),
    ([0, 6, 2, 3, 1, 1, 1, 1, 2, 4, 0, 6, 0, 1, 2], [4, 7, 6, 8, 5, 3, 8, 6, 8, 7, 4, 9, 3, 3, 6], 0.0642116566171),
)  # fmt: skip


@pytest.mark.parametrize(("responders", "sizes", "p"), FROM_R)
def test_eight_to_fifteen_groups_agree_with_r(responders, sizes, p):
    assert two_column_tail(table(responders, sizes)) == pytest.approx(p, rel=1e-9)


def test_a_hundred_pairs_are_added_up_by_their_own_formula():
    """With groups of two only the number of split pairs matters, so P is a short sum."""
    responders, sizes = [1] * 20 + [2] * 40 + [0] * 40, [2] * 100

    def ways(split):
        return comb(100, split) * comb(100 - split, (100 - split) // 2) * 2**split

    assert sum(ways(split) for split in range(0, 101, 2)) == comb(200, 100)
    expected = Fraction(sum(ways(split) for split in range(0, 21, 2)), comb(200, 100))
    assert two_column_tail(table(responders, sizes)) == pytest.approx(float(expected), rel=1e-9)


def test_the_least_likely_table_of_all_keeps_its_digits():
    """Half of the groups respond as a whole: no other table is as unlikely but the choice of other halves."""
    sizes, responders = [20] * 10, [20] * 5 + [0] * 5
    expected = Fraction(comb(10, 5), comb(200, 100))
    assert two_column_tail(table(responders, sizes)) == pytest.approx(float(expected), rel=1e-9)


def test_the_order_of_groups_and_outcomes_changes_no_digit():
    rng = np.random.default_rng(4)
    one = table([3, 9, 2, 7, 7, 1, 8, 4, 5], [12, 14, 17, 20, 9, 11, 25, 8, 16])
    p = two_column_tail(one)
    assert {two_column_tail(rng.permutation(one)[:, ::-1]) for _ in range(5)} == {p}
    assert two_column_tail(one.T) == p


def test_equally_likely_paths_cost_the_same_to_the_last_step():
    """Of 4 and 2 patients, 1 and 1 respond in 4 x 2 ways; so do 1 and 0 of 8 and 2: their costs must be equal."""
    rules = TwoColumns(Margins((200, 8, 4, 2), (150, 64)))
    ways = {size: -rules.group(size).cost + rules.group(size).cost[0] for size in (2, 4, 8)}
    assert ways[4][1] + ways[2][1] == ways[8][1] == 3 * ways[2][1]
    big = rules.group(200).cost
    assert (big == big[::-1]).all()
    assert big[100] == 0
    assert big[99] - big[100] == pytest.approx((big[0] - big[1]) * math.log(101 / 100) / math.log(200), rel=1e-9)


def test_forty_groups_are_worked_out_not_drawn():
    """By a node-by-node sum in whole numbers of the ways of each cost, kept as exact fractions."""
    sizes = [5] * 40
    responders = [1, 2, 3, 0, 2] * 8
    ways: Counter[tuple[int, int]] = Counter({(0, 1): 1})
    for size in sizes:
        ways = _with(ways, size)
    seen = prod(comb(n, x) for n, x in zip(sizes, responders, strict=True))
    at = {product_of: count for (node, product_of), count in ways.items() if node == sum(responders)}
    tail = sum(product_of * count for product_of, count in at.items() if product_of <= seen)
    total = sum(product_of * count for product_of, count in at.items())
    found = fisher_exact(table(responders, sizes))
    assert found.p == pytest.approx(tail / total, rel=1e-9)
    assert found.monte_carlo_error is None


def test_past_the_budget_the_tail_gives_up_and_the_test_draws(monkeypatch):
    one = table([3, 9, 2, 7, 7, 1, 8, 4, 5], [12, 14, 17, 20, 9, 11, 25, 8, 16])
    exact = fisher_exact(one)
    assert (exact.method, exact.monte_carlo_error) == ("Fisher-Freeman-Halton exact test", None)
    monkeypatch.setattr(two_columns, "MOST_PATHS", 500)
    with pytest.raises(TooMuchWork):
        two_column_tail(one)
    drawn = fisher_exact(one, draws=40_000)
    assert drawn.p == pytest.approx(exact.p, abs=4 * drawn.monte_carlo_error)
