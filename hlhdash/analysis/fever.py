"""When fever ended, from the days on which a file says so: often all that is known, without one temperature."""

from __future__ import annotations

from dataclasses import dataclass

from hlhdash.analysis.first_time import SEEN, FirstTime, first_time
from hlhdash.analysis.labs_normal import FEVER_DAYS, Normalised
from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.model import Cohort
from hlhdash.language import message

AFEBRILE = "afebrile"


@dataclass(frozen=True)
class Fever:
    """The end of fever by group; days count from day zero.

    Attributes
    ----------
    first : when it was, death before it competing
    ended : by when, one per group
    """

    first: FirstTime
    ended: tuple[Normalised, ...]


def fever_recorded(cohort: Cohort) -> bool:
    """Say whether the file has the day on which fever ended, for anybody."""
    return AFEBRILE in cohort.patients and bool(cohort.patients[AFEBRILE].notna().any())


def fever(cohort: Cohort, by: str | None = None) -> Fever:
    """Estimate by which day fever had ended, from recorded days.

    Asked about are patients followed after day zero whose fever did not end before it. Who has no day recorded counts
    as not free of fever until death or last follow-up: the file does not say who never had fever.

    Raises
    ------
    CohortError
        Where nobody's end of fever is recorded, or nobody was followed after day zero.
    """
    if not fever_recorded(cohort):
        raise CohortError(
            message(
                "There is no end of fever among the patients who are looked at. Add a column afebrile (a date, or days "
                "from day zero), or temperatures to the labs sheet."
            )
        )
    people = cohort.patients.set_index("patient_id")
    ended, last = people[AFEBRILE].astype(float), people["last_follow_up"].astype(float)
    asked = people.index[((ended >= 0) | (ended.isna() & (last >= 0))).to_numpy(bool)]
    first = first_time(cohort, by, message("End of fever"), asked, ended, last)
    return Fever(first, tuple(_of_group(first, label) for label in first.order))


def _of_group(first: FirstTime, label: str) -> Normalised:
    mine = first.patients[(first.patients["group"] == label).to_numpy(bool)]
    seen = mine[(mine["state"] == SEEN).to_numpy(bool)]
    days = seen["day"].to_numpy(float)
    ids = seen["patient_id"].to_numpy(object)
    return Normalised(
        label,
        tuple(mine["patient_id"]),
        FEVER_DAYS,
        tuple(tuple(ids[days <= day].tolist()) for day in FEVER_DAYS),
        tuple(ids.tolist()),
        float(seen["day"].median()) if len(seen) else None,
    )
