"""Fisher's exact test of any table, its odds ratio and its intervals."""

import math

import numpy as np
import pandas as pd
import pytest

from hlhdash.stats import StatsError, fisher_exact
from hlhdash.stats.fisher import fisher_p

EXACT_TABLES = [
    "seed_2x2", "seed_by_etiology_4x2", "balanced", "zero_margin", "perfect", "uneven", "three_by_two", "three_by_four",
    "five_by_two_n120",
]  # fmt: skip


@pytest.mark.parametrize("name", EXACT_TABLES)
def test_p_agrees_with_r(contingency, name):
    expected = contingency["tables"][name]
    assert fisher_exact(expected["table"]).p == pytest.approx(expected["fisher_p"], rel=1e-9)


def test_p_of_more_tables_agrees_with_r(from_r):
    for key, p in from_r("fisher").items():
        rows, cells = key.split(" ")
        table = np.array([int(cell) for cell in cells.split(",")]).reshape(int(rows), -1)
        assert fisher_exact(table).p == pytest.approx(p, rel=1e-9)


def test_past_the_budget_tables_are_drawn_and_the_error_is_said(contingency):
    expected = contingency["tables"]["six_by_five_n200"]
    found = fisher_exact(expected["table"], draws=100_000)
    assert found.monte_carlo_error == pytest.approx(math.sqrt(found.p * (1 - found.p) / 100_000))
    assert found.p == pytest.approx(expected["fisher_p_monte_carlo_1e6"], abs=4 * found.monte_carlo_error)
    assert found.method == (
        "Fisher-Freeman-Halton test, 100,000 seeded Monte Carlo tables "
        f"(Monte Carlo error {found.monte_carlo_error:.2g})"
    )
    assert fisher_exact(expected["table"], draws=100_000).p == found.p


def test_the_studys_own_4_by_2_table_is_the_same_in_a_thousand_calls():
    answers = {fisher_exact([[0, 5], [1, 1], [1, 0], [1, 0]]).p for _ in range(1000)}
    assert len(answers) == 1
    assert answers.pop() == pytest.approx(1 / 21, rel=1e-12)


def test_a_5_by_3_table_of_120_patients_is_exact():
    """The value is that of R's fisher.test(workspace = 2e8)."""
    table = [[9, 7, 5], [6, 9, 13], [8, 11, 7], [6, 9, 5], [6, 12, 7]]
    found = fisher_exact(table)
    assert np.sum(table) == 120
    assert found.monte_carlo_error is None
    assert found.p == pytest.approx(0.663259561122435, rel=1e-9)


@pytest.mark.parametrize("name", ["seed", "disagree", "balanced"])
def test_the_matching_interval_agrees_with_exact2x2_to_its_digits(small_sample, name):
    expected = small_sample["two_by_two"][name]
    found = fisher_exact(expected["table"])
    assert found.p == pytest.approx(expected["minlike"]["p"], rel=1e-9)
    assert found.lower == pytest.approx(expected["minlike"]["lower"], abs=1e-4)
    assert found.upper == pytest.approx(expected["minlike"]["upper"], abs=1e-4)


@pytest.mark.parametrize("name", ["seed", "disagree", "balanced"])
def test_the_central_interval_agrees_with_exact2x2_as_far_as_that_searches(small_sample, name):
    expected = small_sample["two_by_two"][name]
    found = fisher_exact(expected["table"], interval="central")
    limits = (expected["central"]["lower"], expected["central"]["upper"])
    assert (found.lower, found.upper) == pytest.approx(limits, rel=2e-3)
    assert found.odds_ratio == pytest.approx(expected["estimate_conditional"], rel=2e-3)


def test_the_lower_limit_is_where_p_jumps():
    """exact2x2 prints 0.0435; P jumps from 0.0345 to 0.0641 between 0.043552 and 0.043553."""
    assert 0.043552 < fisher_exact([[6, 12], [12, 5]]).lower < 0.043553


@pytest.mark.parametrize("name", ["seed_2x2", "balanced", "perfect", "uneven"])
def test_estimate_and_central_interval_agree_with_r_as_far_as_r_searches(contingency, name):
    """R's fisher.test stops its search at 1.2e-4; the same values to 1e-9 are in the test after this one."""
    expected = contingency["tables"][name]
    found = fisher_exact(expected["table"], interval="central")
    numbers = [math.inf if v is None else v for v in (expected["odds_ratio_conditional"], *expected["odds_ratio_ci"])]
    assert found.odds_ratio == pytest.approx(numbers[0], rel=2e-3)
    assert (found.lower, found.upper) == pytest.approx(tuple(numbers[1:]), rel=2e-3)


@pytest.mark.parametrize("name", ["seed_2x2", "balanced", "perfect", "uneven"])
def test_estimate_and_central_interval_solve_their_equations(contingency, name):
    table = np.array(contingency["tables"][name]["table"])
    found = fisher_exact(table, interval="central")
    (a, b), (c, d) = table
    values = np.arange(max(0, a - d), min(a + b, a + c) + 1)
    ways = np.array([math.comb(a + b, x) * math.comb(c + d, a + c - x) for x in values], dtype=float)

    def shares(odds):
        return ways * odds**values / (ways * odds**values).sum()

    if 0 < found.odds_ratio < math.inf:
        assert shares(found.odds_ratio) @ values == pytest.approx(a, rel=1e-9)
    if found.lower > 0:
        assert shares(found.lower)[values >= a].sum() == pytest.approx(0.025, rel=1e-9)
    if found.upper < math.inf:
        assert shares(found.upper)[values <= a].sum() == pytest.approx(0.025, rel=1e-9)


def test_interval_and_p_say_the_same():
    rng = np.random.default_rng(5)
    for table in rng.integers(0, 12, (400, 2, 2)):
        if table.sum(axis=0).all() and table.sum(axis=1).all():
            found = fisher_exact(table)
            assert (found.lower <= 1 <= found.upper) == (found.p > 0.05), table
            assert found.lower <= found.odds_ratio <= found.upper


def test_the_central_interval_can_contradict_p_and_the_matching_one_does_not():
    central = fisher_exact([[6, 12], [12, 5]], interval="central")
    matching = fisher_exact([[6, 12], [12, 5]])
    assert central.p == matching.p == pytest.approx(0.04371016837622)
    assert central.upper == pytest.approx(1.0565, abs=1e-4)
    assert matching.upper == pytest.approx(0.917, abs=1e-4)
    assert "central 95 % interval" in central.method
    assert "95 % interval that inverts this test" in matching.method


def test_an_empty_column_is_left_out_and_named():
    found = fisher_exact([[0, 5], [0, 4]])
    assert (found.p, found.ignored) == (1, ("column 1",))
    assert math.isnan(found.odds_ratio)


def test_empty_rows_of_a_frame_are_named_by_their_labels():
    frame = pd.DataFrame({"PR": [0, 0, 3], "other": [5, 0, 1]}, index=["EBV", "FHL", "rest"])
    found = fisher_exact(frame)
    assert found.ignored == ("row FHL",)
    assert found.p == pytest.approx(1 / 21)
    assert found.upper == pytest.approx(0.971, abs=1e-3)


def test_a_larger_table_has_no_odds_ratio():
    found = fisher_exact([[1, 2], [2, 1], [0, 3]])
    assert (found.odds_ratio, found.lower, found.upper) == (None, None, None)
    assert found.method == "Fisher-Freeman-Halton exact test"


def test_one_row_has_nothing_to_compare():
    assert fisher_exact([[3, 4, 5]]).p == 1


def test_a_2_by_2_table_of_a_million_patients():
    """R: fisher.test(matrix(c(250000, 250700, 250000, 249300), 2))$p.value."""
    assert fisher_exact([[250_000, 250_700], [250_000, 249_300]]).p == pytest.approx(0.162112622382689, rel=1e-6)


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ([[1, -2], [3, 4]], "Every cell of a table must be a whole number from 0 up."),
        ([[1, 2.5], [3, 4]], "Every cell of a table must be a whole number from 0 up."),
        ([[1, math.nan], [3, 4]], "Every cell of a table must be a whole number from 0 up."),
        ([1, 2, 3], "A table needs rows and columns of counts."),
        ([[1, 2], [3]], "A table needs a number in every cell, and as many in each row."),
        ([["a", 2], [3, 4]], "A table needs a number in every cell, and as many in each row."),
    ],
)
def test_what_is_no_table_of_counts_is_refused(table, sentence):
    with pytest.raises(StatsError) as caught:
        fisher_exact(table)
    assert str(caught.value) == sentence


def test_an_unknown_interval_is_refused():
    with pytest.raises(StatsError, match="blaker is neither"):
        fisher_exact([[1, 2], [3, 4]], interval="blaker")


def test_the_p_alone_is_that_of_the_test():
    for table in ([[0, 5], [3, 1]], [[0, 5], [1, 1], [1, 0], [1, 0]], [[3, 1], [0, 0]], [[6, 12], [12, 5]]):
        assert fisher_p(table) == fisher_exact(table).p


@pytest.mark.parametrize("table", [[[1e18, 2], [3, 4]], [[1e308, 1], [1, 1]], [[10**7, 1], [0, 0]]])
def test_more_patients_than_digits_are_refused(table):
    with pytest.raises(StatsError) as caught:
        fisher_exact(table)
    assert str(caught.value) == "A table can hold at most 10,000,000 patients."
