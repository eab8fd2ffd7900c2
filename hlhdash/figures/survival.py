"""The survival figure: curves with direct labels, and the numbers behind them under the same axis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from hlhdash.analysis.survival import Survival
from hlhdash.figures.curves import Drawn, Tail, drawn, shade, steps
from hlhdash.figures.end_labels import Plane, end_labels, name_px
from hlhdash.figures.frame import EDGE, Room, Words, figure, framed
from hlhdash.figures.palette import colours
from hlhdash.figures.question_words import clock, watermark
from hlhdash.figures.risktable import LINE, RiskTable, risk_table
from hlhdash.figures.share_axis import HIGH, LOW, share_axis
from hlhdash.figures.style import Look
from hlhdash.figures.survival_selected import dim, rings
from hlhdash.figures.survival_words import words
from hlhdash.figures.text import px
from hlhdash.figures.timeaxis import ticks
from hlhdash.language import Message, message
from hlhdash.numbers import in_unit

HEIGHT = {"screen": 340.0, "room": 520.0}  # pixels of the curves
SHADES = (0.16, 0.13, 0.1, 0.08, 0.05)  # opacity of the band for 1, 2, 3 and more curves
LONGEST_LABEL = 26


@dataclass(frozen=True)
class Scale:
    """The axes: ticks in the unit, the end of the time axis, and pixels of curves, of the space below, of the table."""

    at: list[float]
    end: float
    plot: float
    gap: float
    under: float

    @property
    def height(self) -> float:
        """Pixels from the top of the curves to the bottom of the table."""
        return self.plot + self.gap + self.under


def survival(
    result: Survival,
    *,
    look: Look = Look(),  # noqa: B008 - frozen
    unit: str = "months",
    band: bool = True,
    censor_marks: bool = True,
    tail: Tail = "dashed",
    table: bool = True,
    medians: bool = False,
    selected: frozenset[str] = frozenset(),
) -> go.Figure:
    """Draw Kaplan-Meier curves.

    Parameters
    ----------
    unit : of the axis: days, weeks, months or years
    band : whether the pointwise interval is shaded
    censor_marks : whether a tick stands where a patient was censored
    tail : what becomes of a curve where fewer than max(3, 10 % of the group) are at risk: "dashed", "full" or "cut"
    table : whether at risk, events and censored stand under the axis
    medians : whether thin lines lead from 50 % to each median that is reached
    selected : patients who have a ring where they left; curves that none of them is on are dimmed

    Returns
    -------
    go.Figure
        At most three traces per curve, one for the table and one for the selected; `customdata` of a step are the
        patient_ids that left there, as they are in the cohort (never drawn, so not escaped).
    """
    curves = _curves(result, look, tail)
    opacity = SHADES[min(len(curves), len(SHADES)) - 1]
    last = in_unit(max(result.last_day, 1.0), unit)
    at = ticks(0, last * 1.02, unit)
    below = risk_table(result, curves, look, unit, at) if table else None
    # The longest first, so that where curves lie on one another each shows where it ends.
    layers = sorted(curves, key=lambda one: -one.group.curve.last_follow_up)
    traces = [shade(one, unit, opacity) for one in layers] if band else []
    traces += [trace for one in layers for trace in steps(one, look, unit, censor_marks)]
    if selected:
        dim(traces, curves, selected)
        traces += rings(curves, look, unit, selected)
    traces += [below.trace] if below else []
    sizes = look.sizes
    scale = Scale(
        at,
        last * 1.02,
        HEIGHT[look.size],
        sizes.text * 4.1 if below else 0.0,
        below.lines * sizes.label * LINE if below else 0.0,
    )
    around = words(result, look, unit, band=band, censor_marks=censor_marks, tail=tail)
    layout = _layout(result, curves, look, unit, below, scale, around)
    layout["shapes"] = _medians(curves, unit) if medians else []
    return figure(traces, layout)


def _medians(curves: list[Drawn], unit: str) -> list[dict[str, Any]]:
    lines = []
    for one in curves:
        median = one.group.curve.median.value
        if median is None:
            continue
        x = in_unit(median, unit)
        style = {"type": "line", "line": {"color": one.colour, "width": 1}, "layer": "below"}
        lines += [style | {"x0": 0, "x1": x, "y0": 0.5, "y1": 0.5}, style | {"x0": x, "x1": x, "y0": LOW, "y1": 0.5}]
    return lines


def _curves(result: Survival, look: Look, tail: Tail) -> list[Drawn]:
    names = [one.name for one in result.groups]
    shades = colours(names, "etiology" if result.by == "etiology" else "group", look.dark)
    return [
        drawn(one, look.word(one.name, LONGEST_LABEL), shades[one.name], place, tail)
        for place, one in enumerate(result.groups)
    ]


def _layout(
    result: Survival,
    curves: list[Drawn],
    look: Look,
    unit: str,
    below: RiskTable | None,
    scale: Scale,
    around: Words,
) -> dict[str, Any]:
    sizes = look.sizes
    left, right = _margins(curves, look, unit, below, scale.end)
    under = sizes.text * (1.0 if below else 4.0)
    layout = framed(around, look, Room(left, right, sizes.text * 0.8, under), scale.height)
    plane = Plane((sizes.width - left - right) / scale.end, scale.plot / (HIGH - LOW), unit)
    layout["annotations"] += [*end_labels(curves, look, plane), *watermark(result, look)]
    layout |= {
        "xaxis": {
            "title": {"text": look.write(clock(result, look, unit))},
            "range": [-scale.end * 0.012, scale.end],
            "tickvals": scale.at,
            "ticks": "outside",
            "showline": True,
            "showgrid": False,
            "anchor": "y",
        },
        "yaxis": share_axis()
        | {"title": {"text": look.write(axis_title(result))}, "domain": [1 - scale.plot / scale.height, 1]},
    }
    if below is not None:
        layout["yaxis2"] = below.axis | {"domain": [0, scale.under / scale.height]}
    return layout


def axis_title(result: Survival) -> Message:
    """Name the vertical axis."""
    if result.endpoint.is_survival:
        return message("{endpoint} (%)", endpoint=result.endpoint.title)
    return message("Still waiting, % ({endpoint})", endpoint=result.endpoint.title)


def _margins(curves: list[Drawn], look: Look, unit: str, below: RiskTable | None, end: float) -> tuple[float, float]:
    """Return the left margin, for the names of rows, and the right one, for the names that outrun the axis."""
    sizes = look.sizes
    left = sizes.text * 5.0
    if below is not None:
        left = max(left, px(below.widest, sizes.label, bold=True) + 1.5 * sizes.label + 2 * EDGE)
    scale = (sizes.width - left) * 0.8 / end
    over = [name_px(one, look) - (end - in_unit(float(one.table["time"].iloc[-1]), unit)) * scale for one in curves]
    return left, max(*over, 0.0) + 12
