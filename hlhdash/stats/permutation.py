"""The permutation distribution of a log-rank statistic, recomputed for each assignment of the labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod, sqrt

import numpy as np

from hlhdash.stats import assignments
from hlhdash.stats.assignments import Assignments
from hlhdash.stats.checks import Floats, Integers
from hlhdash.stats.rank_scores import Stratum, chi_squared

ALL_UP_TO = 200_000  # assignments that are listed, not drawn
TIE = 1e-9  # relative: an assignment this close below the observed statistic counts as reaching it
_WORK = 200_000_000  # patients handled in all draws; a cohort over 1,000 gets fewer draws, and the error says so
_AT_ONCE = 200_000  # patients handled together: few enough to stay in the processor's cache


@dataclass(frozen=True)
class PermutationP:
    """A permutation P value, from how many assignments, and its Monte Carlo error if they were drawn."""

    p: float
    assignments: int
    monte_carlo_error: float | None


@dataclass(frozen=True, eq=False)
class _Ranked:
    """Patients of a stratum in order of time, with what each adds to the difference and its variance.

    Attributes
    ----------
    sizes : patients of each group; the last group is the one not followed
    reached : of each patient, the number of event times reached
    score : of each patient, event minus hazard
    at_one, at_two : at each event time, what a patient adds to the variance of its group and a pair takes from it
    first, second : the same of each patient, summed over the event times reached
    """

    sizes: list[int]
    reached: Integers
    score: Floats
    at_one: Floats
    at_two: Floats

    @property
    def first(self) -> Floats:
        return _running(self.at_one)[self.reached]

    @property
    def second(self) -> Floats:
        return _running(self.at_two)[self.reached]


def permutation_p(strata: Sequence[Stratum], statistic: float, draws: int, seed: int) -> PermutationP:
    """Give the share of assignments whose statistic is at least the observed one.

    Labels are permuted within strata. All assignments are listed when there are at most 200,000; otherwise
    they are drawn, and P is (hits + 1) / (draws + 1).

    Parameters
    ----------
    strata : sequence of Stratum
        With the same groups in the same order.
    statistic : float
        The observed chi-squared.
    draws, seed : int
        How many assignments to draw, and where the random numbers start.
    """
    order = np.argsort(sum(stratum.size for stratum in strata), kind="stable")
    ranked = [_ranked(stratum, order) for stratum in strata]
    scale = float(sum(stratum.spread.sum() for stratum in strata))
    limit = statistic * (1 - TIE) - np.finfo(float).eps
    total = prod(assignments.count(part.sizes) for part in ranked)
    if total <= ALL_UP_TO:
        hits = int((_all_statistics(ranked, scale) >= limit).sum())
        return PermutationP(hits / total, total, None)
    draws, hits = _affordable(ranked, draws), 0
    random, rows = np.random.default_rng(seed), _rows(ranked)
    for start in range(0, draws, rows):
        batch = min(rows, draws - start)
        parts = [_sums(part, assignments.drawn(part.sizes, batch, random)) for part in ranked]
        difference, covariance = (np.sum([part[i] for part in parts], axis=0) for i in (0, 1))
        hits += int((chi_squared(difference, covariance, scale) >= limit).sum())
    p = (hits + 1) / (draws + 1)
    return PermutationP(p, draws, sqrt(p * (1 - p) / draws))


def _ranked(stratum: Stratum, order: Integers) -> _Ranked:
    """Lay out the patients by time; the largest group comes last and is the one not followed."""
    n, m = stratum.at_risk.sum(axis=0), len(stratum.weight)
    died = stratum.events.sum(axis=0)
    # Patients who reached the same number of event times are alike but for the event itself.
    kinds = np.stack([stratum.lost, np.concatenate([[0], died])], axis=1).ravel()
    reached = np.repeat(np.repeat(np.arange(m + 1), 2), kinds)
    had_event = np.repeat(np.tile([0.0, 1.0], m + 1), kinds)
    weight = np.concatenate([[0.0], stratum.weight])
    return _Ranked(
        sizes=[int(size) for size in stratum.size[order]],
        reached=reached,
        score=had_event * weight[reached] - _running(stratum.weight * stratum.hazard)[reached],
        at_one=stratum.spread / n,
        at_two=stratum.spread / n**2,
    )


def _running(values: Floats) -> Floats:
    return np.concatenate([[0.0], np.cumsum(values)])


def _sums(patients: _Ranked, assigned: Assignments) -> tuple[Floats, Floats]:
    """Give observed minus expected and its covariance for each assignment."""
    return _of_one(patients, assigned) if len(patients.sizes) == 2 else _of_several(patients, assigned)


def _of_one(patients: _Ranked, assigned: Assignments) -> tuple[Floats, Floats]:
    """Do so for one group, without counting who is at risk, which is quicker than `_of_several` for few members.

    The number at risk enters the variance squared; summed over event times, each pair of members adds what had been
    reached by the earlier of the two, so members in order of time need only be counted.
    """
    later = np.arange(assigned.member.shape[1])[::-1]
    score, first, second = (part[assigned.member] for part in (patients.score, patients.first, patients.second))
    variance = (first - second * (1 + 2 * later)).sum(axis=1)
    return score.sum(axis=1)[:, None], variance[:, None, None]


def _of_several(patients: _Ranked, assigned: Assignments) -> tuple[Floats, Floats]:
    """Do so for several groups, from the number at risk in each at each event time."""
    rows, groups, times = len(assigned.member), len(patients.sizes) - 1, len(patients.at_one)
    place = assigned.group + groups * np.arange(rows)[:, None]
    difference = np.bincount(place.ravel(), patients.score[assigned.member].ravel(), rows * groups).astype(float)
    # From the last event time to the first, so that a running count is who is still at risk. It runs on through all
    # groups of all assignments, which is ten times as quick as one for each, and their sizes are known.
    left = place * (times + 1) + times - patients.reached[assigned.member]
    running = np.bincount(left.ravel(), minlength=rows * groups * (times + 1)).cumsum()
    before = np.cumsum([0, *patients.sizes[:-2]]) + assigned.member.shape[1] * np.arange(rows)[:, None]
    at_risk = np.subtract(running.reshape(rows, groups, times + 1), before[:, :, None], dtype=float)[:, :, :times]
    covariance = -(at_risk * patients.at_two[::-1]) @ at_risk.transpose(0, 2, 1)
    own = np.arange(groups)
    covariance[:, own, own] += at_risk @ patients.at_one[::-1]
    return difference.reshape(rows, groups), covariance


def _all_statistics(ranked: Sequence[_Ranked], scale: float) -> Floats:
    """Statistics of every combination of every stratum's assignments."""
    groups = len(ranked[0].sizes) - 1
    difference, covariance = np.zeros((1, groups)), np.zeros((1, groups, groups))
    for part in ranked:
        u, v = _listed(part)
        difference = (difference[:, None] + u[None]).reshape(-1, groups)
        covariance = (covariance[:, None] + v[None]).reshape(-1, groups, groups)
    return chi_squared(difference, covariance, scale)


def _listed(part: _Ranked) -> tuple[Floats, Floats]:
    """Give the sums of every assignment of a stratum, some thousand at a time: all at once want much memory."""
    every = assignments.every(part.sizes)
    step = _rows([part])
    sums = [_sums(part, every.between(start, start + step)) for start in range(0, len(every.member), step)]
    return np.concatenate([one for one, _ in sums]), np.concatenate([one for _, one in sums])


def _cells(ranked: Sequence[_Ranked]) -> int:
    """Patients looked at in one draw."""
    return sum(assignments.handled(part.sizes) for part in ranked)


def _rows(ranked: Sequence[_Ranked]) -> int:
    return max(1, _AT_ONCE // max(1, _cells(ranked)))


def _affordable(ranked: Sequence[_Ranked], draws: int) -> int:
    return min(draws, max(200, _WORK // max(1, _cells(ranked))))
