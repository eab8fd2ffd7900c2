"""Association within strata; values from R 4.2's mantelhaen.test."""

from __future__ import annotations

import math

import numpy as np
import pytest

from hlhdash.stats import StatsError, chi_squared, fisher_exact, mantel_haenszel

THREE = np.array([2, 5, 3, 6, 4, 2, 7, 1, 6, 3, 1, 8]).reshape(3, 2, 2).transpose(0, 2, 1)
BERKELEY = [
    [[512, 313], [89, 19]], [[353, 207], [17, 8]], [[120, 205], [202, 391]], [[138, 279], [131, 244]],
    [[53, 138], [94, 299]], [[22, 351], [24, 317]],
]  # fmt: skip


def test_two_by_two_agrees_with_r():
    found = mantel_haenszel(THREE)
    numbers = (found.statistic, found.p, found.odds_ratio, found.lower, found.upper, found.p_exact)
    expected = (0.4540326916238, 0.5004260886092, 1.75954738331, 0.5446399572625, 5.684502124437, 0.3677477619405)
    assert numbers == pytest.approx(expected, rel=1e-10)
    assert (found.df, found.strata) == (1, 3)


def test_without_correction_agrees_with_r():
    found = mantel_haenszel(THREE, correct=False)
    assert (found.statistic, found.p) == pytest.approx((0.9615745569646, 0.3267904878855), rel=1e-10)


def test_berkeley_admissions_agree_with_r():
    found = mantel_haenszel(BERKELEY)
    numbers = (found.statistic, found.p, found.odds_ratio, found.lower, found.upper)
    expected = (1.426946228587, 0.232263462817, 0.9046968282586, 0.7719073617594, 1.060329764437)
    assert numbers == pytest.approx(expected, rel=1e-10)


def test_larger_tables_agree_with_r():
    tables = np.array([2, 5, 3, 6, 4, 2, 7, 1, 6, 3, 1, 8]).reshape(2, 2, 3).transpose(0, 2, 1)
    found = mantel_haenszel(tables)
    assert (found.statistic, found.p) == pytest.approx((0.4593476775411, 0.7947927908263), rel=1e-9)
    assert (found.df, found.odds_ratio, found.p_exact) == (2, None, None)


def test_one_stratum_is_the_test_of_one_table():
    found = mantel_haenszel([[[7, 3], [2, 8]]], correct=False)
    assert found.p_exact == pytest.approx(fisher_exact([[7, 3], [2, 8]]).p, rel=1e-12)
    assert found.statistic == pytest.approx(chi_squared([[7, 3], [2, 8]]).statistic * 19 / 20)


def test_a_stratum_with_one_group_tells_nothing():
    with_it = mantel_haenszel([[[7, 3], [2, 8]], [[4, 4], [0, 0]]])
    assert with_it == mantel_haenszel([[[7, 3], [2, 8]]])


def test_a_group_that_never_occurs_is_left_out():
    found = mantel_haenszel([[[7, 3], [0, 0], [2, 8]]])
    assert found == mantel_haenszel([[[7, 3], [2, 8]]])


def test_nothing_to_compare_has_p_1_and_says_so():
    found = mantel_haenszel([[[4, 4], [0, 0]]])
    assert (found.p, found.strata) == (1.0, 0)
    assert "no stratum has two groups and two outcomes" in found.method


def test_an_odds_ratio_without_an_estimate_is_0_or_infinite():
    assert mantel_haenszel([[[0, 5], [3, 1]]]).odds_ratio == 0.0
    assert mantel_haenszel([[[3, 1], [0, 5]]]).odds_ratio == math.inf


@pytest.mark.parametrize("tables", [[], 5, [[[1, 2], [3, 4]], [[1, 2, 3], [3, 4, 5]]]])
def test_what_is_no_set_of_tables_is_refused(tables):
    with pytest.raises(StatsError):
        mantel_haenszel(tables)


@pytest.mark.parametrize(
    ("tables", "statistic", "p"),
    [
        ([[[8, 5], [5, 8]], [[7, 9], [9, 4]], [[9, 8], [7, 7]]], 0.00188055677500671, 0.965410269039372),
        ([[[1, 1], [0, 1]], [[1, 0], [1, 0]]], 0.5, 0.479500122186953),
        ([[[1, 0], [0, 2]], [[1, 0], [2, 0]], [[0, 2], [1, 1]]], 0.0588235294117648, 0.80836515591451),
        ([[[2, 1], [1, 1]], [[1, 2], [2, 3]]], 0.00652376514445479, 0.935625003272788),
    ],
)
def test_less_than_half_a_patient_is_not_corrected_as_in_r(tables, statistic, p):
    found = mantel_haenszel(tables)
    assert (found.statistic, found.p) == pytest.approx((statistic, p), rel=1e-10)
    assert str(found.method) == "Cochran-Mantel-Haenszel test without correction, 1 degree of freedom"
