"""The lanes of a swimmer plot."""

from __future__ import annotations

import pandas as pd

import hlhdash


def cohort(**columns):
    n = len(columns["last_follow_up"])
    base = {
        "patient_id": [f"P{i}" for i in range(1, n + 1)],
        "rux_start": ["2020-01-01"] * n,
        "vital_status": ["alive"] * n,
    }
    return hlhdash.read_cohort(pd.DataFrame(base | columns))


THREE = {
    "etiology": ["EBV", "FHL", "EBV"],
    "best_response": ["NR", "CR", "PR"],
    "last_follow_up": ["2020-02-01", "2020-06-01", "2020-12-31"],
}


def lanes(sort, group=None):
    return list(hlhdash.swimmer(cohort(**THREE), sort=sort, group=group).lanes["patient_id"])


def test_sorting():
    assert lanes("file") == ["P1", "P2", "P3"]
    assert lanes("follow-up") == ["P3", "P2", "P1"]
    assert lanes("response") == ["P2", "P3", "P1"]
    assert lanes("etiology") == ["P2", "P3", "P1"]


def test_groups_stand_together_in_the_order_of_the_cohort():
    assert lanes("follow-up", "etiology") == ["P3", "P1", "P2"]


def test_courses_that_overlap_share_the_lane():
    found = cohort(
        last_follow_up=["2020-12-31"],
        rux_stop=["2020-03-01"],
        added_therapy=["L-DEP"],
        added_therapy_start=["2020-02-01"],
        added_therapy_stop=["2020-05-01"],
        first_line_start=["2019-12-01"],
    )
    segments = hlhdash.swimmer(found).segments.set_index("label")
    assert dict(segments["tracks"]) == {"first line": 1, "ruxolitinib": 2, "L-DEP": 2}
    assert dict(segments["track"]) == {"first line": 0, "ruxolitinib": 0, "L-DEP": 1}


def test_a_course_without_an_end_reaches_the_last_follow_up_and_says_so():
    segment = hlhdash.swimmer(cohort(last_follow_up=["2020-12-31"])).segments.iloc[0]
    assert (segment["end_day"], segment["end_recorded"]) == (365, False)


def test_a_patient_without_a_last_day_is_not_drawn_but_named():
    result = hlhdash.swimmer(cohort(last_follow_up=["2020-12-31", ""]))
    assert list(result.lanes["patient_id"]) == ["P1"]
    assert result.not_drawn == ("P2",)


def test_a_part_of_a_long_plot_keeps_its_lanes_together_and_says_which():
    found = cohort(**THREE)
    whole = hlhdash.swimmer(found, sort="file")
    part = whole.only(1, 5)
    assert list(part.lanes["patient_id"]) == ["P2", "P3"]
    assert list(part.lanes["lane"]) == [0, 1]
    assert set(part.segments["patient_id"]) == {"P2", "P3"}
    assert part.part == (2, 3, 3)
    assert whole.part is None
