"""Where each patient's lane lies and how it is labelled."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hlhdash.analysis.swimmer import Swimmer
from hlhdash.figures.frame import EDGE
from hlhdash.figures.palette import colours, faded
from hlhdash.figures.style import Look, Sizes
from hlhdash.figures.text import escaped, plain, px

Trace = dict[str, Any]
Floats = npt.NDArray[np.float64]
LONGEST_ID, LONGEST_LABEL, LONGEST_HEADER = 18, 14, 40
# Height of a lane, of its height where patients are few, by how many patients there are.
_SHRINK = ((12, 1.0), (20, 0.8), (40, 0.6), (80, 0.45), (160, 0.36), (320, 0.27), (640, 0.2))
_TIGHTEST = 0.15
_ROOMIEST = 1.3  # lanes may grow to this, so that the legend beside a few of them fits
_BESIDE = 15.0  # pixels of a lane from which bars have an edge and lanes a name each


@dataclass(frozen=True)
class Lanes:
    """The geometry of the lanes, in lane heights from the top.

    Attributes
    ----------
    y : the middle of each lane
    headers : of each group of lanes: y, label, number of patients
    slots : how many lane heights there are in all
    px : pixels of one lane
    marker : pixels of a marker that fits a lane
    bar : pixels of a bar
    """

    y: Floats
    headers: tuple[tuple[float, str, int], ...]
    slots: float
    px: float
    marker: float
    bar: float

    @property
    def height(self) -> float:
        """Pixels of all lanes."""
        return self.slots * self.px

    @property
    def roomy(self) -> bool:
        """Whether there is room for edges of bars and a name on every lane."""
        return self.px >= _BESIDE


def lanes(result: Swimmer, look: Look, least: float) -> Lanes:
    """Put lanes below one another, with room for a header above each group, at least `least` pixels in all."""
    n = len(result.lanes)
    usual = look.sizes.lane * next((share for most, share in _SHRINK if n <= most), _TIGHTEST)
    groups = result.lanes["group"].tolist() if result.group is not None else []
    starts = [i for i, label in enumerate(groups) if i == 0 or label != groups[i - 1]]
    head = max(1.0, look.sizes.text * 2.2 / usual)
    slots = n + head * len(starts)
    height = min(max(usual, least / max(slots, 1)), max(usual, look.sizes.lane * _ROOMIEST))
    y = np.arange(n, dtype=float)
    headers = []
    for k, (start, end) in enumerate(zip(starts, [*starts[1:], n], strict=False), start=1):
        y[start:end] += k * head
        headers.append((y[start] - 0.5 - head * 0.42, groups[start], end - start))
    marker = float(np.clip(height * 0.64, 5.0, look.sizes.marker))
    bar = min(height * 0.66, look.sizes.lane * 0.6)
    return Lanes(y, tuple(headers), max(slots, math.ceil(least / height)), height, marker, bar)


def ground(result: Swimmer, rows: Lanes, look: Look, extent: tuple[float, float], selected: frozenset[str]) -> Trace:
    """Return what lies under every lane: it makes the whole lane a place to click, and marks those selected.

    Parameters
    ----------
    extent : first and last time of the axis
    """
    ids = result.lanes["patient_id"].to_numpy(object)
    clear, marked = faded(look.theme.ink, 0), faded(look.theme.ink, 0.1)
    first, last = extent
    return {
        "type": "bar",
        "orientation": "h",
        "base": np.full(len(ids), first),
        "x": np.full(len(ids), last - first),
        "y": rows.y,
        "width": np.full(len(ids), 0.96),
        "customdata": ids,
        "marker": {"color": [marked if one in selected else clear for one in ids.tolist()], "line": {"width": 0}},
        "unselected": {"marker": {"opacity": 1}},
        "hoverinfo": "none",
        "showlegend": False,
    }


def lane_axis(
    result: Swimmer, rows: Lanes, look: Look, selected: frozenset[str] = frozenset()
) -> tuple[dict[str, Any], Trace, float]:
    """Return the axis of the lanes, their names, and the pixels those need at the left; tight lanes are named in part.

    The names are a trace of text on an axis of its own (x3), not tick labels: Plotly takes four times as long to draw
    hundreds of tick labels as it takes for all the rest.
    """
    size = min(look.sizes.label, max(rows.px * 0.92, look.sizes.label * 0.75))
    every = max(1, math.ceil(size * 1.12 / rows.px))
    people = result.lanes["patient_id"].tolist()[::every]
    ids = [plain(one, LONGEST_ID) for one in people]
    texts, widths = [escaped(one) for one in ids], [px(one, size) for one in ids]
    if every == 1 and rows.roomy and "etiology" in result.lanes and result.group != "etiology":
        texts, widths = _with_etiology(result, texts, widths, size, look)
    axis = {
        "range": [rows.slots - 0.5, -0.5],
        "showgrid": False,
        "showticklabels": False,
    }
    names = {
        "type": "scatter",
        "mode": "text",
        "x": np.zeros(len(texts)),
        "y": rows.y[::every],
        "text": [
            f"<b>{text}</b>\u2002" if one in selected else f"{text}\u2002"
            for text, one in zip(texts, people, strict=True)
        ],
        "textposition": "middle left",
        "textfont": {"size": size},
        "xaxis": "x3",
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }
    return axis, names, max(widths, default=0.0) + EDGE + 9


def _with_etiology(
    result: Swimmer, texts: list[str], widths: list[float], size: float, look: Look
) -> tuple[list[str], list[float]]:
    """Add the etiology, with its colour beside the axis, to the label of each lane."""
    found = [one if isinstance(one, str) else "" for one in result.lanes["etiology"].tolist()]
    shades = colours({one for one in found if one}, "etiology", look.dark)
    words = {one: look.word(one, LONGEST_LABEL) for one in shades}
    blank = px("   ■", size)
    return (
        [
            f"{text}   {escaped(words[one])} <span style='color:{shades[one]}'>■</span>" if one else f"{text}   "
            for text, one in zip(texts, found, strict=True)
        ],
        [width + (px(words[one], size) + 1.6 * blank if one else 0) for width, one in zip(widths, found, strict=True)],
    )


def headers(rows: Lanes, result: Swimmer, look: Look, left: float) -> list[dict[str, Any]]:
    """Return the header of each group: its label and how many patients."""
    sizes: Sizes = look.sizes
    shades = colours(
        {label for _, label, _ in rows.headers}, "etiology" if result.group == "etiology" else "group", look.dark
    )
    return [
        {
            "text": f"<span style='color:{shades[label]}'>■</span> <b>{look.label(label, LONGEST_HEADER)}</b>  "
            + escaped(look.say.counted("{n} patient", "{n} patients", n)),
            "x": 0,
            "xref": "paper",
            "xanchor": "left",
            "xshift": EDGE - left,
            "y": y,
            "yref": "y",
            "yanchor": "middle",
            "showarrow": False,
            "bgcolor": look.theme.page,
            "borderpad": 2,
            "font": {"size": sizes.text, "color": look.theme.ink},
        }
        for y, label, n in rows.headers
    ]
