"""Labs before and after: each analyte at day 0, 7, 28 and 56, and how much it changed in the same children."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from hlhdash.analysis.added_therapy import from_origin
from hlhdash.analysis.criteria.charts import window
from hlhdash.analysis.groups import ALL, group
from hlhdash.analysis.pooling import Pooling, pooling
from hlhdash.analysis.spread import Spread, spread
from hlhdash.cohort.fields import ANALYTES
from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.model import Cohort, Provenance
from hlhdash.language import message

DAYS = (0, 7, 28, 56)


@dataclass(frozen=True)
class Moment:
    """One analyte on one day.

    Attributes
    ----------
    day : from the file's day zero; 0 is the last value on or before it
    spread : of all who were measured, None where nobody was
    change : of those measured then and at day zero: value minus baseline, None at day zero or where nobody has both
    """

    day: int
    spread: Spread | None
    change: Spread | None


@dataclass(frozen=True)
class Trajectory:
    """One analyte in one group of patients."""

    analyte: str
    group: str
    n: int
    moments: tuple[Moment, ...]


@dataclass(frozen=True)
class Trajectories:
    """Labs before and after.

    Attributes
    ----------
    by, pooling : the grouping; by is None for all together
    days : the days looked at
    rows : one per analyte and group
    provenance : file, filters, day zero
    """

    by: str | None
    days: tuple[int, ...]
    rows: tuple[Trajectory, ...]
    provenance: Provenance
    pooling: Pooling | None = None


def trajectories(
    cohort: Cohort,
    by: str | None = None,
    *,
    days: tuple[int, ...] = DAYS,
    pools: Mapping[str, Sequence[str]] | None = None,
    planned: bool = False,
) -> Trajectories:
    """Describe each analyte at some days: day 0 the last value on or before, any other the nearest in its window.

    A change is taken from exact values only; a bounded one has no difference.

    Parameters
    ----------
    by, pools, planned : the groups, as `hlhdash.response_table` takes them

    Raises
    ------
    CohortError
        Where the file has no labs, none at or after day zero, or no such grouping.
    """
    if cohort.labs.empty:
        raise CohortError(
            message("The file has no labs. Add columns such as ferritin_d0 and ferritin_d7, or a sheet of labs.")
        )
    grouping = group(cohort, by, pooling=pooling(pools, planned=planned))
    labels = grouping.labels
    ids = cohort.patients["patient_id"]
    labs = cohort.labs
    day = labs["day"] - labs["patient_id"].map(from_origin(cohort)).astype(float)
    labs = labs.assign(day=day)
    order = grouping.order if by is not None else (ALL,)
    rows = []
    for analyte in ANALYTES:
        mine = labs[labs["analyte"] == analyte.name]
        if mine.empty:
            continue
        at = {day: _at(mine, day).reindex(ids) for day in days}
        for name in order:
            chosen = (labels == name).to_numpy(bool)
            moments = tuple(_moment(day, at, chosen) for day in days)
            rows.append(Trajectory(analyte.name, name, int(chosen.sum()), moments))
    return Trajectories(by, days, tuple(rows), cohort.provenance, grouping.pooling)


def _at(labs: pd.DataFrame, day: int) -> pd.DataFrame:
    """Return value and bound of each patient on a day, by patient_id."""
    if day == 0:
        # Of two values of one day the later row counts, as in Table 1 and in the criteria.
        near = labs[labs["day"] <= 0].sort_values("day", kind="stable").drop_duplicates("patient_id", keep="last")
    else:
        near = labs[(labs["day"] > 0) & ((labs["day"] - day).abs() <= window(day))]
        near = near.assign(off=(near["day"] - day).abs()).sort_values(["off", "day"], kind="stable")
    return near.drop_duplicates("patient_id").set_index("patient_id")[["value", "bound"]]


def _moment(day: int, at: dict[int, pd.DataFrame], chosen: np.ndarray) -> Moment:
    now = at[day][chosen]
    change = None
    if day != 0 and 0 in at:
        before = at[0][chosen]
        exact = (now["bound"].fillna("") == "") & (before["bound"].fillna("") == "")
        change = spread((now["value"] - before["value"]).where(exact))
    return Moment(day, spread(now["value"], now["bound"]), change)
