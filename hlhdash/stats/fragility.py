"""How much a comparison and an estimate hang on one patient."""

from __future__ import annotations

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
from hlhdash.stats.rank_changes import rank_changes
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
    test = _Exact(position, code, len(names)) if exact else _Asymptotic(position, code, len(names))
    everybody = np.ones(len(position), dtype=bool)
    # Patients with the same time, event and group do the same, so one of them speaks for all.
    _, first, which = np.unique(
        (position * 2 + patients.event) * len(names) + code, return_index=True, return_inverse=True
    )
    estimate = np.nan if moment is None else _survival(patients, everybody, moment)
    table = pd.DataFrame(
        {
            "p_without": test.without(patients.event, first)[which],
            "p_reclassified": test.reclassified(patients.event, first)[which],
            "estimate_without": np.nan
            if moment is None
            else np.array([_survival(patients, _others(i, everybody), moment) for i in first])[which],
        }
    )
    overall = test.overall(patients.event)
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
class _Exact:
    """The permutation test of one cohort, repeated with each of some patients left out or reclassified."""

    position: Integers
    code: Integers
    groups: int

    def overall(self, event: Integers) -> float:
        return self._p(event, np.ones(len(event), dtype=bool))

    def without(self, event: Integers, who: Integers) -> Floats:
        everybody = np.ones(len(event), dtype=bool)
        return np.array([self._p(event, _others(i, everybody)) for i in who])

    def reclassified(self, event: Integers, who: Integers) -> Floats:
        flips = np.eye(len(event), dtype=np.int64)[who]
        return np.array([self.overall(np.abs(event - flip)) for flip in flips])

    def _p(self, event: Integers, kept: np.ndarray) -> float:
        code = self.code[kept]
        if len(np.unique(code)) < self.groups:
            return np.nan
        part = stratum(self.position[kept], event[kept], code, self.groups, weighting("logrank"))
        statistic, _ = global_statistic([part])
        return permutation_p([part], statistic, EXACT_UP_TO, SEED).p


@dataclass(frozen=True, eq=False)
class _Asymptotic:
    """The asymptotic test in the same way, all patients at once."""

    position: Integers
    code: Integers
    groups: int

    def overall(self, event: Integers) -> float:
        part = stratum(self.position, event, self.code, self.groups, weighting("logrank"))
        return chi_squared_tail(*global_statistic([part]))

    def without(self, event: Integers, who: Integers) -> Floats:
        return self._changed(event, who, leave_out=True)

    def reclassified(self, event: Integers, who: Integers) -> Floats:
        return self._changed(event, who, leave_out=False)

    def _changed(self, event: Integers, who: Integers, leave_out: bool) -> Floats:
        counted_once = rank_changes(self.position, event, self.code, self.groups)
        return counted_once.p(self.position[who], event[who], self.code[who], leave_out=leave_out)


def _others(i: int, everybody: np.ndarray) -> np.ndarray:
    kept = everybody.copy()
    kept[i] = False
    return kept


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
