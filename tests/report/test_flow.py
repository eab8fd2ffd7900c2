"""The exclusion flow as a table."""

from __future__ import annotations

from hlhdash.analysis.flow import exclusion_flow
from hlhdash.report.flow import flow_table
from tests.cohort.making import HEADER, read


def test_the_table_names_the_rows_the_analyses_and_whoever_is_left_out():
    cohort = read(
        "A1,2020-01-01,2020-12-31,alive,F", "A2,2020-01-01,2020-12-31,,F", "A3,2020-01-01,2020-12-31,alive,M",
        "Total,3,,,", header=HEADER + ",sex",
    ).where(sex="F")  # fmt: skip
    table = flow_table(exclusion_flow(cohort))
    assert [(*map(str, row.cells), row.level) for row in table.rows] == [
        ("Rows of sheet cohort", "3 of 4", "", "body"),
        ("not used: totals", "1", "", "inner"),
        ("Patients in the file", "3", "", "heading"),
        ("Patients who meet the filters", "2", "", "heading"),
        ("Survival", "1 of 2", "", "body"),
        ("left out: no vital status", "1", "A2", "inner"),
        ("Swimmer plot", "2 of 2", "nobody", "body"),
    ]


def test_a_long_list_of_patients_is_cut():
    rows = [f"A{i},2020-01-01,2020-12-{i:02d}," for i in range(1, 10)]
    table = flow_table(exclusion_flow(read("B1,2020-01-01,2020-12-31,dead", *rows)))
    assert table.rows[3].cells[2] == "A1, A2, A3, A4, A5, A6, …"
