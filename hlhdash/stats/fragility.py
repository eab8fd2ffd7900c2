"""How much a comparison and an estimate hang on one patient."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from hlhdash.language import Message, counted, message
from hlhdash.stats import assignments
from hlhdash.stats.checks import ArrayLike, Floats, Followed, Integers, followed, groups
from hlhdash.stats.comparison import SEED, chi_squared_tail, global_statistic
from hlhdash.stats.permutation import TIE, permutation_p
from hlhdash.stats.quantities import positive_time, share
from hlhdash.stats.rank_scores import stratum, weighting
from hlhdash.stats.risk import risk_table
from hlhdash.stats.survival import product_limit
from hlhdash.stats.ties import merged

EXACT_UP_TO = 20_000  # assignments; each patient costs two tests, which together should not outlast a second


@dataclass(frozen=True, eq=False)
class Fragility:
    """What each single patient does to P and to survival at a time; `fragility` makes one.

    Attributes
    ----------
    patients : DataFrame
        A row for each patient, in the order given (the index is the position, from 0): p_without, the P value
        without that patient (NaN where a group of one would vanish); p_reclassified, with the patient's event taken
        for censored or the other way round; estimate_without, survival of all others at `at`; change, that less
        `estimate`. The last two are NaN without `at`, or where nobody else is followed so long.
    p : float
        The P value of all patients, by the same rule.
    threshold : float
        The P value whose crossing was looked for.
    crossing_without, crossing_reclassified : tuple of int
        Positions of the patients who, left out or reclassified, take P across the threshold; P equal to it counts
        as below.
    estimate : float or None
        Survival of all patients at `at`; None without `at`, or past the last follow-up.
    most_influential : int or None
        Position of the patient whose leaving out moves the estimate most, the first of several; None if nobody's does.
    method : Message
    """

    patients: pd.DataFrame
    p: float
    threshold: float
    crossing_without: tuple[int, ...]
    crossing_reclassified: tuple[int, ...]
    estimate: float | None
    most_influential: int | None
    method: Message


def fragility(time: ArrayLike, event: ArrayLike, group: Any, *, p: float = 0.05, at: float | None = None) -> Fragility:
    """Leave out, and reclassify, one patient at a time, and repeat the log-rank test and the estimate.

    In the spirit of the fragility index (Walsh et al., Journal of Clinical Epidemiology 2014;67:622-628), for
    survival. All tests follow one rule: exact permutation P where all patients have at most 20,000 assignments,
    otherwise asymptotic.

    Parameters
    ----------
    time, event, group : array-like of shape (n,)
        Time to the event or last follow-up; 1 for the event, 0 for censored; labels.
    p : float
        The P value to cross.
    at : float, optional
        The time at which survival of all patients together is estimated.

    Raises
    ------
    StatsError
        If the data make no sense, all patients are in one group, or `p` or `at` cannot be used.
    """
    patients = followed(time, event)
    names, code = groups(group, len(patients.time))
    threshold = share(p, message("P value to cross"))
    moment = None if at is None else positive_time(at, message("time of the estimate"))
    _, position = merged(patients.time)
    exact = assignments.count([int(size) for size in np.bincount(code)]) <= EXACT_UP_TO
    test = _Test(position, code, len(names), exact)
    everybody = np.ones(len(position), dtype=bool)
    overall = test.p(patients.event, everybody)

    def without(i: int) -> float:
        return test.p(patients.event, _others(i, everybody))

    def reclassified(i: int) -> float:
        flipped = patients.event.copy()
        flipped[i] = 1 - flipped[i]
        return test.p(flipped, everybody)

    # Patients with the same time, event and group do the same, so one of them speaks for all.
    kind = (position * 2 + patients.event) * len(names) + code
    estimate = np.nan if moment is None else _survival(patients, everybody, moment)
    table = pd.DataFrame(
        {
            "p_without": _by_kind(kind, without),
            "p_reclassified": _by_kind(kind, reclassified),
            "estimate_without": np.nan
            if moment is None
            else _by_kind(kind // len(names), lambda i: _survival(patients, _others(i, everybody), moment)),
        }
    )
    table["change"] = table["estimate_without"] - estimate
    table.index.name = "position"
    return Fragility(
        patients=table,
        p=overall,
        threshold=threshold,
        crossing_without=_crossing(table["p_without"].to_numpy(), overall, threshold),
        crossing_reclassified=_crossing(table["p_reclassified"].to_numpy(), overall, threshold),
        estimate=None if np.isnan(estimate) else estimate,
        most_influential=_largest(table["change"].to_numpy()),
        method=_method(exact, len(names)),
    )


@dataclass(frozen=True, eq=False)
class _Test:
    """The log-rank test of one cohort, to be repeated by one rule on parts of it."""

    position: Integers
    code: Integers
    groups: int
    exact: bool

    def p(self, event: Integers, kept: np.ndarray) -> float:
        code = self.code[kept]
        if len(np.unique(code)) < self.groups:
            return np.nan
        part = stratum(self.position[kept], event[kept], code, self.groups, weighting("logrank"))
        statistic, df = global_statistic([part])
        if self.exact:
            return permutation_p([part], statistic, EXACT_UP_TO, SEED).p
        return chi_squared_tail(statistic, df)


def _others(i: int, everybody: np.ndarray) -> np.ndarray:
    kept = everybody.copy()
    kept[i] = False
    return kept


def _by_kind(kind: Integers, value: Callable[[int], float]) -> Floats:
    """Ask for the value of one patient of each kind and give it to all of that kind."""
    _, first, which = np.unique(kind, return_index=True, return_inverse=True)
    return np.array([value(int(i)) for i in first])[which]


def _survival(patients: Followed, kept: np.ndarray, at: float) -> float:
    """Survival at a time by the rule of `KaplanMeier.at`: NaN past the last follow-up unless it is 0."""
    if not kept.any():
        return np.nan
    risk = risk_table(Followed(patients.time[kept], patients.event[kept], None))
    curve = product_limit(risk.at_risk(risk.time), risk.events)
    moment = risk.snapped(np.array([at]))[0]
    if moment > risk.time[-1] and curve[-1] > 0:
        return np.nan
    return float(curve[np.searchsorted(risk.time, moment, side="right") - 1])


def _crossing(changed: Floats, overall: float, threshold: float) -> tuple[int, ...]:
    across = ~np.isnan(changed) & ((changed <= threshold) != (overall <= threshold))
    return tuple(np.flatnonzero(across).tolist())


def _largest(change: Floats) -> int | None:
    size = np.nan_to_num(np.abs(change))
    # Equal changes differ by rounding; the first of them stands for all.
    return int(np.argmax(size >= size.max() * (1 - TIE))) if size.max() > 0 else None


def _method(exact: bool, k: int) -> Message:
    if exact:
        return message(
            "each patient left out or reclassified in turn; log-rank test, exact permutation P over all assignments, "
            "supposing groups censored alike"
        )
    return counted(
        "each patient left out or reclassified in turn; log-rank test, asymptotic P "
        "(chi-squared with {n} degree of freedom)",
        "each patient left out or reclassified in turn; log-rank test, asymptotic P "
        "(chi-squared with {n} degrees of freedom)",
        k - 1,
    )
