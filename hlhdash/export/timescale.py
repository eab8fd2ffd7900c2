"""The axes that curves over time share in print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hlhdash.export.fonts import width
from hlhdash.export.paper import Paper
from hlhdash.export.sheet import Sheet
from hlhdash.figures.timeaxis import ticks

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LOW, HIGH = -0.02, 1.03
_APART = 11.0  # points between two ticks beyond what their numbers need


@dataclass(frozen=True)
class TimeScale:
    """The axis of time.

    Attributes
    ----------
    at : ticks, in the unit
    end : where the axis ends, in the unit
    title : what it is called
    """

    at: tuple[float, ...]
    end: float
    title: str

    def x(self, time: float, plot: float) -> float:
        """Return the points from the axis' left end to a time, on a plot of a width."""
        return time / self.end * plot


def timescale(last: float, unit: str, title: str, paper: Paper, plot: float, largest: int) -> TimeScale:
    """Choose ticks that leave room for the numbers under them.

    Parameters
    ----------
    last : the last time shown, in the unit
    plot : points of the axis
    largest : the largest number that stands under a tick
    """
    end = last * 1.03
    apart = width(str(largest), paper.sizes.label) + _APART
    most = max(3, min(11, int(plot / apart) + 1))
    return TimeScale(tuple(ticks(0, end, unit, most)), end, title)


def share_axes(sheet: Sheet, place: tuple[float, float, float, float], scale: TimeScale, title: str) -> Axes:
    """Draw axes of time and of a share from 0 to 100 percent.

    Parameters
    ----------
    place : left, top, width and height in points
    title : of the vertical axis, "" for none
    """
    left, top, plot_width, plot_height = place
    sizes = sheet.paper.sizes
    axes = sheet.axes(*place)
    axes.set_xlim(0, scale.end)
    axes.set_ylim(LOW, HIGH)
    axes.set_xticks(scale.at, [f"{k:g}" for k in scale.at])
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0", "25", "50", "75", "100"])
    axes.spines["bottom"].set_bounds(0, scale.end)
    axes.spines["left"].set_bounds(0, 1)
    if scale.title:
        time_title(sheet, left + plot_width / 2, top + plot_height, scale.title)
    if title:
        beside = left - width("100", sizes.label) - 7 - sizes.text * 0.65
        sheet.text(beside, top + plot_height / 2, title, sizes.text, rotation=90, ha="center", va="center")
    return axes


def time_title(sheet: Sheet, centre: float, bottom: float, title: str) -> None:
    """Write the title of the time axis under axes that end at a height."""
    sizes = sheet.paper.sizes
    sheet.text(centre, bottom + sizes.label * 1.3 + 6 + sizes.text * 0.65, title, sizes.text, ha="center")


def under_axis(paper: Paper) -> float:
    """Return the points that ticks, their numbers and the title take under the axis."""
    return paper.sizes.label * 1.3 + 6 + paper.sizes.text * 1.35


def beside_axis(paper: Paper) -> float:
    """Return the points that ticks, their numbers and the title take beside the vertical axis."""
    return width("100", paper.sizes.label) + 7 + paper.sizes.text * 1.4
