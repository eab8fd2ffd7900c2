"""When a value is first normal and when a first adverse event comes: who is asked about, and what competes."""

from __future__ import annotations

import pandas as pd
import pytest

import hlhdash
from hlhdash import stats
from hlhdash.report.response_effects import speed_rows

LABS = [
    ("A", 0, "3000"),
    ("A", 7, "<400"),
    ("B", 0, "3000"),
    ("B", 14, "900"),
    ("B", 28, "450"),
    ("C", 0, "9000"),
    ("C", 3, "8000"),
    ("D", 0, "9000"),
    ("D", 21, "7000"),
    ("E", 0, "200"),
    ("E", 9, "100"),
]


def cohort(labs: list[tuple[str, int, str]] = LABS, events: pd.DataFrame | None = None) -> hlhdash.Cohort:
    people = pd.DataFrame(
        {
            "patient_id": list("ABCDE"),
            "rux_start": [0] * 5,
            "death_day": [None, None, 10, None, None],
            "vital_status": ["alive", "alive", "dead", "alive", "alive"],
            "last_follow_up": [90, 90, 10, 200, 90],
        }
    )
    rows = pd.DataFrame(labs, columns=["patient_id", "day", "value"]).assign(analyte="ferritin")
    sheets = {"patients": people, "labs": rows}
    return hlhdash.read_cohort(sheets if events is None else sheets | {"events": events})


def test_who_was_normal_at_day_zero_is_not_asked_about_and_death_competes() -> None:
    found = hlhdash.time_to_normal(cohort(), "ferritin")
    rows = found.patients.set_index("patient_id")
    assert rows["day"].to_dict() == {"A": 7, "B": 28, "C": 10, "D": 21}  # D: until the last measurement
    assert rows["state"].to_dict() == {"A": 1, "B": 1, "C": 2, "D": 0}
    assert found.left_out == 1
    table = found.incidence.table
    expected = stats.cumulative_incidence([7, 28, 10, 21], [1, 1, 2, 0]).table
    assert table["incidence"].tolist() == expected["incidence"].tolist()
    assert found.half("All patients") == 28


def test_a_normal_value_dated_after_the_death_counts_neither_on_the_curve_nor_in_the_table() -> None:
    people = cohort([*LABS, ("C", 14, "100")])  # C died on day 10
    found, (table,) = hlhdash.time_to_normal(people, "ferritin"), hlhdash.labs(people, "ferritin").normalised
    assert found.patients.set_index("patient_id")["state"].to_dict() == {"A": 1, "B": 1, "C": 2, "D": 0}
    assert table.ever == ("A", "B")
    assert table.by_day == ((), ("A",), ("A",), ("A", "B"), ("A", "B"))


def test_half_is_never_reached_where_too_few_become_normal() -> None:
    rows = [(one, 0, "3000") for one in "ABDE"] + [("A", 7, "100")] + [(one, 9, "900") for one in "BDE"]
    assert hlhdash.time_to_normal(cohort(rows), "ferritin").half("All patients") is None


def test_a_value_known_only_as_a_bound_is_normal_only_where_the_bound_settles_it() -> None:
    found = hlhdash.time_to_normal(cohort([("A", 0, "3000"), ("A", 7, "<700"), ("A", 9, "<300")]), "ferritin")
    assert found.patients["day"].tolist() == [9]


def test_nobody_abnormal_and_no_rule_are_said() -> None:
    with pytest.raises(hlhdash.CohortError, match="Nobody had an abnormal Ferritin up to day zero"):
        hlhdash.time_to_normal(cohort([("A", 0, "100")]), "ferritin")
    rows = hlhdash.read_cohort("sample_data/invented120.xlsx")
    with pytest.raises(hlhdash.CohortError, match="No rule says which values of LDH are normal"):
        hlhdash.time_to_normal(rows, "ldh")


def adverse(*rows: tuple[str, float, int | None]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["patient_id", "start_day", "grade"])
    return table.assign(kind="adverse event", label="Sepsis")


def test_the_first_adverse_event_counts_from_day_zero_and_death_before_it_competes() -> None:
    events = adverse(("A", -3, 3), ("A", 30, 2), ("A", 5, 3), ("B", 0, None), ("D", 50, 1))
    found = hlhdash.time_to_adverse_event(cohort(events=events))
    rows = found.patients.set_index("patient_id")
    assert rows["day"].to_dict() == {"A": 5, "B": 0, "C": 10, "D": 50, "E": 90}
    assert rows["state"].to_dict() == {"A": 1, "B": 1, "C": 2, "D": 1, "E": 0}
    severe = hlhdash.time_to_adverse_event(cohort(events=events), grade=3).patients.set_index("patient_id")["state"]
    assert severe.to_dict() == {"A": 1, "B": 0, "C": 2, "D": 0, "E": 0}


def test_an_event_on_the_day_of_death_came_first() -> None:
    found = hlhdash.time_to_adverse_event(cohort(events=adverse(("C", 10, 5))))
    assert found.patients.set_index("patient_id").loc["C", "state"] == 1


def test_a_response_that_nobody_had_is_0_in_every_column_though_somebody_died() -> None:
    people = pd.DataFrame(
        {
            "patient_id": list("abcd"),
            "rux_start": [0] * 4,
            "last_follow_up": [30, 200, 300, 100],
            "vital_status": ["dead", "alive", "alive", "alive"],
            "response_week1": ["NR"] * 4,
        }
    )
    table = speed_rows(hlhdash.time_to_response(hlhdash.read_cohort(people)))
    assert {len(row.cells) for row in table.rows} == {len(table.columns)}
    assert [cell[:2] for cell in table.rows[0].cells[2:]] == ["0 "] * (len(table.columns) - 2)
