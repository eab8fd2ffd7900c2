"""Quantiles of numbers, with values beyond what could be measured."""

from __future__ import annotations

import numpy as np
import pandas as pd

from hlhdash.analysis.spread import spread
from hlhdash.report.summary import spread_words


def test_quantiles_are_those_of_r():
    found = spread(np.array([1.0, 2.0, 4.0, 8.0, np.nan]))
    assert found is not None
    assert (found.n, found.median, found.lower_quartile, found.upper_quartile) == (4, 3.0, 1.75, 5.0)


def test_a_bounded_value_carries_its_sign():
    found = spread(pd.Series([500.0, 900.0, 40000.0]), pd.Series(["<", "", ">"]))
    assert found is not None
    assert found.bounds == ("", "<", ">", "<", ">")
    assert found.censored == 2
    assert spread_words(found) == "900 (<700 to >20,450; <500 to >40,000)"


def test_of_nothing_there_is_no_spread():
    assert spread(np.array([np.nan])) is None
    assert spread_words(None) == "–"


def test_an_end_that_a_bounded_value_may_lie_beyond_says_so():
    found = spread(np.array([500.0, 300.0, 40000.0, 45000.0]), pd.Series(["<", "", ">", ""]))
    assert found is not None
    assert (found.smallest, found.largest, found.bounds[3:]) == (300.0, 45000.0, ("≤", "≥"))
    inside = spread(np.array([500.0, 600.0, 40000.0]), pd.Series(["<", "", ">"]))
    assert inside is not None
    assert (inside.smallest, inside.largest, inside.bounds[3:]) == (500.0, 40000.0, ("<", ">"))
