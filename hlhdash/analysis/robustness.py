"""How firm a comparison of curves stands: single patients, and what its groups could have shown."""

from __future__ import annotations

from dataclasses import dataclass

from hlhdash import stats
from hlhdash.analysis.groups import NOT_RECORDED
from hlhdash.analysis.survival import Survival

CHANCE = 0.05  # a P above it is no evidence of a difference


@dataclass(frozen=True)
class Robustness:
    """What single patients do to a comparison, and what its groups could have shown.

    Attributes
    ----------
    fragility : P and the estimate with each patient left out or reclassified
    patients : who the positions of `fragility` stand for
    reference : the group the detectable difference starts from
    detectable : None where P is not above 0.05, there are not two groups, or no group gives a rate to start from
    """

    fragility: stats.Fragility
    patients: tuple[str, ...]
    reference: str | None
    detectable: stats.DetectableDifference | None


def robustness(result: Survival, day: float) -> Robustness:
    """Leave out and reclassify each patient, and simulate what groups of these sizes could have shown.

    Parameters
    ----------
    day : the time of the estimate, in days; past the last follow-up there is none

    Raises
    ------
    StatsError
        Where there is nothing to compare.
    """
    within = day < result.last_day
    fragility = stats.fragility(*result.arrays(), at=day if within else None)
    patients = tuple(result.patient_ids())
    known = [one for one in result.groups if one.name != NOT_RECORDED]
    if len(known) != 2 or fragility.p <= CHANCE or not within:
        return Robustness(fragility, patients, None, None)
    # From 0 or 100 % nothing can be simulated: the reference is a group of which some had the event by then.
    shares = [float(one.curve.at([day])["survival"].iloc[0]) for one in known]
    for one, other, share in zip(known, reversed(known), shares, strict=True):
        if 0 < share < 1:
            found = stats.detectable_difference(one.curve.n, other.curve.n, share, day, result.last_day)
            return Robustness(fragility, patients, one.name, found)
    return Robustness(fragility, patients, None, None)
