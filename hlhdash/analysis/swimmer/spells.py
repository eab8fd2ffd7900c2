"""How long each response held: from the assessment that first saw it to the one that saw it lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from hlhdash.analysis.swimmer.place import Place
from hlhdash.cohort.model import Cohort
from hlhdash.cohort.vocabulary import RESPONSES_SEEN

Told = Mapping[str, Sequence[tuple[float, str]]]  # patient_id to day and class; "" for a relapse; by day
Spell = tuple[int, str, str, float, float, bool]
COLUMNS = ("lane", "patient_id", "label", "start_day", "end_day", "lasts")
_TELLING = frozenset({*RESPONSES_SEEN, "died"})  # not evaluable tells nothing


def assessed(cohort: Cohort) -> Told:
    """Return what begins or ends a response, of each patient.

    What was seen up to the file's day zero is a response to an earlier treatment.
    """
    people, events = cohort.patients, cohort.events
    zero = dict(zip(people["patient_id"].tolist(), people[cohort.origin].astype(float).tolist(), strict=True))
    kinds = events["kind"].to_numpy(object)
    at = np.flatnonzero((kinds == "response") | (kinds == "relapse"))
    cells = (events[name].to_numpy(object)[at].tolist() for name in ("patient_id", "day", "kind", "label"))
    found: dict[str, list[tuple[float, str]]] = {}
    for patient, day, kind, label in zip(*cells, strict=True):
        if day > zero.get(patient, np.nan) and (kind == "relapse" or label in _TELLING):
            found.setdefault(patient, []).append((float(day), label if kind == "response" else ""))
    for seen in found.values():
        seen.sort(key=lambda one: one[0])
    return found


def first_responses(told: Told, responders: tuple[str, ...]) -> dict[str, float]:
    """Return the day of the first response of each patient who had one."""
    first = {patient: next((day for day, label in seen if label in responders), None) for patient, seen in told.items()}
    return {patient: day for patient, day in first.items() if day is not None}


def spells(told: Told, place: Place, responders: tuple[str, ...]) -> pd.DataFrame:
    """Return each stretch of a response, columns `COLUMNS`; a change of class begins a new one.

    It ends with an assessment whose class is none of `responders`, with relapse, death, or the last follow-up;
    `lasts` says that only the last follow-up ended it.
    """
    found: list[Spell] = []
    for patient, lane in place.lane.items():
        if patient in told:
            zero, end = float(place.zero[lane]), float(place.end[lane])
            seen = [(day - zero, label if label in responders else "") for day, label in told[patient]]
            found += [(lane, patient, *one) for one in _of_one(seen, end, alive=bool(place.alive[lane]))]
    table = pd.DataFrame(found, columns=list(COLUMNS))
    return table.astype({"lane": int, "start_day": float, "end_day": float, "lasts": bool})


def _of_one(seen: Sequence[tuple[float, str]], end: float, *, alive: bool) -> list[tuple[str, float, float, bool]]:
    """Return label, first day, last day and whether it lasts, of each stretch of one patient."""
    found: list[tuple[str, float, float, bool]] = []
    state, since = "", 0.0
    for day, label in seen:
        if label == state or day > end:
            continue
        if state:
            found.append((state, since, day, False))
        state, since = label, day
    if state:
        found.append((state, since, end, alive))
    return found
