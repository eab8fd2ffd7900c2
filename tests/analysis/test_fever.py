"""The recorded end of fever: who is asked about, by which hour it ended, and what the file cannot say."""

from __future__ import annotations

import pandas as pd
import pytest

import hlhdash
from hlhdash import report


def cohort(**columns: list[str]) -> hlhdash.Cohort:
    people = pd.DataFrame({"patient_id": list("ABCDE"), "rux_start": 0, "vital_status": "alive"})
    people["vital_status"] = ["alive", "alive", "dead", "alive", "alive"]
    people = people.assign(last_follow_up=[100, 100, 3, 100, 100], death=[None, None, 3, None, None])
    return hlhdash.read_cohort({"patients": people.assign(afebrile=[1, 2, None, None, -2], **columns)})


def test_by_which_day_fever_had_ended_and_whose_ended_before_day_zero_is_not_asked_about() -> None:
    (found,) = hlhdash.fever(cohort()).ended
    assert found.abnormal == ("A", "B", "C", "D")
    assert found.days == (1.0, 2.0, 3.0, 7.0, 14.0)
    assert found.by_day == (("A",), ("A", "B"), ("A", "B"), ("A", "B"), ("A", "B"))
    assert found.ever == ("A", "B")


def test_death_competes_and_who_has_no_end_recorded_is_not_free_of_fever() -> None:
    first = hlhdash.fever(cohort()).first
    assert first.patients[["patient_id", "day", "state"]].to_numpy().tolist() == [
        ["A", 1, 1],
        ["B", 2, 1],
        ["C", 3, 2],
        ["D", 100, 0],
    ]
    assert first.half("All patients") == 2


def test_the_table_counts_hours() -> None:
    table = report.fever_rows(hlhdash.fever(cohort()))
    assert [str(column.title) for column in table.columns[2:5]] == ["By hour 24", "By hour 48", "By hour 72"]
    assert [str(cell) for cell in table.rows[0].cells[1:]] == ["4", "1/4", "2/4", "2/4", "2/4", "2/4", "2/4", "48"]


def test_groups_have_rows_of_their_own() -> None:
    found = hlhdash.fever(cohort(etiology=["EBV", "FHL", "EBV", "FHL", "FHL"]), by="etiology").ended
    assert {one.group: one.abnormal for one in found} == {"EBV": ("A", "C"), "FHL": ("B", "D")}


def test_without_any_recorded_end_of_fever_it_is_said_what_to_add() -> None:
    people = cohort().patients[["patient_id", "rux_start", "last_follow_up", "vital_status"]]
    bare = hlhdash.read_cohort({"patients": people})
    assert not hlhdash.fever_recorded(bare)
    with pytest.raises(hlhdash.CohortError, match="Add a column afebrile"):
        hlhdash.fever(bare)


def test_the_study_had_normal_temperatures_within_48_hours_in_all() -> None:
    study = hlhdash.read_cohort("sample_data/ruxolitinib9.xlsx")
    (found,) = hlhdash.fever(study).ended
    assert len(found.abnormal) == 9
    assert len(found.by_day[1]) == 9
