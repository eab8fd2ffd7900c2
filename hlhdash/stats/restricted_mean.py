"""Restricted mean survival time: the mean time lived, up to tau."""

from __future__ import annotations

from dataclasses import dataclass
from math import erfc, sqrt
from statistics import NormalDist
from typing import Any

import numpy as np

from hlhdash.language import Message, message
from hlhdash.stats.checks import ArrayLike, Followed, StatsError, followed, labels, level_between_0_and_1
from hlhdash.stats.quantities import positive_time
from hlhdash.stats.risk import risk_table
from hlhdash.stats.survival import product_limit


@dataclass(frozen=True)
class RestrictedMean:
    """A restricted mean with its standard error and interval, in the unit of the times; `rmst` makes one.

    `extrapolated` is True where tau lies past the last follow-up with somebody still alive: the curve is then
    carried on flat, as R's `survfit` does, which is a guess and not an estimate.
    """

    value: float
    se: float
    lower: float
    upper: float
    tau: float
    extrapolated: bool
    method: Message


@dataclass(frozen=True)
class RestrictedMeanDifference:
    """Restricted means of two groups, and the second less the first; `rmst_difference` makes one.

    Attributes
    ----------
    value, se, lower, upper, p : float
        The difference, `groups[1]` less `groups[0]`, its standard error, interval, and P by the normal distribution.
    groups : tuple
        Their labels.
    means : tuple of RestrictedMean
    """

    value: float
    se: float
    lower: float
    upper: float
    p: float
    tau: float
    groups: tuple[Any, Any]
    means: tuple[RestrictedMean, RestrictedMean]
    method: Message


def rmst(time: ArrayLike, event: ArrayLike, tau: float | None = None, *, level: float = 0.95) -> RestrictedMean:
    """Estimate the mean survival time up to tau, the area under the Kaplan-Meier curve.

    Agrees with R's `survRM2` and the restricted mean of `survfit`; `se` is a standard error.

    Parameters
    ----------
    time, event : array-like of shape (n,)
        Time to the event or last follow-up; 1 for the event, 0 for censored.
    tau : float, optional
        Up to when, by default the last follow-up; past it the result is marked `extrapolated`.

    Raises
    ------
    StatsError
        If the data make no sense, or tau is not after 0.
    """
    level = level_between_0_and_1(level)
    patients = followed(time, event)
    return _mean(patients, _limit(tau, float(patients.time.max())), level)


def rmst_difference(
    time: ArrayLike, event: ArrayLike, group: Any, tau: float | None = None, *, level: float = 0.95
) -> RestrictedMeanDifference:
    """Compare the restricted means of two groups; agrees with R's `survRM2`.

    Parameters
    ----------
    time, event, group : array-like of shape (n,)
        As for `logrank`, with two different labels.
    tau : float, optional
        Up to when, by default the smaller of the two groups' last follow-up.

    Raises
    ------
    StatsError
        If the data make no sense, there are not two groups, or tau is not after 0.
    """
    level = level_between_0_and_1(level)
    patients = followed(time, event)
    names, code = labels(group, message("group"), len(patients.time))
    if len(names) != 2:
        raise StatsError(message("A difference of restricted means needs two groups; there are {n}.", n=len(names)))
    arms = [Followed(patients.time[code == i], patients.event[code == i], None) for i in (0, 1)]
    limit = _limit(tau, min(float(arm.time.max()) for arm in arms))
    first, second = (_mean(arm, limit, level) for arm in arms)
    value, se = second.value - first.value, sqrt(first.se**2 + second.se**2)
    reach = NormalDist().inv_cdf((1 + level) / 2) * se
    return RestrictedMeanDifference(
        value=value,
        se=se,
        lower=value - reach,
        upper=value + reach,
        p=erfc(abs(value) / se / sqrt(2)) if se > 0 else float(value == 0),
        tau=limit,
        groups=(names[0], names[1]),
        means=(first, second),
        method=_difference_method(limit, level, first.extrapolated or second.extrapolated),
    )


def _limit(tau: float | None, last: float) -> float:
    """Give tau, or the last follow-up where none was asked for."""
    if tau is not None:
        return positive_time(tau, message("time tau"))
    if not last > 0:
        raise StatsError(message("Nobody of a group is followed past time 0; there is no mean survival time."))
    return last


def _mean(patients: Followed, tau: float, level: float) -> RestrictedMean:
    risk = risk_table(patients)
    at_risk = risk.at_risk(risk.time)
    survival = product_limit(at_risk, risk.events)
    inside = risk.time <= tau
    area = survival[inside] * np.diff(np.append(risk.time[inside], tau))
    # Each event moves the curve from its time on, so its part of the variance is the square of the area to come.
    to_come = np.cumsum(area[::-1])[::-1]
    n, d = at_risk[inside].astype(float), risk.events[inside]
    jump = np.divide(d, n * (n - d), out=np.zeros_like(n), where=(d > 0) & (n > d))
    value, se = float(area.sum()), float(np.sqrt((to_come**2 * jump).sum()))
    reach = NormalDist().inv_cdf((1 + level) / 2) * se
    last = float(risk.time[-1])
    extrapolated = tau > last and survival[-1] > 0
    return RestrictedMean(
        value, se, value - reach, value + reach, tau, extrapolated, _method(tau, last, extrapolated, level)
    )


def _method(tau: float, last: float, extrapolated: bool, level: float) -> Message:
    method = message(
        "restricted mean survival time up to {tau:g}, {percent:g} % interval by the normal distribution",
        tau=tau,
        percent=100 * level,
    )
    if not extrapolated:
        return method
    return message(
        "{method}; the curve is carried on flat from the last follow-up at {last:g}", method=method, last=last
    )


def _difference_method(tau: float, level: float, extrapolated: bool) -> Message:
    method = message(
        "difference of restricted mean survival times up to {tau:g}, {percent:g} % interval and P by the normal "
        "distribution",
        tau=tau,
        percent=100 * level,
    )
    if not extrapolated:
        return method
    return message(
        "{method}; the curve of a group with shorter follow-up is carried on flat, which is a guess", method=method
    )
