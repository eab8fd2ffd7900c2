"""Cumulative incidence where one event makes another impossible, as HSCT does death without HSCT."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from hlhdash.language import Message, message
from hlhdash.stats.checks import ArrayLike, Floats, level_between_0_and_1
from hlhdash.stats.quantities import times_asked
from hlhdash.stats.states import StateCounts, count_states
from hlhdash.stats.ties import snapped


@dataclass(frozen=True, eq=False)
class CumulativeIncidence:
    """Cumulative incidence of each event in each group; `cumulative_incidence` makes one.

    Attributes
    ----------
    table : DataFrame
        group (if there were groups), state, time, at_risk, events, incidence, variance, lower, upper; a row for
        time 0 and each distinct time.
    n : Series, by group
        Patients.
    level : float
    method : Message
        Estimate and interval in words.
    """

    table: pd.DataFrame
    n: pd.Series
    level: float
    method: Message
    _counts: StateCounts
    _curves: npt.NDArray[np.float64]

    def at(self, times: npt.ArrayLike) -> pd.DataFrame:
        """Give incidences at the asked times; NaN past a group's last follow-up unless everyone has had an event.

        Returns
        -------
        DataFrame
            group (if there were groups), state, time, n_at_risk, incidence, variance, lower, upper.
        """
        asked = times_asked(times)
        counts = self._counts
        moved = snapped(asked, counts.time)
        column = np.searchsorted(counts.time, moved, side="right") - 1
        at_risk = np.pad(counts.at_risk, ((0, 0), (0, 1)))[:, np.searchsorted(counts.time, moved, side="left")]
        blocks = []
        for g, name in enumerate(counts.groups):
            found = self._curves[g][:, :, column].copy()
            found[:, :, (moved > counts.last[g]) & (counts.event_free[g, -1] > 0)] = np.nan
            for state, rows in zip(counts.states, found, strict=True):
                block = {"group": name, "state": state, "time": asked, "n_at_risk": at_risk[g]}
                blocks.append(pd.DataFrame({**block, **dict(zip(_PARTS, rows, strict=True))}))
        return _without_nameless_group(pd.concat(blocks, ignore_index=True), counts)


_ROUNDING = 1e-12  # of a share
_PARTS = ("incidence", "variance", "lower", "upper")


def cumulative_incidence(
    time: ArrayLike, state: ArrayLike, group: Any = None, *, level: float = 0.95, expected: Iterable[int] = ()
) -> CumulativeIncidence:
    """Estimate the cumulative incidence of competing events by Aalen and Johansen.

    Estimate and variance agree with R's `cmprsk::cuminc`, and are the same at every call. Limits are log-log
    transformed; while nobody has had the event, the upper limit is that of Clopper and Pearson for none of those
    still followed or kept from it by another event; once everybody has, the lower limit is theirs for all who had it.

    Parameters
    ----------
    time : array-like of shape (n,)
        Time to the first event, or to the last follow-up.
    state : array-like of shape (n,)
        0 for censored, 1, 2, ... for which event came first.
    group : array-like of shape (n,), optional
    level : float
        Confidence level.
    expected : iterable of int
        States that have a curve even where nobody had them, one of 0; the others have none then.

    Raises
    ------
    StatsError
        If the data make no sense, or nobody had any event.
    """
    level = level_between_0_and_1(level)
    counts = count_states(time, state, group, expected)
    curves = np.array(
        [[_curve(counts, g, cause, level) for cause in range(len(counts.states))] for g in range(len(counts.groups))]
    )
    blocks = [
        pd.DataFrame(
            {
                "group": name,
                "state": state_number,
                "time": counts.time,
                "at_risk": counts.at_risk[g],
                "events": counts.events[g, cause],
                **dict(zip(_PARTS, curves[g, cause], strict=True)),
            }
        )[counts.time <= counts.last[g]]
        for g, name in enumerate(counts.groups)
        for cause, state_number in enumerate(counts.states)
    ]
    method = message(
        "cumulative incidence (Aalen-Johansen), {percent:g} % interval by the log-log transform", percent=100 * level
    )
    table = _without_nameless_group(pd.concat(blocks, ignore_index=True), counts)
    return CumulativeIncidence(
        table, pd.Series(counts.at_risk[:, 0], index=counts.groups), level, method, counts, curves
    )


def incidence(counts: StateCounts, cause: int) -> Floats:
    """Give the cumulative incidence of one event in each group after each time; shape (k, m)."""
    n = np.maximum(counts.at_risk, 1)
    return np.cumsum(counts.event_free_before * counts.events[:, cause] / n, axis=1)


def _curve(counts: StateCounts, g: int, cause: int, level: float) -> Floats:
    """Give incidence, variance, lower and upper limit after each time; shape (4, m)."""
    share = incidence(counts, cause)[g]
    own, other = counts.events[g, cause], counts.events[g].sum(axis=0) - counts.events[g, cause]
    variance = _variance(share, counts.at_risk[g], own, other, counts.event_free_before[g], counts.event_free[g])
    z = NormalDist().inv_cdf((1 + level) / 2)
    # A share of 1 but for rounding has no log-log limits, as 1 has none.
    inside = np.where((share > 0) & (share < 1 - _ROUNDING), share, np.nan)
    stretch = np.exp(z * np.sqrt(variance) / (inside * -np.log(inside)))
    lower, upper = inside**stretch, inside ** (1 / stretch)
    none = share == 0
    # Those still followed, and those another event has kept from this one, are known not to have had it.
    known = np.append(counts.at_risk[g, 1:], 0) + np.cumsum(other)
    power = np.divide(1.0, known, out=np.full(len(known), np.inf), where=known > 0)
    lower[none], upper[none] = 0.0, (1 - ((1 - level) / 2) ** power)[none]
    everyone = share >= 1 - _ROUNDING
    lower[everyone], upper[everyone] = (((1 - level) / 2) ** (1 / np.maximum(np.cumsum(own), 1)))[everyone], 1.0
    return np.array([share, variance, lower, upper])


def _variance(
    share: Floats, at_risk: npt.NDArray, own: npt.NDArray, other: npt.NDArray, before: Floats, after: Floats
) -> Floats:
    """Variance by the delta method, each event's part with its finite-population factor, as `cuminc` has it.

    An event of this kind at u moves the incidence at t by 1 - (F(t) - F(u)) / S(u), one of another kind by
    -(F(t) - F(u)) / S(u), in units of S(u-) / n(u).
    """
    inverse = np.divide(1.0, after, out=np.zeros_like(after), where=after > 0)
    constant, linear, square = (np.zeros_like(share) for _ in range(3))
    for events, jump in ((own, 1.0), (other, 0.0)):
        unit = before**2 * events * hypergeometric(events, at_risk) / np.maximum(at_risk, 1) ** 2
        at_once = jump + share * inverse
        constant, linear, square = (
            constant + at_once**2 * unit,
            linear + at_once * inverse * unit,
            square + inverse**2 * unit,
        )
    total, slope, curvature = (np.cumsum(part) for part in (constant, linear, square))
    return np.maximum(total - 2 * share * slope + share**2 * curvature, 0.0)


def hypergeometric(events: npt.NDArray, at_risk: npt.NDArray) -> Floats:
    """Factor (n - d) / (n - 1) for d tied events among n at risk."""
    several = events > 1
    return 1 - np.divide(events - 1, at_risk - 1, out=np.zeros(events.shape), where=several & (at_risk > 1))


def _without_nameless_group(table: pd.DataFrame, counts: StateCounts) -> pd.DataFrame:
    return table.drop(columns="group") if counts.groups == [None] else table
