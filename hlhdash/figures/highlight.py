"""The selected patients stand out in a figure, all others are dimmed; never by colour alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

FADED = 0.22  # opacity of what is not selected


def places(people: Iterable[Any], selected: frozenset[str]) -> npt.NDArray[np.int_]:
    """Return the places of the selected patients; a point of several patients counts where one of them is selected.

    Parameters
    ----------
    people : `customdata` of a trace: a patient_id, or a list of them, for each point
    """
    found = [
        i
        for i, one in enumerate(people)
        if (one in selected if isinstance(one, str) else not selected.isdisjoint(one or ()))
    ]
    return np.array(found, dtype=int)


def highlight(traces: Iterable[dict[str, Any]], selected: frozenset[str]) -> None:
    """Dim every point of the traces that is of another patient; where nobody is selected, nothing is dimmed.

    Parameters
    ----------
    traces : those without `customdata` are left as they are
    selected : patient_ids as they are in `customdata`
    """
    if not selected:
        return
    for trace in traces:
        people = trace.get("customdata")
        if people is not None:
            trace["selectedpoints"] = places(people, selected)
            trace["selected"] = {"marker": {"opacity": 1}}
            trace["unselected"] = {"marker": {"opacity": FADED}}
