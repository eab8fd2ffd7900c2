"""How long patients were followed, in the two ways papers report it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hlhdash.language import Message, message
from hlhdash.stats.bands import Interval
from hlhdash.stats.checks import ArrayLike, followed
from hlhdash.stats.estimate import Estimate
from hlhdash.stats.survival import kaplan_meier


@dataclass(frozen=True)
class FollowUp:
    """Length of follow-up, in the unit of the times.

    Attributes
    ----------
    median, shortest, longest : float
        Of the time each patient was followed, whether or not the event ended it.
    reverse_median : Estimate
        Median of the reverse Kaplan-Meier curve: follow-up had nobody had the event.
    method, reverse_method : Message
        What each number is.
    """

    n: int
    median: float
    shortest: float
    longest: float
    reverse_median: Estimate
    method: Message
    reverse_method: Message


def follow_up(time: ArrayLike, event: ArrayLike, *, interval: Interval = "log-log", level: float = 0.95) -> FollowUp:
    """Summarise follow-up: median time followed with its range, and the reverse Kaplan-Meier median.

    The second is the median of `kaplan_meier(time, 1 - event)` (Schemper and Smith, Controlled
    Clinical Trials 1996;17:343-346), as R's `survfit(Surv(time, 1 - event) ~ 1)`.
    """
    patients = followed(time, event)
    reverse = kaplan_meier(patients.time, 1 - patients.event, interval=interval, level=level)
    return FollowUp(
        n=len(patients.time),
        median=float(np.median(patients.time)),
        shortest=float(patients.time.min()),
        longest=float(patients.time.max()),
        reverse_median=reverse.median,
        method=message("median time followed (range)"),
        reverse_method=message("median follow-up by reverse Kaplan-Meier, {percent:g} % interval", percent=100 * level),
    )
