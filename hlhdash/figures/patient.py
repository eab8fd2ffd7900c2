"""One child's course: treatments, responses, events and laboratory values on one time axis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import plotly.graph_objects as go

from hlhdash.analysis.patient import Patient
from hlhdash.figures import patient_strip as strip
from hlhdash.figures.frame import Items, Room, Words, figure, framed
from hlhdash.figures.panels import Place, axis, band, values
from hlhdash.figures.patient_events import later, unwritten
from hlhdash.figures.patient_rule import RULE_WORDS
from hlhdash.figures.patient_track import Rows, rows, track
from hlhdash.figures.provenance import notices, sources
from hlhdash.figures.style import Look
from hlhdash.figures.text import escaped, plain, px
from hlhdash.figures.timeaxis import DAY_ZERO, lines, ticks
from hlhdash.figures.words import duration, time_axis
from hlhdash.language import Message, counted, listed, message
from hlhdash.numbers import UNIT_DAYS, in_unit

Extent = Literal["labs", "all"]
# Pixels of a row, a panel and the space above it: for a room as low as words allow, so that all fits one slide.
ROW, PANEL, GAP = {"screen": 26.0, "room": 34.0}, {"screen": 54.0, "room": 52.0}, {"screen": 10.0, "room": 9.0}
MOST_NAMED = 4  # events without words, or after the time shown, that are named
BEFORE = 0.3  # of the time after day zero, that time before it may take
TICK_ROOM = "\u2003" * 3  # beside the names, for the labels of the axes


@dataclass(frozen=True)
class Heights:
    """Pixels of the rows, of each panel, and of all."""

    track: float
    panel: float
    gap: float
    panels: int

    @property
    def all(self) -> float:
        """Pixels from the top of the rows to the bottom of the last panel."""
        return self.track + self.panels * (self.panel + self.gap)

    def place(self, i: int) -> Place:
        """Return where panel `i` lies."""
        top = self.track + i * (self.panel + self.gap) + self.gap
        # The last panel ends at the bottom: rounding must not take it below.
        return Place(f"y{i + 2}", max(1 - (top + self.panel) / self.all, 0.0), 1 - top / self.all)


def patient(
    result: Patient,
    *,
    look: Look = Look(),  # noqa: B008 - frozen
    unit: str = "days",
    extent: Extent = "labs",
) -> go.Figure:
    """Draw one child's course.

    Parameters
    ----------
    unit : of the axis: days, weeks, months or years
    extent : how far the axis goes: "labs", to the last laboratory value; "all", to the end of follow-up

    Returns
    -------
    go.Figure
        At most three traces per analyte and three more.
    """
    sizes = look.sizes
    grow = sizes.text / 14
    laid = rows(result, look)
    row, panel, gap = (one[look.size] for one in (ROW, PANEL, GAP))
    heights = Heights(max(len(laid.names), 1) * row, panel, gap, len(result.panels))
    first, last = _extent(result, extent, unit)
    names = [*laid.names, *(_panel_name(look, panel.title, panel.unit) for panel in result.panels)]
    left = max(px(name, sizes.label, bold=True) for name in [*names, look.say(DAY_ZERO)]) + 50 * grow
    beside = strip.shown(result.panels)
    share = strip.BEGIN if beside else 1.0
    scale = (sizes.width - left - 12) * share / (last - first)
    traces = track(result, laid, look, unit, scale, (first, last))
    shapes: list[dict[str, Any]] = []
    axes: dict[str, Any] = {}
    for i, panel in enumerate(result.panels):
        place = heights.place(i)
        traces += values(panel, place, look, unit)
        shapes += band(panel, place, look)
        axes[f"yaxis{i + 2}"] = axis(panel, place, look)
    traces.append(_names(result, laid, look, heights))
    layout = _layout(result, look, unit, (first, last), heights, left, scale, share)
    layout["shapes"] = [*shapes, *layout["shapes"]]
    if beside:
        layout["xaxis2"], headings = strip.strip_layout(look, 1 - heights.track / heights.all)
        layout["annotations"] += headings
    return figure(traces or [{"type": "scatter", "x": [None], "y": [None]}], layout | axes)


def _extent(result: Patient, extent: Extent, unit: str) -> tuple[float, float]:
    course = result.course
    starts = [0.0, *course.segments["start_day"], *course.markers["day"]]
    ends = [1.0, *(panel.points["day"].max() for panel in result.panels)]
    if extent == "all" or not result.panels:
        ends += [*course.lanes["end_day"], *course.segments["end_day"], *course.markers["day"]]
    first, last = float(np.nanmin(starts)), float(np.nanmax(ends))
    if extent == "labs":  # long treatment before day zero would leave little room for what is looked at
        first = max(first, min([-BEFORE * last, *(panel.points["day"].min() for panel in result.panels)]))
    room = (last - first) * 0.03
    return in_unit(first - room, unit), in_unit(last + room, unit)


def _panel_name(look: Look, title: str, unit: str) -> str:
    return max(plain(look.say(title), 22), plain(unit, 18), key=len)


def _names(result: Patient, laid: Rows, look: Look, heights: Heights) -> dict[str, Any]:
    """Return the names of rows and panels as one trace of text, which is quicker to draw than annotations."""
    row = heights.track / max(len(laid.names), 1)
    y = [(i + 0.5) * row for i in range(len(laid.names))]
    texts = [escaped(name) + TICK_ROOM for name in laid.names]
    muted = look.theme.muted
    for i, panel in enumerate(result.panels):
        y.append((1 - heights.place(i).top) * heights.all + heights.panel * 0.5)
        name, unit = escaped(plain(look.say(panel.title), 22)), escaped(plain(panel.unit, 18))
        below = f"<br><span style='color:{muted}'>{unit}</span>{TICK_ROOM}" if unit else ""
        texts.append(f"<b>{name}</b>{TICK_ROOM}{below}")
    return {
        "type": "scatter",
        "mode": "text",
        "x": [0.0] * len(y),
        "y": [heights.all - one for one in y],
        "text": texts,
        "textposition": "middle left",
        "textfont": {"size": look.sizes.label, "color": look.theme.ink},
        "xaxis": "x3",
        "yaxis": f"y{heights.panels + 2}",
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _layout(
    result: Patient,
    look: Look,
    unit: str,
    extent: tuple[float, float],
    heights: Heights,
    left: float,
    scale: float,
    share: float,
) -> dict[str, Any]:
    sizes = look.sizes
    marked = lines((), look, unit, scale)
    layout = framed(
        _words(result, look, unit, extent, scale),
        look,
        Room(left, 12, sizes.text * 2.0, sizes.text * 4.0),
        heights.all,
    )
    layout["annotations"] += marked.words
    shown = max(1.0, heights.track / ROW[look.size])
    return layout | {
        "barmode": "overlay",
        "shapes": [*marked.shapes, *_followed(result, look, unit, extent)],
        "xaxis": {
            "title": {"text": look.write(time_axis(unit, look.column(result.provenance.day_zero)))},
            "range": list(extent),
            "tickvals": ticks(*extent, unit),
            "domain": [0, share],
            "showgrid": False,
            "ticks": "outside",
            "showline": True,
            "anchor": "free",
            "position": 0,
        },
        # The names stand on axes of their own, so narrow that they take no pointer from the panels.
        "xaxis3": {"domain": [0, 0.001], "range": [0, 1], "visible": False, "fixedrange": True}
        | {"anchor": f"y{heights.panels + 2}"},
        f"yaxis{heights.panels + 2}": {"domain": [0, 1], "range": [0, heights.all], "visible": False}
        | {"anchor": "x3", "fixedrange": True},
        "yaxis": {
            "domain": [1 - heights.track / heights.all, 1],
            "range": [shown - 0.5, -0.5],
            "showgrid": False,
            "showticklabels": False,
            "fixedrange": True,
        },
    }


def _followed(result: Patient, look: Look, unit: str, extent: tuple[float, float]) -> list[dict[str, Any]]:
    """Return a line where follow-up ended, with nothing known after it."""
    ends = result.course.lanes["end_day"].tolist()
    if not ends or in_unit(ends[0], unit) > extent[1]:
        return []
    x = ends[0] / UNIT_DAYS[unit]
    style = {"color": look.theme.ink, "width": 1.5, "dash": "dot"}
    return [{"type": "line", "x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "paper", "layer": "below", "line": style}]


def _words(result: Patient, look: Look, unit: str, extent: tuple[float, float], scale: float) -> Words:
    name = plain(result.patient_id, 24)
    ends = result.course.lanes["end_day"].tolist()
    told = (
        message("Treatments, responses and events above, laboratory values below; the shaded band is normal.")
        if result.panels
        else message("Treatments, responses and events; the file has no laboratory values of this patient.")
    )
    if ends:
        alt = message(
            "The course of patient {patient}: {treatments}, {analytes} over time, followed for {followed}.",
            patient=name,
            treatments=counted("{n} course of treatment", "{n} courses of treatment", n=len(result.course.segments)),
            analytes=counted("{n} analyte", "{n} analytes", n=len(result.panels)),
            followed=duration(ends[0], unit),
        )
    else:
        alt = message("The course of patient {patient}, whose follow-up is not recorded.", patient=name)
    bare, after = unwritten(result, look, unit, scale, extent), later(result, look, extent[1] * UNIT_DAYS[unit])
    caption = tuple(look.say(one) for one in _caption(result, bare, after))
    return Words(
        look.say(message("What was the course of {patient}?", patient=name)),
        look.say(told),
        notices(result.provenance, look),
        (Items("", caption),) if caption else (),
        sources(result.provenance, look),
        look.say(alt),
    )


def _caption(result: Patient, bare: tuple[str, ...], after: tuple[str, ...]) -> list[Message]:
    said = []
    if bare:
        said.append(message("Marks without words: {events}", events=_first_of(bare)))
    if after:
        said.append(message("After the time shown: {events}", events=_first_of(after)))
    if result.assessments:
        said.append(message("By labs: {rule}", rule=RULE_WORDS[result.rule]))
    if any((panel.points["bound"] != "").any() for panel in result.panels):
        said.append(message("Open triangles: the laboratory gave only a bound, drawn at the bound"))
    by_age = next((one.limits for one in result.panels if one.analyte == "scd25"), None)
    if by_age is not None and by_age.low is not None:
        said.append(
            message("Normal sCD25 at this age: {low} to {high} U/mL", low=f"{by_age.low:g}", high=f"{by_age.high:,g}")
        )
    if strip.shown(result.panels):
        said.append(message("Boxes: quartiles and median of the patients looked at; the dot is this child"))
    return said


def _first_of(said: tuple[str, ...]) -> Message:
    return listed([*said[:MOST_NAMED], *("…" for _ in said[MOST_NAMED : MOST_NAMED + 1])])
