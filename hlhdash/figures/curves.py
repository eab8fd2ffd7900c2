"""Kaplan-Meier curves as traces: band, steps, uncertain tail, marks of censoring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

from hlhdash.analysis.survival import SurvivalGroup
from hlhdash.figures.palette import faded
from hlhdash.figures.style import Look
from hlhdash.figures.text import escaped
from hlhdash.numbers import UNIT_DAYS, percent, percent_interval

Tail = Literal["dashed", "full", "cut"]
FEWEST, SHARE = 3, 0.1  # the tail begins where fewer than max(3, 10 % of the group) are at risk
SMALL = 5  # groups under this are never dashed: their n stands in the label
END_SYMBOLS = ("circle", "diamond", "square", "triangle-up", "pentagon", "star", "hexagon", "triangle-down")


@dataclass(frozen=True)
class Drawn:
    """One curve as it is drawn.

    Attributes
    ----------
    group : the numbers
    label : escaped name
    colour : of line, band and words
    symbol : the marker at its end
    tail_from : row of the curve's table from which it is uncertain; the table's length where nowhere
    """

    group: SurvivalGroup
    label: str
    colour: str
    symbol: str
    tail_from: int


def tail_row(group: SurvivalGroup) -> int:
    """Return the row of the curve's table from which fewer than max(3, 10 %) are at risk."""
    at_risk = group.curve.table["at_risk"].to_numpy()
    n = group.curve.n
    if n < SMALL:
        return len(at_risk)
    few = np.flatnonzero(at_risk < max(FEWEST, SHARE * n))
    # Row i counts those at risk just before its time: the stretch that ends there begins at row i - 1.
    return max(int(few[0]) - 1, 0) if few.size else len(at_risk)


def band(drawn: Drawn, unit: str, tail: Tail, share: float) -> dict[str, Any]:
    """Return the interval as one filled outline of steps."""
    table = _kept(drawn, tail)
    table = table[table["lower"].notna() & table["upper"].notna()]
    x = table["time"].to_numpy(float) / UNIT_DAYS[unit]
    steps = np.repeat(x, 2)[1:]
    upper = np.repeat(table["upper"].to_numpy(float), 2)[:-1]
    lower = np.repeat(table["lower"].to_numpy(float), 2)[:-1]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": np.concatenate([steps, steps[::-1]]),
        "y": np.concatenate([upper, lower[::-1]]),
        "fill": "toself",
        "fillcolor": faded(drawn.colour, share),
        "line": {"width": 0},
        "hoverinfo": "skip",
        "name": drawn.label,
        "legendgroup": drawn.label,
        "showlegend": False,
    }


def curve(drawn: Drawn, look: Look, unit: str, tail: Tail, censor_marks: bool) -> list[dict[str, Any]]:
    """Return the steps of a curve, the tail in dashes; every step and tick carries its patients for selection."""
    table = drawn.group.curve.table
    rows = len(table)
    split = min(drawn.tail_from, rows - 1) if tail != "full" else rows - 1
    traces = [_part(drawn, table.iloc[: split + 1], look, unit, censor_marks, "solid", end=split == rows - 1)]
    if split < rows - 1 and tail == "dashed":
        traces.append(_part(drawn, table.iloc[split:], look, unit, censor_marks, "dash", end=True))
    return traces


def _kept(drawn: Drawn, tail: Tail) -> pd.DataFrame:
    table = drawn.group.curve.table
    return table.iloc[: drawn.tail_from + 1] if tail == "cut" else table


def _part(
    drawn: Drawn, table: pd.DataFrame, look: Look, unit: str, censor_marks: bool, dash: str, *, end: bool
) -> dict[str, Any]:
    censored = (table["censored"].to_numpy(int) > 0) & censor_marks
    n = len(table)
    symbols = np.where(censored, "line-ns", "circle").astype(object)
    sizes = np.where(censored, look.sizes.marker * 1.0, look.sizes.marker * 0.8)
    opacity = np.where(censored, 1.0, 0.0)
    if dash == "dash":  # the first point is the last of the solid part
        opacity[0] = 0.0
    patients = _patients(drawn.group, table["time"].to_numpy(float))
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": drawn.label,
        "legendgroup": drawn.label,
        "showlegend": False,
        "x": table["time"].to_numpy(float) / UNIT_DAYS[unit],
        "y": table["survival"].to_numpy(float),
        "line": {"shape": "hv", "color": drawn.colour, "width": look.sizes.line, "dash": dash},
        "marker": {
            "symbol": symbols.tolist(),
            "size": sizes,
            "opacity": opacity,
            "color": drawn.colour,
            "line": {"width": look.sizes.line * 0.75, "color": drawn.colour},
        },
        "customdata": patients,
        "hovertext": _hover(drawn, table, look),
        "hoverinfo": "text",
    }


def _patients(group: SurvivalGroup, times: np.ndarray) -> list[list[str]]:
    """Return who left at each time of the curve: those of time 7 at 7, nobody at 0."""
    left = group.patients.groupby("time")["patient_id"].agg(list)
    place = np.abs(left.index.to_numpy(float)[:, None] - times[None, :]) <= 1.5e-8 * np.maximum(times[None, :], 1)
    return [[one for ids in left[hit].tolist() for one in ids] for hit in place.T]


def _hover(drawn: Drawn, table: pd.DataFrame, look: Look) -> list[str]:
    n = drawn.group.curve.n
    words = look.write(
        "day {day}: survival {survival} ({interval}), {at_risk} at risk, {events} died, {censored} censored"
    )
    return [
        f"<b>{drawn.label}</b><br>"
        + words.format(
            day=f"{row.time:g}",
            survival=escaped(percent(row.survival, n)),
            interval=escaped(percent_interval(row.lower, row.upper, n)),
            at_risk=row.at_risk,
            events=row.events,
            censored=row.censored,
        )
        for row in table.itertuples(index=False)
    ]
