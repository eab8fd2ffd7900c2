"""Bars of a swimmer plot: one trace per treatment, or per etiology, whatever the number of patients."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from hlhdash.analysis.groups import NOT_RECORDED
from hlhdash.analysis.swimmer import Swimmer
from hlhdash.cohort.vocabulary import ETIOLOGIES
from hlhdash.figures.facts import Facts, Texts
from hlhdash.figures.lanes import Lanes
from hlhdash.figures.palette import colours
from hlhdash.figures.style import Look
from hlhdash.figures.text import escaped, plain, px, wrapped
from hlhdash.figures.words import OTHER_TREATMENTS
from hlhdash.language import message
from hlhdash.numbers import UNIT_DAYS

Colour = Literal["treatment", "etiology"]
Labels = npt.NDArray[np.object_]
MOST_LABELS = 12  # treatments with a colour and a legend entry of their own
LONGEST_NAME, LINE = 48, 30  # letters of a treatment's name in the legend, and of a line there
BREAK = "<br>"
THINNEST = 0.0012  # of the axis, so that a single day can be seen


def categories(result: Swimmer, colour: Colour) -> Labels:
    """Return the legend entry of each course; the rare ones of a long list of treatments share one."""
    table = result.segments
    if colour == "etiology":
        found = [one if isinstance(one, str) else NOT_RECORDED for one in table["etiology"].tolist()]
        return np.array(found, dtype=object)
    labels = table["label"].astype(str)
    counts = labels.value_counts()
    if len(counts) > MOST_LABELS:
        labels = labels.where(labels.isin(counts.index[: MOST_LABELS - 1]), OTHER_TREATMENTS)
    return labels.to_numpy(object)


def bars(
    result: Swimmer, rows: Lanes, look: Look, unit: str, colour: Colour, told: Facts, span: float
) -> list[dict[str, Any]]:
    """Return the bars of courses; those whose end nobody recorded are hatched and have their own legend entry.

    Parameters
    ----------
    told : what hovering tells first, of each lane
    span : length of the axis in its unit
    """
    table = result.segments
    labels = categories(result, colour)
    recorded = table["end_recorded"].to_numpy(bool)
    start = table["start_day"].to_numpy(float) / UNIT_DAYS[unit]
    length = np.maximum(table["end_day"].to_numpy(float) / UNIT_DAYS[unit] - start, span * THINNEST)
    lane, tracks = table["lane"].to_numpy(int), table["tracks"].to_numpy(float)
    thick = rows.treatments.thick / tracks
    y = rows.y[lane] + rows.treatments.middle + (table["track"].to_numpy(float) - (tracks - 1) / 2) * thick
    hover, ids = _hover(table, look, told.short), table["patient_id"].to_numpy(object)
    order = _order(labels, table, colour)
    shades = colours(order, "etiology" if colour == "etiology" else "treatment", look.dark)
    traces: list[dict[str, Any]] = []
    for label, ended in [(label, ended) for label in order for ended in (True, False)]:
        at = np.flatnonzero((labels == label) & (recorded == ended))
        if at.size:
            traces.append(
                {
                    "type": "bar",
                    "orientation": "h",
                    "name": _name(label, ended, look),
                    "base": start[at],
                    "x": length[at],
                    "y": y[at],
                    "width": thick[at] * (0.94 if rows.roomy else 1),
                    "customdata": ids[at],
                    "hovertext": hover[at],
                    "hoverinfo": "text",
                    "marker": _fill(shades[label], ended, look, rows),
                    "legendgroup": "bars",
                    "legendrank": 100 + len(traces),
                }
            )
    if traces:
        heading = message("Etiology") if colour == "etiology" else message("Treatment")
        traces[0]["legendgrouptitle"] = {"text": look.write(heading)}
    return traces


def _order(labels: Labels, table: pd.DataFrame, colour: Colour) -> list[str]:
    """Order legend entries: etiologies as in the dictionary, treatments by when they usually start."""
    if colour == "etiology":
        rank = {name: i for i, name in enumerate(ETIOLOGIES)}
        return sorted(set(labels), key=lambda name: (name == NOT_RECORDED, rank.get(name, len(rank)), name))
    first = pd.Series(table["start_day"].to_numpy(float)).groupby(labels).median()
    return sorted(first.index, key=lambda name: (name == OTHER_TREATMENTS, first[name], name))


def _name(label: str, ended: bool, look: Look) -> str:
    said = look.word(label, LONGEST_NAME)
    whole = said if ended else look.say(message("{treatment}, end not recorded", treatment=said))
    size = look.sizes.label
    return BREAK.join(escaped(plain(line, LINE)) for line in wrapped(whole, px("n" * LINE, size), size))


def legend_lines(result: Swimmer, colour: Colour, look: Look) -> int:
    """Return how many lines the legend entries of the bars take."""
    recorded = result.segments["end_recorded"].tolist()
    entries = set(zip(categories(result, colour).tolist(), recorded, strict=True))
    return sum(_name(label, ended, look).count(BREAK) + 1 for label, ended in entries)


def _fill(shade: str, ended: bool, look: Look, rows: Lanes) -> dict[str, Any]:
    width = 1 if rows.roomy else 0
    if ended:
        return {"color": shade, "line": {"color": look.theme.page, "width": width}}
    hatch = {"shape": "/", "fillmode": "replace", "fgcolor": shade, "size": 6, "solidity": 0.35}
    return {"color": look.theme.page, "line": {"color": shade, "width": 1}, "pattern": hatch}


def _hover(table: pd.DataFrame, look: Look, told: list[str]) -> Texts:
    words = {
        (True, False): look.write(message("{label}: day {start} to day {end}")),
        (True, True): look.write(message("{label}: day {start} to day {end}, ongoing")),
        (False, False): look.write(message("{label}: from day {start}, end not recorded")),
    }
    said = {one: look.label(one) for one in table["label"].unique().tolist()}
    columns = ("lane", "label", "start_day", "end_day", "end_recorded", "ongoing")
    cells = [_days(table[name]) if name.endswith("_day") else table[name].tolist() for name in columns]
    return np.array(
        [
            f"{told[lane]}<br>" + words[known, going].format(label=said[label], start=f"{start:g}", end=f"{end:g}")
            for lane, label, start, end, known, going in zip(*cells, strict=True)
        ],
        dtype=object,
    )


def _days(cells: pd.Series) -> list[float]:
    return np.round(cells.to_numpy(float), 1).tolist()
