"""One child's laboratory values, each beside the values of the other patients."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from hlhdash.analysis.normal import ORDER, SKEWED, TITLES, Limits, reference
from hlhdash.cohort.model import Cohort
from hlhdash.language import Message, message

FEWEST = 4  # patients from which quartiles are drawn


@dataclass(frozen=True)
class Standing:
    """Where one value of a child lies among the patients who have such a value.

    Attributes
    ----------
    own : the child's value, None where there is none
    bound : "<" or ">" where the laboratory gave only a bound, else ""
    quartiles : of all of them, the child too (first, median, third), None under four
    lower, others : how many of the others have a lower value, and how many others there are
    """

    own: float | None
    bound: str
    quartiles: tuple[float, float, float] | None
    lower: int
    others: int


@dataclass(frozen=True)
class Panel:
    """One analyte of one child.

    Attributes
    ----------
    analyte : its name in the dictionary, or as the file writes it
    title : how it is called
    unit : of the values, as the file or the dictionary has it; several, where the file mixes them
    points : day, value, bound ("<", ">" or ""), in order of day
    limits : what is normal at this age, None where nothing is said
    log : whether the axis is logarithmic
    baseline : the last value on or before day zero, among those of the cohort
    last : the last value after day zero, among those of the cohort
    """

    analyte: str
    title: Message
    unit: str
    points: pd.DataFrame
    limits: Limits | None
    log: bool
    baseline: Standing
    last: Standing


def panels(cohort: Cohort, patient_id: str, age: float | None) -> tuple[Panel, ...]:
    """Return the panels of one child in the order of the dictionary.

    The others of a standing are those measured in the unit that most of the child's values have: values in different
    units cannot be ranked.
    """
    labs = cohort.labs
    mine = labs[labs["patient_id"] == patient_id]
    names = sorted(mine["analyte"].unique(), key=lambda name: (ORDER.get(name, len(ORDER)), name))
    return tuple(_panel(name, labs[labs["analyte"] == name], patient_id, age) for name in names)


def _panel(name: str, rows: pd.DataFrame, patient_id: str, age: float | None) -> Panel:
    mine = rows[rows["patient_id"] == patient_id].sort_values("day", kind="stable")
    units = mine["unit"].fillna("").astype(str)
    named = units[units != ""].value_counts()
    unit = str(named.index[0]) if len(named) else ""
    alike = rows[rows["unit"].fillna("").astype(str).isin(("", unit))] if unit else rows
    early, late = alike[alike["day"] <= 0], alike[alike["day"] > 0]
    points = mine[["day", "value", "bound"]].reset_index(drop=True)
    return Panel(
        name,
        TITLES.get(name) or message("{analyte}", analyte=name),
        ", ".join(dict.fromkeys(one for one in units if one)),
        points,
        reference(name, age),
        name in SKEWED and bool((points["value"] > 0).all()),
        _standing(early, patient_id),
        _standing(late, patient_id),
    )


def _standing(rows: pd.DataFrame, patient_id: str) -> Standing:
    """Place the child's last value among the last values of all."""
    last = rows.sort_values("day", kind="stable").drop_duplicates("patient_id", keep="last")
    values = last.set_index("patient_id")["value"].astype(float)
    mine = last[last["patient_id"] == patient_id]
    own = float(mine["value"].iloc[0]) if len(mine) else None
    bound = str(mine["bound"].iloc[0] or "") if len(mine) else ""
    others = values.drop(patient_id, errors="ignore").to_numpy(float)
    lower = 0 if own is None else int((others < own).sum())
    return Standing(own, bound, _quartiles(values.to_numpy(float)), lower, len(others))


def _quartiles(values: np.ndarray) -> tuple[float, float, float] | None:
    if len(values) < FEWEST:
        return None
    first, median, third = np.quantile(values, [0.25, 0.5, 0.75])
    return float(first), float(median), float(third)
