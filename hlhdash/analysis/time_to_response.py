"""When a first response is seen: its cumulative incidence, with death or another treatment before it competing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from hlhdash import stats
from hlhdash.analysis.added_therapy import added_start
from hlhdash.analysis.groups import group
from hlhdash.analysis.response_classes import responses_seen
from hlhdash.analysis.response_result import AddedTherapy
from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.model import Cohort, Provenance
from hlhdash.cohort.vocabulary import RESPONSES
from hlhdash.language import message


@dataclass(frozen=True)
class TimeToResponse:
    """First responses by group.

    Attributes
    ----------
    by, against : the grouping
    responders : the classes that count
    added_therapy : whether a response after another HLH treatment counts; where not, that treatment competes
    patients : patient_id, group, day, state (1 responded, 2 died or had another treatment first, 0 neither yet)
    order : the groups
    incidence : of states 1 and 2 by group (Aalen-Johansen)
    last_day : the last day at which a response was looked for
    left_out : patients without a time
    provenance : file, filters, day zero
    """

    by: str | None
    against: str | None
    responders: tuple[str, ...]
    added_therapy: AddedTherapy
    patients: pd.DataFrame
    order: tuple[str, ...]
    incidence: stats.CumulativeIncidence
    last_day: float
    left_out: int
    provenance: Provenance


def time_to_response(
    cohort: Cohort,
    by: str | None = "etiology",
    *,
    against: str | None = None,
    responders: tuple[str, ...] = ("CR", "PR"),
    added_therapy: AddedTherapy = "not counted",
) -> TimeToResponse:
    """Estimate how many have responded by each day. A response is dated by the assessment that first saw it.

    Death before a response competes. Unless responses after added therapy count, so does the start of another HLH
    treatment: to censor there would suppose that those who needed it had responded like all others.

    Raises
    ------
    CohortError
        Where no response has a day.
    """
    seen = responses_seen(cohort)
    if seen.empty or not set(seen["label"]) & set(RESPONSES):
        raise CohortError(
            message("No response in this file has a day, so there is no time to response. Add dated responses.")
        )
    grouping = group(cohort, by, against)
    people = cohort.patients
    zero = people[cohort.origin].astype(float)
    hits = seen[seen["label"].isin(responders)].groupby("patient_id")["day"].min()
    first = people["patient_id"].map(hits).to_numpy(float)
    death = (people["death"].astype(float) - zero).to_numpy(float)
    end = (people["last_follow_up"].astype(float) - zero).to_numpy(float)
    end = np.where(np.isnan(end), death, end)
    if added_therapy == "not counted":
        added = added_start(cohort).to_numpy(float)
        first = np.where(first > added, np.nan, first)
    else:
        added = np.full(len(people), np.nan)
    responded = ~np.isnan(first)
    other = np.fmin(death, added)
    competed = ~responded & (other <= end)
    day = np.where(responded, first, np.where(competed, other, end))
    table = pd.DataFrame(
        {
            "patient_id": people["patient_id"].to_numpy(),
            "group": grouping.labels.to_numpy(object),
            "day": day,
            "state": np.where(responded, 1, np.where(competed, 2, 0)),
        }
    )
    kept = table[np.isfinite(day) & (day >= 0)].reset_index(drop=True)
    if kept.empty:
        raise CohortError(message("No patient has a follow-up, so there is no time to response."))
    order = tuple(name for name in grouping.order if (kept["group"] == name).any())
    labels = pd.Categorical(kept["group"], categories=list(order), ordered=True)
    found = stats.cumulative_incidence(kept["day"], kept["state"], labels)
    return TimeToResponse(
        by,
        against,
        responders,
        added_therapy,
        kept,
        order,
        found,
        float(seen["day"].max()),
        len(table) - len(kept),
        cohort.provenance,
    )
