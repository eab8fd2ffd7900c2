"""Cumulative incidence in print: a panel for each event with a curve per group, or for each group with all events."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from hlhdash.analysis.incidence import Incidence, IncidenceGroup
from hlhdash.export.caption import Caption, caption
from hlhdash.export.drawing import Drawing
from hlhdash.export.fonts import cut
from hlhdash.export.legend import Entry, Legend, legend
from hlhdash.export.paper import Paper
from hlhdash.export.risk import At, Risk, draw_risk, table
from hlhdash.export.shades import Fill, fills, line_colours
from hlhdash.export.sheet import LEADING, Sheet, marker
from hlhdash.export.timescale import beside_axis, share_axes, time_title, timescale, under_axis
from hlhdash.figures.curves import SHAPES
from hlhdash.figures.incidence_panels import MOST_PANELS, STATE_SHADES
from hlhdash.figures.incidence_words import Way, incidence_words, tests_said
from hlhdash.figures.question_words import clock
from hlhdash.figures.risktable import BLOCKS
from hlhdash.language import message
from hlhdash.numbers import UNIT_DAYS, in_unit

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LONGEST_LABEL = 26
RATIO = 0.66
LOWEST, HIGHEST = 95.0, 170.0  # points of a panel
GAP = 10.0  # points between two panels


@dataclass(frozen=True)
class Panel:
    """One panel: its heading, and what draws its curves."""

    heading: str
    draw: Callable[[Axes], None]


def incidence(result: Incidence, paper: Paper, *, unit: str = "months", way: Way = "side by side") -> Drawing:
    """Draw cumulative incidence for print; the parameters are those of `hlhdash.figures.incidence`."""
    look = paper.look
    around = caption(
        incidence_words(result, look, unit, way), paper, [_capital(look.say(one)) for one in tests_said(result)]
    )
    panels, entries = _stacked(result, paper, unit) if way == "stacked" else _by_event(result, paper, unit)
    named = legend([("", entries)], paper, paper.points - 4)
    numbers = _at_risk(result, paper, way)
    columns = 1 if paper.narrow else min(len(panels), 2)
    left = max(beside_axis(paper) + 2, numbers.left)
    plot = (paper.points - left - 6 - (columns - 1) * (GAP + beside_axis(paper) * 0.6)) / columns
    title = look.say(clock(result, look, unit))
    last = in_unit(max(result.last_day, 1.0), unit)
    scale = timescale(last, unit, title if columns == 1 else "", paper, plot, result.n)
    height = min(max(plot * RATIO, LOWEST), HIGHEST)
    place = _Places(around, named, numbers, paper, (left, plot, height), columns, len(panels))
    sheet = Sheet(paper, place.total)
    named.write(sheet, 2, place.legend_top)
    for i, panel in enumerate(panels):
        x, y = place.of(i)
        said = look.say(message("Cumulative incidence (%)")) if i % columns == 0 else ""
        axes = share_axes(sheet, (x, y, plot, height), scale, said)
        sheet.text(
            x, y - paper.sizes.text * 0.75, cut(panel.heading, plot, paper.sizes.text), paper.sizes.text, weight="bold"
        )
        panel.draw(axes)
    bottom = place.of(len(panels) - 1)[1] + height
    if columns > 1:  # two panels share one title: beside one another each would be too narrow for it
        time_title(sheet, (left + place.of(columns - 1)[0] + plot) / 2, bottom, title)
    draw_risk(sheet, numbers, scale, unit, left, plot, bottom + under_axis(paper) + 4)
    around.write(sheet)
    return Drawing(sheet.figure, around.title, around.alt)


class _Places:
    """Where each panel stands, in points from the top left."""

    def __init__(
        self,
        around: Caption,
        named: Legend,
        numbers: Risk,
        paper: Paper,
        size: tuple[float, float, float],
        columns: int,
        panels: int,
    ) -> None:
        above, below = around.heights(paper)
        self.left, self.plot, self.height = size
        self.columns, self.paper = columns, paper
        self.legend_top = 3 + above
        self.first = self.legend_top + named.height + 4
        self.heading = paper.sizes.text * LEADING * 1.1 + 2
        self.row = self.heading + self.height + under_axis(paper) + 6
        rows = -(-panels // columns)
        self.total = self.first + rows * self.row + (numbers.height + 2 if numbers.rows else 0) + below

    def of(self, panel: int) -> tuple[float, float]:
        """Return left and top of the axes of a panel."""
        row, column = divmod(panel, self.columns)
        apart = self.plot + GAP + beside_axis(self.paper) * 0.6
        return self.left + column * apart, self.first + row * self.row + self.heading


def _named(one: IncidenceGroup, paper: Paper) -> str:
    return paper.say(message("{group}, n = {n}", group=paper.look.word(one.name, LONGEST_LABEL), n=one.n))


def _by_event(result: Incidence, paper: Paper, unit: str) -> tuple[list[Panel], list[Entry]]:
    names = [one.name for one in result.groups]
    shades = line_colours(names, "etiology" if result.by == "etiology" else "group", paper)
    panels = [
        Panel(_capital(paper.say(words)), _curves(result.groups, state, shades, paper, unit))
        for state, words in result.states.items()
    ]
    entries = [
        Entry(
            _named(one, paper), _sample(shades[one.name], SHAPES[i % len(SHAPES)], paper), 12 + paper.sizes.marker / 2
        )
        for i, one in enumerate(result.groups)
    ]
    return panels, entries


def _curves(
    groups: Sequence[IncidenceGroup], state: int, shades: dict[str, str], paper: Paper, unit: str
) -> Callable[[Axes], None]:
    def draw(axes: Axes) -> None:
        for place, one in enumerate(groups):
            table_ = one.of(state)
            time, share = table_["time"].to_numpy(float) / UNIT_DAYS[unit], table_["incidence"].to_numpy(float)
            colour = shades[one.name]
            axes.plot(time, share, drawstyle="steps-post", color=colour, linewidth=paper.sizes.line, clip_on=False)
            end = marker(SHAPES[place % len(SHAPES)], paper.sizes.marker * 0.82, colour)
            axes.plot(time[-1:], share[-1:], linestyle="none", clip_on=False, zorder=5, **end)

    return draw


def _sample(colour: str, shape: str, paper: Paper) -> Any:
    def draw(sheet: Sheet, x: float, y: float) -> None:
        sheet.stroke(x, x + 12, y, color=colour, linewidth=paper.sizes.line)
        sheet.marker(x + 12, y, marker(shape, paper.sizes.marker * 0.82, colour))

    return draw


def _stacked(result: Incidence, paper: Paper, unit: str) -> tuple[list[Panel], list[Entry]]:
    groups = result.groups if len(result.groups) <= MOST_PANELS else (result.overall,)
    kinds = [str(state) for state in result.states]
    shades = fills(kinds, "group", paper)
    if not paper.grey:
        shades = {kind: Fill(STATE_SHADES[i % len(STATE_SHADES)].light) for i, kind in enumerate(kinds)}
    panels = [Panel(_named(one, paper), _areas(one, list(result.states), shades, unit)) for one in groups]
    entries = [Entry(paper.say(words), _box(shades[str(state)])) for state, words in result.states.items()]
    return panels, entries


def _areas(one: IncidenceGroup, states: list[int], shades: dict[str, Fill], unit: str) -> Callable[[Axes], None]:
    def draw(axes: Axes) -> None:
        base: Any = 0.0
        for state in states:
            found = one.of(state)
            time, share = found["time"].to_numpy(float) / UNIT_DAYS[unit], found["incidence"].to_numpy(float)
            fill = shades[str(state)]
            axes.fill_between(time, base, base + share, step="post", linewidth=0, **_area(fill))
            axes.plot(time, base + share, drawstyle="steps-post", color="#000000", linewidth=0.5)
            base = base + share

    return draw


def _area(fill: Fill) -> dict[str, Any]:
    return {"color": fill.colour, "alpha": 0.75} if not fill.hatch else fill.style


def _box(fill: Fill) -> Any:
    def draw(sheet: Sheet, x: float, y: float) -> None:
        sheet.box(x, y, 12, 6, linewidth=0, alpha=None if fill.hatch else 0.75, **fill.style)

    return draw


def _at_risk(result: Incidence, paper: Paper, way: Way) -> Risk:
    """Lay out the numbers at risk: they are the same for every event."""
    groups = result.groups if way != "stacked" or len(result.groups) <= MOST_PANELS else (result.overall,)
    shades = line_colours([one.name for one in groups], "etiology" if result.by == "etiology" else "group", paper)
    people = [
        (
            paper.look.word(one.name, LONGEST_LABEL),
            "" if way == "stacked" else SHAPES[i % len(SHAPES)],
            shades[one.name],
        )
        for i, one in enumerate(groups)
    ]
    return table(people, {paper.say(BLOCKS["at_risk"]): [_counter(one) for one in groups]}, paper, result.least)


def _counter(one: IncidenceGroup) -> At:
    def count(days: Sequence[float]) -> list[int]:
        found = one.at([float(day) for day in days])
        first = found["state"].to_numpy() == found["state"].iloc[0]
        return np.asarray(found["n_at_risk"])[first].astype(int).tolist()

    return count


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
