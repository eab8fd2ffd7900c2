"""Native charts of slides, which can be edited in PowerPoint: curves as steps, response classes as stacked bars."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from hlhdash.analysis.incidence import Incidence
from hlhdash.analysis.response_result import CLOSED, ResponseTable
from hlhdash.analysis.survival import Survival
from hlhdash.export.slide_parts import INK, MUTED, Place, letters
from hlhdash.figures.classes import class_colour, class_title, split
from hlhdash.figures.curves import drawn
from hlhdash.figures.incidence_panels import STATE_SHADES
from hlhdash.figures.palette import colours, readable_on
from hlhdash.figures.question_words import clock
from hlhdash.figures.style import Look
from hlhdash.figures.survival import axis_title
from hlhdash.figures.text import px
from hlhdash.figures.timeaxis import ticks
from hlhdash.language import message
from hlhdash.numbers import UNIT_DAYS, in_unit
from hlhdash.report.csv import unlinked
from hlhdash.views import SurvivalView

LONGEST_LABEL = 26
BESIDE, TOP = 1.15, 0.1  # inches of a chart left of its plot, for the numbers and the title, and above it
NARROWEST = 0.06  # of a bar, that has room for its count
UNDER = 0.78  # inches under the plot for the numbers and the title
_DASHED = 4  # MSO_LINE.DASH
Kind = Literal["line", "dashed", "marks"]


@dataclass(frozen=True)
class Curve:
    """One series of a chart.

    Attributes
    ----------
    x, y : corners, in the unit and in percent
    kind : a line, a dashed one, or marks only
    named : whether the legend has it
    """

    name: str
    x: list[float]
    y: list[float]
    colour: str
    kind: Kind = "line"
    named: bool = True


@dataclass(frozen=True)
class TimeAxis:
    """The axis of time of a chart: where it ends, and its ticks, in the unit."""

    end: float
    step: float
    at: tuple[float, ...]


def time_axis(last_day: float, unit: str) -> TimeAxis:
    """Choose ticks that begin at 0, and an end that is one of them."""
    last = in_unit(max(last_day, 1.0), unit)
    found = ticks(0, last, unit, 10)
    step = found[1] - found[0] if len(found) > 1 else last
    end = step * float(np.ceil(last / step - 1e-9))
    return TimeAxis(end, step, tuple(k * step for k in range(round(end / step) + 1)))


def survival_curves(result: Survival, chosen: SurvivalView, look: Look, unit: str) -> list[Curve]:
    """Return the steps of each curve, its uncertain tail dashed, and a mark where patients are censored."""
    names = [one.name for one in result.groups]
    shades = colours(names, "etiology" if result.by == "etiology" else "group", dark=False)
    found = []
    for place, one in enumerate(result.groups):
        curve = drawn(one, look.word(one.name, LONGEST_LABEL), shades[one.name], place, chosen.tail)
        time, survival = (curve.table[name].to_numpy(float) for name in ("time", "survival"))
        said = look.say(message("{group}, n = {n}", group=curve.name, n=one.curve.n))
        split_at = len(time) - 1 if curve.tail is None else min(curve.tail, len(time) - 1)
        found.append(_steps(said, time[: split_at + 1], survival[: split_at + 1], curve.colour, unit))
        if split_at < len(time) - 1:
            few = look.say(message("{group}: few at risk", group=said))
            found.append(_steps(few, time[split_at:], survival[split_at:], curve.colour, unit, "dashed", named=False))
        censored = curve.table["censored"].to_numpy(int) > 0
        if chosen.ticks and censored.any():
            marks = look.say(message("{group}: censored", group=said))
            at = (time[censored] / UNIT_DAYS[unit]).tolist()
            found.append(Curve(marks, at, (survival[censored] * 100).tolist(), curve.colour, "marks", False))
    return found


def incidence_curves(result: Incidence, look: Look, unit: str) -> list[Curve]:
    """Return a curve for each group and event; what competes is dashed."""
    names = [one.name for one in result.groups]
    shades = colours(names, "etiology" if result.by == "etiology" else "group", dark=False)
    found = []
    for one in result.groups:
        for place, (state, words) in enumerate(result.states.items()):
            table = one.of(state)
            group = look.say(message("{group}, n = {n}", group=look.word(one.name, LONGEST_LABEL), n=one.n))
            said = look.say(message("{group}: {event}", group=group, event=words))
            colour = shades[one.name] if len(result.groups) > 1 else STATE_SHADES[place % len(STATE_SHADES)].light
            time, share = table["time"].to_numpy(float), table["incidence"].to_numpy(float)
            found.append(_steps(said, time, share, colour, unit, "line" if place == 0 else "dashed"))
    return found


def _steps(
    name: str,
    time: Any,
    share: Any,
    colour: str,
    unit: str,
    kind: Literal["line", "dashed"] = "line",
    named: bool = True,
) -> Curve:
    x, y = np.repeat(time / UNIT_DAYS[unit], 2)[1:], np.repeat(share * 100, 2)[:-1]
    return Curve(name, x.tolist(), y.tolist(), colour, kind, named)


@dataclass(frozen=True)
class Room:
    """Inches that a chart keeps free: left and right of its plot, and for the legend at the bottom."""

    left: float
    right: float
    legend: float


def room(width: float, axis: TimeAxis, curves: list[Curve], names: float) -> Room:
    """Leave room for a table under the ticks: a column as wide as a step under each, and one for names.

    Parameters
    ----------
    width : inches of the chart
    names : inches of the column of names
    """
    steps = max(len(axis.at) - 1, 1)
    # Of the width, what is not names is a column for each tick; half of one stands left of the first tick.
    step = (width - names) / (steps + 1)
    left = names + step / 2
    if left < BESIDE:
        step = (width - BESIDE) / (steps + 0.5)
        left = BESIDE
    entries = [px(one.name, 16) / 72 + 0.7 for one in curves if one.named]
    across = max(int(width * 0.85 / max(entries)), 1)  # entries stand in columns of one width
    rows = 1 if sum(entries) < width * 0.9 else math.ceil(len(entries) / across)
    return Room(left, step / 2, 0.1 + 0.3 * rows)


def step_chart(
    slide: Any, place: Place, curves: list[Curve], axis: TimeAxis, titles: tuple[str, str], free: Room
) -> None:
    """Draw curves as an XY chart of straight lines.

    Parameters
    ----------
    titles : of the axis of time and of the vertical one
    """
    from pptx.chart.data import XyChartData
    from pptx.enum.chart import XL_CHART_TYPE

    data = XyChartData()
    longest = max(len(one.x) for one in curves)
    for place_, one in enumerate(curves):
        series = data.add_series(unlinked(one.name))
        for x, y in zip(one.x, one.y, strict=True):
            series.add_data_point(x, y)
        # LibreOffice drops the series before the longest one, so the first is made as long by repeating its end.
        for _ in range(longest - len(one.x) if place_ == 0 else 0):
            series.add_data_point(one.x[-1], one.y[-1])
    kind = XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS
    frame = slide.shapes.add_chart(kind, *place.emu, data)
    frame.name = "Chart"
    chart = frame.chart
    chart.has_title = False
    for series, one in zip(chart.plots[0].series, curves, strict=True):
        _series(series, one)
    for scale, title in ((chart.category_axis, titles[0]), (chart.value_axis, titles[1])):
        _axis(scale, title)
    horizontal, vertical = chart.category_axis, chart.value_axis
    horizontal.minimum_scale, horizontal.maximum_scale, horizontal.major_unit = 0, axis.end, axis.step
    horizontal.has_major_gridlines = False
    vertical.minimum_scale, vertical.maximum_scale, vertical.major_unit = 0, 100, 25
    _gridlines(vertical)
    _legend(chart, [one.named for one in curves])
    _plot_area(chart, place, free)


def _series(series: Any, one: Curve) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_MARKER_STYLE
    from pptx.util import Pt

    colour = RGBColor.from_string(one.colour.lstrip("#").upper())
    if one.kind == "marks":
        series.format.line.fill.background()
        series.marker.style, series.marker.size = XL_MARKER_STYLE.PLUS, 9
        series.marker.format.line.color.rgb = colour
        series.marker.format.fill.background()
        return
    series.marker.style = XL_MARKER_STYLE.NONE
    series.format.line.color.rgb, series.format.line.width = colour, Pt(3)
    if one.kind == "dashed":
        series.format.line.dash_style = _DASHED


def _axis(axis: Any, title: str) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_TICK_MARK

    axis.has_title = True
    run = axis.axis_title.text_frame.paragraphs[0].add_run()
    run.text = title
    letters(run.font, 16)
    letters(axis.tick_labels.font, 16)
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "General", False
    axis.major_tick_mark = XL_TICK_MARK.OUTSIDE
    axis.format.line.color.rgb = RGBColor.from_string(MUTED)


def _gridlines(axis: Any) -> None:
    from pptx.dml.color import RGBColor

    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = RGBColor.from_string("E2E8F0")


def _legend(chart: Any, shown: list[bool] | None) -> None:
    """Draw the legend at the bottom; series that belong to another one have no entry."""
    from pptx.enum.chart import XL_LEGEND_POSITION
    from pptx.oxml.ns import qn

    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    letters(chart.legend.font, 16, colour=INK)
    if shown is None:
        return
    legend = chart.legend._element
    before = legend.find(qn("c:layout"))
    at = list(legend).index(before) if before is not None else 1
    for place, here in enumerate(shown):
        if not here:
            entry = legend.makeelement(qn("c:legendEntry"), {})
            entry.append(entry.makeelement(qn("c:idx"), {"val": str(place)}))
            entry.append(entry.makeelement(qn("c:delete"), {"val": "1"}))
            legend.insert(at, entry)
            at += 1


def _plot_area(chart: Any, place: Place, free: Room) -> None:
    """Fix where the axes stand, so that a table under the chart has its numbers under their ticks."""
    from pptx.oxml.ns import qn

    area = chart._chartSpace.chart.plotArea
    old = area.find(qn("c:layout"))
    if old is not None:
        area.remove(old)
    layout = area.makeelement(qn("c:layout"), {})
    manual = layout.makeelement(qn("c:manualLayout"), {})
    values = {
        "layoutTarget": "inner",
        "xMode": "edge",
        "yMode": "edge",
        "x": free.left / place.width,
        "y": TOP / place.height,
        "w": 1 - (free.left + free.right) / place.width,
        "h": 1 - (TOP + UNDER + free.legend) / place.height,
    }
    for name, value in values.items():
        manual.append(manual.makeelement(qn(f"c:{name}"), {"val": str(value)}))
    layout.append(manual)
    area.insert(0, layout)


def titles(result: Survival | Incidence, look: Look, unit: str) -> tuple[str, str]:
    """Return the titles of the axes of time and of shares."""
    share = axis_title(result) if isinstance(result, Survival) else message("Cumulative incidence (%)")
    return look.say(clock(result, look, unit)), look.say(share)


def class_chart(slide: Any, place: Place, result: ResponseTable, look: Look) -> None:
    """Draw response classes as bars of counts, stacked to 100 percent."""
    from pptx.chart.data import CategoryChartData
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_CHART_TYPE

    data = CategoryChartData()
    data.categories = [unlinked(look.word(one, LONGEST_LABEL)) for one in result.rows.iloc[:, 0].tolist()]
    parts = split(result)
    for (name, late), counts in parts.items():
        data.add_series(unlinked(look.say(class_title(name, late))), [int(k) for k in counts])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED_100, *place.emu, data)
    frame.name = "Chart"
    chart, plot = frame.chart, frame.chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    chart.category_axis.reverse_order = True
    _axis_of_bars(chart, look)
    for series, ((name, late), counts) in zip(plot.series, parts.items(), strict=True):
        shade = class_colour(name).on(False)
        fill = "#ffffff" if late else shade
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = RGBColor.from_string(fill.lstrip("#").upper())
        series.format.line.color.rgb = RGBColor.from_string((shade if late else "#ffffff").lstrip("#").upper())
        for i, (k, n) in enumerate(zip(counts.tolist(), result.rows["n"].tolist(), strict=True)):
            if (
                name != CLOSED and k and k >= NARROWEST * n
            ):  # a label of its own, so that nobody of a class is not written as 0
                run = series.points[i].data_label.text_frame.paragraphs[0].add_run()
                run.text = str(k)
                letters(run.font, 14, colour=readable_on(fill).lstrip("#").upper())
    _legend(chart, None)


def _axis_of_bars(chart: Any, look: Look) -> None:
    from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK

    letters(chart.category_axis.tick_labels.font, 14)
    chart.category_axis.major_tick_mark = XL_TICK_MARK.NONE
    value = chart.value_axis
    value.has_major_gridlines, value.maximum_scale, value.minimum_scale, value.major_unit = False, 1, 0, 0.25
    value.tick_label_position = XL_TICK_LABEL_POSITION.HIGH  # below, because the order of groups is turned round
    letters(value.tick_labels.font, 14)
    value.has_title = True
    run = value.axis_title.text_frame.paragraphs[0].add_run()
    run.text = look.say(message("Patients of each group (%)"))
    letters(run.font, 14)
