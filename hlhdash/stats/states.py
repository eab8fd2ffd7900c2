"""Competing events counted: who is at risk, and who has which event, at each distinct time of each group."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from hlhdash.language import message
from hlhdash.stats.checks import ArrayLike, Floats, Integers, StatsError, followed, labels, numbers
from hlhdash.stats.survival import product_limit
from hlhdash.stats.ties import merged

MOST_STATES = 20  # more kinds of events than that are durations or record numbers


@dataclass(frozen=True, eq=False)
class StateCounts:
    """Counts of k groups with c competing events at m distinct times, the first of them 0.

    Attributes
    ----------
    groups : list
        Names of the groups.
    states : list of int
        The numbers that tell the events apart, without 0 (censored).
    time : array of shape (m,)
    at_risk : array of shape (k, m)
    events : array of shape (k, c, m)
    last : array of shape (k,)
        The last follow-up of each group.
    """

    groups: list[Any]
    states: list[int]
    time: Floats
    at_risk: Integers
    events: Integers
    last: Floats

    @property
    def event_free(self) -> Floats:
        """Kaplan-Meier share of each group without any event, after each time; shape (k, m)."""
        any_event = self.events.sum(axis=1)
        return np.array([product_limit(n, d) for n, d in zip(self.at_risk, any_event, strict=True)])

    @property
    def event_free_before(self) -> Floats:
        """The same just before each time."""
        after = self.event_free
        return np.hstack([np.ones((len(after), 1)), after[:, :-1]])


def count_states(time: ArrayLike, state: ArrayLike, group: Any = None, expected: Iterable[int] = ()) -> StateCounts:
    """Check and count follow-up with competing events.

    Parameters
    ----------
    time : array-like of shape (n,)
        Time to the first event, or to the last follow-up.
    state : array-like of shape (n,)
        0 for censored, 1, 2, ... for which event came first.
    group : array-like of shape (n,), optional
    expected : states that are counted even where nobody had them

    Raises
    ------
    StatsError
        If a state is no whole number from 0 up, or nobody had any event.
    """
    states = numbers(state, message("state"))
    if not np.isfinite(states).all() or (states < 0).any() or (states != np.rint(states)).any():
        raise StatsError(message("A state must be 0 (censored) or 1, 2, ... for which event came first."))
    patients = followed(time, states > 0)
    seen = np.unique(states[states > 0]).astype(int).tolist()
    if len(seen) > MOST_STATES or (len(seen) > 2 and np.array_equal(states, patients.time)):
        raise StatsError(
            message(
                "State must be 0 (censored) or a small number for each kind of event, but {n} different ones occur; "
                "are durations in its place?",
                n=len(seen),
            )
        )
    if not seen:
        raise StatsError(message("Nobody had any of the events; there is no incidence to estimate."))
    seen = sorted({*seen, *expected})
    n = len(states)
    groups, code = labels(group, message("group"), n) if group is not None else ([None], np.zeros(n, dtype=np.int64))
    distinct, position = merged(patients.time)
    if distinct[0] > 0:
        distinct, position = np.concatenate([[0.0], distinct]), position + 1
    cause = np.searchsorted(seen, states)
    cause[states == 0] = len(seen)
    k, c, m = len(groups), len(seen) + 1, len(distinct)
    tally = np.bincount((code * c + cause) * m + position, minlength=k * c * m).reshape(k, c, m)
    ended = tally.sum(axis=1)
    return StateCounts(
        groups=groups,
        states=seen,
        time=distinct,
        at_risk=ended[:, ::-1].cumsum(axis=1)[:, ::-1],
        events=tally[:, :-1],
        last=np.array([distinct[np.flatnonzero(row)[-1]] for row in ended]),
    )
