"""Long sheets in which no header says which column is the day."""

from __future__ import annotations

import pytest

import hlhdash
from tests.cohort.making import one, read, said

PEOPLE = b"id,rux_start,last_follow_up,vital_status\n1,2020-01-01,2020-05-01,alive\n2,2020-02-01,2020-06-01,dead\n"


def labs(text, name="labs.csv"):
    return hlhdash.read_cohort([(PEOPLE, "patients.csv"), (text.encode(), name)])


def values(cohort):
    return cohort.labs[["patient_id", "day", "analyte", "value"]].to_numpy().tolist()


@pytest.mark.parametrize("header", ["lab_date", "sample_date", "collected", "collection date", "采样日期"])
def test_these_headers_are_the_day(header):
    cohort = labs(f"id,{header},analyte,value\n1,2020-01-02,ferritin,500\n2,2020-02-05,ferritin,800\n")
    assert values(cohort) == [["1", 1, "ferritin", 500], ["2", 4, "ferritin", 800]]
    assert not [sentence for sentence in said(cohort) if "taken for the day" in sentence]


@pytest.mark.parametrize(
    "text",
    [
        "id,wann,analyte,value\n1,2020-01-02,ferritin,500\n2,2020-02-05,ferritin,800\n",
        "id,wann,ferritin\n1,2.1.20,500\n2,25.02.2020,800\n",
    ],
)
def test_the_one_column_of_dates_is_the_day_and_said(text):
    cohort = labs(text)
    assert [row[1] for row in values(cohort)] == ([1, 4] if "analyte" in text else [1, 24])
    found = one(cohort, "taken for the day")
    assert (found.level, found.sheet, found.column) == ("note", "labs", "wann")
    assert found.sentence == "No column is called the day; wann holds dates and is taken for the day of each row."


def test_of_two_columns_of_dates_the_one_of_the_sample_is_the_day():
    cohort = labs("id,reported,drawn,analyte,value\n1,2020-01-09,2020-01-02,ferritin,500\n")
    assert values(cohort) == [["1", 1, "ferritin", 500]]


def test_of_two_columns_of_dates_that_say_nothing_none_is_taken():
    cohort = labs("id,a,b,analyte,value\n1,2020-01-09,2020-01-02,ferritin,500\n")
    assert cohort.labs.empty
    assert one(cohort, "has no day").level == "error"


def test_adverse_events_have_their_day_too():
    cohort = labs("id,gemeldet,ae,grade\n1,2020-01-04,fever,2\n", "adverse_events.csv")
    mine = cohort.events[cohort.events["kind"] == "adverse event"]
    assert mine[["day", "label", "grade"]].to_numpy().tolist() == [[3, "fever", 2]]


def test_several_rows_of_a_patient_in_one_sheet():
    cohort = read(
        "1,2020-01-01,2020-05-01,alive,2020-01-02,500",
        "1,2020-01-01,2020-05-01,alive,2020-01-09,300",
        header="id,rux_start,last_follow_up,vital_status,wann,ferritin",
    )
    assert values(cohort) == [["1", 1, "ferritin", 500], ["1", 8, "ferritin", 300]]
    assert one(cohort, "taken for the day").column == "wann"


def test_a_repeating_instrument_of_redcap():
    rows = [
        "record_id,redcap_repeat_instrument,redcap_repeat_instance,rux_start,last_follow_up,vital_status,lab_wann,ferritin",
        "1,,,2020-01-01,2020-05-01,alive,,",
        "1,labs,1,,,,2020-01-02,500",
        "1,labs,2,,,,2020-01-09,300",
    ]
    cohort = hlhdash.read_cohort("\n".join(rows).encode(), "redcap.csv")
    assert values(cohort) == [["1", 1, "ferritin", 500], ["1", 8, "ferritin", 300]]
