"""Log hazard ratios that maximise the partial likelihood, plain or with Firth's penalty."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hlhdash.stats.checks import Floats
from hlhdash.stats.partial_likelihood import Draws

_ROUNDS = 200
_CLOSE = 1e-10
_LONGEST_STEP = 2.0  # of a log hazard ratio; keeps Newton's method from leaping where the likelihood is flat
_RUNAWAY = 15.0  # a log hazard ratio this large is on its way to infinity


@dataclass(frozen=True, eq=False)
class HazardFit:
    """A fit of all groups' log hazards; the reference stays at 0.

    Attributes
    ----------
    beta : array of shape (k,)
    covariance : array of shape (k, k)
        Inverse information, 0 for fixed groups.
    log_likelihood : float
        With the penalty, if there is one.
    finite : bool
        False if some hazard ratio has no finite maximum.
    """

    beta: Floats
    covariance: Floats
    log_likelihood: float
    finite: bool


def fitted(rows: Draws, free: list[int], firth: bool = False, start: Floats | None = None) -> HazardFit:
    """Maximise over the free groups, the others held where `start` has them.

    Firth's penalty (Biometrika 1993;80:27-38; for Cox models Heinze and Schemper, Biometrics 2001;57:114-119) is
    half the log determinant of the information on all groups but the reference, group 0.

    Parameters
    ----------
    rows : Draws of k groups
    free : list of int
        Groups whose log hazard is sought.
    firth : bool
    start : array of shape (k,), optional
        Where to begin, 0 by default.
    """
    beta = np.zeros(rows.at_risk.shape[1]) if start is None else start.copy()
    height = _height(rows, beta, firth)
    covariance = np.zeros((len(beta), len(beta)))
    for _ in range(_ROUNDS):
        slope = _slope(rows, beta, firth)[free]
        information = rows.information(beta)[np.ix_(free, free)]
        step = np.linalg.pinv(information, hermitian=True) @ slope if free else slope
        step *= min(1.0, _LONGEST_STEP / max(float(np.abs(step).max(initial=0.0)), _CLOSE))
        beta, gained = _climbed(rows, beta, free, step, height, firth)
        height += gained
        if float(np.abs(step).max(initial=0.0)) < _CLOSE or np.abs(beta).max() > 2 * _RUNAWAY:
            break
    if free:
        inverse = np.linalg.pinv(rows.information(beta)[np.ix_(free, free)], hermitian=True)
        covariance[np.ix_(free, free)] = inverse
    return HazardFit(beta, covariance, height, bool(np.abs(beta).max() < _RUNAWAY))


def _climbed(
    rows: Draws, beta: Floats, free: list[int], step: Floats, height: float, firth: bool
) -> tuple[Floats, float]:
    """Take the step, halved until it does not lead down."""
    for _ in range(30):
        moved = beta.copy()
        moved[free] += step
        gained = _height(rows, moved, firth) - height
        if gained >= -_CLOSE:
            return moved, gained
        step = step / 2
    return beta, 0.0


def _height(rows: Draws, beta: Floats, firth: bool) -> float:
    plain = rows.log_likelihood(beta)
    if not firth:
        return plain
    return plain + float(np.linalg.slogdet(rows.information(beta)[1:, 1:])[1]) / 2


def _slope(rows: Draws, beta: Floats, firth: bool) -> Floats:
    """First derivative of the (penalised) log likelihood."""
    share = rows.shares(beta)
    slope = rows.struck - share.sum(axis=0)
    if not firth:
        return slope
    inverse = np.zeros((len(beta), len(beta)))
    inverse[1:, 1:] = np.linalg.pinv(rows.information(beta)[1:, 1:], hermitian=True)
    # Third cumulants of one draw, summed against the inverse information: its trace with each derivative.
    own, mean = np.diag(inverse), share @ inverse
    centred = share * (own - 2 * mean + (2 * (mean * share).sum(axis=1) - share @ own)[:, None])
    return slope + centred.sum(axis=0) / 2
