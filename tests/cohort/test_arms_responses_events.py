"""Three files that share an id: arms, responses and adverse events."""

from __future__ import annotations

import pytest

import hlhdash
from tests.cohort.making import listed

ARMS = b"id,drug,start,end,last_follow_up\n1,rux,2020-01-01,2020-03-01,\n2,rux,2020-02-01,2020-04-01,"


BY_DAY = "id,day,ae,grade\n1,3,fever,2\n2,9,rash,3"
DATED = "id,Adverse event,Onset date,grade\n1,fever,2020-01-04,2\n2,rash,2020-02-10,3"
CHINESE = "id,不良反应,发生日期,分级\n1,fever,2020-01-04,2\n2,rash,2020-02-10,3"


@pytest.mark.parametrize("events", [BY_DAY, DATED, CHINESE])
@pytest.mark.parametrize(
    "responses", ["id,response_week1,best_response\n1,PR,CR\n2,NR,PR", "id,week1,best\n1,PR,CR\n2,NR,PR"]
)
def test_responses_by_week_and_adverse_events_with_their_names_are_read(responses, events):
    files = {"arms.csv": ARMS, "responses.csv": responses.encode(), "adverse_events.csv": events.encode()}
    cohort = hlhdash.read_cohort([(content, name) for name, content in files.items()])
    assert listed(cohort.patients["response_week1"]) == ["PR", "NR"]
    assert listed(cohort.patients["best_response"]) == ["CR", "PR"]
    adverse = cohort.events[cohort.events["kind"] == "adverse event"]
    assert adverse[["patient_id", "day", "label", "grade"]].to_numpy().tolist() == [
        ["1", 3, "fever", 2],
        ["2", 9, "rash", 3],
    ]


OUTCOME = b"id,last_follow_up,status\n1,2020-05-01,alive\n2,2020-06-01,dead\n"
COURSES = [["1", "ruxolitinib", 0, 60], ["2", "etoposide", 0, 60]]


@pytest.mark.parametrize("name", ["arms.csv", "treatments.csv", "a.csv"])
@pytest.mark.parametrize("header", ["arm", "Treatment arm", "方案"])
def test_an_arm_with_times_names_the_course(name, header):
    arms = f"id,{header},start,end\n1,ruxolitinib,2020-01-01,2020-03-01\n2,VP16,2020-02-01,2020-04-01\n".encode()
    cohort = hlhdash.read_cohort([(arms, name), (OUTCOME, "outcome.csv")])
    assert cohort.courses[["patient_id", "label", "start_day", "end_day"]].to_numpy().tolist() == COURSES


def test_where_arms_are_compared_each_starts_the_clock():
    arms = b"id,arm,start,end\n1,ruxolitinib,2020-01-01,2020-03-01\n2,VP16,2020-02-01,2020-04-01\n"
    cohort = hlhdash.read_cohort([(arms, "arms.csv"), (OUTCOME, "outcome.csv")])
    assert cohort.survival_table()[["time", "event"]].to_numpy().tolist() == [[121, 0], [121, 1]]
    alike = hlhdash.read_cohort([(arms.replace(b"VP16", b"rux"), "arms.csv"), (OUTCOME, "outcome.csv")])
    assert (cohort.day_zero, alike.day_zero) == ("first_line_start", "rux_start")


def test_a_drug_names_the_course_before_the_arm_does():
    arms = b"id,arm,drug,start,end\n1,A,ruxolitinib,2020-01-01,2020-03-01\n2,B,rux,2020-02-01,2020-04-01\n"
    cohort = hlhdash.read_cohort([(arms, "treatments.csv"), (OUTCOME, "outcome.csv")])
    assert cohort.courses["label"].tolist() == ["ruxolitinib", "ruxolitinib"]


def test_an_arm_without_times_is_a_group():
    outcome = b"id,days,status\n1,100,alive\n2,50,dead\n"
    cohort = hlhdash.read_cohort([(b"id,arm\n1,rux\n2,DEP\n", "arms.csv"), (outcome, "outcome.csv")])
    assert cohort.patients["arm"].tolist() == ["rux", "DEP"]


def test_the_severity_of_an_adverse_event_is_its_grade():
    events = "id,AE term,Start date,Severity\n1,fever,2020-01-04,moderate\n2,rash,2020-02-10,重度".encode()
    cohort = hlhdash.read_cohort([(ARMS, "arms.csv"), (events, "adverse_events.csv")])
    adverse = cohort.events[cohort.events["kind"] == "adverse event"]
    assert adverse["grade"].tolist() == [2, 3]


def test_labs_and_events_with_a_column_for_each_time():
    people = b"id,rux_start,last_follow_up,status\n1,2020-01-01,2020-05-01,alive\n"
    labs, events = b"id,ferritin_d0,ferritin_d7\n1,500,300\n", b"id,hsct_date\n1,2020-03-01\n"
    cohort = hlhdash.read_cohort([(people, "patients.csv"), (labs, "labs.csv"), (events, "events.csv")])
    assert cohort.labs[["day", "value"]].to_numpy().tolist() == [[0, 500], [7, 300]]
    assert listed(cohort.patients["hsct"]) == [60]
