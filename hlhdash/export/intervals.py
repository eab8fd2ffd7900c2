"""Points with intervals in print, for response rates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from hlhdash.export.fonts import lines
from hlhdash.export.paper import Paper
from hlhdash.export.sheet import LEADING, Sheet, height_of
from hlhdash.language import message

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INTERVAL_TITLE = message("Responders (%), 95 % interval")
_BESIDE = 12.0  # points by which a title may be wider than its axis


def interval_axes(sheet: Sheet, place: tuple[float, float, float, float], y: np.ndarray) -> Axes:
    """Draw axes of a share in percent, rows from the top.

    Parameters
    ----------
    place : left, top, width and height in points
    """
    axes = sheet.axes(*place)
    axes.spines["left"].set_visible(False)
    axes.set_xlim(-0.02, 1.02)
    axes.spines["bottom"].set_bounds(0, 1)
    axes.set_ylim(float(y[-1]) + 0.5, -0.5)
    axes.set_yticks([])
    steps = [0, 0.25, 0.5, 0.75, 1] if place[2] > 90 else [0, 0.5, 1]
    axes.set_xticks(steps, [f"{100 * one:g}" for one in steps])
    for one in steps:
        axes.axvline(one, color=sheet.paper.look.theme.grid, linewidth=0.5, zorder=0)
    title = sheet.paper.say(INTERVAL_TITLE)
    write_title(sheet, place, title)
    return axes


def write_title(sheet: Sheet, place: tuple[float, float, float, float], title: str) -> None:
    """Write the title of a horizontal axis under it, in as many lines as it needs."""
    left, top, wide, high = place
    size = sheet.paper.sizes.text
    y = top + high + _tick_room(sheet.paper)
    for line in lines(title, wide + _BESIDE, size):
        sheet.text(left + wide / 2, y + size * LEADING / 2, line, size, ha="center")
        y += size * LEADING


def title_room(paper: Paper, title: str, wide: float) -> float:
    """Return the points that ticks, their numbers and a title take under an axis of a width."""
    return _tick_room(paper) + height_of(title, paper.sizes.text, wide + _BESIDE) + 2


def _tick_room(paper: Paper) -> float:
    return paper.sizes.label * 1.3 + 4.5


def draw_numbers(
    axes: Axes,
    sheet: Sheet,
    shares: Sequence[np.ndarray],
    y: np.ndarray,
    letters: Sequence[str],
    colour: str = "#000000",
    hollow: bool = False,
) -> None:
    """Draw shares with their intervals.

    Parameters
    ----------
    shares : share, lower and upper end of each row; rows without a share are left out
    letters : matplotlib's marker of each row
    """
    sizes = sheet.paper.sizes
    for share, lower, upper, at, letter in zip(*shares, y, letters, strict=True):
        if share != share:
            continue
        axes.plot([lower, upper], [at, at], color=colour, linewidth=sizes.line * 0.8, zorder=2)
        for end in (lower, upper):
            axes.plot([end, end], [at - 0.13, at + 0.13], color=colour, linewidth=sizes.line * 0.8, clip_on=False)
        axes.plot(
            [share],
            [at],
            linestyle="none",
            marker=letter,
            markersize=sizes.marker * (0.85 if letter == "D" else 0.9),
            markerfacecolor="white" if hollow else colour,
            markeredgecolor=colour,
            markeredgewidth=0.8,
            clip_on=False,
            zorder=3,
        )
