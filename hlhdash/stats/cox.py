"""Cox's model of one grouping, with Firth's penalty where a group has no event."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import erfc, exp, nan, sqrt
from statistics import NormalDist
from typing import Any, Literal

import numpy as np
import pandas as pd

from hlhdash.language import Message, message
from hlhdash.stats.checks import ArrayLike, Followed, Integers, StatsError, followed, groups, level_between_0_and_1
from hlhdash.stats.comparison import chi_squared_tail
from hlhdash.stats.hazard_fit import HazardFit, fitted
from hlhdash.stats.partial_likelihood import Draws, GroupCounts, draws, group_counts
from hlhdash.stats.proportional_hazards import ProportionalHazards, proportional_hazards

Penalty = Literal["auto", "none", "firth"]

_LEVEL = 1e-10  # of log likelihood: a limit this close to its level is found
_STEPS = 100


@dataclass(frozen=True, eq=False)
class Cox:
    """Hazard ratios of groups against a reference; `cox` makes one.

    Attributes
    ----------
    table : DataFrame
        term, n, events, hr, lower, upper, p; a row for each group but the reference. A hazard ratio that cannot
        be estimated is NaN, never 0 or infinite.
    reference : object
        The group all others are compared with.
    n, events : int
        Patients (with a change in time, patients, not spells) and events in all.
    penalty : {"none", "firth"}
        What was used in the end.
    p_global : float
        Likelihood ratio test that all groups have the same hazard.
    proportional_hazards : ProportionalHazards or None
        The check; None with Firth's penalty, or where nothing could be fitted.
    level : float
    method : Message
    """

    table: pd.DataFrame
    reference: Any
    n: int
    events: int
    penalty: Literal["none", "firth"]
    p_global: float
    proportional_hazards: ProportionalHazards | None
    level: float
    method: Message

    @property
    def hr(self) -> float:
        """The hazard ratio of the only comparison."""
        return self._only("hr")

    @property
    def lower(self) -> float:
        """Its lower limit."""
        return self._only("lower")

    @property
    def upper(self) -> float:
        """Its upper limit."""
        return self._only("upper")

    @property
    def p(self) -> float:
        """Its P value."""
        return self._only("p")

    def _only(self, column: str) -> float:
        if len(self.table) != 1:
            raise StatsError(message("There are {n} hazard ratios; read each from the table.", n=len(self.table)))
        return float(self.table[column].iloc[0])


def cox(
    time: ArrayLike,
    event: ArrayLike,
    group: Any,
    *,
    penalty: Penalty = "auto",
    reference: Any = None,
    level: float = 0.95,
    entry: ArrayLike | None = None,
) -> Cox:
    """Estimate the hazard ratio of each group against a reference.

    Without penalty: Efron's ties, Wald interval and P, as R's `coxph`. With Firth's penalty: Breslow's ties,
    profile-likelihood interval and penalised likelihood ratio P, as R's `coxphf`. "auto" takes Firth's where a
    hazard ratio would be 0 or infinite, which is where a group has no event.

    Parameters
    ----------
    time, event, group : array-like of shape (n,)
        Time to the event or last follow-up; 1 for the event, 0 for censored; labels.
    penalty : {"auto", "none", "firth"}
    reference : object, optional
        The label to compare with; by default the first in order.
    level : float
        Confidence level.
    entry : array-like of shape (n,), optional
        With delayed entry, when each patient came under observation.

    Raises
    ------
    StatsError
        If the data make no sense, all patients are in one group, or the reference is not among the labels.
    """
    patients = followed(time, event, entry)
    names, code = groups(group, len(patients.time))
    first = names[0] if reference is None else reference
    if first not in names:
        raise StatsError(message("No patient is in the reference group {group}.", group=str(first)))
    order = [names.index(first), *(i for i, name in enumerate(names) if name != first)]
    code = np.argsort(order)[code]
    return hazard_ratios(patients, code, [names[i] for i in order], penalty, level, len(patients.time))


def hazard_ratios(patients: Followed, code: Integers, names: list[Any], penalty: Penalty, level: float, n: int) -> Cox:
    """Fit checked follow-up; the first of the names is the reference.

    Parameters
    ----------
    patients : Followed
        Patients, or the spells of patients whose group changes.
    code : array
        Number of the group of each of them.
    n : int
        Patients.
    """
    level = level_between_0_and_1(level)
    if penalty not in ("auto", "none", "firth"):
        raise StatsError(message("Penalty is auto, none or firth; {penalty} is none of them.", penalty=str(penalty)))
    counts = group_counts(patients, code, len(names))
    plain = draws(counts, "efron")
    # A group never at risk at an event says nothing; one at risk without any event has a hazard ratio of 0.
    present = np.flatnonzero(counts.at_risk.sum(axis=1) > 0).tolist()
    free = [g for g in present if g > 0] if 0 in present else []
    fit = fitted(plain, free)
    if penalty == "firth" or (penalty == "auto" and not fit.finite):
        columns, p_global = _with_penalty(draws(counts, "breslow"), free, level)
        check, used = None, "firth"
    else:
        columns, p_global, check = _without_penalty(counts, plain, free, fit, level)
        used = "none"
    table = pd.DataFrame(
        {
            "term": names[1:],
            "n": np.bincount(code, minlength=len(names))[1:],
            "events": np.bincount(code, weights=patients.event, minlength=len(names)).astype(int)[1:],
            **{part: [columns.get(g, _NOTHING)[i] for g in range(1, len(names))] for i, part in enumerate(_PARTS)},
        }
    )
    return Cox(table, names[0], n, int(patients.event.sum()), used, p_global, check, level, _method(used, level))


_PARTS = ("hr", "lower", "upper", "p")
_NOTHING = (nan, nan, nan, nan)


def _without_penalty(
    counts: GroupCounts, rows: Draws, free: list[int], fit: HazardFit, level: float
) -> tuple[dict[int, tuple[float, ...]], float, ProportionalHazards | None]:
    """Give hr, limits and P by Wald of the groups whose hazard ratio is finite."""
    p_global = chi_squared_tail(2 * (fit.log_likelihood - fitted(rows, []).log_likelihood), len(free))
    if not fit.finite:
        # As a hazard goes to 0 its group leaves the risk sets, and the others stay as they would be without it.
        finite = [g for g in free if rows.struck[g] > 0] if rows.struck[0] > 0 else []
        rows = replace(rows, at_risk=rows.at_risk * (rows.struck > 0))
        fit = fitted(rows, finite)
        free = finite if fit.finite else []
    z = NormalDist().inv_cdf((1 + level) / 2)
    columns = {}
    for g in free:
        b, se = float(fit.beta[g]), sqrt(fit.covariance[g, g])
        columns[g] = (exp(b), exp(b - z * se), exp(b + z * se), erfc(abs(b) / se / sqrt(2)))
    check = proportional_hazards(counts, rows, fit.beta, free) if free else None
    return columns, p_global, check


def _with_penalty(rows: Draws, free: list[int], level: float) -> tuple[dict[int, tuple[float, ...]], float]:
    """Give hr, profile limits and P by the penalised likelihood ratio."""
    fit = fitted(rows, free, firth=True)
    drop = NormalDist().inv_cdf((1 + level) / 2) ** 2 / 2
    columns = {}
    for g in free:
        others = [other for other in free if other != g]

        def lost(b: float, g: int = g, others: list[int] = others) -> float:
            start = fit.beta.copy()
            start[g] = b
            return fit.log_likelihood - fitted(rows, others, firth=True, start=start).log_likelihood

        b = float(fit.beta[g])
        lower, upper = (_crossing(lambda x: lost(x) - drop, b, way) for way in (-1.0, 1.0))
        columns[g] = (exp(b), exp(lower), exp(upper), chi_squared_tail(2 * max(lost(0.0), 0.0), 1))
    p_global = chi_squared_tail(2 * (fit.log_likelihood - fitted(rows, [], firth=True).log_likelihood), len(free))
    return columns, p_global


def _crossing(function: Callable[[float], float], start: float, way: float) -> float:
    """Find where a function that is below 0 at the start becomes 0 in one direction."""
    near, far, below = start, start + way, function(start)
    while (above := function(far)) < 0:
        near, far, below = far, far + 2 * (far - near), above
    # Regula falsi, Illinois version: each step refits the model, and this takes ten where halving takes fifty.
    last = 0.0
    for _ in range(_STEPS):
        middle = near - below * (far - near) / (above - below)
        value = function(middle)
        if value < 0:
            near, below = middle, value
            above = above / 2 if last < 0 else above
        else:
            far, above = middle, value
            below = below / 2 if last > 0 else below
        last = value
        if abs(value) < _LEVEL:
            return middle
    return (near + far) / 2


def _method(penalty: str, level: float) -> Message:
    if penalty == "firth":
        return message(
            "Cox model with Firth's penalty (Breslow ties), {percent:g} % profile-likelihood interval, "
            "P by penalised likelihood ratio",
            percent=100 * level,
        )
    return message("Cox model (Efron ties), {percent:g} % Wald interval and P", percent=100 * level)
