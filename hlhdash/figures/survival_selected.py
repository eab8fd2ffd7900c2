"""The selected patients on survival curves: a ring where each of them left, and the other curves dimmed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from hlhdash.figures.curves import TIED, Drawn
from hlhdash.figures.highlight import ringed
from hlhdash.figures.style import Look
from hlhdash.numbers import UNIT_DAYS

Trace = dict[str, Any]
DIMMED = 0.3  # opacity of a curve that none of the selected is on


def dim(traces: list[Trace], curves: Sequence[Drawn], selected: frozenset[str]) -> None:
    """Dim every trace of a curve on which none of the selected patients is."""
    others = {one.label for one in curves if not one.group.patients["patient_id"].isin(selected).any()}
    if len(others) < len(curves):
        for trace in traces:
            if trace.get("legendgroup") in others:
                trace["opacity"] = DIMMED


def rings(curves: Sequence[Drawn], look: Look, unit: str, selected: frozenset[str]) -> list[Trace]:
    """Return a ring on its curve for each selected patient, at death or where follow-up ended, with the name.

    Parameters
    ----------
    selected : patient_ids; those who are on no curve have no ring

    Returns
    -------
    list
        One trace, or none where nobody selected is on a curve.
    """
    x: list[float] = []
    y: list[float] = []
    ids: list[str] = []
    for one in curves:
        mine = one.group.patients[one.group.patients["patient_id"].isin(selected)]
        times, survival = (one.group.curve.table[name].to_numpy(float) for name in ("time", "survival"))
        when = mine["time"].to_numpy(float)
        row = np.searchsorted(times, when + TIED * np.maximum(when, 1.0), side="right") - 1
        x += (when / UNIT_DAYS[unit]).tolist()
        y += survival[row].tolist()
        ids += mine["patient_id"].tolist()
    return ringed(x, y, ids, look, named_at="top right")  # a step comes down from above
