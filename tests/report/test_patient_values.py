"""The laboratory values of one child as a table."""

from __future__ import annotations

import pandas as pd

import hlhdash
from hlhdash.report.patient_values import patient_value_rows

PATIENTS = pd.DataFrame(
    {
        "patient_id": ["A", "B"],
        "rux_start": ["2020-01-01", "2020-01-01"],
        "last_follow_up": ["2020-06-01", "2020-06-01"],
        "vital_status": ["alive", "alive"],
    }
)
LABS = pd.DataFrame(
    {
        "patient_id": ["A", "A", "A", "A"],
        "day": [0, 7, 7, 28],
        "analyte": ["ferritin", "ferritin", "platelets", "ferritin"],
        "value": [">100000", "12800", "45", "310"],
        "unit": ["ng/mL", "ng/mL", "10^9/L", "ng/mL"],
    }
)


def test_each_day_has_a_row_and_each_analyte_a_column_with_its_unit() -> None:
    cohort = hlhdash.read_cohort({"patients": PATIENTS, "labs": LABS})
    table = patient_value_rows(hlhdash.patient(cohort, "A"))
    assert table is not None
    assert [str(column.title) for column in table.columns] == ["Day", "Ferritin (ng/mL)", "Platelets (10⁹/L)"]
    assert [row.cells for row in table.rows] == [("0", ">100,000", ""), ("7", "12,800", "45"), ("28", "310", "")]


def test_a_child_without_values_has_no_table() -> None:
    cohort = hlhdash.read_cohort({"patients": PATIENTS, "labs": LABS})
    assert patient_value_rows(hlhdash.patient(cohort, "B")) is None
