"""A waterfall: how far one analyte moved from its baseline at its best, a bar per patient."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from hlhdash.analysis.labs import one_unit
from hlhdash.analysis.normal import SKEWED, TITLES
from hlhdash.analysis.swimmer.strip import LOW_IS_ILL
from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.model import Cohort, Provenance
from hlhdash.language import Message, message

Sort = Literal["change", "given"]
Scale = Literal["fold", "percent", "difference"]
DIFFERENCES = frozenset({"temperature", "spleen", "liver"})  # a ratio of them says nothing
# They move by powers of ten: of ferritin, nine tenths and 999 thousandths would look alike as percentages.
FOLDS = SKEWED | {"platelets", "anc", "wbc"}


@dataclass(frozen=True)
class Waterfall:
    """The best change of one analyte from its baseline; days count from day zero.

    The baseline is the last value up to day zero. Best is the lowest later value, or the highest where low values are
    those of illness (platelets, haemoglobin, neutrophils, white cells, fibrinogen). A value that the laboratory gave
    only as a bound stands at its bound and its change is marked, because the truth lies beyond it or short of it.

    Attributes
    ----------
    analyte, title, unit : what was measured
    scale : of the change: "fold" (best over baseline; what moves by powers of ten), "difference" in the unit
        (temperature, spleen, liver) or "percent" of the baseline (all else)
    rises : whether the highest value is the best
    bars : place (0 from the left), patient_id, baseline, best, day (of the best), change, bounded, response (the best
        recorded, None where nothing is) and etiology, where the file has it
    sort : "change" where the least good change stands first, "given" where an order was
    without : patients who lack a baseline or a later value
    other_units : values in another unit, which are left out
    provenance : file, filters, day zero
    """

    analyte: str
    title: Message
    unit: str
    scale: Scale
    rises: bool
    bars: pd.DataFrame
    sort: Sort
    without: tuple[str, ...]
    other_units: int
    provenance: Provenance


def waterfall(cohort: Cohort, analyte: str, *, order: Sequence[str] | None = None, sort: Sort = "change") -> Waterfall:
    """Find each patient's best change of one analyte.

    Parameters
    ----------
    analyte : "ferritin", "scd25", "platelets" ...
    order : the patients who are drawn, such as `Swimmer.order`; None for all
    sort : "change" for the least good change first, "given" for the order given

    Raises
    ------
    CohortError
        Where nobody has a baseline and a later value.
    """
    people = list(order) if order is not None else cohort.patients["patient_id"].tolist()
    wanted = (cohort.labs["analyte"] == analyte) & cohort.labs["patient_id"].isin(people)
    rows = cohort.labs[wanted.to_numpy(bool) & np.isfinite(cohort.labs["value"].to_numpy(float))]
    unit, rows, other = one_unit(rows) if len(rows) else ("", rows, 0)
    rises = analyte in LOW_IS_ILL
    scale: Scale = "difference" if analyte in DIFFERENCES else "fold" if analyte in FOLDS else "percent"
    table = _pairs(rows, rises=rises)
    if scale != "difference":
        table = table[((table["baseline"] > 0) & ((table["best"] > 0) | (scale == "percent"))).to_numpy(bool)]
    if table.empty:
        raise CohortError(
            message(
                "Nobody who is looked at has {analyte} up to day zero and again later, so there is no change to draw.",
                analyte=TITLES.get(analyte, analyte),
            )
        )
    change = {
        "fold": table["best"] / table["baseline"],
        "percent": 100 * (table["best"] / table["baseline"] - 1),
        "difference": table["best"] - table["baseline"],
    }
    table["change"] = change[scale]
    if sort == "change":
        table = table.sort_values("change", ascending=rises, kind="stable")
    else:
        table = table.loc[[one for one in people if one in table.index]]
    return Waterfall(
        analyte,
        TITLES.get(analyte) or message("{analyte}", analyte=analyte),
        unit,
        scale,
        rises,
        _described(table, cohort),
        sort,
        tuple(one for one in people if one not in table.index),
        other,
        cohort.provenance,
    )


def _pairs(rows: pd.DataFrame, *, rises: bool) -> pd.DataFrame:
    """Return baseline, best, day and bounded of those who have both values, by patient_id."""
    rows = rows.sort_values(["patient_id", "day"], kind="stable")
    first = rows[rows["day"] <= 0].drop_duplicates("patient_id", keep="last").set_index("patient_id")
    later = rows[rows["day"] > 0].sort_values("value", ascending=not rises, kind="stable")
    best = later.drop_duplicates("patient_id").set_index("patient_id")
    both = first.index.intersection(best.index, sort=False)
    first, best = first.loc[both], best.loc[both]
    bounded = (first["bound"].fillna("") != "") | (best["bound"].fillna("") != "")
    return pd.DataFrame(
        {"baseline": first["value"], "best": best["value"], "day": best["day"], "bounded": bounded}, index=both
    )


def _described(table: pd.DataFrame, cohort: Cohort) -> pd.DataFrame:
    people = cohort.patients.set_index("patient_id")
    table = table.assign(response=None, etiology=None)
    for name, column in (("response", "best_response"), ("etiology", "etiology")):
        if column in people:
            table[name] = people[column].reindex(table.index)
    table = table.rename_axis("patient_id").reset_index()
    table.insert(0, "place", range(len(table)))
    return table
