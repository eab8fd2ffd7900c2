"""The Midwest/Marsh rule: each marker at its threshold, bounded and missing values, and the silent points."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from hlhdash.analysis.criteria import Chart, MidwestSettings, exactly, measured, midwest
from hlhdash.analysis.criteria.midwest import improved_markers
from tests.samples.rule import MARKERS, WITH_COUNTS, response_class

SICK = {"temperature": 39.0, "scd25": 12000, "ferritin": 8000, "triglyceride": 4.0, "haemoglobin": 70, "anc": 0.8}
SICK |= {"platelets": 40, "alt": 900}
WELL = {"temperature": 36.8, "scd25": 1000, "ferritin": 200, "triglyceride": 1.5, "haemoglobin": 110, "anc": 2.5}
WELL |= {"platelets": 200, "alt": 20}
SAME = {**SICK, "temperature": 36.8}


def chart(before, now, **more) -> Chart:
    def values(cells):
        return {
            name: measured(float(value[1:]), value[0]) if isinstance(value, str) else exactly(value)
            for name, value in cells.items()
        }

    return Chart(values(before), values(now), **more)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (WELL, "CR"),
        (SAME, "NR"),
        ({**SAME, "ferritin": 6000}, "improved"),
        ({**SAME, "ferritin": 6000.1}, "NR"),
        ({**SAME, "ferritin": 6000, "triglyceride": 3.0}, "PR"),
        ({**SAME, "ferritin": 6000, "triglyceride": 3.0, "temperature": 37.5}, "improved"),
        ({**SAME, "scd25": 8000}, "NR"),
        ({**SAME, "scd25": 7999}, "improved"),
        ({**SAME, "alt": 450}, "improved"),
        ({**SAME, "alt": 451}, "NR"),
        ({**SAME, "anc": 1.6}, "NR"),
        ({**SAME, "anc": 2.0}, "NR"),
        ({**SAME, "anc": 2.1}, "improved"),
        ({**SAME, "haemoglobin": 87.5}, "improved"),
        ({**SAME, "platelets": 49}, "NR"),
        ({**WELL, "alt": 41}, "PR"),
        ({**WELL, "temperature": 37.5}, "improved"),
    ],
)
def test_a_class_at_its_threshold(now, expected):
    assert midwest(chart(SICK, now)).response_class == expected


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [(0.4, 0.8, True), (0.4, 0.79, False), (0.2, 0.5, False), (0.2, 0.51, True), (0.5, 1.1, False), (0.5, 2.1, True)],
)
def test_neutrophils_by_their_baseline(before, now, expected):
    found = improved_markers(chart({**SICK, "anc": before}, {**SAME, "anc": now}), MidwestSettings())
    assert found["anc"] is expected


def test_it_agrees_with_the_rule_written_out_elsewhere_on_every_combination():
    steps = {
        "ferritin": (8000, 6000, 450), "scd25": (12000, 7000, 2000), "triglyceride": (4.0, 2.9), "anc": (0.8, 2.2),
        "alt": (900, 300, 40), "temperature": (37.6, 36.5), "haemoglobin": (70, 95), "platelets": (40, 120),
    }  # fmt: skip
    for cells in product(*steps.values()):
        now = dict(zip(steps, cells, strict=True))
        assert midwest(chart(SICK, now)).response_class == response_class(SICK, now, WITH_COUNTS)
        without = MidwestSettings(count_rise=None)
        assert midwest(chart(SICK, now), without).response_class == response_class(SICK, now, MARKERS)


def test_a_missing_marker_that_could_change_the_class_is_not_evaluable():
    now = {name: value for name, value in SAME.items() if name != "ferritin"}
    found = midwest(chart(SICK, now))
    assert (found.response_class, found.missing) == ("NE", ("ferritin",))


def test_a_missing_marker_that_could_not_change_the_class_is_no_matter():
    now = {**SAME, "ferritin": 4000, "triglyceride": 2.0}
    del now["alt"]
    assert midwest(chart(SICK, now)).response_class == "PR"


def test_whoever_may_be_in_complete_remission_is_not_called_partial():
    now = {name: value for name, value in WELL.items() if name != "alt"}
    assert midwest(chart(SICK, now)).response_class == "NE"


def test_missing_temperature_leaves_pr_open():
    now = {name: value for name, value in SAME.items() if name != "temperature"} | {"ferritin": 4000, "scd25": 5000}
    assert midwest(chart(SICK, now)).response_class == "NE"


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [(">40000", 30000, "improved"), (">40000", 30001, "NE"), (">40000", ">40000", "NE"), (8000, "<500", "improved"),
     (600, "<500", "NE"), (600, "<450", "improved"), (8000, ">40000", "NR")],
)  # fmt: skip
def test_a_bounded_value_decides_only_if_its_bound_does(before, now, expected):
    found = midwest(chart({**SICK, "ferritin": before}, {**SAME, "ferritin": now}))
    assert found.response_class == expected


def test_counts_do_not_count_with_transfusion_or_g_csf():
    now = {**SAME, "platelets": 90, "anc": 2.4}
    assert midwest(chart(SICK, now)).response_class == "PR"
    assert midwest(chart(SICK, now, support=frozenset({"transfusion"}))).response_class == "improved"
    assert midwest(chart(SICK, now, support=frozenset({"g_csf", "transfusion"}))).response_class == "NR"


def test_a_marker_normal_at_baseline_is_a_setting():
    before, now = {**SICK, "ferritin": 400}, {**SAME, "ferritin": 200}
    assert midwest(chart(before, now)).response_class == "NR"
    assert midwest(chart(before, now), MidwestSettings(normal_at_baseline="counts")).response_class != "NR"


def test_a_laboratorys_own_limit_replaces_a_normal_value():
    limits = replace(MidwestSettings(), alt_up_to=50.0)
    assert midwest(chart(SICK, {**WELL, "alt": 45}), limits).response_class == "CR"


def test_death_is_death():
    assert midwest(chart(SICK, WELL, died=True)).response_class == "died"
