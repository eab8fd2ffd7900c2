"""Every number of published HLH studies that a correct program reproduces, or shows to be wrong."""

from __future__ import annotations

import numpy as np
import pytest

from hlhdash import stats
from hlhdash.numbers import percent_interval, rounded


def test_wei_2020_ebv_against_the_rest():
    """Partial remission at week 1: 0 of 5 against 3 of 4, P 0.048."""
    assert rounded(stats.fisher_exact([[0, 5], [3, 1]]).p, 3) == "0.048"


def test_hlh_94_boys_off_therapy():
    """19 of 49 against 118 of 200, P 0.011: chi-squared without correction."""
    found = stats.chi_squared([[19, 30], [118, 82]])
    assert (rounded(found.p, 3), rounded(found.p, 4)) == ("0.011", "0.0108")
    assert found.method == "chi-squared test without correction, 1 degree of freedom"


def test_hlh_94_hepatomegaly():
    """43 of 49 against 194 of 200, P 0.007: chi-squared again, although Fisher's test gives 0.0155."""
    table = [[43, 6], [194, 6]]
    assert (rounded(stats.chi_squared(table).p, 3), rounded(stats.chi_squared(table).p, 4)) == ("0.007", "0.0068")
    assert rounded(stats.fisher_exact(table).p, 4) == "0.0155"


def test_emapalumab_response_rate():
    """17 of 27: 63 %, 42 to 81 %."""
    found = stats.proportion(17, 27)
    assert rounded(100 * found.value, 0) == "63"
    assert (rounded(100 * found.lower, 0), rounded(100 * found.upper, 0)) == ("42", "81")
    assert percent_interval(found.lower, found.upper, 27).replace("\xa0", " ") == "42.4 to 80.6 %"


@pytest.mark.parametrize(("x", "n", "exact", "published"), [(17, 27, "0.0180", "0.02"), (22, 34, "0.0045", "0.005")])
def test_emapalumab_against_40_percent(x, n, exact, published):
    p = stats.binomial_test(x, n, 0.4).p
    assert rounded(p, 4) == exact
    assert rounded(p, len(published) - 2) == published


def test_hlh_94_five_year_survival():
    """54 +- 6 % of 249: 1.96 linear Greenwood errors."""
    died = round(0.46 * 249)
    time, event = np.repeat([1.0, 6.0], [died, 249 - died]), np.repeat([1, 0], [died, 249 - died])
    found = stats.kaplan_meier(time, event, interval="plain").at([5]).iloc[0]
    assert rounded(100 * found["survival"], 0) == "54"
    assert rounded(100 * (found["upper"] - found["lower"]) / 2, 0) == "6"


def test_zhang_2022_twelve_month_survival():
    """52 patients, 86.4 % (77.1 to 95.7): the plain interval, as near as whole patients come.

    Seven died, and one was lost to follow-up after the fourth death.
    Only the plain interval lies as far above as below; log-log would be 73.6 to 93.3.
    """
    time = [1, 2, 3, 4, 5, 6, 7, 8, *[400] * 44]
    event = [1, 1, 1, 1, 0, 1, 1, 1, *[0] * 44]
    found = stats.kaplan_meier(time, event, interval="plain").at([365]).iloc[0]
    assert [100 * found[part] for part in ("survival", "lower", "upper")] == pytest.approx([86.4, 77.1, 95.7], abs=0.08)
    other = stats.kaplan_meier(time, event).at([365]).iloc[0]
    assert [rounded(100 * other[part], 1) for part in ("lower", "upper")] == ["73.6", "93.3"]


def test_zhang_2021_event_free_survival_has_a_larger_error_than_published():
    """7 of 12 event-free: 58.3 % as published, but the standard error is 14.2, not 10.2 percentage points."""
    found = stats.kaplan_meier([1, 2, 3, 4, 5, *[30] * 7], [1] * 5 + [0] * 7, interval="plain").at([24]).iloc[0]
    assert rounded(100 * found["survival"], 1) == "58.3"
    assert rounded(100 * (found["upper"] - found["survival"]) / 1.959964, 1) == "14.2"
