"""Gray's test: does the cumulative incidence of an event differ between groups?

Gray, Annals of Statistics 1988;16:1141-1154, with rho = 0; agrees with R's `cmprsk::cuminc`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hlhdash.language import Message, counted
from hlhdash.stats.checks import ArrayLike, Floats, groups
from hlhdash.stats.comparison import chi_squared_tail
from hlhdash.stats.competing import hypergeometric, incidence
from hlhdash.stats.rank_scores import chi_squared
from hlhdash.stats.states import StateCounts, count_states

_ROUNDING = 1e-12  # of a share


@dataclass(frozen=True)
class GrayTest:
    """Gray's test for one kind of event: chi-squared, degrees of freedom, P value, and its name."""

    statistic: float
    df: int
    p: float
    method: Message


def gray_test(time: ArrayLike, state: ArrayLike, group: Any) -> dict[int, GrayTest]:
    """Compare the cumulative incidence of each event between groups.

    Parameters
    ----------
    time : array-like of shape (n,)
        Time to the first event, or to the last follow-up.
    state : array-like of shape (n,)
        0 for censored, 1, 2, ... for which event came first.
    group : array-like of shape (n,)
        Two or more different labels.

    Returns
    -------
    dict
        A test for each state that occurs, by its number.

    Raises
    ------
    StatsError
        If the data make no sense, nobody had any event, or all patients are in one group.
    """
    groups(group, len(np.atleast_1d(state)))
    counts = count_states(time, state, group)
    tests = {}
    for cause, number in enumerate(counts.states):
        score, covariance = _score(counts, cause)
        # A group that an event could never have reached adds no degree of freedom.
        df = int(np.linalg.matrix_rank(covariance, hermitian=True))
        scale = float(np.trace(covariance))
        statistic = float(chi_squared(score[None, 1:], covariance[None, 1:, 1:], scale)[0])
        method = counted(
            "Gray's test, asymptotic (chi-squared with {n} degree of freedom)",
            "Gray's test, asymptotic (chi-squared with {n} degrees of freedom)",
            df,
        )
        tests[number] = GrayTest(statistic, df, chi_squared_tail(statistic, df), method)
    return tests


def _score(counts: StateCounts, cause: int) -> tuple[Floats, Floats]:
    """Give each group's observed minus expected events of this kind, and their covariance."""
    n, own = counts.at_risk.astype(float), counts.events[:, cause]
    all_own = own.sum(axis=0)
    before, share = counts.event_free_before, incidence(counts, cause)
    share_before = np.hstack([np.zeros((len(n), 1)), share[:, :-1]])
    # Those at risk, had the other events only censored: n / S stands for everybody still followed.
    standing = np.divide(n, before, out=np.zeros_like(n), where=n > 0)
    risk = standing * (1 - share_before)
    score = (own - risk * _ratio(all_own, risk.sum(axis=0))).sum(axis=1)
    rise = _ratio(all_own, standing.sum(axis=0))
    pooled = np.cumsum(rise)
    weight = _weights(standing)
    # Once the pooled incidence has reached 100 % there is nothing left to grow; what remains is rounding.
    left = 1 - np.append(0.0, pooled[:-1])
    growth = weight * _ratio(rise, np.where(left > _ROUNDING, left, 0.0))
    running = np.cumsum(growth, axis=2)
    to_come = running[:, :, -1:] - running
    return score, _covariance(counts, cause, standing, weight, to_come, 1 - pooled)


def _weights(standing: Floats) -> Floats:
    """Give, for groups i and j at each time, R_i (1 if i = j, less R_j / R); shape (k, k, m)."""
    share = _ratio(standing, standing.sum(axis=0))
    return standing[:, None] * (np.eye(len(standing))[:, :, None] - share[None])


def _covariance(
    counts: StateCounts, cause: int, standing: Floats, weight: Floats, to_come: Floats, without: Floats
) -> Floats:
    """Add up what each event contributes: at once through its weight, later by moving the incidence.

    An own event in group j moves the score of i by weight + to_come * (1 - (1 - F) / S), another event by
    -to_come * (1 - F) / S, with the pooled incidence F and the group's own S.
    """
    n, before, after = counts.at_risk.astype(float), counts.event_free_before, counts.event_free
    own = counts.events[:, cause].sum(axis=0)
    other = counts.events.sum(axis=1) - counts.events[:, cause]
    pull = _ratio(without * (n > 0), after)
    everybody = standing.sum(axis=0)
    tied = 1 - np.divide(
        own - 1, everybody * before - 1, out=np.zeros_like(n), where=(own > 1) & (everybody * before > 1)
    )
    own_spread = np.where(n > 0, tied * before * _ratio(own, everybody * n), 0.0)
    other_spread = hypergeometric(other, n) * before**2 * _ratio(other, n**2) * (after > 0)
    own_move = weight + to_come * (1 - pull)
    other_move = to_come * pull
    return np.einsum("ijm,ljm,jm->il", own_move, own_move, own_spread) + np.einsum(
        "ijm,ljm,jm->il", other_move, other_move, other_spread
    )


def _ratio(a: npt.NDArray, b: npt.NDArray) -> Floats:
    """a / b, 0 where b is 0."""
    a, b = np.broadcast_arrays(a, b)
    return np.divide(a, b, out=np.zeros(a.shape), where=b > 0)
