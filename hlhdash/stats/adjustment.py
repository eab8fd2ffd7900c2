"""P values adjusted for the number of comparisons."""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt

from hlhdash.language import Message, message
from hlhdash.stats.checks import Floats, StatsError

Adjustment = Literal["holm", "bh", "none"]


_NO_P = message("An adjustment takes a list of P values from 0 to 1.")


def holm(p_values: npt.ArrayLike) -> Floats:
    """Adjust P values by Holm's step-down rule (Scandinavian Journal of Statistics 1979;6:65-70).

    Agrees with R's `p.adjust(method="holm")`. A NaN stays NaN and does not count as a comparison.

    Parameters
    ----------
    p_values : array-like of shape (m,)

    Returns
    -------
    array of shape (m,)
    """
    p, known, order = _ordered(p_values)
    m = len(order)
    stepped = np.minimum(1.0, np.maximum.accumulate(p[known][order] * np.arange(m, 0, -1)))
    return _put_back(p, known, order, stepped)


def benjamini_hochberg(p_values: npt.ArrayLike) -> Floats:
    """Adjust P values by the false discovery rate (JRSS B 1995;57:289-300), as R's `p.adjust(, "BH")`."""
    p, known, order = _ordered(p_values)
    m = len(order)
    stepped = np.minimum.accumulate((p[known][order] * m / np.arange(1, m + 1))[::-1])[::-1]
    return _put_back(p, known, order, np.minimum(1.0, stepped))


def adjusted(p_values: npt.ArrayLike, adjust: Adjustment) -> Floats:
    """Adjust P values in the named way.

    Raises
    ------
    StatsError
        If there is no such adjustment.
    """
    ways = {"holm": holm, "bh": benjamini_hochberg, "none": lambda p: np.asarray(p, dtype=float).copy()}
    if not isinstance(adjust, str) or adjust not in ways:
        raise StatsError(message("Adjustment is holm, bh or none; {adjust} is none of them.", adjust=str(adjust)))
    return ways[adjust](p_values)


def adjustment_name(adjust: Adjustment, comparisons: int) -> Message:
    """Say how many comparisons there were and how their P values were adjusted."""
    sentences = {
        "holm": message("Holm's adjustment for {comparisons} comparisons", comparisons=comparisons),
        "bh": message("Benjamini-Hochberg adjustment for {comparisons} comparisons", comparisons=comparisons),
        "none": message("not adjusted for {comparisons} comparisons", comparisons=comparisons),
    }
    return sentences[adjust]


def _ordered(p_values: npt.ArrayLike) -> tuple[Floats, npt.NDArray[np.bool_], npt.NDArray[np.intp]]:
    try:
        p = np.asarray(p_values, dtype=float)
    except (TypeError, ValueError):
        raise StatsError(_NO_P) from None
    known = ~np.isnan(p)
    if p.ndim != 1 or (p[known] < 0).any() or (p[known] > 1).any():
        raise StatsError(_NO_P)
    return p, known, np.argsort(p[known], kind="stable")


def _put_back(p: Floats, known: npt.NDArray[np.bool_], order: npt.NDArray[np.intp], stepped: Floats) -> Floats:
    inner = np.empty(len(order))
    inner[order] = stepped
    result = np.full_like(p, np.nan)
    result[known] = inner
    return result
