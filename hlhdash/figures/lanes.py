"""Where each patient's lane lies, how it is labelled and what hovering over it tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from hlhdash.analysis.swimmer import Swimmer
from hlhdash.cohort.fields import title
from hlhdash.figures.palette import colours
from hlhdash.figures.style import Look
from hlhdash.figures.text import escaped, plain, shown
from hlhdash.numbers import rounded

Floats = npt.NDArray[np.float64]
LONGEST_ID, LONGEST_LABEL = 18, 14
# Height of a lane, of its height where patients are few, by how many patients there are.
_SHRINK = ((12, 1.0), (20, 0.8), (40, 0.6), (80, 0.45), (160, 0.36), (320, 0.27), (640, 0.2))
_TIGHTEST = 0.15


@dataclass(frozen=True)
class Lanes:
    """The geometry of the lanes, in lane heights from the top.

    Attributes
    ----------
    y : the middle of each lane
    headers : of each group of lanes: y, label, number of patients
    slots : how many lane heights there are in all
    px : pixels of one lane
    """

    y: Floats
    headers: tuple[tuple[float, str, int], ...]
    slots: float
    px: float

    @property
    def height(self) -> float:
        """Pixels of all lanes."""
        return self.slots * self.px


def lanes(result: Swimmer, look: Look) -> Lanes:
    """Put lanes below one another, with room for a header above each group."""
    n = len(result.lanes)
    share = next((share for most, share in _SHRINK if n <= most), _TIGHTEST)
    px = look.sizes.lane * share
    if result.group is None:
        return Lanes(np.arange(n, dtype=float), (), max(n, 1), px)
    groups = result.lanes["group"].tolist()
    room = max(1.0, look.sizes.text * 2.1 / px)
    starts = [i for i, label in enumerate(groups) if i == 0 or label != groups[i - 1]]
    ends = [*starts[1:], n]
    y = np.arange(n, dtype=float)
    headers = []
    for k, (start, end) in enumerate(zip(starts, ends, strict=True), start=1):
        y[start:end] += k * room
        headers.append((y[start] - 0.5 - room * 0.42, groups[start], end - start))
    return Lanes(y, tuple(headers), n + room * len(starts), px)


def lane_labels(result: Swimmer, lanes: Lanes, look: Look) -> tuple[dict[str, Any], float]:
    """Return the ticks of the lane axis and the pixels they need at the left."""
    size = min(look.sizes.label, max(lanes.px * 0.92, look.sizes.label * 0.75))
    every = max(1, int(np.ceil(size * 1.12 / lanes.px)))
    ids = [plain(one, LONGEST_ID) for one in result.lanes["patient_id"].tolist()[::every]]
    texts, longest = [escaped(one) for one in ids], max((look.sizes.px(one, size) for one in ids), default=0.0)
    if every == 1 and "etiology" in result.lanes and result.group != "etiology":
        found = [one if isinstance(one, str) else "" for one in result.lanes["etiology"].tolist()]
        shades = colours([one for one in found if one], "etiology", look.dark)
        words = [look.word(one, LONGEST_LABEL) if one else "" for one in found]
        texts = [
            f"{text}   {escaped(word)} <span style='color:{shades[one]}'>■</span>" if one else text
            for text, word, one in zip(texts, words, found, strict=True)
        ]
        longest += max((look.sizes.px(word, size) for word in words), default=0.0) + 3.2 * size
    axis = {
        "tickmode": "array",
        "tickvals": lanes.y[::every],
        "ticktext": texts,
        "tickfont": {"size": size},
    }
    return axis, longest + 14


def headers(lanes: Lanes, result: Swimmer, look: Look, left: float) -> list[dict[str, Any]]:
    """Return the header of each group: its label and how many patients."""
    palette = "etiology" if result.group == "etiology" else "group"
    shades = colours([label for _, label, _ in lanes.headers], palette, look.dark)
    return [
        {
            "text": f"<span style='color:{shades[label]}'>■</span> <b>{look.label(label)}</b>  "
            + escaped(look.say.counted("{n} patient", "{n} patients", n)),
            "x": 0,
            "xref": "paper",
            "xanchor": "left",
            "xshift": 4 - left,
            "y": y,
            "yref": "y",
            "yanchor": "middle",
            "showarrow": False,
            "font": {"size": look.sizes.text, "color": look.theme.ink},
        }
        for y, label, n in lanes.headers
    ]


def facts(result: Swimmer, look: Look) -> list[str]:
    """Return what is known of each patient, one escaped text per lane."""
    people = result.lanes
    parts = [[f"<b>{shown(one)}</b>" for one in people["patient_id"].tolist()]]
    if "etiology" in people:
        parts.append(_each(people["etiology"], look.label))
    if "sex" in people:
        parts.append(_each(people["sex"], shown))
    if "age_years" in people:
        years = look.write("{age} years")
        parts.append(_each(people["age_years"], lambda age: years.format(age=_short(age))))
    if "line_of_therapy" in people:
        parts.append(_each(people["line_of_therapy"], shown))
    for name in ("response_week1", "best_response"):
        if name in people:
            words = look.write("{assessment}: {response}")
            said = look.write(title(name))
            parts.append(_each(people[name], lambda r, w=words, a=said: w.format(assessment=a, response=shown(r))))
    return [" · ".join(filter(None, row)) for row in zip(*parts, strict=True)]


def _each(cells: pd.Series, write: Any) -> list[str]:
    """Write each cell; a cell that is missing is an empty text. Each distinct value is written once."""
    written = {value: write(value) for value in cells.dropna().unique().tolist()}
    return [written.get(value, "") if value == value else "" for value in cells.tolist()]


def _short(number: Any) -> str:
    return rounded(number, 1) if isinstance(number, float) else shown(number)
