"""The selected patients on curves of cumulative incidence: a ring where each had an event or was last seen."""

from __future__ import annotations

from typing import Any

import numpy as np

from hlhdash.analysis.incidence import Incidence, IncidenceGroup
from hlhdash.figures.highlight import ringed
from hlhdash.figures.steps import heights
from hlhdash.figures.style import Look
from hlhdash.numbers import UNIT_DAYS


def axis_of(panel: int) -> dict[str, str]:
    """Return the axes of a panel, counted from 0."""
    return {} if panel == 0 else {"xaxis": f"x{panel + 1}", "yaxis": f"y{panel + 1}"}


def rings(
    result: Incidence,
    look: Look,
    unit: str,
    selected: frozenset[str],
    groups: tuple[IncidenceGroup, ...] | None = None,
) -> list[dict[str, Any]]:
    """Return a trace of rings per panel.

    Parameters
    ----------
    groups : the panels where events are stacked, one per group; None where there is a panel for each event, in which
        who had none is ringed on the curve of the first
    """
    if not selected:
        return []
    states = list(result.states)
    traces: list[dict[str, Any]] = []
    for panel, one in enumerate(groups or ()):
        traces += _of_panel([(one, states, 0)], panel, look, unit, selected)
    for panel, state in enumerate(states if groups is None else ()):
        traces += _of_panel([(one, [state], panel) for one in result.groups], panel, look, unit, selected)
    return traces


def _of_panel(
    curves: list[tuple[IncidenceGroup, list[int], int]], panel: int, look: Look, unit: str, selected: frozenset[str]
) -> list[dict[str, Any]]:
    x: list[float] = []
    y: list[float] = []
    ids: list[str] = []
    for one, states, place in curves:
        below: Any = 0.0
        mine = one.patients[one.patients["patient_id"].isin(selected)]
        for i, state in enumerate(states):
            table = one.of(state)
            here = mine["state"].isin((state, 0) if i + place == 0 else (state,))
            level = table["incidence"].to_numpy(float) + below
            found = mine[here.to_numpy(bool)]
            x += (found["time"].to_numpy(float) / UNIT_DAYS[unit]).tolist()
            y += heights(table["time"].to_numpy(float), level, found).tolist()
            ids += found["patient_id"].tolist()
            below = np.array(level)
    return [one | axis_of(panel) for one in ringed(x, y, ids, look)]
