"""Events that the patients sheet implies, and responses at the usual days that events imply."""

from __future__ import annotations

import numpy as np
import pandas as pd

from hlhdash.cohort.events import EVENTS
from hlhdash.cohort.fields import ASSESSMENT_DAYS, ASSESSMENT_WINDOWS, assessment_day, title
from hlhdash.cohort.notes import Notes, Spot
from hlhdash.cohort.patients import PatientSheet
from hlhdash.cohort.timeline import Axis
from hlhdash.cohort.vocabulary import RESPONSES_SEEN
from hlhdash.language import counted, message

EVENT_OF_MILESTONE = {
    "hsct": ("hsct", "HSCT"),
    "relapse": ("relapse", "relapse"),
    "death": ("death", "death"),
    "last_follow_up": ("last follow-up", "last follow-up"),
    "remission": ("response", "CR"),
    "afebrile": ("milestone", "afebrile"),
    "diagnosis": ("milestone", "diagnosis"),
}
_DATED_OTHERWISE = ("death", "last_follow_up", "diagnosis")  # settled or said elsewhere where they have no day


def implied_events(people: PatientSheet, days: pd.DataFrame, axis: Axis, notes: Notes) -> pd.DataFrame:
    """Derive events from milestone columns and responses; one that happened on no known day is a finding."""
    parts = [pd.DataFrame(columns=list(EVENTS))]
    for name, (kind, label) in EVENT_OF_MILESTONE.items():
        if name not in people.stated:
            continue
        day = days[name]
        parts.append(_events(day[day.notna()], kind, label))
        happened = people.stated[name].times.happened.eq(True)
        if name not in _DATED_OTHERWISE:
            _undated(name, people, happened & day.isna(), notes)
    for label, said in people.marks.items():
        day = axis.place(said.times)
        parts.append(_events(day[day.notna()], "milestone", label))
    for name in people.facts.columns:
        nominal = assessment_day(str(name))
        if nominal is not None:
            seen = people.facts[name][people.facts[name].isin(RESPONSES_SEEN)]
            seen = seen[~_dated_remission(seen, days, name, nominal)]
            parts.append(_events(pd.Series(float(nominal), index=seen.index), "response", seen.to_numpy()))
    parts = [part for part in parts if len(part)] or parts[:1]
    return pd.concat(parts, ignore_index=True)[list(EVENTS)]


def _dated_remission(seen: pd.Series, days: pd.DataFrame, name: str, nominal: int) -> np.ndarray:
    """Mark assessments that say of a dated remission, near its day, that there was one: it is drawn once."""
    if "remission" not in days:
        return np.zeros(len(seen), dtype=bool)
    near = (days["remission"].reindex(seen.index) - nominal).abs() <= ASSESSMENT_WINDOWS.get(name, 7)
    return ((seen == "CR") & near).to_numpy(bool)


def _events(day: pd.Series, kind: str, label: object) -> pd.DataFrame:
    return pd.DataFrame(
        {"patient_id": day.index, "day": day.to_numpy(float), "kind": kind, "label": label, "grade": np.nan}
    )


def _undated(name: str, people: PatientSheet, who: pd.Series, notes: Notes) -> None:
    notes.each(
        "warning",
        [Spot(people.row(patient), str(patient)) for patient in who.index[who.to_numpy(bool)]],
        lambda _: message("{what} is marked, but the file gives no day for it; it is not drawn.", what=title(name)),
        message("Fill in the date, or the number of days from day zero."),
        sheet=people.name,
        column=people.stated[name].columns,
    )


def _note_taken(name: str, n: int, notes: Notes) -> None:
    if name == "best_response":
        sentence = counted(
            "The best response of {n} patient was taken as the best of all recorded responses.",
            "The best response of {n} patients was taken as the best of all recorded responses.",
            n=n,
        )
    else:
        sentence = counted(
            "The response at {assessment} of {n} patient was taken from a response recorded near that day.",
            "The response at {assessment} of {n} patients was taken from responses recorded near that day.",
            n=n,
            assessment=title(name),
        )
    notes.add("note", sentence, message("Nothing, if that is so; otherwise add a column to the patients sheet."))


def responses_from_events(facts: pd.DataFrame, events: pd.DataFrame, notes: Notes) -> pd.DataFrame:
    """Add an assessment the patients sheet has no column for, from response events within its window of days.

    Parameters
    ----------
    events : columns `EVENTS`, days from the file's day zero
    """
    responses = events[(events["kind"] == "response") & events["label"].isin(RESPONSES_SEEN) & (events["day"] > 0)]
    added = {}
    for name, day in ASSESSMENT_DAYS.items():
        near = responses.assign(off=(responses["day"] - day).abs())
        near = near[near["off"] <= ASSESSMENT_WINDOWS[name]]
        if name not in facts and len(near):
            added[name] = near.sort_values(["off", "day"], kind="stable")
    if "best_response" not in facts and len(responses):
        rank = responses["label"].map({label: i for i, label in enumerate(RESPONSES_SEEN)})
        added["best_response"] = responses.assign(rank=rank).sort_values("rank", kind="stable")
    for name, found in added.items():
        cells = found.drop_duplicates("patient_id").set_index("patient_id")["label"].reindex(facts.index)
        facts = facts.assign(**{name: cells.astype(object).where(cells.notna(), None)})
        _note_taken(name, int(cells.notna().sum()), notes)
    return facts
