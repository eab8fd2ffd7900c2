"""Kaplan-Meier curves in print, with the numbers at risk under the same axis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from hlhdash.analysis.survival import Survival
from hlhdash.export.caption import Caption, caption
from hlhdash.export.drawing import Drawing
from hlhdash.export.fonts import families, width
from hlhdash.export.legend import Entry, Legend, legend
from hlhdash.export.paper import PAGE_HEIGHT, Paper
from hlhdash.export.risk import Risk, draw_risk, risk
from hlhdash.export.shades import line_colours
from hlhdash.export.sheet import Sheet, marker, unmarked
from hlhdash.export.timescale import HIGH, LOW, beside_axis, share_axes, timescale, under_axis
from hlhdash.figures.curves import Drawn, Tail, drawn
from hlhdash.figures.end_labels import Plane, end_labels, end_name
from hlhdash.figures.question_words import clock
from hlhdash.figures.survival import axis_title
from hlhdash.figures.survival_words import words
from hlhdash.language import message
from hlhdash.numbers import UNIT_DAYS, in_unit

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Counts = Literal["all", "at risk", "none"]
FEW = 3  # curves, up to which bands are legible and all counts fit
MOST_BESIDE = 6  # curves with their names at their ends; more have a legend
WIDEST_NAMES = 0.3  # of the figure, that names may outrun the axis
LONGEST_LABEL = 26
RATIO = 0.66  # height of the plot, of its width
LOWEST, HIGHEST = 105.0, 230.0  # points of the plot
BANDS = (0.2, 0.17, 0.14)  # opacity with one, two, three and more curves


@dataclass(frozen=True)
class Layout:
    """Where everything stands, in points from the top left."""

    left: float
    top: float
    plot: float
    height: float
    total: float


def kaplan_meier(
    result: Survival,
    paper: Paper,
    *,
    unit: str = "months",
    band: bool | None = None,
    censor_marks: bool = True,
    tail: Tail = "dashed",
    counts: Counts | None = None,
    medians: bool = False,
) -> Drawing:
    """Draw Kaplan-Meier curves for print.

    Parameters
    ----------
    unit : of the axis: days, weeks, months or years
    band : whether the pointwise interval is shaded; None for up to three curves
    censor_marks : whether a tick stands where a patient was censored
    tail : what becomes of a curve where few are at risk: "dashed", "full" or "cut"
    counts : "all" for at risk, events and censored, "at risk", or "none"; None for all of them with up to three curves
    medians : whether thin lines lead to each median that is reached
    """
    look, band = paper.look, len(result.groups) <= FEW if band is None else band
    curves = _curves(result, paper, tail)
    said = words(result, look, unit, band=band, censor_marks=censor_marks, tail=tail)
    around = caption(said, paper, _tests(said.caption))
    left = beside_axis(paper) + 2
    named, right = _names(result, curves, paper, left)
    last = in_unit(max(result.last_day, 1.0), unit)
    numbers = risk(curves, paper, counts or ("all" if len(curves) <= FEW else "at risk"), result.least)
    left = max(left, numbers.left)
    plot = paper.points - left - right
    scale = timescale(last, unit, look.say(clock(result, look, unit)), paper, plot, result.n)
    layout = _layout(around, named, numbers, paper, left, plot)
    sheet = Sheet(paper, layout.total)
    axes = share_axes(sheet, (left, layout.top, plot, layout.height), scale, look.say(axis_title(result)))
    _draw(axes, curves, paper, unit, band=band, censor_marks=censor_marks)
    if medians:
        _medians(axes, curves, unit)
    if named is None:
        _end_names(axes, curves, paper, Plane(plot / scale.end, layout.height / (HIGH - LOW), unit))
    else:
        named.write(sheet, 2, layout.top - named.height - 6)
    _watermark(axes, result, paper)
    draw_risk(sheet, numbers, scale, unit, left, plot, layout.top + layout.height + under_axis(paper) + 4)
    around.write(sheet)
    return Drawing(sheet.figure, around.title, around.alt)


def _tests(paragraphs: Any) -> list[str]:
    """Return the sentences about the test; medians belong in the table or the text."""
    return [item for one in paragraphs if not one.heading for item in one.items]


def _curves(result: Survival, paper: Paper, tail: Tail) -> list[Drawn]:
    names = [one.name for one in result.groups]
    shades = line_colours(names, "etiology" if result.by == "etiology" else "group", paper)
    return [
        drawn(one, paper.look.word(one.name, LONGEST_LABEL), shades[one.name], place, tail)
        for place, one in enumerate(result.groups)
    ]


def _names(result: Survival, curves: list[Drawn], paper: Paper, left: float) -> tuple[Legend | None, float]:
    """Return the legend, None where names stand at the ends of curves, and the right margin that they need."""
    sizes, last = paper.sizes, max(result.last_day, 1.0) * 1.03
    plot = (paper.points - left) * 0.8
    over = [
        width(end_name(one, paper.look), sizes.text, bold=True)
        + sizes.marker * 1.2
        - (1 - float(one.table["time"].iloc[-1]) / last) * plot
        for one in curves
    ]
    right = max(*over, 0.0) + 5
    if len(curves) <= MOST_BESIDE and right <= WIDEST_NAMES * paper.points:
        return None, right
    entries = [Entry(end_name(one, paper.look), _sample(one, paper), 12 + paper.sizes.marker / 2) for one in curves]
    return legend([("", entries)], paper, paper.points - 4), 8.0


def _sample(one: Drawn, paper: Paper) -> Any:
    def draw(sheet: Sheet, x: float, y: float) -> None:
        sheet.stroke(x, x + 12, y, color=one.colour, linewidth=paper.sizes.line)
        sheet.marker(x + 12, y, marker(one.shape, paper.sizes.marker, one.colour))

    return draw


def _layout(around: Caption, named: Legend | None, numbers: Risk, paper: Paper, left: float, plot: float) -> Layout:
    above, below = around.heights(paper)
    top = 3 + above + (named.height + 6 if named else 0) + 4
    under = under_axis(paper) + (numbers.height + 6 if numbers.rows else 2) + below
    height = min(max(plot * RATIO, LOWEST), HIGHEST, max(PAGE_HEIGHT - top - under, LOWEST))
    return Layout(left, top, plot, height, top + height + under)


def _draw(axes: Axes, curves: list[Drawn], paper: Paper, unit: str, *, band: bool, censor_marks: bool) -> None:
    """Draw bands first, then lines, the longest first, so that each shows where it ends."""
    layers = sorted(curves, key=lambda one: -one.group.curve.last_follow_up)
    if band:
        opacity = BANDS[min(len(curves), len(BANDS)) - 1]
        for one in layers:
            time, lower, upper = (one.table[name].to_numpy(float) for name in ("time", "lower", "upper"))
            axes.fill_between(
                time / UNIT_DAYS[unit], lower, upper, step="post", color=one.colour, alpha=opacity, linewidth=0
            )
    for one in layers:
        _line(axes, one, paper, unit, censor_marks)


def _line(axes: Axes, one: Drawn, paper: Paper, unit: str, censor_marks: bool) -> None:
    sizes = paper.sizes
    time, survival = one.table["time"].to_numpy(float) / UNIT_DAYS[unit], one.table["survival"].to_numpy(float)
    split = len(time) - 1 if one.tail is None else min(one.tail, len(time) - 1)
    style: dict[str, Any] = {"color": one.colour, "linewidth": sizes.line, "clip_on": False, "solid_capstyle": "butt"}
    axes.plot(time[: split + 1], survival[: split + 1], drawstyle="steps-post", zorder=3, **style)
    if split < len(time) - 1:
        axes.plot(time[split:], survival[split:], drawstyle="steps-post", linestyle=(0, (3, 2)), zorder=3, **style)
    if censor_marks:
        at = one.table["censored"].to_numpy(int) > 0
        ticks = marker("line-ns", sizes.marker * 1.15, one.colour, width=sizes.line * 0.75)
        axes.plot(time[at], survival[at], linestyle="none", clip_on=False, zorder=4, **ticks)
    end = marker(one.shape, sizes.marker * 0.82, one.colour)
    axes.plot(time[-1:], survival[-1:], linestyle="none", clip_on=False, zorder=5, **end)


def _end_names(axes: Axes, curves: list[Drawn], paper: Paper, plane: Plane) -> None:
    look = paper.look
    for label in end_labels(curves, look, plane):
        axes.annotate(
            unmarked(label["text"]),
            (label["x"], label["y"]),
            xytext=(label["xshift"], label["yshift"]),
            textcoords="offset points",
            ha="left",
            va="center_baseline",
            fontsize=paper.sizes.text,
            fontweight="bold",
            fontfamily=list(families()),
            color=look.theme.ink if paper.grey else label["font"]["color"],
            annotation_clip=False,
            parse_math=False,
        )


def _medians(axes: Axes, curves: list[Drawn], unit: str) -> None:
    for one in curves:
        median = one.group.curve.median.value
        if median is not None:
            x = in_unit(median, unit)
            axes.plot([0, x, x], [0.5, 0.5, LOW], color=one.colour, linewidth=0.6, linestyle=(0, (1, 1.5)), zorder=1)


def _watermark(axes: Axes, result: Survival, paper: Paper) -> None:
    """Write across naive curves what they are, so that a picture of them cannot be taken for a result."""
    if result.naive:
        axes.text(
            0.5,
            0.7,
            paper.say(message("immortal-time bias")),
            transform=axes.transAxes,
            rotation=12,
            ha="center",
            va="center",
            fontsize=paper.sizes.title * 2,
            fontweight="bold",
            color="#b91c1c" if not paper.grey else "#555555",
            alpha=0.35,
            parse_math=False,
        )
