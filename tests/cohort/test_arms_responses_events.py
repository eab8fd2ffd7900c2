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
