"""How much of the follow-up that a horizon asks for has been observed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hlhdash.language import Message, message
from hlhdash.stats.checks import ArrayLike, followed
from hlhdash.stats.quantities import positive_time


@dataclass(frozen=True)
class Completeness:
    """Completeness of follow-up to a horizon; `completeness` makes one.

    Attributes
    ----------
    value : float
        Observed over potential person-time, between 0 and 1.
    observed, potential : float
        Person-time, in the unit of the times.
    at : float
        The horizon.
    method : Message
    """

    value: float
    observed: float
    potential: float
    at: float
    method: Message


def completeness(time: ArrayLike, event: ArrayLike, at: float) -> Completeness:
    """Compare the person-time observed up to a horizon with what complete follow-up would have given.

    Whoever has the event before the horizon is completely followed with it; everybody else could have been
    followed to the horizon (Clark, Altman and De Stavola, Lancet 2002;359:1309-1310).

    Parameters
    ----------
    time, event : array-like of shape (n,)
        Time to the event or last follow-up; 1 for the event, 0 for censored.
    at : float
        The horizon, in the same unit, after 0: the time the study reports on, or the time everybody could have
        reached by the data cut-off.

    Raises
    ------
    StatsError
        If the data make no sense, or the horizon is not a time after 0.
    """
    patients = followed(time, event)
    horizon = positive_time(at, message("horizon"))
    followed_to = np.minimum(patients.time, horizon)
    observed = float(followed_to.sum())
    potential = float(np.where(patients.event == 1, followed_to, horizon).sum())
    # Potential follow-up is nothing only if everybody had the event at time 0, which is all there was to see.
    return Completeness(
        value=observed / potential if potential > 0 else 1.0,
        observed=observed,
        potential=potential,
        at=horizon,
        method=message(
            "completeness of follow-up to {at:g}: observed over potential person-time (Clark 2002)", at=horizon
        ),
    )
