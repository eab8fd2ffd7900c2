"""Do hazards stay proportional? The score test of hazard ratios that drift with time.

Grambsch and Therneau, Biometrika 1994;81:515-526; agrees with the global test of R's `survival::cox.zph` (3.x),
whose time scale is the share of events so far.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hlhdash.language import Message, message
from hlhdash.stats.checks import Floats
from hlhdash.stats.comparison import chi_squared_tail
from hlhdash.stats.partial_likelihood import Draws, GroupCounts


@dataclass(frozen=True)
class ProportionalHazards:
    """The global check of proportional hazards: chi-squared, degrees of freedom, P value, and its name."""

    statistic: float
    df: int
    p: float
    method: Message


def proportional_hazards(counts: GroupCounts, rows: Draws, beta: Floats, free: list[int]) -> ProportionalHazards:
    """Test whether the fitted log hazard ratios change in step with 1 - S(t-).

    Parameters
    ----------
    counts, rows
        The tally a Cox model was fitted to.
    beta : array of shape (k,)
        The fitted log hazards.
    free : list of int
        Groups whose log hazard was fitted.
    """
    clock = 1 - counts.before
    clock = clock - np.average(clock, weights=counts.events.sum(axis=0))  # as good as any origin, and steadier
    share = rows.shares(beta)[:, free]
    drift = counts.events[free] @ clock - share.T @ clock[rows.time]
    flat, mixed, steep = (_information(share, clock[rows.time] ** power) for power in range(3))
    information = steep - mixed @ np.linalg.pinv(flat, hermitian=True) @ mixed
    statistic = float(drift @ np.linalg.pinv(information, hermitian=True) @ drift)
    df = len(free)
    method = message("proportional hazards by the score test against drift with 1 - S(t) (cox.zph)")
    return ProportionalHazards(statistic, df, chi_squared_tail(statistic, df), method)


def _information(share: Floats, weight: Floats) -> Floats:
    return np.diag(weight @ share) - (share * weight[:, None]).T @ share
