"""The log-rank test and its relatives, with an exact permutation P where groups are small."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

from hlhdash.language import Message, counted, message
from hlhdash.stats.checks import ArrayLike, StatsError, followed, groups, labels
from hlhdash.stats.permutation import PermutationP, permutation_p
from hlhdash.stats.quantities import whole_number
from hlhdash.stats.rank_scores import Stratum, Weights, chi_squared, stratum, weighting
from hlhdash.stats.ties import merged

SMALL_GROUP = 10  # below this many patients in the smallest group the asymptotic P is not to be trusted
FEW_EVENTS = 30  # nor below this many events in all
DRAWS = 200_000
SEED = 20_200_714


@dataclass(frozen=True, eq=False)
class LogRank:
    """The result of a log-rank test; `logrank` makes one.

    Attributes
    ----------
    statistic : float
        Chi-squared.
    df : int
        Degrees of freedom: groups at risk at some event, less one.
    p : float
        The P value to report: exact where it was computed, otherwise asymptotic.
    p_asymptotic : float
        From the chi-squared distribution.
    p_exact : float or None
        From permuting the group labels; None if that was not done.
    assignments : int or None
        How many assignments of the labels `p_exact` rests on.
    monte_carlo_error : float or None
        Its standard error if they were drawn; None if every one was listed.
    method : Message
        Which test and which P value, in words.
    observed, expected : Series, by group
        Weighted events; without weights, events.
    n : Series, by group
        Patients.
    """

    statistic: float
    df: int
    p: float
    p_asymptotic: float
    p_exact: float | None
    assignments: int | None
    monte_carlo_error: float | None
    method: Message
    observed: pd.Series
    expected: pd.Series
    n: pd.Series


def logrank(
    time: ArrayLike,
    event: ArrayLike,
    group: Any,
    *,
    weights: Weights = "logrank",
    strata: Any = None,
    p: Literal["auto", "asymptotic", "exact"] = "auto",
    draws: int = DRAWS,
    seed: int = SEED,
) -> LogRank:
    """Test whether groups have the same hazard of an event.

    Agrees with R's `survival::survdiff(rho=)`, stratified or not. The exact P permutes the labels (within
    strata) and recomputes the whole statistic; it supposes that the groups are censored alike. With "auto" it
    is reported when the smallest group has fewer than 10 patients or there are fewer than 30 events.

    Parameters
    ----------
    time, event : array-like of shape (n,)
        Time to the event or last follow-up; 1 for the event, 0 for censored.
    group : array-like of shape (n,)
        Labels; two or more different ones. Categories nobody is left in are ignored.
    weights : "logrank", "peto" or ("fleming-harrington", rho, gamma)
        "peto" is R's rho = 1; Fleming-Harrington weights are S(t-) ** rho * (1 - S(t-)) ** gamma.
    strata : array-like of shape (n,), optional
        Labels of strata; groups are compared within them.
    p : {"auto", "asymptotic", "exact"}
        Which P value to report.
    draws, seed : int
        When there are more than 200,000 assignments, how many to draw and where the random numbers start.

    Raises
    ------
    StatsError
        If the data make no sense, or all patients are in one group.
    """
    patients = followed(time, event)
    n = len(patients.time)
    names, codes = groups(group, n)
    _, position = merged(patients.time)
    weight = weighting(weights)
    draws, seed = whole_number(draws, message("number of draws")), whole_number(seed, message("seed"), lowest=0)
    parts = [
        stratum(position[inside], patients.event[inside], codes[inside], len(names), weight)
        for inside in _strata(strata, n)
    ]
    statistic, df = global_statistic(parts)
    asymptotic = chi_squared_tail(statistic, df)
    permuted = None
    if p == "exact" or (p == "auto" and _small(parts)):
        permuted = permutation_p(parts, statistic, draws, seed)
    elif p not in ("auto", "asymptotic"):
        raise StatsError(message("P is auto, asymptotic or exact; {p} is none of them.", p=str(p)))
    test = message("{test}, stratified", test=weight.name) if strata is not None else weight.name
    return LogRank(
        statistic=statistic,
        df=df,
        p=asymptotic if permuted is None else permuted.p,
        p_asymptotic=asymptotic,
        p_exact=None if permuted is None else permuted.p,
        assignments=None if permuted is None else permuted.assignments,
        monte_carlo_error=None if permuted is None else permuted.monte_carlo_error,
        method=_method(test, df, permuted),
        observed=pd.Series(sum(part.observed for part in parts), index=names),
        expected=pd.Series(sum(part.expected for part in parts), index=names),
        n=pd.Series(sum(part.size for part in parts), index=names),
    )


def _strata(strata: Any, n: int) -> list[Any]:
    """Give an index into the patients for each stratum; without strata, one for everybody."""
    if strata is None:
        return [slice(None)]
    names, layer = labels(strata, message("stratum"), n)
    return [layer == number for number in range(len(names))]


def global_statistic(parts: Sequence[Stratum]) -> tuple[float, int]:
    """Chi-squared and degrees of freedom; a group never at risk at an event does not count, as in R."""
    observed, expected = (np.sum([getattr(part, name) for part in parts], axis=0) for name in ("observed", "expected"))
    covariance = np.sum([part.covariance for part in parts], axis=0)
    # Leaving out the largest group keeps the numbers that are subtracted small.
    last = int(np.argmax(np.sum([part.size for part in parts], axis=0)))
    kept = np.arange(len(observed)) != last
    scale = float(sum(part.spread.sum() for part in parts))
    statistic = chi_squared((observed - expected)[kept][None], covariance[kept][:, kept][None], scale)[0]
    return float(statistic), max(int((expected > 0).sum()) - 1, 0)


def _small(parts: Sequence[Stratum]) -> bool:
    smallest = np.sum([part.size for part in parts], axis=0).min()
    return bool(smallest < SMALL_GROUP or sum(part.events.sum() for part in parts) < FEW_EVENTS)


def chi_squared_tail(statistic: float, df: int) -> float:
    """Give the P value of a chi-squared; with no degree of freedom there is no evidence, so 1."""
    from scipy.special import chdtrc

    return float(chdtrc(df, statistic)) if df else 1.0


def _method(test: Message, df: int, permuted: PermutationP | None) -> Message:
    if permuted is None:
        return counted(
            "{test}, asymptotic (chi-squared with {n} degree of freedom)",
            "{test}, asymptotic (chi-squared with {n} degrees of freedom)",
            df,
            test=test,
        )
    if permuted.monte_carlo_error is None:
        return message(
            "{test}, exact permutation P over all {assignments:,} assignments, supposing groups censored alike",
            test=test,
            assignments=permuted.assignments,
        )
    return message(
        "{test}, permutation P from {assignments:,} seeded draws (Monte Carlo error {error:.2g}), "
        "supposing groups censored alike",
        test=test,
        assignments=permuted.assignments,
        error=permuted.monte_carlo_error,
    )
