"""Where each patient's lane lies, what lies where inside it, and the headers of groups."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import plotly.graph_objects as go

from hlhdash.analysis.swimmer import Swimmer
from hlhdash.figures.frame import EDGE
from hlhdash.figures.palette import colours, faded
from hlhdash.figures.style import Look, Sizes
from hlhdash.language import Message, counted, message

Trace = dict[str, Any]
Floats = npt.NDArray[np.float64]
LONGEST_HEADER = 40
# Height of a lane, of its height where patients are few, by how many patients there are.
_SHRINK = ((12, 1.0), (20, 0.8), (40, 0.6), (80, 0.45), (160, 0.37), (320, 0.27), (640, 0.2))
_TIGHTEST = 0.15
_ROOMIEST, _ROOMIEST_STRIP = 1.3, 1.55  # lanes may grow to this, so that the legend beside a few of them fits
_FEW, _APART = 6, 2.0  # so many lanes may stand further apart, rather than leave the room beside the legend empty
_WALL, _LOWEST = 640.0, 4.0  # pixels of all lanes of a slide, and of one, however many there are
_BESIDE = 15.0  # pixels of a lane from which bars have an edge
# Said outright: a colour of lines or ticks in the layout itself, not in its template, would turn them on.
BARE = {"showline": False, "ticks": ""}
_STRIP = 1.3  # times the usual height of a lane, so that the strip can be read
_THICKEST = 0.6  # of the usual lane: bars of few patients grow no thicker


@dataclass(frozen=True)
class Shelf:
    """A place inside every lane, in lane heights: its middle below the lane's middle, and its thickness."""

    middle: float
    thick: float


# Where treatments, the colour strip and the response track lie, by whether there is a strip and a track.
_SHELVES: dict[tuple[bool, bool], tuple[Shelf, Shelf, Shelf]] = {
    (False, False): (Shelf(0.0, 0.66), Shelf(0.0, 0.0), Shelf(0.0, 0.0)),
    (False, True): (Shelf(-0.07, 0.56), Shelf(0.0, 0.0), Shelf(0.33, 0.12)),
    (True, False): (Shelf(-0.14, 0.46), Shelf(0.24, 0.22), Shelf(0.0, 0.0)),
    (True, True): (Shelf(-0.19, 0.42), Shelf(0.15, 0.2), Shelf(0.36, 0.11)),
}


def shelves(*, strip: bool, track: bool) -> tuple[Shelf, Shelf, Shelf]:
    """Return where treatments, the colour strip and the response track lie inside a lane."""
    return _SHELVES[strip, track]


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
    treatments, strip, track : what lies where in a lane
    """

    y: Floats
    headers: tuple[tuple[float, str, int], ...]
    slots: float
    px: float
    marker: float
    treatments: Shelf
    strip: Shelf
    track: Shelf

    @property
    def height(self) -> float:
        """Pixels of all lanes."""
        return self.slots * self.px

    @property
    def roomy(self) -> bool:
        """Whether there is room for edges of bars."""
        return self.px >= _BESIDE


def lanes(result: Swimmer, look: Look, least: float, *, track: bool) -> Lanes:
    """Put lanes below one another, with room for a header above each group, at least `least` pixels in all.

    Parameters
    ----------
    track : whether how long responses held is drawn
    """
    n = len(result.lanes)
    usual = look.sizes.lane * next((share for most, share in _SHRINK if n <= most), _TIGHTEST)
    usual *= 1.0 if result.strip is None else _STRIP
    if look.size == "room":  # nobody scrolls on a wall
        usual = min(usual, max(_WALL / max(n, 1), _LOWEST))
    groups = result.lanes["group"].tolist() if result.group is not None else []
    starts = [i for i, label in enumerate(groups) if i == 0 or label != groups[i - 1]]
    head = max(1.0, look.sizes.text * 2.2 / usual)
    slots = n + head * len(starts)
    roomiest = _ROOMIEST if result.strip is None else _ROOMIEST_STRIP
    far = max(roomiest, _APART) if n <= _FEW else roomiest
    height = min(max(usual, least / max(slots, 1)), max(usual, look.sizes.lane * far))
    y = np.arange(n, dtype=float)
    headers = []
    for k, (start, end) in enumerate(zip(starts, [*starts[1:], n], strict=False), start=1):
        y[start:end] += k * head
        headers.append((y[start] - 0.5 - head * 0.42, groups[start], end - start))
    treatments, strip, thin = shelves(strip=result.strip is not None, track=track)
    thick = min(treatments.thick, look.sizes.lane * _THICKEST / height)
    near = min(1.0, look.sizes.lane * roomiest / height)  # what lies in a lane stays together
    marker = float(np.clip(height * 0.6, 5.0, look.sizes.marker))
    return Lanes(
        y,
        tuple(headers),
        max(slots, math.ceil(least / height - 1e-6)),
        height,
        marker,
        Shelf(treatments.middle * near, thick),
        Shelf(strip.middle * near, strip.thick * near),
        Shelf(thin.middle * near, thin.thick * near),
    )


def ground(result: Swimmer, rows: Lanes, look: Look, extent: tuple[float, float]) -> Trace:
    """Return what lies under every lane, unseen: it makes the whole lane a place to click.

    Parameters
    ----------
    extent : first and last time of the axis
    """
    ids = result.lanes["patient_id"].to_numpy(object)
    first, last = extent
    span = last - first  # and as much on both sides, for who pans
    return {
        "type": "bar",
        "orientation": "h",
        "base": np.full(len(ids), first - span),
        "x": np.full(len(ids), 3 * span),
        "y": rows.y,
        "width": np.full(len(ids), 0.96),
        "customdata": ids,
        "marker": {"color": faded(look.theme.ink, 0), "line": {"width": 0}},
        "hoverinfo": "none",
        "showlegend": False,
    }


def lane_places(drawn: go.Figure) -> dict[str, float]:
    """Return where the lane of each patient lies on the axis of a swimmer plot, from what lies under every lane."""
    under: Any = drawn.data[0]
    return dict(zip(under["customdata"].tolist(), under["y"].tolist(), strict=True))


def lane_axis(rows: Lanes) -> dict[str, Any]:
    """Return the axis of the lanes; their names are a trace of text (`hlhdash.figures.beside`)."""
    return {"range": [rows.slots - 0.5, -0.5], "showgrid": False, "showticklabels": False} | BARE


def in_group(n: int, whole: int) -> Message:
    """Say how many lanes a group has here, and in the whole plot where it goes on."""
    if n == whole:
        return counted("{n} patient", "{n} patients", n)
    return message("{n} of {whole} patients", n=n, whole=whole)


def headers(rows: Lanes, result: Swimmer, look: Look, left: float) -> list[dict[str, Any]]:
    """Return the header of each group: its label and how many patients."""
    sizes: Sizes = look.sizes
    shades = colours(
        {label for _, label, _ in rows.headers}, "etiology" if result.group == "etiology" else "group", look.dark
    )
    return [
        {
            "text": f"<span style='color:{shades[label]}'>■</span> <b>{look.label(label, LONGEST_HEADER)}</b>  "
            + look.write(in_group(n, result.whole.get(label, n))),
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
