"""Endpoints: what came first for each patient, and what the question is called."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import hlhdash
from hlhdash.cohort.endpoints import STANDARD, Endpoint, endpoint, response_endpoint
from hlhdash.cohort.survival_times import unrecorded

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data" / "ruxolitinib9.xlsx"


@pytest.fixture(scope="module")
def study() -> hlhdash.Cohort:
    return hlhdash.read_cohort(SAMPLE)


def states(cohort: hlhdash.Cohort, asked: str | Endpoint) -> dict[str, tuple[float, int, str]]:
    table = cohort.state_table(asked)
    rows = table[table["reason"].isna()].drop(columns="reason").itertuples(index=False, name=None)
    return {patient: tuple(rest) for patient, *rest in rows}


def made(**columns: list) -> hlhdash.Cohort:
    n = len(next(iter(columns.values())))
    base = {"patient_id": [f"A{i}" for i in range(1, n + 1)], "vital_status": ["alive"] * n}
    return hlhdash.read_cohort(pd.DataFrame(base | columns))


ALIVE = {"P1": 730.0, "P2": 487.0, "P3": 639.0, "P4": 426.0, "P6": 548.0, "P9": 365.0}
DEAD = {"P5": 7.0, "P7": 91.0, "P8": 198.0}


def test_overall_survival_counts_death(study):
    assert states(study, "overall survival") == {
        **{patient: (day, 0, "") for patient, day in ALIVE.items()},
        **{patient: (day, 1, "death") for patient, day in DEAD.items()},
    }


def test_event_free_survival_counts_whichever_comes_first(study):
    failed = dict.fromkeys(("P2", "P6", "P7", "P8", "P9"), (28.0, 1, "no response"))
    assert states(study, "event-free survival") == {
        "P1": (730.0, 0, ""),
        "P3": (639.0, 0, ""),
        "P4": (426.0, 0, ""),
        "P5": (7.0, 1, "death"),
        **failed,
    }


def test_the_parts_of_an_endpoint_can_be_chosen(study):
    own = Endpoint("without failure", ("death", "relapse"))
    assert states(study, own) == states(study, "overall survival")  # nobody relapses after ruxolitinib
    assert unrecorded(study, own) == ("relapse",)


def test_relapse_free_survival_starts_at_remission(study):
    assert states(study, "relapse-free survival") == {
        "P1": (730.0 - 56, 0, ""),
        "P3": (639.0 - 56, 0, ""),
        "P4": (426.0 - 56, 0, ""),
    }
    left = study.left_out("relapse-free survival")
    assert list(left["patient_id"]) == ["P2", "P5", "P6", "P7", "P8", "P9"]
    assert set(left["reason"]) == {"never reached remission"}


def test_death_competes_with_transplantation(study):
    found = states(study, "time to HSCT")
    assert {p: s for p, s in found.items() if s[1]} == {
        "P1": (137.0, 1, "hsct"),
        "P2": (91.0, 1, "hsct"),
        "P6": (152.0, 1, "hsct"),
        "P8": (122.0, 1, "hsct"),
        "P5": (7.0, 2, "death"),
        "P7": (91.0, 2, "death"),
    }
    table = study.survival_table("time to HSCT")  # what competes censors
    assert dict(zip(table["patient_id"], table["event"], strict=True)) == {
        "P1": 1, "P2": 1, "P3": 0, "P4": 0, "P5": 0, "P6": 1, "P7": 0, "P8": 1, "P9": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        ("ignore", (198.0, 1, "death")),
        ("censor", (122.0, 0, "")),
        ("compete", (122.0, 2, "hsct")),
        ("event", (122.0, 1, "hsct")),
    ],
)
def test_an_intercurrent_transplantation_is_handled_as_asked(study, way, expected):
    asked = STANDARD["overall survival"].with_intercurrent({"hsct": way})
    assert states(study, asked)["P8"] == expected


def test_added_therapy_is_known_from_the_courses(study):
    asked = STANDARD["overall survival"].with_intercurrent({"added therapy": "censor"})
    found = states(study, asked)
    assert {p: s for p, s in found.items() if s[0] == 7} == {
        "P2": (7.0, 0, ""), "P5": (7.0, 1, "death"), "P6": (7.0, 0, ""), "P7": (7.0, 0, ""), "P8": (7.0, 0, ""),
        "P9": (7.0, 0, ""),
    }  # fmt: skip


def test_a_relapse_before_day_zero_is_history():
    found = made(relapse_day=[-10, 0, 12], follow_up_days=[50, 60, 70])
    assert states(found, Endpoint("own", ("death", "relapse"))) == {
        "A1": (50, 0, ""), "A2": (60, 0, ""), "A3": (12, 1, "relapse"),
    }  # fmt: skip


def test_who_had_it_before_the_clock_starts_is_left_out_and_listed():
    found = made(hsct_day=[-10, 30], follow_up_days=[50, 60])
    assert states(found, "time to HSCT") == {"A2": (30, 1, "hsct")}
    assert found.left_out("time to HSCT").to_dict("list") == {
        "patient_id": ["A1"],
        "reason": ["HSCT before the clock starts"],
    }


def test_who_was_never_assessed_is_censored_on_the_failure_day():
    found = made(response_week4=["PR", "NR", None], follow_up_days=[100, 100, 100])
    assert states(found, "event-free survival") == {
        "A1": (100, 0, ""), "A2": (28, 1, "no response"), "A3": (28, 0, ""),
    }  # fmt: skip


def test_any_milestone_can_be_waited_for(study):
    assert states(study, "time to relapse") == {
        **{patient: (day, 0, "") for patient, day in ALIVE.items()},
        **{patient: (day, 2, "death") for patient, day in DEAD.items()},
    }
    assert endpoint("time to relapse").title == "Time to relapse"


@pytest.mark.parametrize("asked", ["time to death", "progression", 7, Endpoint("x", ("foo",)), Endpoint("x", ())])
def test_an_unknown_endpoint_is_a_sentence(study, asked):
    with pytest.raises(hlhdash.CohortError, match=r"not known|cannot count|Choose at least"):
        study.survival_table(asked)


def test_an_unknown_way_with_an_intercurrent_event_is_a_sentence():
    with pytest.raises(hlhdash.CohortError, match="ignored"):
        STANDARD["overall survival"].with_intercurrent({"hsct": "drop"})


def test_an_endpoint_says_what_starts_counts_competes_and_censors():
    asked = STANDARD["time to response"].with_intercurrent({"added therapy": "censor"})
    assert asked.definition == (
        "Clock starts: day zero. Event: response (PR or better). Competing: death from any cause, HSCT. "
        "Censored at: start of another HLH treatment, last follow-up."
    )


def test_time_to_response_is_defined_once_with_one_setting(study):
    """All five improved children start another treatment on day 7, so none of them can still respond to the drug."""
    assert endpoint("time to response") == response_endpoint()
    assert response_endpoint().competing == ("death", "added therapy", "hsct")
    assert response_endpoint(added_therapy="counted").competing == ("death",)
    later = {"P2": (7, 3), "P5": (7, 2), "P6": (7, 3), "P7": (7, 3), "P8": (7, 3), "P9": (7, 3)}
    found = {patient: state[:2] for patient, state in states(study, "time to response").items()}
    assert found == {"P1": (7, 1), "P3": (7, 1), "P4": (7, 1), **later}


def test_which_classes_are_a_response_is_said_and_counted(study):
    complete = response_endpoint(("CR",))
    assert complete.title == "Time to response (CR)"
    assert {patient: state[:2] for patient, state in states(study, complete).items()}["P1"] == (56, 1)
    assert response_endpoint(("PR", "NR")).title == "Time to response (PR, NR)"


def test_an_event_that_competes_can_be_ignored():
    handled = response_endpoint().with_intercurrent({"added therapy": "ignore", "hsct": "ignore"})
    assert handled == response_endpoint(added_therapy="counted")
