"""The selected patients stand out in a figure, all others are dimmed; never by colour alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from hlhdash.figures.style import Look
from hlhdash.figures.text import plain, shown
from hlhdash.language import Message, listed, message

FADED = 0.22  # opacity of what is not selected
MOST_NAMED = 6  # rings that have a name beside them
MOST_LISTED = 3  # patients named in a caption


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


def outline(traces: Sequence[dict[str, Any]], selected: frozenset[str], look: Look) -> None:
    """Dim every bar in which none of the selected patients is, and draw a line around the others.

    Parameters
    ----------
    traces : bars whose `customdata` are the patient_ids behind each
    """
    highlight(traces, selected)
    if not selected:
        return
    for trace in traces:
        chosen = set(np.asarray(trace["selectedpoints"]).tolist())
        if "text" in trace:  # in the page's ink: what reads well on a bar does not on a dimmed one
            trace["unselected"] = trace["unselected"] | {"textfont": {"color": look.theme.ink}}
        line = dict(trace["marker"].get("line", {}))
        bars = range(len(trace["customdata"]))
        trace["marker"] = trace["marker"] | {
            "line": {
                "color": [look.theme.ink if i in chosen else line.get("color", look.theme.page) for i in bars],
                "width": [look.sizes.line if i in chosen else line.get("width", 0) for i in bars],
            }
        }


def ringed(
    x: Sequence[float], y: Sequence[float], ids: Sequence[str], look: Look, *, named_at: str = "top center"
) -> list[dict[str, Any]]:
    """Return a ring at each place, with the patient's name where there are few; no trace where there is no place.

    Parameters
    ----------
    named_at : the side of the ring on which the name stands, away from the line that leads to it
    """
    if not len(ids):
        return []
    named = len(ids) <= MOST_NAMED
    return [
        {
            "type": "scatter",
            "mode": "markers+text" if named else "markers",
            "x": list(x),
            "y": list(y),
            "text": [f"<b>{shown(one, 18)}</b>" for one in ids] if named else None,
            "textposition": named_at,
            "textfont": {"size": look.sizes.label, "color": look.theme.ink},
            "marker": {
                "symbol": "circle-open",
                "size": look.sizes.marker * 1.5,
                "color": look.theme.ink,
                "opacity": 1,
                "line": {"width": 2.4, "color": look.theme.ink},
            },
            "customdata": [[one] for one in ids],
            "hoverinfo": "skip",
            "showlegend": False,
            "cliponaxis": False,
        }
    ]


def outlined_words(selected: frozenset[str], shown_patients: Iterable[str]) -> Message | None:
    """Say who is outlined; None where none of the selected is in the figure."""
    mine = [one for one in dict.fromkeys(shown_patients) if one in selected]
    if not mine:
        return None
    if len(mine) > MOST_LISTED:
        return message("Outlined: where the {n} selected patients are", n=len(mine))
    return message("Outlined: {patients}", patients=listed([plain(one, 24) for one in mine]))
