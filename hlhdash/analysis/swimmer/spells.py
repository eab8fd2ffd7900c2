"""How long each response held: from the assessment that first saw it to the one that saw it lost."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

import pandas as pd

from hlhdash.cohort.model import Cohort
from hlhdash.cohort.vocabulary import RESPONSES_SEEN

COLUMNS = ("lane", "patient_id", "label", "start_day", "end_day", "lasts")
_TELLING = frozenset({*RESPONSES_SEEN, "died"})  # not evaluable tells nothing


def assessed(cohort: Cohort) -> pd.DataFrame:
    """Return the events that begin or end a response: patient_id, day, kind, label; from the file's day zero on.

    What was seen before the file's day zero is a response to an earlier treatment.
    """
    events = cohort.events
    responses = ((events["kind"] == "response") & events["label"].isin(_TELLING)).to_numpy(bool)
    kept = events[responses | (events["kind"] == "relapse").to_numpy(bool)]
    zero = cohort.patients.set_index("patient_id")[cohort.origin].astype(float)
    return kept[(kept["day"] > kept["patient_id"].map(zero)).to_numpy(bool)]


def first_responses(told: pd.DataFrame, responders: tuple[str, ...]) -> pd.Series:
    """Return the day of each patient's first response, by patient_id, without those who had none.

    Parameters
    ----------
    told : as `assessed` returns it
    """
    hits = told[(told["kind"] == "response").to_numpy(bool) & told["label"].isin(responders).to_numpy(bool)]
    return hits.groupby("patient_id")["day"].min()


def spells(told: pd.DataFrame, place: pd.DataFrame, responders: tuple[str, ...]) -> pd.DataFrame:
    """Return each stretch of a response, columns `COLUMNS`; a change of class begins a new one.

    It ends with an assessment whose class is none of `responders`, with relapse, death, or the last follow-up;
    `lasts` says that only the last follow-up ended it.

    Parameters
    ----------
    told : as `assessed` returns it
    place : lane, end_day and alive_at_end by patient_id
    """
    told = told[told["patient_id"].isin(place.index)].sort_values(["patient_id", "day"], kind="stable")
    lanes, ends = place["lane"].to_dict(), place["end_day"].to_dict()
    dead = set(place.index[~place["alive_at_end"].to_numpy(bool)])
    cells = zip(told["patient_id"].tolist(), told["day"].tolist(), told["label"].tolist(), strict=True)
    found: list[tuple[int, str, str, float, float, bool]] = []
    for patient, seen in groupby(cells, key=itemgetter(0)):
        end = float(ends[patient])
        state, since = "", 0.0
        for _, day, label in seen:
            if label == state:
                continue
            if state:
                found.append((lanes[patient], patient, state, since, float(day), False))
            state, since = (label if label in responders and day <= end else ""), float(day)
        if state:
            found.append((lanes[patient], patient, state, since, max(end, since), patient not in dead))
    table = pd.DataFrame(found, columns=list(COLUMNS))
    return table.astype({"lane": int, "start_day": float, "end_day": float, "lasts": bool})
