"""Two values of each patient, before and after, and what they come to in a group."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class Quartiles:
    """Median and quartiles (R's type 7)."""

    median: float
    lower: float
    upper: float

    @property
    def ends(self) -> tuple[float, float]:
        """The quartiles."""
        return self.lower, self.upper


@dataclass(frozen=True)
class Paired:
    """One group before and after.

    Attributes
    ----------
    group : its label
    n : patients with both values
    before, after : of their values, bounds at their bound
    change : of the differences of those whose two values are exact, None where nobody's are
    exact : how many these are
    patients : the patient_ids of those with both values
    lower, higher : of them, those whose later value is surely lower, or higher
    """

    group: str
    n: int
    before: Quartiles
    after: Quartiles
    change: Quartiles | None
    exact: int
    patients: tuple[str, ...]
    lower: tuple[str, ...]
    higher: tuple[str, ...]


def pairs_of(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Join two tables of one row per patient: patient_id, group, before, after, before_bound, after_bound."""
    before, after = before.set_index("patient_id"), after.set_index("patient_id")
    both = before.index.intersection(after.index, sort=False)
    return pd.DataFrame(
        {
            "patient_id": both,
            "group": before.loc[both, "group"].to_numpy(),
            "before": before.loc[both, "value"].to_numpy(),
            "after": after.loc[both, "value"].to_numpy(),
            "before_bound": before.loc[both, "bound"].to_numpy(),
            "after_bound": after.loc[both, "bound"].to_numpy(),
        }
    )


def paired(pairs: pd.DataFrame, order: tuple[str, ...]) -> tuple[Paired, ...]:
    """Sum the pairs up by group."""
    groups = [(label, pairs[(pairs["group"] == label).to_numpy(bool)]) for label in order]
    return tuple(_of_group(label, mine) for label, mine in groups if len(mine))


def _of_group(label: str, mine: pd.DataFrame) -> Paired:
    before, after = mine["before"].to_numpy(float), mine["after"].to_numpy(float)
    first, later = mine["before_bound"].to_numpy(object), mine["after_bound"].to_numpy(object)
    ids = mine["patient_id"].to_numpy(object)
    exact = (first == "") & (later == "")
    change = (after - before)[exact]
    # A bound settles the direction only where the truth beyond it cannot turn it round.
    falls, rises = (first != "<") & (later != ">"), (first != ">") & (later != "<")
    bounded = ~exact
    lower = falls & ((after < before) | (bounded & (after == before)))
    higher = rises & ((after > before) | (bounded & (after == before)))
    return Paired(
        label,
        len(mine),
        _quartiles(before),
        _quartiles(after),
        _quartiles(change) if len(change) else None,
        int(exact.sum()),
        tuple(ids.tolist()),
        tuple(ids[lower].tolist()),
        tuple(ids[higher].tolist()),
    )


def _quartiles(values: np.ndarray) -> Quartiles:
    lower, median, upper = np.quantile(values, [0.25, 0.5, 0.75])
    return Quartiles(float(median), float(lower), float(upper))
