"""The smallest difference in survival that groups of given sizes could have shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from hlhdash.language import Message, message
from hlhdash.stats.checks import Floats, StatsError
from hlhdash.stats.comparison import SEED
from hlhdash.stats.quantities import closed_share, positive_time, share, whole_number
from hlhdash.stats.rank_batch import RankBatch, rank_batch

SIMULATIONS = 1_000
MOST_PATIENTS = 20_000
_PRECISION = 0.005  # of survival; about the error that a thousand simulations leave
_WORK = 1_000_000  # patients simulated for one difference; larger cohorts get fewer simulations, and the method says so
_FEWEST = 200


@dataclass(frozen=True)
class DetectableDifference:
    """Survival of a second group that the log-rank test would have told from the first; `detectable_difference`.

    Attributes
    ----------
    lower : float or None
        Survival of the second group at the chosen time, below that of the reference, from which on down a
        difference would have been shown with the wanted power; None if not even 0 % would have been.
    higher : float or None
        The same above the reference; None if not even 100 % would have been.
    reference : float
        Survival of the first group at that time.
    power : float
    method : Message
    """

    lower: float | None
    higher: float | None
    reference: float
    power: float
    method: Message


@dataclass(frozen=True, eq=False)
class _Cohorts:
    """Random numbers of s simulated cohorts, the same for every difference that is tried."""

    first: Floats
    second: Floats
    censoring: Floats

    def power(self, test: RankBatch, hazards: tuple[float, float]) -> float:
        with np.errstate(divide="ignore"):  # nobody dies of a hazard of 0
            death = np.hstack([self.first / hazards[0], self.second / hazards[1]])
        return float(test.shown(np.minimum(death, self.censoring), death <= self.censoring).mean())


def detectable_difference(
    n1: int,
    n2: int,
    survival: float,
    at: float,
    follow_up: float,
    *,
    power: float = 0.8,
    alpha: float = 0.05,
    simulations: int = SIMULATIONS,
    seed: int = SEED,
) -> DetectableDifference:
    """Simulate which survival of a second group the two-sided log-rank test would have told from the first.

    Survival is exponential and censoring uniform from 0 to the end of follow-up, alike in both groups. With fewer
    than 10 patients in the smaller group P is the permutation one, otherwise asymptotic. This is about the sizes of
    the groups; it takes nothing from the difference that was observed.

    Parameters
    ----------
    n1, n2 : int
        Patients of the reference and of the second group.
    survival : float
        Survival of the reference at `at`, from 0 to 1.
    at, follow_up : float
        The time survival is told at and the longest follow-up, in one unit, both after 0.
    power, alpha : float
        Share of simulations in which the difference has to be shown, and P at which it counts as shown.
    simulations, seed : int
        How many cohorts, and where the random numbers start. Above 1,000 patients there are fewer, at least 200.

    Raises
    ------
    StatsError
        If an argument makes no sense, or there are more than 20,000 patients.
    """
    n1, n2 = whole_number(n1, message("size of a group")), whole_number(n2, message("size of a group"))
    if n1 + n2 > MOST_PATIENTS:
        raise StatsError(
            message("A detectable difference is simulated for up to {most:,} patients.", most=MOST_PATIENTS)
        )
    reference, power = closed_share(survival, message("survival of the reference")), share(power, message("power"))
    at, longest = positive_time(at, message("time of the estimate")), positive_time(follow_up, message("follow-up"))
    seed = whole_number(seed, message("seed"), lowest=0)
    test = rank_batch(n1, n2, share(alpha, message("level of the test")), seed)
    wanted = whole_number(simulations, message("number of simulations"))
    runs = min(wanted, max(_FEWEST, _WORK // (n1 + n2)))
    random = np.random.default_rng(seed)
    cohorts = _Cohorts(
        random.exponential(size=(runs, n1)),
        random.exponential(size=(runs, n2)),
        random.uniform(0, longest, size=(runs, n1 + n2)),
    )

    def enough(second: float) -> bool:
        return cohorts.power(test, (_hazard(reference, at), _hazard(second, at))) >= power

    return DetectableDifference(
        lower=_nearest(enough, reference, 0.0) if reference > 0 else None,
        higher=_nearest(enough, reference, 1.0) if reference < 1 else None,
        reference=reference,
        power=power,
        method=_method(test, runs, longest, float(alpha)),
    )


def _hazard(survival: float, at: float) -> float:
    """Hazard of the exponential distribution; 0 % is as near to it as numbers go."""
    return -float(np.log(max(survival, np.finfo(float).tiny))) / at


def _nearest(enough: Callable[[float], bool], reference: float, end: float) -> float | None:
    """Find the survival nearest to the reference, towards 0 or 1, whose difference is shown often enough."""
    if not enough(end):
        return None
    shown, hidden = end, reference
    while abs(shown - hidden) > _PRECISION:
        middle = (shown + hidden) / 2
        shown, hidden = (middle, hidden) if enough(middle) else (shown, middle)
    return shown


def _method(test: RankBatch, runs: int, follow_up: float, alpha: float) -> Message:
    said = {"simulations": runs, "follow_up": follow_up, "alpha": alpha, "assignments": test.number}
    if test.which == "all":
        return message(
            "{simulations:,} seeded simulations: exponential survival, uniform censoring up to {follow_up:g}; log-rank "
            "test at {alpha:g}, exact permutation P over all {assignments:,} assignments",
            **said,
        )
    if test.which == "draws":
        return message(
            "{simulations:,} seeded simulations: exponential survival, uniform censoring up to {follow_up:g}; log-rank "
            "test at {alpha:g}, permutation P from {assignments:,} seeded draws",
            **said,
        )
    return message(
        "{simulations:,} seeded simulations: exponential survival, uniform censoring up to {follow_up:g}; log-rank "
        "test at {alpha:g}, asymptotic P",
        **said,
    )
