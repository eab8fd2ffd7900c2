"""Kaplan-Meier curves as traces: band, steps, uncertain tail, marks of censoring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from hlhdash.analysis.survival import SurvivalGroup
from hlhdash.figures.palette import faded
from hlhdash.figures.style import Look
from hlhdash.figures.text import escaped
from hlhdash.language import message
from hlhdash.numbers import UNIT_DAYS, percent, percent_interval

Tail = Literal["dashed", "full", "cut"]
FEWEST, SHARE = 3, 0.1  # the tail begins where fewer than max(3, 10 % of the group) are at risk
SMALL = 5  # groups under this are never dashed: their n stands in the label
END = 0.72  # of a marker, the shape at the end of a curve
TIED = 1.5e-8  # relative; times this close are one time, as in hlhdash.stats
SHAPES = ("circle", "diamond", "square", "triangle-up", "star", "triangle-down", "circle-open", "diamond-open")
SIGNS = ("●", "◆", "■", "▲", "★", "▼", "○", "◇")


@dataclass(frozen=True)
class Drawn:
    """One curve as it is drawn.

    Attributes
    ----------
    group : the numbers
    name : what it is called, not yet escaped
    colour : of line, band and words
    place : which shape stands at its end
    table : the rows of the curve that are drawn
    tail : the row of `table` from which it is dashed, None where it is not
    """

    group: SurvivalGroup
    name: str
    colour: str
    place: int
    table: pd.DataFrame
    tail: int | None

    @property
    def label(self) -> str:
        """The name escaped."""
        return escaped(self.name)

    @property
    def shape(self) -> str:
        """The Plotly symbol at the end of the curve."""
        return SHAPES[self.place % len(SHAPES)]

    @property
    def sign(self) -> str:
        """The same symbol as a letter, for labels."""
        return SIGNS[self.place % len(SIGNS)]


def drawn(group: SurvivalGroup, name: str, colour: str, place: int, tail: Tail) -> Drawn:
    """Decide which rows of a curve are drawn, and how."""
    table = group.curve.table
    row = tail_row(group)
    if tail == "cut" and row is not None:
        return Drawn(group, name, colour, place, table.iloc[: row + 1], None)
    return Drawn(group, name, colour, place, table, row if tail == "dashed" else None)


def tail_row(group: SurvivalGroup) -> int | None:
    """Return the row of the curve's table from which fewer than max(3, 10 %) are at risk, None where nowhere."""
    at_risk, n = group.curve.table["at_risk"].to_numpy(), group.curve.n
    few = np.flatnonzero(at_risk < max(FEWEST, SHARE * n))
    if n < SMALL or not few.size:
        return None
    # Row i counts those at risk just before its time: the stretch that ends there begins at row i - 1.
    return max(int(few[0]) - 1, 0)


def shade(one: Drawn, unit: str, share: float) -> dict[str, Any]:
    """Return the interval as one filled outline of steps."""
    time, lower, upper = (one.table[name].to_numpy(float) for name in ("time", "lower", "upper"))
    known = ~(np.isnan(lower) | np.isnan(upper))
    x = np.repeat(time[known] / UNIT_DAYS[unit], 2)[1:]
    lower, upper = (np.repeat(limit[known], 2)[:-1] for limit in (lower, upper))
    return {
        "type": "scatter",
        "mode": "lines",
        "x": np.concatenate([x, x[::-1]]),
        "y": np.concatenate([upper, lower[::-1]]),
        "fill": "toself",
        "fillcolor": faded(one.colour, share),
        "line": {"width": 1, "color": faded(one.colour, min(2.2 * share, 0.5))},
        "hoverinfo": "skip",
        "name": one.label,
        "legendgroup": one.label,
        "showlegend": False,
    }


def steps(one: Drawn, look: Look, unit: str, censor_marks: bool) -> list[dict[str, Any]]:
    """Return the steps of a curve, the tail as a dashed trace of its own.

    Every step and tick is a marker, mostly invisible, with the ids of the patients who left there as `customdata`,
    so that they can be selected.
    """
    last = len(one.table) - 1
    split = last if one.tail is None else min(one.tail, last)
    solid = _part(one, 0, split, look, unit, censor_marks, "solid")
    return [solid, _part(one, split, last, look, unit, censor_marks, "dash")] if split < last else [solid]


def _part(
    one: Drawn, begin: int, end: int, look: Look, unit: str, censor_marks: bool, dash: Literal["solid", "dash"]
) -> dict[str, Any]:
    table = one.table.iloc[begin : end + 1]
    censored = (table["censored"].to_numpy(int) > 0) & censor_marks
    if dash == "dash":
        censored[0] = False  # the last step of the solid part shows it
    x, y = table["time"].to_numpy(float) / UNIT_DAYS[unit], table["survival"].to_numpy(float)
    symbols = np.where(censored, "line-ns", "circle").tolist()
    visible = np.where(censored, 1.0, 0.0)
    size = look.sizes.marker
    sizes = np.where(censored, size, size * 0.8)
    people, hover = left_at(one.group, table["time"].to_numpy(float)), step_words(one, table, look)
    if end == len(one.table) - 1:
        # The shape that tells the curves apart without colour; a point of its own, so that it hides no tick.
        x, y = np.append(x, x[-1]), np.append(y, y[-1])
        symbols, visible, sizes = [*symbols, one.shape], np.append(visible, 1.0), np.append(sizes, size * END)
        people, hover = [*people, people[-1]], [*hover, hover[-1]]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": one.label,
        "legendgroup": one.label,
        "showlegend": False,
        "x": x,
        "y": y,
        "line": {"shape": "hv", "color": one.colour, "width": look.sizes.line, "dash": dash},
        "marker": {
            "symbol": symbols,
            "size": sizes,
            "opacity": visible,
            "color": one.colour,
            "line": {"width": look.sizes.line * 0.7, "color": one.colour},
        },
        "customdata": people,
        "hovertext": hover,
        "hoverinfo": "text",
        "cliponaxis": False,
    }


def left_at(group: SurvivalGroup, times: npt.NDArray[np.float64]) -> list[list[str]]:
    """Return who left at each time of the curve, by event or censoring; nobody at 0 who was followed."""
    when = group.patients["time"].to_numpy(float)
    order = np.argsort(when, kind="stable")
    when, ids = when[order], group.patients["patient_id"].to_numpy(object)[order].tolist()
    slack = TIED * np.maximum(times, 1.0)
    first = np.searchsorted(when, times - slack, side="left")
    after = np.searchsorted(when, times + slack, side="right")
    return [ids[i:j] for i, j in zip(first.tolist(), after.tolist(), strict=True)]


def step_words(one: Drawn, table: pd.DataFrame, look: Look) -> list[str]:
    """Return what hovering over each row of a curve's table tells, escaped."""
    n = one.group.curve.n
    words = look.write(
        message(
            "Day {day}: survival {survival} (interval {interval}). "
            "At risk {at_risk}, died {events}, censored {censored}."
        )
    )
    columns = [table[name].tolist() for name in ("time", "survival", "lower", "upper", "at_risk", "events", "censored")]
    return [
        f"<b>{one.label}</b><br>"
        + words.format(
            day=f"{time:g}",
            survival=percent(survival, n),
            interval=look.say(percent_interval(lower, upper, n)),
            at_risk=at_risk,
            events=events,
            censored=censored,
        )
        for time, survival, lower, upper, at_risk, events, censored in zip(*columns, strict=True)
    ]
