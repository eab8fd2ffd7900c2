"""Median, quartiles and range of a number, bounded values kept in their place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Spread:
    """Median, quartiles and range of a number, and of how many patients it is known.

    A bounded value stands at its bound, with its sign: "<500" ranks below 500, ">40000" above 40000. A quantile that
    is one of the values as measured carries that value's sign. An end of the range that another value may lie beyond,
    such as 45000 beside ">40000", carries "≥" or "≤".
    """

    n: int
    median: float
    lower_quartile: float
    upper_quartile: float
    smallest: float
    largest: float
    bounds: tuple[str, str, str, str, str] = ("", "", "", "", "")
    censored: int = 0


def spread(values: pd.Series | Floats, bounds: pd.Series | None = None) -> Spread | None:
    """Describe the known values; None where there are none.

    Quantiles are R's type 7, also numpy's default; between two values one of which is bounded, the interpolated value
    carries the sign.
    """
    found = np.asarray(values, dtype=float)
    signs = np.array(["" for _ in found]) if bounds is None else signs_of(bounds)
    known = np.isfinite(found)
    found, signs = found[known], signs[known]
    if not len(found):
        return None
    # Equal numbers in order of what they can be: below the bound, at it, above it.
    order = np.lexsort((sign_order(signs), found))
    found, signs = found[order], signs[order]
    at = [_quantile(found, signs, share) for share in (0.5, 0.25, 0.75)]
    at += [_end(found, signs, 0, "<"), _end(found, signs, -1, ">")]
    numbers = [number for number, _ in at]
    return Spread(len(found), *numbers, tuple(sign for _, sign in at), int((signs != "").sum()))  # type: ignore[arg-type]


def signs_of(bounds: pd.Series) -> np.ndarray:
    """Return "<", ">" or "" of each value."""
    return bounds.fillna("").astype(str).str[:1].to_numpy(str)


def sign_order(signs: np.ndarray) -> np.ndarray:
    """Return where a value lies beside an equal exact one: -1 below, 0 at it, 1 above."""
    return np.where(signs == "<", -1, np.where(signs == ">", 1, 0))


def _end(found: Floats, signs: np.ndarray, place: int, beyond: str) -> tuple[float, str]:
    """Give the first or the last value: what is only known to lie beyond some bound may lie beyond the end, too."""
    if signs[place] == "" and beyond in signs:
        return float(found[place]), {"<": "≤", ">": "≥"}[beyond]
    return float(found[place]), str(signs[place])


def _quantile(found: Floats, signs: np.ndarray, share: float) -> tuple[float, str]:
    place = share * (len(found) - 1)
    low, high = int(np.floor(place)), int(np.ceil(place))
    value = float(found[low] + (found[high] - found[low]) * (place - low))
    mixed = {str(signs[low]), str(signs[high])} - {""}
    return value, mixed.pop() if len(mixed) == 1 else ""
