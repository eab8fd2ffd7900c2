"""Cox's partial likelihood when the covariate is the group: a tally of groups at risk says it all.

Each event is a draw of one group from those at risk, group g with probability n_g exp(b_g) / sum n exp(b).
Counting patients by group and time makes a million rows as quick as a hundred, and delayed entry or a group
that changes in time only changes the counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from hlhdash.stats.checks import Floats, Followed, Integers
from hlhdash.stats.risk import placed
from hlhdash.stats.survival import product_limit

Ties = Literal["efron", "breslow"]


@dataclass(frozen=True, eq=False)
class GroupCounts:
    """Groups at risk and with the event at m event times.

    Attributes
    ----------
    at_risk, events : arrays of shape (k, m)
    before : array of shape (m,)
        The pooled Kaplan-Meier curve just before each event time.
    """

    at_risk: Integers
    events: Integers
    before: Floats


@dataclass(frozen=True, eq=False)
class Draws:
    """One row for each event: how many of each group it could have struck.

    Attributes
    ----------
    at_risk : array of shape (r, k)
        Tied events take turns: by Efron, those struck at the same time count in part.
    struck : array of shape (k,)
        Events of each group.
    time : array of shape (r,)
        Number of the event time of each row.
    """

    at_risk: Floats
    struck: Floats
    time: Integers

    def shares(self, beta: Floats) -> Floats:
        """Give the probability that each event strikes each group; shape (r, k)."""
        weight = self.at_risk * np.exp(beta - beta.max())
        return weight / weight.sum(axis=1, keepdims=True)

    def log_likelihood(self, beta: Floats) -> float:
        """Give the log partial likelihood, as R's `coxph` counts it."""
        weight = self.at_risk * np.exp(beta - beta.max())
        return float(self.struck @ beta - np.log(weight.sum(axis=1)).sum() - len(self.time) * beta.max())

    def information(self, beta: Floats) -> Floats:
        """Give minus the second derivative; shape (k, k), of rank k - 1 at most."""
        share = self.shares(beta)
        return np.diag(share.sum(axis=0)) - share.T @ share


def group_counts(patients: Followed, code: Integers, k: int) -> GroupCounts:
    """Count k groups at the event times of checked follow-up.

    Parameters
    ----------
    code : array of shape (n,)
        Number of each patient's group.
    """
    distinct, position, entry_position = placed(patients)
    if entry_position is None:
        entered = np.bincount(code, minlength=k)[:, None]
    else:
        entries = np.bincount(code * len(distinct) + entry_position, minlength=k * len(distinct))
        entered = _before(entries.reshape(k, -1))
    m = len(distinct)
    tally = np.bincount((code * m + position) * 2 + patients.event, minlength=k * m * 2).reshape(k, m, 2)
    at_risk = entered - _before(tally.sum(axis=2))
    events = tally[:, :, 1]
    at_event = events.sum(axis=0) > 0
    at_risk, events = at_risk[:, at_event], events[:, at_event]
    after = product_limit(at_risk.sum(axis=0), events.sum(axis=0))
    return GroupCounts(at_risk, events, np.append(1.0, after)[:-1])


def draws(counts: GroupCounts, ties: Ties) -> Draws:
    """Lay out one row for each event."""
    tied = counts.events.sum(axis=0)
    time = np.repeat(np.arange(len(tied)), tied)
    at_risk = counts.at_risk[:, time].T.astype(float)
    if ties == "efron":
        turn = np.arange(len(time)) - np.repeat(np.cumsum(tied) - tied, tied)
        at_risk -= (turn / tied[time])[:, None] * counts.events[:, time].T
    return Draws(at_risk, counts.events.sum(axis=1).astype(float), time)


def _before(counts: Integers) -> Integers:
    """Running totals over time, without the present."""
    return np.cumsum(counts, axis=1) - counts
