"""Selected lanes stand out: a band lies under each of them, and all others behind a veil of the page's colour.

Both are shapes, and the traces stay what they were. Plotly then draws a few rectangles; it would compute and paint the
whole figure again for any other change, and a click is answered by the time that takes.
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
_WHOLE = 1.0  # the figure's width left of the lanes: what lies beyond its edge is not drawn


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
        band = bool(lit[run[0]])
        shapes.append(
            {
                "type": "rect",
                "layer": "below" if band else "above",
                "xref": "paper",
                "yref": "y",
                "x0": 0.0 if band else -_WHOLE,
                "x1": 1.0,
                "y0": float(rows.y[run[0]]) - 0.5,
                "y1": float(rows.y[run[-1]]) + 0.5,
                "fillcolor": faded(look.theme.ink, BAND) if band else faded(look.theme.page, 1 - FADED),
                "line": {"width": 0},
            }
        )
    return shapes


def unmoved(traces: Sequence[Trace], ground: Trace, selected: frozenset[str]) -> None:
    """Give each trace what a click on a lane leaves in it, with no look of its own, so that it is no change.

    Parameters
    ----------
    ground : of the traces, the one whose points are the lanes
    """
    for trace in traces:
        trace["selectedpoints"] = places(trace["customdata"], selected) if trace is ground else np.array([], dtype=int)
        trace["unselected"] = {"marker": {"opacity": trace.get("marker", {}).get("opacity", 1)}}
        if "text" in trace.get("mode", ""):
            trace["unselected"]["textfont"] = {"color": trace["textfont"]["color"]}
