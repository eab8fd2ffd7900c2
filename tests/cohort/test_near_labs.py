"""When a laboratory value was taken, in the words of its header; and columns that only resemble one."""

from __future__ import annotations

import pytest

from tests.cohort.making import one, read, said

BASE = "patient_id,follow_up_days,vital_status"


def labs(header, *cells):
    return read(*(f"K{i},90,alive,{cell}" for i, cell in enumerate(cells, start=1)), header=f"{BASE},{header}")


@pytest.mark.parametrize(
    ("header", "day"),
    [
        ("治疗1周铁蛋白", 7),
        ("铁蛋白 治疗第1周", 7),
        ("用药1周 铁蛋白", 7),
        ("给药后3天铁蛋白", 3),
        ("治疗后1周铁蛋白", 7),
        ("Ferritin post-treatment day 7", 7),
        ("Ferritin post-dose day 3", 3),
        ("Ferritin on treatment day 7", 7),
        ("Ferritin 24h", 1),
        ("Ferritin after 48 hours", 2),
        ("72小时铁蛋白", 3),
    ],
)
def test_when_a_value_was_taken_is_told_in_several_ways(header, day):
    found = labs(header, "1000", "2000").labs
    assert found[["day", "analyte", "value"]].to_numpy().tolist() == [[day, "ferritin", 1000], [day, "ferritin", 2000]]


@pytest.mark.parametrize("header", ["Ferritin at diagnosis", "peak ferritin", "Ferritin 2020-01-08", "铁蛋白峰值"])
def test_numbers_under_a_name_that_begins_or_ends_with_an_analyte_are_said(header):
    cohort = labs(header, "1000", ">2000")
    assert cohort.labs.empty
    found = one(cohort, "is called like")
    assert (found.level, found.column, found.sentence) == (
        "warning",
        header,
        f"Column {header} holds numbers and is called like Ferritin, but the rest of its name was not understood; "
        "it is kept as it came.",
    )


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Ferritin rising", ("yes", "no")),
        ("Liver involvement", ("1", "0")),
        ("Fibrosis score", ("3", "4")),
        ("Ferritin d7", ("3000", "4000")),
    ],
)
def test_nothing_is_said_of_words_codes_other_names_and_values_that_are_read(header, cells):
    assert [sentence for sentence in said(labs(header, *cells)) if "is called like" in sentence] == []
