"""Curves of what was first seen, where it was seen in nobody."""

from __future__ import annotations

from typing import Any

import pandas as pd

import hlhdash
from hlhdash.figures import time_to_normal


def test_a_value_that_became_normal_in_nobody_is_a_line_at_zero() -> None:
    """Somebody died, so that there is a curve of the deaths and none of the value."""
    patients = pd.DataFrame(
        {
            "patient_id": ["a", "b", "c"],
            "rux_start": [0, 0, 0],
            "last_follow_up": [30, 200, 300],
            "vital_status": ["dead", "alive", "alive"],
        }
    )
    told = [(who, day, "ferritin", 9000 - day, "ng/mL") for who in "abc" for day in (0, 7, 14)]
    labs = pd.DataFrame(told, columns=["patient_id", "day", "analyte", "value", "unit"])
    result = hlhdash.time_to_normal(hlhdash.read_cohort({"patients": patients, "labs": labs}), "ferritin")
    assert isinstance(result, hlhdash.FirstTime)
    assert set(result.patients["state"]) <= {0, 2}
    drawn: Any = time_to_normal(result)
    assert set(drawn.data[0]["y"]) == {0.0}
    assert drawn.data[0]["x"][0] == 0.0
    assert "0/3" in drawn.layout.annotations[-1].text
