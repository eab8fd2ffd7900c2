"""Bars, marks and ends of the lanes of a printed swimmer plot, and their legend."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from hlhdash.analysis.groups import NOT_RECORDED
from hlhdash.analysis.swimmer import Swimmer
from hlhdash.cohort.vocabulary import ETIOLOGIES
from hlhdash.export.legend import Entry, Legend, legend
from hlhdash.export.paper import Paper
from hlhdash.export.shades import Fill, fills, ink_on
from hlhdash.export.sheet import Sheet, marker
from hlhdash.figures import follow_up
from hlhdash.figures.bars import Colour, categories
from hlhdash.figures.marks import ASIDE, HEADINGS, Key, Marked, mark_rank, mark_title, marked
from hlhdash.figures.symbols import SYMBOLS, Symbol
from hlhdash.figures.symbols import marker as symbol
from hlhdash.figures.words import OTHER_TREATMENTS
from hlhdash.language import Message, message
from hlhdash.numbers import UNIT_DAYS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LONGEST_NAME = 26
ABOVE = 0.26  # of a lane, from the middle of the courses to the marks that are set aside
SMALL = 0.5  # of a mark, one that is set aside
MARK = 0.72  # of a lane, the size of a mark; at most the paper's marker
_GREY_MARKS = {
    "CR": "#000000",
    "PR": "#ffffff",
    "improved": "#bdbdbd",
    "NR": "#000000",
    "NE": "#ffffff",
    "relapse": "#000000",
}
GREY_GRADES = ("#ffffff", "#ffffff", "#dedede", "#9a9a9a", "#4d4d4d", "#000000")  # not recorded, then 1 to 5
_ENDS = {follow_up.ONGOING: "triangle-right", follow_up.ALIVE: "triangle-right-open", follow_up.LOST: "line-ns"}


@dataclass(frozen=True)
class Kinds:
    """What there is to draw, with its colours.

    Attributes
    ----------
    labels : the legend entry of each course
    fills : of each such entry, in the order of the legend
    hatched : entries of which some course has no recorded end
    colour : what the bars' colour tells
    marks : the marks that are drawn
    keys : the kinds of marks in the order of the legend
    ends : how lanes end
    """

    labels: np.ndarray
    fills: dict[str, Fill]
    hatched: frozenset[str]
    colour: Colour
    marks: Marked
    keys: tuple[Key, ...]
    ends: dict[Message, np.ndarray]


def kinds(result: Swimmer, paper: Paper, colour: Colour, extras: Collection[str] = ()) -> Kinds:
    """Choose what is drawn: courses, responses and events.

    Parameters
    ----------
    extras : "adverse event", "milestone": drawn too, as the screen draws them where they are asked for
    """
    labels = categories(result, colour)
    start = result.segments["start_day"].to_numpy(float)
    rank = {name: i for i, name in enumerate(ETIOLOGIES)}
    if colour == "etiology":
        order = sorted(set(labels), key=lambda name: (name == NOT_RECORDED, rank.get(name, len(rank)), name))
    else:
        first = {name: float(np.median(start[labels == name])) for name in set(labels)}
        order = sorted(first, key=lambda name: (name == OTHER_TREATMENTS, first[name], name))
    # In grey the lightest goes to what fills most of the lanes, so that marks stand out from it.
    length = result.segments["end_day"].to_numpy(float) - start
    by_size = sorted(order, key=lambda name: -float(length[labels == name].sum()))
    found = fills(by_size, "etiology" if colour == "etiology" else "treatment", paper)
    shades = {name: found[name] for name in order}
    unended = ~result.segments["end_recorded"].to_numpy(bool)
    every = marked(result)
    keys = sorted({one for one in every.keys if one[0] not in ASIDE or one[0] in extras}, key=mark_rank)
    hatched = frozenset(labels[unended].tolist())
    return Kinds(labels, shades, hatched, colour, every, tuple(keys), follow_up.states(result))


def draw_bars(axes: Axes, result: Swimmer, drawn: Kinds, y: np.ndarray, high: float, unit: str, span: float) -> None:
    """Draw the line of follow-up in each lane and the courses on it.

    Parameters
    ----------
    y : points from the top to the middle of the courses of each lane
    high : points that they take
    """
    table = result.segments
    end = result.lanes["end_day"].to_numpy(float) / UNIT_DAYS[unit]
    first = np.minimum(_first(result) / UNIT_DAYS[unit], end)
    axes.hlines(y, first, end, color="#6b7280", linewidth=max(0.5, min(1.0, high * 0.14)), zorder=1)
    start = table["start_day"].to_numpy(float) / UNIT_DAYS[unit]
    length = np.maximum(table["end_day"].to_numpy(float) / UNIT_DAYS[unit] - start, span * 0.0012)
    tracks, place = table["tracks"].to_numpy(float), table["track"].to_numpy(float)
    thick = high / tracks
    middle = y[table["lane"].to_numpy(int)] + (place - (tracks - 1) / 2) * thick
    recorded = table["end_recorded"].to_numpy(bool)
    edge = 0.3 if high >= 3.7 else 0.0
    for name, fill in drawn.fills.items():
        for ended in (True, False):
            at = np.flatnonzero((drawn.labels == name) & (recorded == ended))
            if at.size:
                style = _bar(fill, ended) | {"linewidth": edge if ended else 0.4, "zorder": 2}
                axes.barh(middle[at], length[at], thick[at] * 0.96, start[at], **style)


def _first(result: Swimmer) -> np.ndarray:
    """Return the first day of each lane: of its first treatment, at the latest day zero."""
    first = np.zeros(len(result.lanes))
    np.minimum.at(first, result.segments["lane"].to_numpy(int), result.segments["start_day"].to_numpy(float))
    return first


def _bar(fill: Fill, ended: bool) -> dict[str, Any]:
    if ended:
        return fill.style | {"edgecolor": fill.ink if fill.hatch else "#ffffff"}
    ink = "#555555" if fill.colour.lower() == "#ffffff" else fill.colour
    return {"facecolor": "#ffffff", "edgecolor": ink, "hatch": "//////"}


def draw_ends(
    axes: Axes, result: Swimmer, drawn: Kinds, y: np.ndarray, lane: float, unit: str, scale: float, paper: Paper
) -> None:
    """Draw how each lane ends: still treated, alive, lost."""
    size = _size(lane, paper) * 0.85
    end = result.lanes["end_day"].to_numpy(float) / UNIT_DAYS[unit]
    here = end <= axes.get_xlim()[1]
    for name, lanes in drawn.ends.items():
        which = lanes & here
        ahead = 0.0 if _ENDS[name] == "line-ns" else size * 0.45 / scale
        style = marker(_ENDS[name], size, "#000000", width=0.6)
        axes.plot(end[which] + ahead, y[which], linestyle="none", clip_on=False, zorder=4, **style)


def draw_marks(
    axes: Axes, result: Swimmer, drawn: Kinds, y: np.ndarray, lane: float, unit: str, scale: float, paper: Paper
) -> None:
    """Draw responses and events; those of about the same day stand beside one another within the lane."""
    table, size = drawn.marks.table, _size(lane, paper)
    low, high = axes.get_xlim()
    days = table["day"].to_numpy(float) / UNIT_DAYS[unit]
    shown = np.array([one in drawn.keys for one in drawn.marks.keys], dtype=bool) & (days >= low) & (days <= high)
    row, x = table["lane"].to_numpy(int)[shown], table["day"].to_numpy(float)[shown] / UNIT_DAYS[unit]
    # What is set aside on the screen stands in a row of its own, over the courses.
    aside = table["kind"].isin(ASIDE).to_numpy(bool)[shown]
    height = y[row] - np.where(aside, ABOVE * lane, 0.0)
    for mine, step in ((~aside, size), (aside, size * SMALL)):
        height[mine] += _apart(row[mine], x[mine] * scale, step, lane)
    found = [one for one, here in zip(drawn.marks.keys, shown, strict=True) if here]
    for one in drawn.keys:
        at = [i for i, mine in enumerate(found) if mine == one]
        axes.plot(x[at], height[at], linestyle="none", clip_on=False, zorder=5, **_mark(one, size, paper))


def _apart(row: np.ndarray, x: np.ndarray, size: float, lane: float) -> np.ndarray:
    """Return by how many points each mark moves down."""
    moved = np.zeros(len(row))
    order = np.lexsort((x, row))
    run: list[int] = []

    def spread() -> None:
        step = min(size * 0.8, lane * 0.92 / max(len(run), 1))
        for place, i in enumerate(run):
            moved[i] = (place - (len(run) - 1) / 2) * step

    for i in order:
        if run and (row[i] != row[run[-1]] or x[i] - x[run[-1]] > size * 0.85):
            spread()
            run = []
        run.append(i)
    spread()
    return moved


def _size(lane: float, paper: Paper) -> float:
    return float(np.clip(lane * MARK, 2.0, paper.sizes.marker * 1.15))


def _mark(one: Key, size: float, paper: Paper) -> dict[str, Any]:
    kind, label = one
    grade = int(label) if kind == "adverse event" and label else 0
    look = symbol(kind, label, paper.look, size, grade)
    name = label if kind == "response" else kind
    if kind == "milestone":
        return marker(str(look["symbol"]), float(look["size"]), "#000000", width=0.6)
    if kind == "adverse event" and paper.grey:
        return marker("triangle-left", float(look["size"]), GREY_GRADES[grade], "#000000", 0.45)
    colour, edge = str(look["color"]), str(look["line"]["color"])
    if paper.grey:
        colour = _GREY_MARKS.get(name, str(colour))
        edge = "#ffffff" if ink_on(colour) == "#ffffff" and name != "NR" else "#000000"
    shape = SYMBOLS.get(name, Symbol("circle")).shape
    return marker(shape, float(look["size"]) * 0.86, colour, edge, 0.45 if kind != "hsct" else 0.9)


def key(drawn: Kinds, layers: Sequence[tuple[str, list[Entry]]], paper: Paper) -> Legend:
    """Lay out the legend: courses, what else lies in the lanes, responses, events and how lanes end."""
    say, word = paper.say, paper.look.word
    bars = []
    for name, fill in drawn.fills.items():
        said = word(name, LONGEST_NAME)
        bars.append(Entry(said, _box(fill, True)))
        if name in drawn.hatched:
            bars.append(Entry(say(message("{treatment}, end not recorded", treatment=said)), _box(fill, False)))
    marks: dict[str, list[Entry]] = {"response": [], "event": [], "adverse event": [], "milestone": []}
    for one in drawn.keys:
        kind = one[0] if one[0] in marks else "event"
        marks[kind].append(Entry(paper.look.word(mark_title(*one), LONGEST_NAME), _symbol(one, paper), 6))
    heading = message("Etiology") if drawn.colour == "etiology" else message("Treatment")
    blocks = [
        (say(heading), bars),
        *layers,
        *((say(HEADINGS[kind]), entries) for kind, entries in marks.items()),
        (say(message("Follow-up")), [Entry(say(name), _end(name, paper), 6) for name in drawn.ends]),
    ]
    return legend([(head, entries) for head, entries in blocks if entries], paper, paper.points - 6)


def _box(fill: Fill, ended: bool) -> Callable[[Sheet, float, float], None]:
    return lambda sheet, x, y: sheet.box(x, y, 12, 5.5, **({"linewidth": 0.4} | _bar(fill, ended)))


def _symbol(one: Key, paper: Paper) -> Callable[[Sheet, float, float], None]:
    return lambda sheet, x, y: sheet.marker(x + 3, y, _mark(one, paper.sizes.marker, paper))


def _end(name: Message, paper: Paper) -> Callable[[Sheet, float, float], None]:
    style = marker(_ENDS[name], paper.sizes.marker * 0.85, "#000000", width=0.6)
    return lambda sheet, x, y: sheet.marker(x + 3, y, style)
