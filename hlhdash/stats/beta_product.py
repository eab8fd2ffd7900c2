"""The beta product confidence procedure: limits for survival that stay honest with few patients.

Fay, Brittain and Proschan, Biostatistics 2013;14:723-736; mid-p: Fay and Brittain, Statistics in Medicine
2016;35:2726-2740. Agrees with R's `bpcp::bpcp` 1.4 (method of moments, made monotone).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from hlhdash.stats.checks import Floats, Integers

_HALVINGS = 60  # a bisection of [0, 1] is at machine precision after 53


def beta_product(
    at_risk: Integers, events: Integers, at_risk_after: Integers, level: float, midp: bool = False
) -> tuple[Floats, Floats]:
    """Give the limits of survival at each distinct time, events or not.

    Parameters
    ----------
    at_risk, events : arrays of shape (m,)
        Patients at risk, and with the event, at increasing distinct times.
    at_risk_after : array of shape (m,)
        Patients at risk just after each of these times; censoring lowers the lower limit through it.
    level : float
        Confidence level, such as 0.95.
    midp : bool
        Whether to mix the lower and the upper distribution half and half (narrower, on average right).

    Returns
    -------
    lower, upper : arrays of shape (m,), never rising
    """
    # After d of n died, survival multiplies by a Beta(n - d + 1, d); no death leaves it alone.
    mean, square = _moments(at_risk - events + 1, events)
    mean, square = np.cumprod(mean, dtype=np.float64), np.cumprod(square, dtype=np.float64)
    # Until the next death the curve may have fallen by one more factor, Beta(at risk after, 1).
    next_mean, next_square = _moments(at_risk_after, np.ones_like(events))
    upper_shape = _matched(mean, square)
    lower_shape = _matched(mean * next_mean, square * next_square)
    tail = (1 - level) / 2
    if midp:
        lower, upper = _mixed(lower_shape, upper_shape, tail), _mixed(lower_shape, upper_shape, 1 - tail)
    else:
        lower, upper = _quantile(lower_shape, tail), _quantile(upper_shape, 1 - tail)
    return np.minimum.accumulate(lower), np.minimum.accumulate(upper)


def without_event(at_risk_after: Integers, level: float) -> tuple[Floats, Floats]:
    """Give the beta product limits where nobody has had the event yet: a power of the tail, and 1."""
    n = at_risk_after.astype(float)
    power = np.divide(1.0, n, out=np.full_like(n, np.inf), where=n > 0)
    return ((1 - level) / 2) ** power, np.ones_like(n)


def _moments(a: Integers, b: Integers) -> tuple[Floats, Floats]:
    """First and second moment of Beta(a, b), with Beta(0, b) all at 0 and Beta(a, 0) all at 1."""
    first = np.asarray(a / (a + b), dtype=float)
    return first, first * (a + 1) / (a + b + 1)


def _matched(mean: Floats, square: Floats) -> tuple[Floats, Floats]:
    """Shapes of the beta distribution with these moments; a point mass at 0 or 1 has (0, 1) or (1, 0)."""
    variance = square - mean**2
    spread = (mean > 0) & (mean < 1)
    size = np.divide(mean - square, variance, out=np.ones_like(mean), where=spread)
    return mean * size, (1 - mean) * size


def _mixed(first: tuple[Floats, Floats], second: tuple[Floats, Floats], p: float) -> Floats:
    """Quantile of an equal mixture of two betas, by bisection; point masses jump at 0 and at 1."""
    low, high = np.zeros_like(first[0]), np.ones_like(first[0])
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        short = (_share_below(first, middle) + _share_below(second, middle)) / 2 < p
        low, high = np.where(short, middle, low), np.where(short, high, middle)
    # The jumps sit on the ends themselves, which a bisection only approaches.
    found, edge = (low + high) / 2, np.finfo(float).eps
    return np.where(found < edge, 0.0, np.where(found > 1 - edge, 1.0, found))


def _share_below(shape: tuple[Floats, Floats], x: Floats) -> Floats:
    from scipy.special import betainc

    return _beyond_points(betainc, shape, x, (shape[0] == 0).astype(float))


def _quantile(shape: tuple[Floats, Floats], p: float) -> Floats:
    from scipy.special import betaincinv

    return _beyond_points(betaincinv, shape, np.full_like(shape[0], p), (shape[1] == 0).astype(float))


def _beyond_points(
    function: Callable[..., Floats], shape: tuple[Floats, Floats], argument: Floats, at_points: Floats
) -> Floats:
    """Apply a function of the beta distribution, but give the known answer where all mass is at 0 or 1."""
    a, b = shape
    spread = (a > 0) & (b > 0)
    return np.where(spread, function(np.where(spread, a, 1.0), np.where(spread, b, 1.0), argument), at_points)
