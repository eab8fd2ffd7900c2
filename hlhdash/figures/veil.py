"""Selected lanes stand out: a band lies under each of them, and all others behind a veil of the page's colour.

Both are shapes and the traces stay what they were: Plotly need not set an opacity at every point of every trace.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from hlhdash.figures.highlight import FADED, places
from hlhdash.figures.lanes import Lanes, Trace
from hlhdash.figures.palette import faded
from hlhdash.figures.style import Look

BAND = 0.1  # opacity of what lies under a selected lane
NAMES = 0.5  # what is left of the names of the others, which must be read to select one of them
_LEFT = -1.0  # further left than any name: what lies beyond the figure's edge is not drawn


def veil(ids: Sequence[str], rows: Lanes, look: Look, selected: frozenset[str]) -> list[dict[str, Any]]:
    """Return the bands and the veil as shapes; none where nobody is selected.

    Parameters
    ----------
    ids : the patient of each lane
    """
    if not selected:
        return []
    lit = np.zeros(len(ids), dtype=bool)
    lit[places(ids, selected)] = True
    ends = np.flatnonzero(np.diff(lit)) + 1
    shapes = []
    for run in np.split(np.arange(len(ids)), ends):
        top, bottom = float(rows.y[run[0]]) - 0.5, float(rows.y[run[-1]]) + 0.5
        if lit[run[0]]:
            shapes.append(_rectangle(0.0, 1.0, top, bottom, faded(look.theme.ink, BAND)) | {"layer": "below"})
        else:
            shapes.append(_rectangle(_LEFT, 0.0, top, bottom, faded(look.theme.page, 1 - NAMES)))
            shapes.append(_rectangle(0.0, 1.0, top, bottom, faded(look.theme.page, 1 - FADED)))
    return shapes


def _rectangle(x0: float, x1: float, top: float, bottom: float, colour: str) -> dict[str, Any]:
    across = {"type": "rect", "xref": "paper", "x0": x0, "x1": x1}
    return across | {"yref": "y", "y0": top, "y1": bottom, "fillcolor": colour, "line": {"width": 0}, "layer": "above"}


def steady(traces: Sequence[Trace]) -> None:
    """Let a click change no look of a trace: Plotly would dim all but the point under the pointer, then all is drawn.

    What is not selected looks as it did.
    """
    for trace in traces:
        trace["unselected"] = {"marker": {"opacity": trace.get("marker", {}).get("opacity", 1)}}
        if "text" in trace.get("mode", ""):
            trace["unselected"]["textfont"] = {"color": trace["textfont"]["color"]}
