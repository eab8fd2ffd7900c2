"""What is no list of P values is refused."""

from __future__ import annotations

import math

import pytest

from hlhdash.stats import StatsError, holm


@pytest.mark.parametrize("p", [[0.01, "x"], [1.5, -1], [[0.1, 0.2]], 0.5])
def test_what_is_no_p_is_refused(p):
    with pytest.raises(StatsError) as caught:
        holm(p)
    assert str(caught.value) == "An adjustment takes a list of P values from 0 to 1."


def test_a_missing_p_stays_missing_and_an_empty_list_empty():
    assert holm([0.01, math.nan, 0.04])[[0, 2]].tolist() == [0.02, 0.04]
    assert holm([]).tolist() == []
