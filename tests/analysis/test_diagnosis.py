"""HLH-2004 and HScore from the values nearest to diagnosis, open where the file is silent."""

from __future__ import annotations

import pandas as pd

from hlhdash.analysis.diagnosis import Measured, diagnosis, nearest


def measured(**values: float) -> dict[str, Measured]:
    return {name: Measured(value, "", 0.0) for name, value in values.items()}


WHOLE = measured(
    temperature=39.5,
    spleen=3,
    liver=2,
    haemoglobin=80,
    wbc=2,
    platelets=30,
    anc=0.4,
    triglyceride=4.5,
    fibrinogen=1.0,
    ferritin=7000,
    scd25=9000,
    ast=200,
)
CELLS = {"haemophagocytosis": "yes", "nk_activity": "low", "immunosuppression": "yes"}


def test_everything_met_gives_eight_criteria_and_the_whole_score() -> None:
    found = diagnosis(WHOLE, CELLS, 2.0)
    assert (found.met, found.open) == (8, 0)
    assert found.score == (337, 337)
    assert found.known == 9


def test_nothing_known_leaves_everything_open() -> None:
    found = diagnosis({}, {}, None)
    assert (found.met, found.open) == (0, 8)
    assert found.score == (0, 337)
    assert found.known == 0


def test_values_at_the_limits_of_the_score() -> None:
    at = measured(temperature=39.4, ferritin=6000, triglyceride=4.0, ast=30, fibrinogen=2.5)
    above = measured(temperature=39.5, ferritin=6001, triglyceride=4.1, ast=30, fibrinogen=2.5)
    no = {"haemophagocytosis": "no", "immunosuppression": "no", "spleen": "no", "liver": "no"}
    counts = measured(haemoglobin=120, wbc=9, platelets=300)
    assert diagnosis({**at, **counts}, no, 2.0).score == (33 + 35 + 44 + 19 + 30,) * 2
    assert diagnosis({**above, **counts}, no, 2.0).score == (49 + 50 + 64 + 19 + 30,) * 2


def test_two_of_three_counts_are_open_only_where_the_missing_one_decides() -> None:
    def counts(**values: float) -> bool | None:
        return diagnosis(measured(**values), {}, 2.0).criteria[2].met

    assert counts(haemoglobin=80, platelets=30) is True
    assert counts(haemoglobin=80, platelets=300) is None
    assert counts(haemoglobin=120, platelets=300) is False


def test_haemoglobin_of_a_newborn_is_low_under_100() -> None:
    values = measured(haemoglobin=95, platelets=30, anc=2)
    assert diagnosis(values, {}, 0.05).criteria[2].met is True
    assert diagnosis(values, {}, 0.5).criteria[2].met is False


def test_a_bounded_value_decides_only_if_its_bound_does() -> None:
    values = {"ferritin": Measured(400, ">", 0.0), "scd25": Measured(40_000, ">", 0.0)}
    found = diagnosis(values, {}, 2.0)
    assert [found.criteria[i].met for i in (6, 7)] == [None, True]


def test_the_nearest_value_counts_and_none_from_too_far() -> None:
    labs = pd.DataFrame(
        {
            "analyte": ["ferritin", "ferritin", "ferritin", "alt"],
            "day": [-3.0, 2.0, 3.0, 20.0],
            "value": [1.0, 2.0, 3.0, 4.0],
            "bound": ["", "<", "", ""],
        }
    )
    assert nearest(labs, 0.0, 14.0) == {"ferritin": Measured(2.0, "<", 2.0)}
    assert nearest(labs, -0.5, 14.0)["ferritin"].day == -3.0  # as near as day 2: the earlier of two
