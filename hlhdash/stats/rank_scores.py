"""The log-rank family's ingredients, one stratum at a time: weights, observed and expected, scores."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import Any, Literal

import numpy as np

from hlhdash.language import Message, message
from hlhdash.stats.checks import Floats, Integers, StatsError
from hlhdash.stats.survival import product_limit

_NO_VARIANCE = 1e-12  # a share of the largest possible variance that can only be rounding

Weights = Literal["logrank", "peto"] | tuple[str, float, float]


@dataclass(frozen=True)
class Weighting:
    """Fleming and Harrington's weight S(t-) ** rho * (1 - S(t-)) ** gamma, with the name of the test."""

    rho: float
    gamma: float
    name: Message


@dataclass(frozen=True, eq=False)
class Stratum:
    """One stratum of patients in k groups, counted at its m distinct event times.

    Attributes
    ----------
    size : array of shape (k,)
        Patients of each group.
    at_risk, events : arrays of shape (k, m)
    weight : array of shape (m,)
    lost : array of shape (m + 1,)
        Patients of any group whose follow-up ended without the event after reaching 0, 1, ..., m event times.
    """

    size: Integers
    at_risk: Integers
    events: Integers
    weight: Floats
    lost: Integers

    @property
    def observed(self) -> Floats:
        """Weighted events of each group."""
        return self.events @ self.weight

    @property
    def expected(self) -> Floats:
        """Weighted events of each group, were all groups alike."""
        return self.at_risk @ (self.weight * self.hazard)

    @property
    def hazard(self) -> Floats:
        """Share of all at risk with the event at each event time."""
        return self.events.sum(axis=0) / self.at_risk.sum(axis=0)

    @property
    def spread(self) -> Floats:
        """Hypergeometric variance at each event time, but for the groups' shares: w^2 d (n - d) / (n - 1)."""
        n, d = self.at_risk.sum(axis=0), self.events.sum(axis=0)
        return self.weight**2 * d * (n - d) / np.maximum(n - 1, 1)

    @property
    def covariance(self) -> Floats:
        """Covariance of observed minus expected, of shape (k, k)."""
        share = self.at_risk / self.at_risk.sum(axis=0)
        return np.diag(share @ self.spread) - (share * self.spread) @ share.T


def weighting(weights: Weights) -> Weighting:
    """Read the choice of weights; refuse one that is not known."""
    if isinstance(weights, str):
        named = {
            "logrank": Weighting(0, 0, message("log-rank test")),
            "peto": Weighting(1, 0, message("Peto-Peto test (rho = 1)")),
        }
        if weights in named:
            return named[weights]
    elif _fleming_harrington(weights):
        rho, gamma = float(weights[1]), float(weights[2])
        return Weighting(
            rho,
            gamma,
            message("Fleming-Harrington test (rho {rho:g}, gamma {gamma:g})", rho=rho, gamma=gamma),
        )
    raise StatsError(
        message(
            "Weights are logrank, peto or (fleming-harrington, rho, gamma) with rho and gamma from 0 up; "
            "{weights} is none of them.",
            weights=str(weights),
        )
    )


def _fleming_harrington(weights: Any) -> bool:
    return (
        isinstance(weights, tuple | list)
        and len(weights) == 3
        and weights[0] == "fleming-harrington"
        and all(isinstance(power, int | float | np.number) and 0 <= power < inf for power in weights[1:])
    )


def stratum(position: Integers, event: Integers, group: Integers, k: int, weights: Weighting) -> Stratum:
    """Count one stratum.

    Parameters
    ----------
    position : array of shape (n,)
        The number of each patient's time among the distinct times.
    event, group : arrays of shape (n,)
        1 or 0; the number of the group, 0 to k - 1.
    """
    m = int(position.max()) + 1
    # One tally of (group, time, event): everything else is counted from these few thousand numbers.
    tally = np.bincount((group * m + position) * 2 + event, minlength=k * m * 2).reshape(k, m, 2)
    ended, died = tally.sum(axis=2), tally[:, :, 1]
    at_risk = ended[:, ::-1].cumsum(axis=1)[:, ::-1]
    everyone = died.sum(axis=0)
    at_event = everyone > 0
    at_risk, died = at_risk[:, at_event], died[:, at_event]
    # Weights are those of the pooled curve just before each event time, as in R's `survdiff`.
    before = np.concatenate([[1.0], product_limit(at_risk.sum(axis=0), died.sum(axis=0))])[:-1]
    weight = before**weights.rho * (1 - before) ** weights.gamma
    lost = np.bincount(np.cumsum(at_event), weights=ended.sum(axis=0) - everyone, minlength=int(at_event.sum()) + 1)
    return Stratum(ended.sum(axis=1), at_risk, died, weight, lost.astype(np.int64))


def chi_squared(difference: Floats, covariance: Floats, scale: float) -> Floats:
    """Give U' V^- U for many (U, V) at once; a direction without variance counts as 0.

    Parameters
    ----------
    difference : array of shape (b, k - 1)
        Observed minus expected of all groups but one.
    covariance : array of shape (b, k - 1, k - 1)
    scale : float
        A variance that no group can exceed, to tell rounding from a variance.
    """
    u, v = difference.copy(), covariance.copy()
    total = np.zeros(len(u))
    for i in range(u.shape[1]):
        pivot, column = v[:, i, i], v[:, i + 1 :, i]  # what comes before has been dealt with
        usable = pivot > np.maximum(_NO_VARIANCE * covariance[:, i, i], _NO_VARIANCE * scale)
        inverse = np.divide(1.0, pivot, out=np.zeros_like(pivot), where=usable)
        total += u[:, i] ** 2 * inverse
        u[:, i + 1 :] -= column * (u[:, i] * inverse)[:, None]
        v[:, i + 1 :, i + 1 :] -= column[:, :, None] * column[:, None, :] * inverse[:, None, None]
    return total
