"""A figure as a page mounts it, so that the browser paints it once and not twice.

Streamlit hands each new figure to Plotly twice. Plotly then compares the two: a template, an object in `meta` and a
typed array always count as changed, and so does data without a revision, and all is painted again. None of them is in
what this gives, and the second time costs a third of the first.

What the reader zoomed into, turned off in the legend or took from the mode bar stays while a figure shows the same
thing, as it does when only another patient is selected.
"""

from __future__ import annotations

import zlib
from typing import Any

import numpy as np
import plotly.graph_objects as go

# A colour that stands in an axis itself, and not in a template, would turn its line and ticks on.
_UNASKED = {"showline": False, "ticks": ""}


def painted_once(drawn: go.Figure) -> go.Figure:
    """Return the same figure with its template written into the layout, arrays as lists and a data revision.

    The description in `meta` is left out: a page gives it to the element that holds the figure.
    """
    layout = drawn.layout.to_plotly_json()
    look = layout.pop("template").get("layout", {})
    layout.pop("meta", None)
    axes = {
        name: _UNASKED | look[f"{name[0]}axis"] for name in layout if name[1:5] == "axis" and f"{name[0]}axis" in look
    }
    whole = _with_lists(_merged(look | axes, layout)) | {"datarevision": 0}
    drawn_traces: tuple[Any, ...] = tuple(drawn.select_traces())
    traces = [_with_lists(trace.to_plotly_json()) for trace in drawn_traces]
    whole = _merged(_kept(whole, traces), whole)  # what a figure says itself of its axes stands
    once = go.Figure(data=traces, layout=whole, _validate=False)
    once.layout.template = None  # Plotly puts its own where there is none
    return once


class _Whole(list[Any]):
    """A list that nobody changes: Plotly copies each element of each list, once to build and once to write it."""

    def __deepcopy__(self, memo: object) -> _Whole:
        return self


def _kept(layout: dict[str, Any], traces: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what tells Plotly that axes and legend mean the same as before; `selectedpoints` must not be kept."""
    kept: dict[str, Any] = {
        name: {"uirevision": _hash([layout[name].get(part) for part in ("type", "range", "title", "tickvals")])}
        for name in layout
        if name[1:5] == "axis"
    }
    named = [trace["name"] for trace in traces if trace.get("name") and trace.get("showlegend", True)]
    return kept | {"legend": {"uirevision": _hash(named)}, "modebar": {"uirevision": "kept"}}


def _hash(value: Any) -> str:
    return f"{zlib.crc32(repr(value).encode()):x}"


def _with_lists(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return _Whole(value.tolist())
    if isinstance(value, dict):
        return {name: _with_lists(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)) and len(value) and isinstance(value[0], (dict, np.ndarray)):
        return [_with_lists(one) for one in value]
    return _Whole(value) if isinstance(value, list) else value


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    merged = below | above
    for name in below.keys() & above.keys():
        if isinstance(below[name], dict) and isinstance(above[name], dict):
            merged[name] = _merged(below[name], above[name])
        elif above[name] is None:
            merged[name] = below[name]
    return merged
