"""The emapalumab rule, the disease states of HLH-94/2004, the diagnosis and the HScore."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hlhdash.analysis.criteria import (
    Chart,
    EmapalumabSettings,
    ProtocolSettings,
    diagnose,
    emapalumab,
    exactly,
    hscore,
    measured,
    protocol,
)
from hlhdash.analysis.criteria.thresholds import HSCORE_HIGHEST

SICK = {"temperature": 39.0, "spleen": 5.0, "anc": 0.4, "platelets": 30.0, "ferritin": 9000.0, "fibrinogen": 0.9}
SICK |= {"d_dimer": 4000.0, "cns": 0.0, "scd25": 12000.0, "haemoglobin": 70.0, "triglyceride": 4.0}
WELL = {"temperature": 36.8, "spleen": 0.0, "anc": 2.0, "platelets": 200.0, "ferritin": 300.0, "fibrinogen": 2.0}
WELL |= {"d_dimer": 300.0, "cns": 0.0, "scd25": 3000.0, "haemoglobin": 110.0, "triglyceride": 1.5}


def values(cells, **changed):
    return {name: exactly(value) for name, value in {**cells, **changed}.items() if value is not None}


def chart(now=WELL, before=SICK, **changed) -> Chart:
    return Chart(values(before), values(now, **changed))


@pytest.mark.parametrize(
    ("now", "changed", "expected"),
    [
        (WELL, {}, "CR"),
        (WELL, {"scd25": 24000.0}, "CR"),
        (WELL, {"scd25": 24001.0}, "PR"),
        (WELL, {"ferritin": 2000.0}, "PR"),
        (SICK, {}, "NR"),
        (SICK, {"temperature": 37.0, "anc": 1.1, "platelets": 101.0}, "PR"),
        (SICK, {"temperature": 37.0, "anc": 0.6, "platelets": 45.0}, "improved"),
        (SICK, {"temperature": 37.0, "anc": 0.6, "platelets": 44.0}, "NR"),
        (SICK, {"spleen": 2.5, "ferritin": 4500.0, "d_dimer": 2000.0}, "improved"),
        (WELL, {"d_dimer": None}, "NE"),
    ],
)
def test_the_emapalumab_rule(now, changed, expected):
    assert emapalumab(chart(now, **changed)).response_class == expected


def test_what_a_file_does_not_record_may_be_taken_as_normal_when_said():
    before = {name: value for name, value in SICK.items() if name != "cns"}
    now = chart(before=before, cns=None)
    assert emapalumab(now).response_class == "NE"
    assert emapalumab(now, EmapalumabSettings(assumed_normal=("cns",))).response_class == "CR"


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, "non-active"),
        ({"ferritin": 500.0}, "non-active"),
        ({"ferritin": 500.1}, "active"),
        ({"scd25": 12000.0}, "active"),
        ({"triglyceride": 3.0}, "active"),
        ({"anc": 0.5}, "non-active"),
        ({"spleen": None}, "NE"),
        ({"spleen": None, "platelets": 50.0}, "active"),
    ],
)
def test_the_states_of_hlh_2004(changed, expected):
    assert protocol(chart(**changed)).response_class == expected


def test_only_what_was_non_active_can_be_reactivated():
    worse = chart(platelets=50.0, ferritin=900.0, triglyceride=3.0, haemophagocytosis=0.0)
    assert protocol(worse).response_class == "active"
    assert protocol(worse, was_non_active=True).response_class == "reactivation"
    two = chart(platelets=50.0, ferritin=900.0, haemophagocytosis=0.0, scd25=2000.0)
    assert protocol(two, was_non_active=True).response_class == "active"


def test_new_cns_symptoms_alone_are_a_reactivation():
    found = protocol(chart(cns=1.0, platelets=90.0), ProtocolSettings(), was_non_active=True)
    assert found.response_class == "reactivation"


@pytest.mark.parametrize(("before", "found"), [(0.0, "reactivation"), (None, "reactivation"), (1.0, "reactivation")])
def test_cns_symptoms_alone_reactivate_a_disease_that_is_quiet_otherwise(before, found):
    one = chart(cns=1.0)
    known = {name: value for name, value in one.before.items() if name != "cns"}
    one = replace(one, before=known if before is None else known | {"cns": exactly(before)})
    assert protocol(one, was_non_active=True).response_class == found


@pytest.mark.parametrize("before", [0.0, None, 1.0])
def test_a_child_with_cns_symptoms_is_never_non_active(before):
    one = chart(cns=1.0)
    known = {name: value for name, value in one.before.items() if name != "cns"}
    one = replace(one, before=known if before is None else known | {"cns": exactly(before)})
    assert protocol(one).response_class == "active"


DIAGNOSED = values(SICK, haemophagocytosis=0.0, nk_low=0.0)


def test_six_of_eight_is_the_diagnosis():
    found = diagnose(DIAGNOSED)
    assert (found.met, found.hlh2004, found.hlh2024) == ((6, 6), True, True)


@pytest.mark.parametrize(("nk", "hlh2004", "hlh2024"), [(1.0, True, False), (0.0, False, False), (None, None, False)])
def test_nk_activity_counts_in_2004_and_not_in_2024(nk, hlh2004, hlh2024):
    four = values(SICK, haemophagocytosis=0.0, nk_low=nk, scd25=2399.0, ferritin=499.0)
    found = diagnose(four)
    assert (found.hlh2004, found.hlh2024) == (hlh2004, hlh2024)


def test_a_molecular_diagnosis_needs_no_criteria():
    found = diagnose({}, molecular=True)
    assert (found.hlh2004, found.hlh2024) == (True, True)
    assert diagnose({}).hlh2004 is None


@pytest.mark.parametrize(("age", "expected"), [(0.05, True), (1.0, False), (None, None)])
def test_haemoglobin_of_a_newborn_has_its_own_limit(age, expected):
    found = diagnose(values(SICK, haemoglobin=95.0, anc=1.5), age_years=age)
    assert found.criteria["cytopenia"] is expected


def test_fibrinogen_alone_meets_its_criterion():
    assert diagnose(values(SICK, triglyceride=None)).criteria["triglyceride_or_fibrinogen"] is True
    assert diagnose(values(SICK, triglyceride=None, fibrinogen=1.6)).criteria["triglyceride_or_fibrinogen"] is None


EVERYTHING = values(SICK, temperature=40.0, liver=3.0, wbc=2.0, triglyceride=5.0, ast=80.0, haemophagocytosis=1.0)
EVERYTHING |= {"immunosuppression": exactly(1.0)}


def test_the_highest_hscore_is_337():
    found = hscore(EVERYTHING)
    assert (found.least, found.most) == (HSCORE_HIGHEST, HSCORE_HIGHEST)


@pytest.mark.parametrize(
    ("item", "name", "value", "points"),
    [
        ("temperature", "temperature", 38.3, 0), ("temperature", "temperature", 38.4, 33),
        ("temperature", "temperature", 39.4, 33), ("temperature", "temperature", 39.5, 49),
        ("ferritin", "ferritin", 1999.0, 0), ("ferritin", "ferritin", 2000.0, 35), ("ferritin", "ferritin", 6001.0, 50),
        ("triglyceride", "triglyceride", 1.4, 0), ("triglyceride", "triglyceride", 4.0, 44),
        ("triglyceride", "triglyceride", 4.1, 64), ("fibrinogen", "fibrinogen", 2.5, 30),
        ("fibrinogen", "fibrinogen", 2.6, 0), ("ast", "ast", 30.0, 19), ("ast", "ast", 29.0, 0),
        ("organs", "liver", 0.0, 23), ("lineages", "wbc", 5.1, 24),
    ],
)  # fmt: skip
def test_points_at_their_limits(item, name, value, points):
    found = hscore({**EVERYTHING, name: exactly(value)})
    assert found.items[item] == (points, points)


def test_a_missing_item_leaves_a_range_and_a_verdict_only_where_it_cannot_matter():
    missing = {name: value for name, value in EVERYTHING.items() if name != "ferritin"}
    found = hscore(missing)
    assert (found.least, found.most, found.reached) == (287, 337, True)
    assert hscore({}).reached is None
    assert hscore({"ferritin": measured(10000.0, ">")}).items["ferritin"] == (50, 50)
    assert hscore({"ferritin": measured(3000.0, ">")}).items["ferritin"] == (35, 50)
