"""The exact tail: margins in standard order, budget, small probabilities."""

from math import factorial

import numpy as np
import pytest

from hlhdash.stats import fisher_exact, table_tail
from hlhdash.stats.table_margins import Margins, TooMuchWork, improbability, margins
from hlhdash.stats.table_tail import exact_tail


def test_margins_are_the_same_for_every_way_to_write_a_table():
    table = np.array([[1, 2, 0], [4, 0, 5]])
    assert margins(table) == margins(table[::-1]) == margins(table.T) == Margins((5, 5, 2), (9, 3))


def test_square_tables_have_one_order_too():
    table = np.array([[1, 2], [3, 0]])
    assert margins(table) == margins(table.T)
    assert improbability(table) == improbability(table.T)


def test_a_tiny_tail_keeps_its_digits():
    """Everyone on the diagonal: with its rows in each of 6 orders, the least likely of all tables."""
    table = np.diag([30, 30, 30])
    ways = factorial(90) // factorial(30) ** 3
    assert exact_tail(table) == pytest.approx(6 / ways, rel=1e-9)


def test_ties_in_probability_count():
    """Both extreme tables are equally likely; leaving one out would halve P."""
    assert exact_tail(np.array([[3, 0], [0, 3], [1, 1]])) == pytest.approx(2 / 35, rel=1e-9)


def test_two_columns_and_two_hundred_patients_stay_exact():
    """The value is that of R's fisher.test."""
    table = [[14, 11], [9, 16], [20, 5], [12, 13], [7, 18], [10, 15], [17, 8], [13, 12]]
    assert np.sum(table) == 200
    assert exact_tail(np.array(table)) == pytest.approx(0.00408638458815182, rel=1e-9)


def test_past_the_budget_the_exact_tail_gives_up_and_the_test_draws(monkeypatch):
    table = np.array([[9, 7, 5], [6, 9, 13], [8, 11, 7], [6, 9, 5], [6, 12, 7]])
    exact = exact_tail(table)
    monkeypatch.setattr(table_tail, "MOST_JOINS", 1000)
    with pytest.raises(TooMuchWork):
        exact_tail(table)
    found = fisher_exact(table, draws=40_000)
    assert found.p == pytest.approx(exact, abs=4 * found.monte_carlo_error)
