"""Bars of a swimmer plot: one trace per treatment, or per etiology, whatever the number of patients."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import pandas as pd

from hlhdash.analysis.swimmer import Swimmer
from hlhdash.cohort.vocabulary import ETIOLOGIES
from hlhdash.figures.lanes import Floats, Lanes
from hlhdash.figures.palette import colours
from hlhdash.figures.style import Look
from hlhdash.figures.text import escaped
from hlhdash.figures.words import OTHER_TREATMENTS
from hlhdash.language import message
from hlhdash.numbers import UNIT_DAYS

Colour = Literal["treatment", "etiology"]
THICKNESS = 0.64  # of a lane
MOST_LABELS = 12  # treatments with a colour and a legend entry of their own
THINNEST = 0.0012  # of the axis, so that a single day can be seen


def bars(
    result: Swimmer, lanes: Lanes, look: Look, unit: str, colour: Colour, facts: list[str], span: float
) -> list[dict[str, Any]]:
    """Return the bars of courses; those whose end nobody recorded are hatched and have their own legend entry."""
    table = result.segments
    if table.empty:
        return []
    labels = _categories(table, colour)
    days = UNIT_DAYS[unit]
    start = table["start_day"].to_numpy(float) / days
    length = np.maximum(table["end_day"].to_numpy(float) / days - start, span * THINNEST)
    lane = table["lane"].to_numpy(int)
    tracks = table["tracks"].to_numpy(float)
    thick = THICKNESS / tracks
    y = lanes.y[lane] + (table["track"].to_numpy(float) - (tracks - 1) / 2) * thick
    hover = _hover(table, look, facts)
    recorded = table["end_recorded"].to_numpy(bool)
    shades = colours(_order(labels, table, colour), "etiology" if colour == "etiology" else "treatment", look.dark)
    ids = table["patient_id"].to_numpy(object)
    traces = []
    for ended in (True, False):
        for label, shade in shades.items():
            at = np.flatnonzero((labels == label) & (recorded == ended))
            if not at.size:
                continue
            traces.append(
                {
                    "type": "bar",
                    "orientation": "h",
                    "name": _name(label, ended, look),
                    "base": start[at],
                    "x": length[at],
                    "y": y[at],
                    "width": thick[at] * (0.92 if lanes.px > 14 else 1),
                    "customdata": ids[at].tolist(),
                    "hovertext": [hover[i] for i in at],
                    "hoverinfo": "text",
                    "marker": _fill(shade, ended, look, lanes.px),
                    "legendgroup": "bars",
                    "legendrank": 100 + 10 * len(traces),
                }
            )
    if traces:
        heading = message("Etiology") if colour == "etiology" else message("Treatment")
        traces[0]["legendgrouptitle"] = {"text": look.write(heading)}
    return traces


def _categories(table: pd.DataFrame, colour: Colour) -> np.ndarray:
    """Return the legend entry of each course; rare treatments of a long list share one."""
    if colour == "etiology":
        return np.array([one if isinstance(one, str) else NO_ETIOLOGY for one in table["etiology"].tolist()], object)
    labels = table["label"].astype(str)
    counts = labels.value_counts()
    if len(counts) > MOST_LABELS:
        labels = labels.where(labels.isin(counts.index[: MOST_LABELS - 1]), OTHER_TREATMENTS)
    return labels.to_numpy(object)


def _order(labels: np.ndarray, table: pd.DataFrame, colour: Colour) -> list[str]:
    """Order legend entries: etiologies as in the dictionary, treatments by when they usually start."""
    if colour == "etiology":
        rank = {name: i for i, name in enumerate(ETIOLOGIES)}
        return sorted(set(labels), key=lambda name: (rank.get(name, len(rank)), name))
    first = pd.Series(table["start_day"].to_numpy(float)).groupby(labels).median()
    return sorted(first.index, key=lambda name: (name == OTHER_TREATMENTS, first[name], name))


def _name(label: str, ended: bool, look: Look) -> str:
    said = look.word(label, 28)
    if ended:
        return escaped(said)
    return look.write(message("{treatment}, end not recorded", treatment=said))


def _fill(shade: str, ended: bool, look: Look, px: float) -> dict[str, Any]:
    edge = {"color": look.theme.page, "width": 1 if px > 14 else 0}
    if ended:
        return {"color": shade, "line": edge}
    return {
        "color": shade,
        "line": {"color": shade, "width": edge["width"]},
        "pattern": {"shape": "/", "fillmode": "overlay", "fgcolor": look.theme.page, "size": 7, "solidity": 0.45},
    }


def _hover(table: pd.DataFrame, look: Look, facts: list[str]) -> list[str]:
    words = {
        (True, False): look.write("{label}: day {start} to day {end}"),
        (True, True): look.write("{label}: day {start} to day {end}, ongoing"),
        (False, False): look.write("{label}: from day {start}, end not recorded"),
    }
    said = {one: look.label(one) for one in table["label"].unique().tolist()}
    return [
        f"{facts[lane]}<br>"
        + words[known or going, going].format(label=said[label], start=f"{start:g}", end=f"{end:g}")
        for lane, label, start, end, known, going in zip(
            table["lane"].tolist(),
            table["label"].tolist(),
            _days(table["start_day"]),
            _days(table["end_day"]),
            table["end_recorded"].tolist(),
            table["ongoing"].tolist(),
            strict=True,
        )
    ]


def _days(cells: pd.Series) -> list[float]:
    return np.round(cells.to_numpy(float), 1).tolist()


NO_ETIOLOGY = message("Not recorded")
__all__ = ["Colour", "Floats", "bars"]
