"""When a first response is seen: its cumulative incidence, with death or another treatment before it competing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from hlhdash import stats
from hlhdash.analysis.groups import group
from hlhdash.analysis.pooling import Pooling, pooling
from hlhdash.analysis.response_result import AddedTherapy
from hlhdash.cohort.endpoints import Endpoint, response_endpoint
from hlhdash.cohort.fields import ASSESSMENT_DAYS
from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.model import Cohort, Provenance
from hlhdash.cohort.vocabulary import RESPONSES
from hlhdash.language import message

_LAST_ASSESSMENT = float(max(ASSESSMENT_DAYS.values()))


@dataclass(frozen=True)
class TimeToResponse:
    """First responses by group.

    Attributes
    ----------
    endpoint : what counts, what competes and what censors; the same as on the Survival screen
    by, against, pooling : the grouping
    responders : the classes that count
    added_therapy : whether a response after another HLH treatment counts; where not, that treatment competes
    patients : patient_id, group, day, state (1 responded, 2 and up what competes came first, 0 neither yet)
    order : the groups
    incidence : of the states by group (Aalen-Johansen)
    last_day : the last day at which a response was looked for; no later than week 8 where nobody responded later
    left_out : patient_id and reason of those without a time or a status
    provenance : file, filters, day zero
    least : the smallest count that may be told, 0 for any; the patients behind a curve are then not counted in words
    """

    endpoint: Endpoint
    by: str | None
    against: str | None
    responders: tuple[str, ...]
    added_therapy: AddedTherapy
    patients: pd.DataFrame
    order: tuple[str, ...]
    incidence: stats.CumulativeIncidence
    last_day: float
    left_out: pd.DataFrame
    provenance: Provenance
    pooling: Pooling | None = None
    least: int = 0


def time_to_response(
    cohort: Cohort,
    by: str | None = "etiology",
    *,
    against: str | None = None,
    responders: tuple[str, ...] = ("CR", "PR"),
    added_therapy: AddedTherapy = "not counted",
    pools: Mapping[str, Sequence[str]] | None = None,
    planned: bool = False,
) -> TimeToResponse:
    """Estimate how many have responded by each day. A response is dated by the assessment that first saw it.

    Death before a response competes. Unless responses after added therapy count, so does the start of another HLH
    treatment or HSCT (`hlhdash.cohort.endpoints.response_endpoint`).

    Parameters
    ----------
    by, against, pools, planned : the groups, as `hlhdash.response_table` takes them

    Raises
    ------
    CohortError
        Where no response has a day, or nobody has a usable time and status.
    """
    seen = cohort.events[(cohort.events["kind"] == "response").to_numpy(bool)]
    days = seen.loc[seen["label"].isin(RESPONSES).to_numpy(bool), "day"]
    if not (days >= 0).any():
        raise CohortError(
            message("No response in this file has a day, so there is no time to response. Add dated responses.")
        )
    grouping = group(cohort, by, against, pooling(pools, planned=planned))
    endpoint = response_endpoint(responders, added_therapy=added_therapy)
    states = cohort.state_table(endpoint)
    kept = states[states["reason"].isna().to_numpy(bool)]
    if kept.empty:
        raise CohortError(message("No patient has both a usable time and a vital status."))
    patients = pd.DataFrame(
        {
            "patient_id": kept["patient_id"].to_numpy(),
            "group": kept["patient_id"].map(grouping.labels).to_numpy(object),
            "day": kept["time"].to_numpy(float),
            "state": kept["state"].to_numpy(int),
        }
    )
    order = tuple(name for name in grouping.order if (patients["group"] == name).any())
    responded = patients.loc[patients["state"] == 1, "day"].to_numpy(float)
    labels = pd.Categorical(patients["group"], categories=list(order), ordered=True)
    return TimeToResponse(
        endpoint,
        by,
        against,
        responders,
        added_therapy,
        patients,
        order,
        stats.cumulative_incidence(patients["day"], patients["state"], labels, expected=(1,)),
        min(float(days.max()), float(responded.max(initial=_LAST_ASSESSMENT))),
        states.loc[states["reason"].notna(), ["patient_id", "reason"]].reset_index(drop=True),
        cohort.provenance,
        grouping.pooling,
    )
