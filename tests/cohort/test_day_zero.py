"""Another day zero: who enters late, who has no times with it, and that both are said."""

from __future__ import annotations

import pytest

import hlhdash
from tests.cohort.making import one, read, said

HEADER = "patient_id,diagnosis,rux_start,hsct_date,last_follow_up,vital_status"
ROWS = (
    "A,2020-01-01,2020-01-11,2020-04-01,2020-12-31,alive",
    "B,2020-01-01,2020-01-31,,2020-03-01,dead",
    "C,2020-02-01,2020-02-01,,2020-08-01,lost",
)


def test_day_zero_before_entry_is_said_with_how_many_enter_later():
    cohort = read(*ROWS, header=HEADER)
    assert not any("entered the cohort" in sentence for sentence in said(cohort))
    late = one(cohort.with_day_zero("diagnosis"), "entered the cohort")
    assert late.sentence.startswith(
        "Day zero is Diagnosis, but 2 patients entered the cohort with ruxolitinib, a median of 20 and up to 30 days"
    )
    assert late.affects == ("survival",)
    assert one(read(*ROWS, header=HEADER, day_zero="diagnosis"), "entered the cohort") == late


def test_what_is_said_of_one_day_zero_is_not_said_of_the_next():
    cohort = read(*ROWS, header=HEADER).with_day_zero("diagnosis").with_day_zero("hsct")
    assert not any("entered the cohort" in sentence for sentence in said(cohort))


def test_patients_without_the_milestone_do_not_vanish_unsaid():
    cohort = read(*ROWS, header=HEADER).with_day_zero("hsct")
    assert one(cohort, "never reached").sentence == (
        "2 patients never reached HSCT, which is day zero, and have no times, courses, events or measurements; "
        "of these 1 died."
    )
    assert cohort.patients["vital_status"].tolist() == ["alive", "dead", "lost"]


def test_a_start_that_cannot_be_read_is_one_finding():
    cohort = read("A,soon,2020-12-31,alive", "B,2020-01-01,2020-12-31,alive", "C,,2020-12-31,alive")
    errors = [(found.row, found.sentence) for found in cohort.findings if found.level == "error"]
    assert errors == [
        (2, "“soon” is neither a date nor a number; this time is left empty."),
        (4, "Ruxolitinib start is missing, so the dates of this patient cannot be placed in time."),
    ]


def test_the_data_cut_off_can_be_set():
    assert read(*ROWS, header=HEADER).data_cutoff == "2020-12-31"
    cohort = read(*ROWS, header=HEADER, data_cutoff="2020/06/30")
    assert cohort.data_cutoff == "2020-06-30"
    late = [(found.row, found.sentence) for found in cohort.findings if "data cut-off" in found.sentence]
    assert late == [
        (2, "Last follow-up is later than the data cut-off, 2020-06-30."),
        (4, "Last follow-up is later than the data cut-off, 2020-06-30."),
    ]
    assert cohort.survival_table()["time"].tolist() == [355, 30, 182]  # nobody is censored by it


def test_a_number_of_days_past_the_cut_off_is_found_as_a_date_is():
    cohort = read("A,2020-01-01,400,alive", header="patient_id,rux_start,follow_up_days,vital_status",
                  data_cutoff="2021-01-01")  # fmt: skip
    assert one(cohort, "is later than the data cut-off").read == "2021-02-04"


@pytest.mark.parametrize("wrong", ["soon", ""])
def test_a_cut_off_that_is_no_date_is_refused(wrong):
    with pytest.raises(hlhdash.CohortError, match="must be a date such as 2021-12-31"):
        read(*ROWS, header=HEADER, data_cutoff=wrong)
