"""What must hold for any data at all."""

from fractions import Fraction
from itertools import product
from math import factorial, prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hlhdash.stats import fisher_exact, follow_up, kaplan_meier, logrank, pairwise_logrank, proportion

INTERVALS = st.sampled_from(["log-log", "log", "plain", "bpcp", "bpcp-midp"])
PATIENT = st.tuples(st.integers(0, 30), st.integers(0, 1))
COHORT = st.lists(PATIENT, min_size=1, max_size=40)
GROUPED = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 1), st.sampled_from("abc")), min_size=4, max_size=12)
TABLE = st.integers(2, 4).flatmap(
    lambda columns: st.lists(st.lists(st.integers(0, 6), min_size=columns, max_size=columns), min_size=2, max_size=4)
)


def columns(rows):
    return [list(column) for column in zip(*rows, strict=True)]


def with_two_groups(rows):
    return len({row[2] for row in rows}) > 1


@given(COHORT, INTERVALS)
def test_a_curve_never_rises_and_its_band_holds_it(cohort, interval):
    table = kaplan_meier(*columns(cohort), interval=interval).table
    survival = table["survival"].to_numpy()
    assert (np.diff(survival) <= 0).all()
    assert ((survival >= 0) & (survival <= 1)).all()
    known = table.dropna()
    assert len(known) == len(table) or survival[-1] == 0
    assert (known["lower"] <= known["survival"] + 1e-12).all()
    assert (known["survival"] <= known["upper"] + 1e-12).all()
    assert (known["lower"] < known["upper"]).all()


@given(COHORT, st.lists(st.integers(0, 40), min_size=1))
def test_counts_add_up_to_everyone(cohort, ticks):
    counts = kaplan_meier(*columns(cohort)).counts(ticks)
    assert (counts[["at_risk", "events", "censored"]].sum(axis=1) == len(cohort)).all()


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(0, 1), st.integers(0, 29)), min_size=1), st.integers(0, 40))
def test_counts_with_delayed_entry_add_up_to_everyone(rows, tick):
    time, event, entry = columns([row for row in rows if row[2] < row[0]] or [(5, 1, 2)])
    counts = kaplan_meier(time, event, entry=entry).counts([tick])
    assert counts[["at_risk", "events", "censored", "not_yet_entered"]].to_numpy().sum() == len(time)


@given(COHORT, INTERVALS, st.randoms())
def test_the_order_of_patients_does_not_matter(cohort, interval, random):
    shuffled = random.sample(cohort, len(cohort))
    one, other = (kaplan_meier(*columns(rows), interval=interval) for rows in (cohort, shuffled))
    assert one.table.equals(other.table)
    assert one.median == other.median
    assert follow_up(*columns(cohort)) == follow_up(*columns(shuffled))


@given(COHORT, st.floats(0.01, 1000))
def test_another_unit_of_time_changes_no_probability(cohort, unit):
    time, event = columns(cohort)
    one, other = kaplan_meier(time, event), kaplan_meier(np.array(time) * unit, event)
    assert one.table.drop(columns="time").equals(other.table.drop(columns="time"))


@settings(deadline=None)
@given(GROUPED.filter(with_two_groups), st.randoms())
def test_the_order_of_patients_and_the_names_of_groups_change_no_test(rows, random):
    renamed = [(t, e, {"a": "zeta", "b": "mu", "c": "beta"}[g]) for t, e, g in random.sample(rows, len(rows))]
    one, other = (logrank(*columns(data), draws=500) for data in (rows, renamed))
    assert other.statistic == pytest.approx(one.statistic, rel=1e-9, abs=1e-12)
    assert (one.p, one.assignments, one.df) == (other.p, other.assignments, other.df)
    assert 0 < one.p <= 1
    assert 0 < one.p_asymptotic <= 1
    assert one.observed.sum() == pytest.approx(one.expected.sum())


@settings(deadline=None)
@given(GROUPED.filter(with_two_groups))
def test_adjusted_p_values_are_never_smaller(rows):
    table = pairwise_logrank(*columns(rows), p="asymptotic")
    assert (table["p_adjusted"] >= table["p"]).all()
    assert (table["p_adjusted"] <= 1).all()


@settings(deadline=None)
@given(TABLE, st.randoms())
def test_swapping_rows_or_columns_changes_no_p(rows, random):
    table = np.array(rows)
    row_order, column_order = (random.sample(range(size), size) for size in table.shape)
    expected = fisher_exact(table).p
    assert 0 < expected <= 1
    assert fisher_exact(table[row_order]).p == expected
    assert fisher_exact(table[:, column_order]).p == expected
    assert fisher_exact(table.T).p == expected


@settings(deadline=None, max_examples=40)
@given(st.lists(st.lists(st.integers(0, 3), min_size=3, max_size=3), min_size=2, max_size=3))
def test_p_is_what_counting_every_table_gives(rows):
    table = np.array(rows)
    table = table[table.sum(axis=1) > 0][:, table.sum(axis=0) > 0]
    if min(table.shape) < 2:
        assert fisher_exact(rows).p == 1
        return
    r, c = table.shape
    weights = []
    for cells in product(range(int(table.max(initial=0) * 3) + 1), repeat=(r - 1) * (c - 1)):
        corner = np.array(cells).reshape(r - 1, c - 1)
        right = table.sum(axis=1)[:-1] - corner.sum(axis=1)
        top = np.column_stack([corner, right])
        whole = np.vstack([top, table.sum(axis=0) - top.sum(axis=0)])
        if whole.min() >= 0:
            weights.append(Fraction(1, prod(factorial(int(x)) for x in whole.ravel())))
    seen = Fraction(1, prod(factorial(int(x)) for x in table.ravel()))
    expected = sum(weight for weight in weights if weight <= seen) / sum(weights)
    assert fisher_exact(rows).p == pytest.approx(float(expected), rel=1e-9)


@given(st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_proportion_lies_inside_its_interval_and_mirrors(x_of_n):
    x, n = x_of_n
    for interval in ("clopper-pearson", "wilson"):
        found, rest = proportion(x, n, interval=interval), proportion(n - x, n, interval=interval)
        assert 0 <= found.lower <= found.value <= found.upper <= 1
        assert found.lower == pytest.approx(1 - rest.upper, abs=1e-12)
