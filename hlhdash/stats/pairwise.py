"""Each pair of groups compared on its own, or each group with all the others."""

from __future__ import annotations

from itertools import combinations
from typing import Any, Literal

import numpy as np
import pandas as pd

from hlhdash.language import message
from hlhdash.stats.adjustment import Adjustment, adjusted, adjustment_name
from hlhdash.stats.checks import ArrayLike, followed, groups
from hlhdash.stats.comparison import DRAWS, SEED, logrank
from hlhdash.stats.rank_scores import Weights


def pairwise_logrank(
    time: ArrayLike,
    event: ArrayLike,
    group: Any,
    adjust: Adjustment = "holm",
    *,
    weights: Weights = "logrank",
    p: Literal["auto", "asymptotic", "exact"] = "auto",
    draws: int = DRAWS,
    seed: int = SEED,
) -> pd.DataFrame:
    """Compare every pair of groups by the log-rank test, on the patients of those two groups alone.

    Agrees with R's `survdiff` on each pair and `p.adjust`.

    Parameters
    ----------
    time, event, group : array-like of shape (n,)
        As for `logrank`.
    adjust : {"holm", "bh", "none"}
        How P values are adjusted for the number of pairs.
    weights, p, draws, seed
        As for `logrank`; the rule for an exact P is applied to each pair.

    Returns
    -------
    DataFrame
        a, b, p, p_adjusted and method (a Message), a row for each pair.
    """
    patients = followed(time, event)
    names, codes = groups(group, len(patients.time))
    rows = []
    for a, b in combinations(range(len(names)), 2):
        both = np.isin(codes, (a, b))
        test = logrank(
            patients.time[both],
            patients.event[both],
            codes[both],
            weights=weights,
            p=p,
            draws=draws,
            seed=seed,
        )
        rows.append({"a": names[a], "b": names[b], "p": test.p, "method": test.method})
    table = pd.DataFrame(rows, columns=["a", "b", "p", "method"])
    table.insert(3, "p_adjusted", adjusted(table["p"].to_numpy(dtype=float), adjust))
    return _with_adjustment_named(table, adjust)


def logrank_against_rest(
    time: ArrayLike,
    event: ArrayLike,
    group: Any,
    adjust: Adjustment = "holm",
    *,
    weights: Weights = "logrank",
    p: Literal["auto", "asymptotic", "exact"] = "auto",
    draws: int = DRAWS,
    seed: int = SEED,
) -> pd.DataFrame:
    """Compare each group with all other patients together by the log-rank test.

    Parameters
    ----------
    time, event, group, adjust, weights, p, draws, seed
        As for `pairwise_logrank`. With two groups there is one comparison, the first against the second.

    Returns
    -------
    DataFrame
        group, p, p_adjusted and method (a Message), a row for each comparison.
    """
    patients = followed(time, event)
    names, codes = groups(group, len(patients.time))
    rows = []
    for number, name in enumerate(names if len(names) > 2 else names[:1]):
        test = logrank(patients.time, patients.event, codes == number, weights=weights, p=p, draws=draws, seed=seed)
        rows.append({"group": name, "p": test.p, "method": test.method})
    table = pd.DataFrame(rows)
    table.insert(2, "p_adjusted", adjusted(table["p"].to_numpy(dtype=float), adjust))
    return _with_adjustment_named(table, adjust)


def _with_adjustment_named(table: pd.DataFrame, adjust: Adjustment) -> pd.DataFrame:
    how = adjustment_name(adjust, len(table))
    table["method"] = [message("{test}; {adjustment}", test=test, adjustment=how) for test in table["method"]]
    return table
