"""Times to endpoints that a file gives ready-made, in ADTTE or in columns of their own."""

from __future__ import annotations

import pytest

import hlhdash
from tests.cohort.making import one, read, said

ADTTE = "USUBJID,PARAMCD,PARAM,AVAL,AVALU,CNSR"
ROWS = (
    "1,OS,Overall survival,12,MONTHS,1",
    "2,OS,Overall survival,40,DAYS,0",
    "1,EFS,Event-free survival,3,MONTHS,0",
    "2,EFS,Event-free survival,40,DAYS,2",
    "3,EFS,Event-free survival,9,DAYS,1",
    "1,TTR,Time to response,2,WEEKS,0",
    "2,TTR,Time to response,,WEEKS,1",
)


def rows(cohort, endpoint):
    return cohort.survival_table(endpoint).to_numpy().tolist()


def test_every_endpoint_of_adtte_has_its_times_in_days_and_its_censoring_turned_round():
    cohort = read(*ROWS, header=ADTTE)
    assert cohort.recorded_endpoints == ("recorded EFS", "recorded TTR")
    assert rows(cohort, "recorded EFS") == [["1", 91.3125, 1], ["2", 40, 0]]
    assert rows(cohort, "recorded ttr") == [["1", 14, 1]]
    assert cohort.left_out("recorded TTR").to_numpy().tolist() == [["2", "no time to this endpoint in the file"]]
    assert rows(cohort, "overall survival") == [["1", 365.25, 0], ["2", 40, 1]]
    assert one(cohort, "This patient stands on sheet").patient == "3"


def test_a_table_without_overall_survival_keeps_its_endpoints_and_takes_nobody_for_alive():
    cohort = read(*ROWS[2:5], header=ADTTE)
    assert rows(cohort, "recorded EFS") == [["1", 91.3125, 1], ["2", 40, 0], ["3", 9, 0]]
    assert rows(cohort, "overall survival") == []
    assert cohort.patients["last_follow_up"].tolist() == [91.3125, 40, 9]
    assert said(cohort, "warning") == [
        "The file gives no last follow-up; for 3 patients the longest time to an endpoint is taken."
    ]


def test_recorded_endpoints_are_outcomes_and_no_groups():
    cohort = read(*ROWS, header=ADTTE)
    assert cohort.after_day_zero("EFS event")
    assert not {"EFS event", "EFS (days)"} & set(cohort.groupings)


def test_a_curve_is_drawn_of_a_recorded_endpoint():
    result = hlhdash.kaplan_meier(read(*ROWS, header=ADTTE), endpoint="recorded EFS")
    assert result.endpoint.title == "Event-free survival, as recorded"
    assert result.endpoint.is_survival
    assert "those of the file" in result.endpoint.definition
    assert not hlhdash.kaplan_meier(read(*ROWS, header=ADTTE), endpoint="recorded TTR").endpoint.is_survival


def test_an_endpoint_the_file_does_not_give_is_named_with_those_it_gives():
    with pytest.raises(hlhdash.CohortError, match=r"gives no times to DFS\. It gives those to: EFS, TTR\."):
        read(*ROWS, header=ADTTE).survival_table("recorded DFS")
    with pytest.raises(hlhdash.CohortError, match=r"gives no times to DFS\.$"):
        read("A,2020-01-01,2020-02-01,alive").survival_table("recorded DFS")


WIDE = "patient_id,os_days,os_status,{}"


@pytest.mark.parametrize(
    ("header", "events"),
    [("pfs_months,pfs_event", [1, 0]), ("PFS time (months),PFS censored", [0, 1]), ("efs_months,efs_event", [1, 0])],
)
def test_columns_of_time_and_event_are_an_endpoint(header, events):
    cohort = read("A,90,alive,2,1", "B,60,dead,1,0", header=WIDE.format(header))
    endpoint = cohort.recorded_endpoints[0]
    assert endpoint == f"recorded {header[:3].upper()}"
    assert rows(cohort, endpoint) == [["A", 60.875, events[0]], ["B", 30.4375, events[1]]]
    assert cohort.questions == ()


def test_a_status_that_may_stand_either_way_round_is_asked():
    lines, header = ("A,90,alive,60,1", "B,60,dead,30,2", "C,60,dead,30,1"), WIDE.format("pfs_days,pfs_status")
    cohort = read(*lines, header=header)
    asked = cohort.questions[0]
    assert (asked.column, asked.choices) == ("pfs_status", ("2 means event", "1 means event"))
    assert asked.consequences == ("the event came to 1 of 3", "the event came to 2 of 3")
    assert cohort.survival_table("recorded PFS")["event"].tolist() == [0, 1, 0]
    other = read(*lines, header=header, mapping={asked.field: "1 means event"})
    assert other.survival_table("recorded PFS")["event"].tolist() == [1, 0, 1]


def test_a_time_without_its_event_stays_as_it_came():
    cohort = read("A,90,alive,60", header=WIDE.format("pfs_days"))
    assert cohort.recorded_endpoints == ()
    assert cohort.patients["pfs_days"].tolist() == [60]


def test_an_event_that_cannot_be_read_is_a_finding_and_its_patient_left_out():
    cohort = read("A,90,alive,60,1", "B,60,dead,30,perhaps", header=WIDE.format("pfs_days,pfs_event"))
    assert one(cohort, "does not say whether the event came").row == 3
    assert cohort.left_out("recorded PFS")["reason"].tolist() == ["the file does not say whether the event came"]


@pytest.mark.parametrize(
    ("code", "cells", "events"),
    [
        ("PFS", ("Event", "Censored"), [1, 0]),
        ("PFS", ("no event", "EVENT"), [0, 1]),
        ("TTR", ("Event", "Censored"), [1, 0]),
        ("DFS", ("1:Recurred/Progressed", "0:DiseaseFree"), [1, 0]),
        ("PFS", ("1:PROGRESSION", "0:CENSORED"), [1, 0]),
        ("EFS", ("relapse", "disease-free"), [1, 0]),
        ("EFS", ("1:Censored", "0:Event"), [0, 1]),
    ],
)
def test_words_for_an_event_and_its_absence_ask_nothing(code, cells, events):
    header = f"patient_id,follow_up_days,vital_status,{code}_days,{code}_STATUS"
    cohort = read(f"A,90,alive,50,{cells[0]}", f"B,90,alive,40,{cells[1]}", header=header)
    assert cohort.survival_table(f"recorded {code}")["event"].tolist() == events
    assert cohort.questions == ()


def test_of_a_number_with_a_strange_word_the_number_counts_and_is_asked():
    header = "patient_id,follow_up_days,vital_status,TTR_days,TTR_status"
    cohort = read("A,90,alive,50,1:relapse", "B,90,alive,40,0:other", header=header)
    assert cohort.survival_table("recorded TTR")["event"].tolist() == [1, 0]
    assert [(asked.field, asked.assumed) for asked in cohort.questions] == [("endpoint:event:TTR", "1 means event")]
