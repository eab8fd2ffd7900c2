"""CDISC ADaM tables that are easily taken for one another."""

from __future__ import annotations

import pandas as pd

import hlhdash

ADSL = {"USUBJID": ["S1", "S2"], "TRTSDT": ["2020-01-01", "2020-02-01"], "LSTALVDT": ["2020-12-01", "2020-12-01"],
        "DTHFL": ["", "Y"]}  # fmt: skip


def read(**sheets):
    return hlhdash.read_cohort({name: pd.DataFrame(cells, dtype=object) for name, cells in sheets.items()})


def test_adlb_with_avalc_is_laboratory_values_and_no_responses():
    cohort = read(
        adsl=ADSL,
        adlb={"USUBJID": ["S1", "S2"], "PARAMCD": ["HGB", "HGB"], "PARAM": ["Hemoglobin (g/L)", "Hemoglobin (g/L)"],
              "AVAL": [88.5, 95], "AVALC": ["<88.57", "95"], "ADT": ["2020-01-08", "2020-02-01"], "ADY": [8, 1],
              "ABLFL": ["", "Y"]},
    )  # fmt: skip
    assert cohort.labs[["patient_id", "day", "analyte", "value"]].to_numpy().tolist() == [
        ["S1", 7, "haemoglobin", 88.5],
        ["S2", 0, "haemoglobin", 95],
    ]
    assert set(cohort.events["kind"]) == {"last follow-up", "death"}


def test_adrs_stays_responses():
    cohort = read(
        adsl=ADSL,
        adrs={"USUBJID": ["S1", "S2"], "PARAMCD": ["OVR", "OVR"], "AVALC": ["PR", "CR"],
              "ADT": ["2020-01-29", "2020-02-29"]},
    )  # fmt: skip
    found = cohort.events[cohort.events["kind"] == "response"]
    assert found[["patient_id", "day", "label"]].to_numpy().tolist() == [["S1", 28, "PR"], ["S2", 28, "CR"]]


def test_the_course_of_adsl_is_called_by_its_arm():
    planned = {"TRT01P": ["Placebo", "Drug X"]}
    assert read(adsl={**ADSL, **planned}).courses["label"].tolist() == ["Placebo", "Drug X"]
    actual = {"TRT01A": ["Placebo", "Ruxolitinib 10 mg"]}
    assert read(adsl={**ADSL, **planned, **actual}).courses["label"].tolist() == ["Placebo", "Ruxolitinib 10 mg"]
    assert read(adsl=ADSL).courses["label"].tolist() == ["ruxolitinib", "ruxolitinib"]
