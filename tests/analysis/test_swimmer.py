"""The lanes of a swimmer plot."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import hlhdash
from hlhdash.analysis.swimmer.align import alignments


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
    "weight": [12.5, None, 8.0],
    "centre": ["south", "north", "north"],
}


def lanes(sort, group=None, **asked):
    return list(hlhdash.swimmer(cohort(**THREE), sort=sort, group=group, **asked).order)


def test_sorting():
    assert lanes("file") == ["P1", "P2", "P3"]
    assert lanes("follow-up") == ["P3", "P2", "P1"]
    assert lanes("response") == ["P2", "P3", "P1"]
    assert lanes("etiology") == ["P2", "P3", "P1"]


def test_any_column_orders_lanes_and_what_is_missing_comes_last():
    assert lanes("weight_kg") == ["P3", "P1", "P2"]
    assert lanes("centre") == ["P3", "P2", "P1"]  # north is met more often; longest follow-up first among its two


def test_a_column_that_is_not_there_is_refused_in_a_sentence():
    with pytest.raises(hlhdash.CohortError, match="There is no column shoe_size for the swimmer plot"):
        lanes("shoe_size")
    with pytest.raises(hlhdash.CohortError, match="There is no column shoe_size for the swimmer plot"):
        lanes("file", facts=("shoe_size",))


def test_the_soonest_response_stands_first_and_who_never_responded_last():
    found = cohort(
        last_follow_up=["2020-12-31"] * 4,
        response_week1=["NR", "improved", "PR", "NR"],
        response_week4=["NR", "CR", "PR", "PR"],
        sex=["F", "F", "M", "M"],
    )
    result = hlhdash.swimmer(found, sort="time to response")
    assert list(result.order) == ["P3", "P2", "P4", "P1"]
    assert result.lanes["first_response"].tolist()[:3] == [7, 28, 28]
    strict = hlhdash.swimmer(found, sort="time to response", responders=("CR",))
    assert list(strict.order) == ["P2", "P1", "P3", "P4"]


def test_groups_stand_together_in_the_order_of_the_cohort():
    assert lanes("follow-up", "etiology") == ["P3", "P1", "P2"]


def test_the_etiology_stands_beside_the_lanes_unless_it_heads_groups():
    found = cohort(**THREE)
    assert hlhdash.swimmer(found).facts == ("etiology",)
    assert hlhdash.swimmer(found, group="etiology").facts == ()
    assert hlhdash.swimmer(found, group="etiology", facts=("etiology", "etiology")).facts == ("etiology",)


def test_a_column_called_like_one_of_the_lanes_stays_what_the_file_says():
    found = cohort(last_follow_up=["2020-12-31", "2020-11-30"], group=["x", "y"], lane=["left", "right"])
    result = hlhdash.swimmer(found, facts=("group", "lane"))
    assert result.beside["group"].tolist() == ["x", "y"]
    assert result.beside["lane"].tolist() == ["left", "right"]
    assert result.lanes["lane"].tolist() == [0, 1]


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


def test_a_lane_of_no_length_and_a_single_patient_are_laid_out():
    result = hlhdash.swimmer(cohort(last_follow_up=["2020-01-01"]))
    assert result.lanes["end_day"].tolist() == [0]
    assert result.segments["end_day"].tolist() == [0]


def test_a_patient_without_a_last_day_is_not_drawn_but_named():
    result = hlhdash.swimmer(cohort(last_follow_up=["2020-12-31", ""]))
    assert list(result.lanes["patient_id"]) == ["P1"]
    assert result.not_drawn == ("P2",)


def test_a_part_of_a_long_plot_keeps_its_lanes_together_and_says_which():
    found = cohort(**THREE)
    whole = hlhdash.swimmer(found, sort="file", facts=("centre",))
    part = whole.only(1, 5)
    assert list(part.lanes["patient_id"]) == ["P2", "P3"]
    assert list(part.lanes["lane"]) == [0, 1]
    assert part.beside["centre"].tolist() == ["north", "north"]
    assert set(part.segments["patient_id"]) == {"P2", "P3"}
    assert part.part == (2, 3, 3)
    assert whole.part is None


ALIGNED = {
    "last_follow_up": ["2020-12-31"] * 3,
    "hsct": ["2020-04-10", "", "2020-05-30"],
    "diagnosis": ["2019-12-25", "2019-12-30", ""],
    "response_week1": ["PR", "NR", "NR"],
}


def test_lanes_aligned_on_a_milestone_count_every_day_from_it_and_name_who_has_none():
    result = hlhdash.swimmer(cohort(**ALIGNED), sort="file", align="hsct")
    assert list(result.order) == ["P1", "P3"]
    assert result.unaligned == ("P2",)
    assert result.zero == "hsct"
    assert result.lanes["end_day"].tolist() == [265, 215]
    assert result.segments["start_day"].tolist() == [-100, -150]
    assert result.markers.loc[result.markers["kind"] == "hsct", "day"].tolist() == [0, 0]
    assert result.spells["start_day"].tolist() == [-93]


def test_lanes_are_aligned_on_the_first_response():
    result = hlhdash.swimmer(cohort(**ALIGNED), sort="file", align="response")
    assert list(result.order) == ["P1"]
    assert result.unaligned == ("P2", "P3")
    assert result.spells["start_day"].tolist() == [0]


def test_an_alignment_nobody_has_is_refused_with_those_that_can_be_chosen():
    found = cohort(**ALIGNED)
    assert alignments(found) == ("rux_start", "diagnosis", "hsct", "response")
    with pytest.raises(hlhdash.CohortError, match=r"Nobody who is looked at has Relapse.*Diagnosis, HSCT, First resp"):
        hlhdash.swimmer(found, align="relapse")


def with_events(events, **patient):
    base = {"patient_id": ["A"], "rux_start": [0], "vital_status": ["alive"], "last_follow_up": [400]}
    rows = pd.DataFrame(events, columns=["start_day", "kind", "label"]).assign(patient_id="A")
    return hlhdash.read_cohort({"patients": pd.DataFrame(base | patient), "events": rows})


def spells(cohort, **asked):
    table = hlhdash.swimmer(cohort, **asked).spells
    columns = ("label", "start_day", "end_day", "lasts")
    return list(zip(*(table[name].tolist() for name in columns), strict=True))


def test_a_response_holds_until_an_assessment_says_otherwise():
    seen = [(7, "response", "PR"), (14, "response", "PR"), (28, "response", "CR"), (60, "response", "NR")]
    assert spells(with_events(seen)) == [("PR", 7, 28, False), ("CR", 28, 60, False)]


def test_relapse_ends_a_response_and_a_second_one_begins_anew():
    seen = [(7, "response", "CR"), (50, "relapse", "relapse"), (90, "response", "CR")]
    assert spells(with_events(seen)) == [("CR", 7, 50, False), ("CR", 90, 400, True)]


def test_what_is_not_evaluable_ends_nothing_and_an_improvement_is_no_response():
    seen = [(7, "response", "PR"), (14, "response", "NE"), (28, "response", "improved"), (56, "response", "PR")]
    assert spells(with_events(seen)) == [("PR", 7, 28, False), ("PR", 56, 400, True)]
    counted = spells(with_events(seen), responders=("CR", "PR", "improved"))
    assert counted == [("PR", 7, 28, False), ("improved", 28, 56, False), ("PR", 56, 400, True)]


def test_a_response_up_to_death_does_not_last():
    dead = with_events([(7, "response", "CR"), (90, "death", "death")], vital_status=["dead"], last_follow_up=[90])
    assert spells(dead) == [("CR", 7, 90, False)]


def test_a_remission_before_day_zero_is_of_the_treatment_before():
    assert spells(with_events([(-10, "response", "CR"), (7, "response", "NR")])) == []


def test_the_same_dose_again_is_no_change_of_dose():
    treatments = pd.DataFrame(
        {
            "patient_id": ["A"] * 4,
            "treatment": ["ruxolitinib"] * 3 + ["etoposide"],
            "start_day": [0, 14, 40, 3],
            "end_day": [14, 40, 80, 10],
            "dose": ["5 mg", "5 mg", "10 mg", "100 mg"],
        }
    )
    patients = pd.DataFrame({"patient_id": ["A"], "rux_start": [0], "vital_status": ["alive"], "last_follow_up": [90]})
    markers = hlhdash.swimmer(hlhdash.read_cohort({"patients": patients, "treatments": treatments})).markers
    changes = markers[markers["kind"] == "dose change"]
    assert changes["day"].tolist() == [40]
    assert changes["label"].tolist() == ["ruxolitinib: dose 5 mg, then 10 mg"]


def with_labs(days, values, analyte="ferritin", **more):
    patients = pd.DataFrame({"patient_id": ["A", "B"], "rux_start": [0, 0], "last_follow_up": [100, 100]})
    labs = pd.DataFrame({"patient_id": "A", "day": days, "analyte": analyte, "value": values} | more)
    return hlhdash.read_cohort({"patients": patients.assign(vital_status="alive"), "labs": labs})


def test_a_strip_carries_each_value_to_the_next_one_for_at_most_four_weeks():
    strip = hlhdash.swimmer(with_labs([0, 7, 60, 95], [9000, ">40000", 500, 300]), sort="file", strip="ferritin").strip
    assert strip.cells["start_day"].tolist() == [0, 7, 60, 95]
    assert strip.cells["end_day"].tolist() == [7, 35, 88, 100]
    assert strip.cells["value"].tolist() == [9000, 40000, 500, 300]
    assert strip.cells["bound"].tolist() == ["", ">", "", ""]
    assert (strip.log, strip.low, strip.high, strip.beyond, strip.without) == (True, 300, 40000, 0, 1)


def test_one_value_alone_still_has_a_scale():
    strip = hlhdash.swimmer(with_labs([3], [120], "platelets"), strip="platelets").strip
    assert (strip.log, strip.low, strip.high, strip.low_is_ill) == (False, 120, 120, True)


def test_values_in_another_unit_are_left_out_of_the_strip_and_counted():
    found = with_labs([0, 7, 14], [9000, 8000, 3], unit=["ng/mL", "ng/mL", "furlong"])
    strip = hlhdash.swimmer(found, strip="ferritin").strip
    assert len(strip.cells) + strip.other_units == 3


def test_an_analyte_nobody_has_is_refused_in_a_sentence():
    with pytest.raises(hlhdash.CohortError, match="There is no Ferritin among the patients who are looked at"):
        hlhdash.swimmer(cohort(**THREE), strip="ferritin")


def test_the_data_cut_off_moves_with_day_zero_and_alignment():
    found = cohort(**(ALIGNED | {"data_cutoff": ["2021-01-10"] * 3}))
    assert hlhdash.swimmer(found, sort="file").lanes["cutoff_day"].tolist() == [375, 375, 375]
    assert hlhdash.swimmer(found, sort="file", align="hsct").lanes["cutoff_day"].tolist() == [275, 225]
    moved = found.with_day_zero("hsct").where(hsct=(0, 0))
    assert hlhdash.swimmer(moved, sort="file").lanes["cutoff_day"].tolist() == [275, 225]


def test_a_file_of_days_has_no_data_cut_off():
    assert np.isnan(hlhdash.swimmer(with_events([(7, "response", "CR")])).lanes["cutoff_day"]).all()
