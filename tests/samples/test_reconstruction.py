"""The rows of the reconstruction meet every total the abstract of the 2020 study gives.

Wei A. et al., Int J Hematol 2020, doi 10.1007/s12185-020-02936-4. What is published is asserted on the cells of the
files, before hlhdash interprets anything.
"""

from __future__ import annotations

import csv
import statistics
from collections import Counter
from math import comb
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

Row = dict[str, object]


def _workbook_rows(path: Path, sheet: str) -> list[Row]:
    header, *rows = CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python()
    return [dict(zip(header, row, strict=True)) for row in rows]


def _rows(path: Path) -> list[Row]:
    if path.suffix == ".xlsx":
        return _workbook_rows(path, "patients")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def rows(study_file: Path) -> list[Row]:
    """The rows of the patients as they stand in the file."""
    return _rows(study_file)


def _numbers(rows: list[Row], column: str) -> list[float]:
    return [float(str(row[column])) for row in rows if row[column] != ""]


def test_nine_distinct_children_all_treated_first_by_hlh_94(rows):
    assert [row["patient_id"] for row in rows] == ["P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9"]
    assert {row["first_line_protocol"] for row in rows} == {"HLH-94"}


def test_age_is_a_median_of_1_7_years_from_9_months_to_5_years(rows):
    ages = _numbers(rows, "age_years")
    assert (len(ages), statistics.median(ages), min(ages), max(ages)) == (9, 1.7, 0.75, 5.0)


def test_ruxolitinib_begins_a_median_of_3_weeks_after_first_line_from_2_to_6(rows):
    weeks = _numbers(rows, "weeks_first_line_to_rux")
    assert (len(weeks), statistics.median(weeks), min(weeks), max(weeks)) == (9, 3, 2, 6)


def test_follow_up_is_a_median_of_14_months_from_1_week_to_24_months(rows):
    months = _numbers(rows, "follow_up_months")
    assert (len(months), statistics.median(months), min(months), max(months)) == (9, 14, 0.23, 24)
    assert min(_numbers(rows, "follow_up_days")) == 7


def test_etiology_is_five_ebv_two_familial_one_autoinflammatory_one_unknown(rows):
    assert Counter(row["etiology"] for row in rows) == {"EBV": 5, "FHL": 2, "AID": 1, "unknown": 1}


def test_seven_had_no_remission_and_two_relapsed_2_to_4_weeks_after_it(rows):
    assert Counter(row["first_line_outcome"] for row in rows) == {"NR": 7, "relapse": 2}
    relapsed = [row for row in rows if row["first_line_outcome"] == "relapse"]
    assert _numbers(relapsed, "relapse_weeks_after_cr") == [2, 4]


def test_both_relapses_come_before_ruxolitinib(rows):
    relapsed = [row for row in rows if row["first_line_outcome"] == "relapse"]
    to_remission, to_relapse, to_drug = (
        _numbers(relapsed, name)
        for name in ("weeks_to_cr_first_line", "relapse_weeks_after_cr", "weeks_first_line_to_rux")
    )
    assert [a + b for a, b in zip(to_remission, to_relapse, strict=True)] == [4, 6]
    assert to_drug == [5, 6]


def test_every_temperature_is_normal_within_48_hours(rows):
    assert _numbers(rows, "fever_resolved_hours") == [24, 36, 24, 24, 48, 36, 48, 36, 48]


def test_week_1_is_three_partial_remissions_five_improved_one_death(rows):
    classes = Counter(row["response_week1"] for row in rows)
    assert classes == {"PR": 3, "improved": 5, "died": 1}
    assert [f"{100 * classes[name] / 9:.1f}" for name in ("PR", "improved", "died")] == ["33.3", "55.6", "11.1"]


def test_no_ebv_child_and_three_of_the_four_others_respond(rows):
    responders = {name: [] for name in ("EBV", "other")}
    for row in rows:
        responders["EBV" if row["etiology"] == "EBV" else "other"].append(int(float(str(row["responder_week1"]))))
    assert (sum(responders["EBV"]), len(responders["EBV"])) == (0, 5)
    assert (sum(responders["other"]), len(responders["other"])) == (3, 4)


def test_with_three_partial_remissions_only_0_of_5_against_3_of_4_gives_the_printed_p():
    assert [f"{_fisher(x, 5, 3, 9):.3f}" for x in range(4)] == ["0.048", "0.524", "1.000", "0.167"]


def _fisher(x: int, n: int, responders: int, total: int) -> float:
    """Return Fisher's two-sided P by plain enumeration, independent of what is tested elsewhere."""
    ways = [comb(n, k) * comb(total - n, responders - k) for k in range(responders + 1)]
    return sum(way for way in ways if way <= ways[x]) / sum(ways)


def test_the_three_complete_remissions_are_alive_without_recurrence(rows):
    remitted = [row for row in rows if row["best_response"] == "CR"]
    assert [row["patient_id"] for row in remitted] == ["P1", "P3", "P4"]
    assert {row["vital_status"] for row in remitted} == {"alive"}
    assert _numbers(remitted, "relapse_after_cr") == [0, 0, 0]


def test_the_death_at_week_1_is_the_shortest_follow_up(rows):
    died = [row for row in rows if row["response_week1"] == "died"]
    assert [row["patient_id"] for row in died] == ["P5"]
    assert (died[0]["vital_status"], _numbers(died, "follow_up_days")) == ("dead", [7])


def test_every_row_says_that_it_is_synthetic(rows):
    assert [row["record_type"] for row in rows] == ["synthetic_reconstruction"] * 9


def test_every_row_of_the_labs_says_that_it_is_synthetic(samples):
    labs = _workbook_rows(samples / "ruxolitinib9.xlsx", "labs")
    assert Counter(row["record_type"] for row in labs) == {"synthetic_reconstruction": 37}


def test_every_course_says_whether_it_is_derived_or_invented(samples):
    courses = _workbook_rows(samples / "ruxolitinib9.xlsx", "treatments")
    assert Counter(row["provenance"] for row in courses) == {"derived": 9, "invented_end": 9, "invented": 5}


def test_every_event_says_whether_it_is_published_or_invented(samples):
    events = _workbook_rows(samples / "ruxolitinib9.xlsx", "events")
    assert Counter((row["kind"], row["provenance"]) for row in events) == {
        ("response", "published_count"): 8,
        ("response", "invented_day"): 3,
        ("hsct", "invented"): 4,
        ("death", "published"): 1,
        ("death", "invented_day"): 2,
        ("last follow-up", "invented_day"): 6,
    }
