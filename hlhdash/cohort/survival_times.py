"""From patients to times and events, and who is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from hlhdash.cohort import other_events, recorded_endpoints
from hlhdash.cohort.added_therapy import added_therapy_start
from hlhdash.cohort.endpoints import (
    ADDED_THERAPY,
    DAY_ZERO,
    DEATH,
    FILE_START,
    NO_RESPONSE,
    OTHER,
    RESPONSE,
    Endpoint,
    part_words,
)
from hlhdash.cohort.findings import CohortError
from hlhdash.language import listed, message

if TYPE_CHECKING:
    from hlhdash.cohort.model import Cohort

_NOT_ASSESSED = "not assessed"  # of whom nobody knows whether they responded
_LATE = 4  # days by which an assessment may lie after its day
_NO_TIME = message("no day of last follow-up or death from day zero")
_NO_STATUS = message("no vital status")
_NONE = message("The file gives no times to {endpoint}.")
_OTHERS = message("The file gives no times to {endpoint}. It gives those to: {choices}.")
_NEGATIVE = message("last follow-up or death before day zero")


def state_table(cohort: Cohort, endpoint: Endpoint) -> pd.DataFrame:
    """Return what came first for every patient.

    Returns
    -------
    DataFrame
        patient_id, time (days from the start of the clock), state (0 censored, 1 event, 2 and up the competing
        events in their order), cause (the part that came first, "" for censored), reason (a Message for those who
        cannot be used, whose time is NaN; None for the others). A row per patient of the cohort.
    """
    people = cohort.patients
    if endpoint.recorded is not None:
        return recorded_endpoints.state_table(people, _code(cohort, endpoint.recorded))
    days = _Days(cohort, endpoint)
    start = np.zeros(len(people)) if endpoint.start == DAY_ZERO else days.of(endpoint.start)
    end = people["last_follow_up"].astype(float).to_numpy()
    time, state = end.copy(), np.zeros(len(people), dtype=int)
    cause = np.full(len(people), "", dtype=object)
    # At a tie the event comes before what competes with it, and both before censoring.
    ranked = [(part, 1) for part in endpoint.parts]
    ranked += [(part, number) for number, part in enumerate(endpoint.competing, start=2)]
    ranked += [(part, 0) for part in (*endpoint.censoring, *([_NOT_ASSESSED] if NO_RESPONSE in endpoint.parts else []))]
    reached = np.full(len(people), np.inf)
    reasons = _unusable(people, start, end, endpoint)
    for part, number in ranked:
        day = days.of(part)
        if part in endpoint.parts and not endpoint.is_survival and part != RESPONSE:
            already = (day < start) & (reasons == None)  # noqa: E711 - elementwise
            reasons[already] = message("{event} before the clock starts", event=part_words(part))
        # Death counts whenever it comes; what happened before the clock started is history.
        counted = (day >= start) if part == DEATH else (day > start) | ((day == start) & _may_be_at_once(endpoint))
        first = counted & (day < reached) & (day <= end)
        reached[first], state[first] = day[first], number
        cause[first] = part if number else ""
        time[first] = day[first]
    time = time - start
    time[reasons != None] = np.nan  # noqa: E711 - elementwise
    return pd.DataFrame(
        {
            "patient_id": people["patient_id"].to_numpy(),
            "time": time,
            "state": state,
            "cause": cause,
            "reason": pd.Series(reasons, dtype=object),
        }
    )


def _code(cohort: Cohort, asked: str) -> str:
    """Return the code of an endpoint as the file writes it.

    Raises
    ------
    CohortError
        Where the file gives no such endpoint.
    """
    known = recorded_endpoints.codes_of(cohort.columns)
    found = next((code for code in known if code.upper() == asked.upper()), None)
    if found is None:
        sentence = _OTHERS if known else _NONE
        raise CohortError(message(sentence.template, endpoint=asked, **({"choices": listed(known)} if known else {})))
    return found


def _may_be_at_once(endpoint: Endpoint) -> bool:
    """Whether an event on the clock's first day counts: a response or end of fever may, a relapse is why one began."""
    return not endpoint.is_survival


def usable(states: pd.DataFrame) -> pd.DataFrame:
    """Return patient_id, time and event (0/1; what competes censors) of everyone in a state table who can be used."""
    kept = states[states["reason"].isna().to_numpy(bool)]
    event = (kept["state"].to_numpy() == 1).astype(int)
    return pd.DataFrame(
        {"patient_id": kept["patient_id"].to_numpy(), "time": kept["time"].to_numpy(float), "event": event}
    )


def left_out(states: pd.DataFrame) -> pd.DataFrame:
    """Return patient_id and reason (a Message) of every patient of a state table who cannot be used."""
    return states.loc[states["reason"].notna(), ["patient_id", "reason"]].reset_index(drop=True)


def _unusable(people: pd.DataFrame, start: np.ndarray, end: np.ndarray, endpoint: Endpoint) -> np.ndarray:
    """Return a reason or None for each patient: no time, no status, an end before day zero, the clock never started."""
    reasons = np.full(len(people), None, dtype=object)
    if endpoint.start != DAY_ZERO:
        reasons[np.isnan(start)] = message("never reached {start}", start=part_words(endpoint.start))
        reasons[end < start] = message("last follow-up or death before {start}", start=part_words(endpoint.start))
    reasons[end < 0] = _NEGATIVE
    reasons[people["vital_status"].isna().to_numpy(bool)] = _NO_STATUS
    reasons[np.isnan(end)] = _NO_TIME
    return reasons


class _Days:
    """The day of each part of an endpoint for each patient, NaN where it never came."""

    def __init__(self, cohort: Cohort, endpoint: Endpoint) -> None:
        self._cohort, self._endpoint = cohort, endpoint

    def of(self, part: str) -> np.ndarray:
        people = self._cohort.patients
        if part == DEATH:
            dead = (people["vital_status"] == "dead").to_numpy(bool)
            return np.where(dead, people["last_follow_up"].astype(float).to_numpy(), np.nan)
        if part == FILE_START:
            return np.zeros(len(people))
        if part == RESPONSE:
            return self._response()
        if part == NO_RESPONSE:
            return self._failure()
        if part == _NOT_ASSESSED:
            return np.where(self._assessed(), np.nan, self._endpoint.failure_day)
        if part.startswith(OTHER):
            return other_events.day_of(people, part.removeprefix(OTHER))
        if part == ADDED_THERAPY:
            return added_therapy_start(people, self._cohort.courses, self._cohort.origin).to_numpy(float)
        if part in people:
            return people[part].astype(float).to_numpy()
        if part == "remission":
            return self._first("response", ("CR",))
        return self._first(part, None)

    def _response(self) -> np.ndarray:
        return self._first("response", self._endpoint.responders)

    def _first(self, kind: str, labels: tuple[str, ...] | None) -> np.ndarray:
        events = self._cohort.events
        chosen = events[(events["kind"] == kind).to_numpy(bool)]
        if labels is not None:
            chosen = chosen[chosen["label"].isin(labels).to_numpy(bool)]
            chosen = chosen[(chosen["day"] >= 0).to_numpy(bool)]  # a response to what was given before is none here
        first = chosen.groupby("patient_id")["day"].min()
        return self._cohort.patients["patient_id"].map(first).astype(float).to_numpy()

    def _assessed(self) -> np.ndarray:
        """Say who had any response assessment by the failure day, a few days late included."""
        events = self._cohort.events
        by_then = (events["day"] > 0) & (events["day"] <= self._endpoint.failure_day + _LATE)
        assessed = events.loc[(events["kind"] == "response") & by_then, "patient_id"]
        return self._cohort.patients["patient_id"].isin(assessed).to_numpy(bool)

    def _failure(self) -> np.ndarray:
        """Give the failure day to those assessed and followed to it without a response by then."""
        day = self._endpoint.failure_day
        end = self._cohort.patients["last_follow_up"].astype(float).to_numpy()
        failed = (end >= day) & ~(self._response() <= day) & self._assessed()
        return np.where(failed, day, np.nan)


def unrecorded(cohort: Cohort, endpoint: Endpoint) -> tuple[str, ...]:
    """Return the parts of an endpoint that no patient of the cohort ever had."""
    if endpoint.recorded is not None:
        return () if (state_table(cohort, endpoint)["state"] == 1).any() else endpoint.parts
    days = _Days(cohort, endpoint)
    asked = dict.fromkeys((*endpoint.parts, *endpoint.competing, *endpoint.censoring))
    return tuple(part for part in asked if part != DEATH and np.isnan(days.of(part)).all())


def event_days(cohort: Cohort, part: str) -> np.ndarray:
    """Return the day from day zero on which a part of an endpoint came to each patient, NaN where it never did."""
    return _Days(cohort, Endpoint("any", (part,))).of(part)
