"""Labs before and after: the baseline is the same on every screen."""

from __future__ import annotations

import pandas as pd

import hlhdash
from hlhdash.analysis.criteria.charts import charts
from hlhdash.analysis.criteria.values import exactly
from hlhdash.analysis.summary import summary
from hlhdash.analysis.trajectories import trajectories


def test_of_two_values_on_the_day_of_baseline_the_later_row_counts_everywhere():
    patients = pd.DataFrame(
        {
            "patient_id": ["P1"],
            "rux_start": ["2020-01-01"],
            "last_follow_up": ["2020-12-31"],
            "vital_status": ["alive"],
        }
    )
    labs = pd.DataFrame(
        [("P1", 0, "ferritin", 10000), ("P1", 0, "ferritin", 1000), ("P1", 7, "ferritin", 900)],
        columns=["patient_id", "day", "analyte", "value"],
    )
    cohort = hlhdash.read_cohort({"patients": patients, "labs": labs})
    row = trajectories(cohort, days=(0, 7)).rows[0]
    assert (row.moments[0].spread.median, row.moments[1].change.median) == (1000, -100)
    assert summary(cohort, labs=True).labs["lab:ferritin:"].median == 1000
    assert charts(cohort, 7)["P1"].before["ferritin"] == exactly(1000)
