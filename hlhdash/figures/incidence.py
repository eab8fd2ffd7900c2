"""Cumulative incidence: the event and what competes with it, side by side or stacked."""

from __future__ import annotations

import math
from typing import Any, Literal

import numpy as np
import plotly.graph_objects as go

from hlhdash.analysis.incidence import Incidence, IncidenceGroup
from hlhdash.figures.curves import SHAPES
from hlhdash.figures.frame import Items, Room, Words, figure, framed
from hlhdash.figures.incidence_selected import axis_of, rings
from hlhdash.figures.palette import colours, faded
from hlhdash.figures.provenance import sources
from hlhdash.figures.question_words import clock, column, left_out_words, warnings, watermark
from hlhdash.figures.steps import behind
from hlhdash.figures.style import Look
from hlhdash.figures.text import escaped, inside, px
from hlhdash.figures.timeaxis import ticks
from hlhdash.figures.words import duration
from hlhdash.language import Message, message
from hlhdash.numbers import UNIT_DAYS, in_unit, p_equals, percent

HEIGHT = {"screen": 340.0, "room": 500.0}
GAP = 0.075  # of the width, between two panels
MOST_PANELS = 4
STATE_SHADES = ("#1c3f9e", "#8793a6", "#c44a0c", "#2f9bd0")
LONGEST_LABEL = 26
Way = Literal["side by side", "stacked"]


def incidence(
    result: Incidence,
    *,
    look: Look = Look(),  # noqa: B008 - frozen
    unit: str = "months",
    way: Way = "side by side",
    naive_curve: bool = False,
    selected: frozenset[str] = frozenset(),
) -> go.Figure:
    """Draw cumulative incidence.

    Parameters
    ----------
    unit : of the axis: days, weeks, months or years
    way : a panel for each event with a curve per group, or a panel for each group with the events stacked
    selected : patients who have a ring where they had the event or left, on the curve of that event
    naive_curve : with one group, 1 minus Kaplan-Meier beside it, crossed out: what ignoring the competing event gives

    Returns
    -------
    go.Figure
        A trace per curve; `customdata` of a step are the patient_ids who had an event there.
    """
    sizes = look.sizes
    panels = _stacked(result, look, unit) if way == "stacked" else _side_by_side(result, look, unit, naive_curve)
    marked = rings(result, look, unit, selected, groups=_groups(result) if way == "stacked" else None)
    traces = [*(trace for _, content in panels for trace in content), *marked]
    named = [trace["name"] for trace in traces if trace.get("showlegend")]
    left, right = sizes.text * 4.6, sizes.text
    rows = _legend_rows(named, look, sizes.width - left - right)
    above = sizes.text * 2.0 + rows * sizes.label * 1.8
    layout = framed(_words(result, look, unit, way), look, Room(left, right, above, sizes.text * 4), HEIGHT[look.size])
    layout["annotations"] += [
        *_headings([title for title, _ in panels], look),
        _upright(look.write(message("Cumulative incidence (%)")), left, look),
        *watermark(result, look),
    ]
    layout |= _axes(result, look, unit, len(panels))
    layout["legend"] = {
        "orientation": "h",
        "x": 0,
        "xref": "container",
        "xanchor": "left",
        "y": 1 + sizes.text * 1.9 / HEIGHT[look.size],
        "yanchor": "bottom",
        "font": {"size": sizes.label},
    }
    return figure(traces, layout)


def _legend_rows(names: list[str], look: Look, width: float) -> int:
    widths = [px(name, look.sizes.label) + 46 for name in names] or [1]
    return 1 if sum(widths) < width else math.ceil(len(widths) / max(int(width // max(widths)), 1))


def _side_by_side(
    result: Incidence, look: Look, unit: str, naive_curve: bool
) -> list[tuple[str, list[dict[str, Any]]]]:
    names = [one.name for one in result.groups]
    shades = colours(names, "etiology" if result.by == "etiology" else "group", look.dark)
    panels = []
    for panel, (state, words) in enumerate(result.states.items()):
        content = []
        for place, one in enumerate(result.groups):
            label = look.say(message("{group}, n = {n}", group=look.word(one.name, LONGEST_LABEL), n=one.n))
            style = {"color": shades[one.name], "shape": SHAPES[place % len(SHAPES)], "shown": panel == 0}
            content.append(_steps(one, state, escaped(label), look, unit, panel, style))
        if naive_curve and panel == 0 and len(result.groups) == 1:
            content.append(_crossed_out(result.groups[0], look, unit))
        panels.append((look.write(words)[:1].upper() + look.write(words)[1:], content))
    return panels


def _steps(
    one: IncidenceGroup, state: int, label: str, look: Look, unit: str, panel: int, style: dict[str, Any]
) -> dict[str, Any]:
    table = one.of(state)
    time, share = table["time"].to_numpy(float), table["incidence"].to_numpy(float)
    x, y = time / UNIT_DAYS[unit], share
    last = np.arange(len(x)) == len(x) - 1
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": label,
        "legendgroup": label,
        "showlegend": style["shown"],
        "x": x,
        "y": y,
        "line": {"shape": "hv", "color": style["color"], "width": look.sizes.line},
        "marker": {
            "symbol": style["shape"],
            "size": np.where(last, look.sizes.marker * 0.72, look.sizes.marker * 0.8),
            "opacity": last.astype(float),
            "color": style["color"],
        },
        "customdata": behind(time, one.patients[(one.patients["state"] == state).to_numpy(bool)]),
        "hovertext": [_hover(row, one, look, unit) for row in table.to_dict("records")],
        "hoverinfo": "text",
        "cliponaxis": False,
        **axis_of(panel),
    }


def _hover(row: dict[Any, Any], one: IncidenceGroup, look: Look, unit: str) -> str:
    facts = {
        "group": look.word(one.name, LONGEST_LABEL),
        "time": duration(row["time"], unit),
        "share": percent(row["incidence"], max(one.n, 20)),
        "n": row["at_risk"],
    }
    if row["lower"] != row["lower"]:
        return look.write(message("{group}, {time}: {share}; {n} at risk", **facts))
    facts |= {"lower": percent(row["lower"], max(one.n, 20)), "upper": percent(row["upper"], max(one.n, 20))}
    return look.write(message("{group}, {time}: {share} ({lower} to {upper}); {n} at risk", **facts))


def _crossed_out(one: IncidenceGroup, look: Look, unit: str) -> dict[str, Any]:
    """Return 1 minus Kaplan-Meier with the competing event censored, which counts the dead as if they could follow."""
    table = one.one_minus_survival()
    said = look.write(message("1 − Kaplan-Meier: too high, because it treats the dead as still waiting"))
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": f"<s>{said}</s>",
        "x": table["time"].to_numpy(float) / UNIT_DAYS[unit],
        "y": table["share"].to_numpy(float),
        "line": {"shape": "hv", "color": look.theme.line, "width": 1.4},
        "marker": {
            "symbol": "x-thin",
            "size": look.sizes.marker * 0.8,
            "line": {"width": 1.6, "color": look.theme.line},
        },
        "hoverinfo": "skip",
        "showlegend": True,
    }


def _groups(result: Incidence) -> tuple[IncidenceGroup, ...]:
    """Return the groups that have a panel of their own where events are stacked."""
    return result.groups if len(result.groups) <= MOST_PANELS else (result.overall,)


def _stacked(result: Incidence, look: Look, unit: str) -> list[tuple[str, list[dict[str, Any]]]]:
    panels = []
    for panel, one in enumerate(_groups(result)):
        content = []
        for place, (state, words) in enumerate(result.states.items()):
            table = one.of(state)
            shade = STATE_SHADES[place % len(STATE_SHADES)]
            content.append(
                {
                    "type": "scatter",
                    "mode": "lines",
                    "stackgroup": f"panel{panel}",
                    "name": look.write(words),
                    "legendgroup": look.write(words),
                    "showlegend": panel == 0,
                    "x": table["time"].to_numpy(float) / UNIT_DAYS[unit],
                    "y": table["incidence"].to_numpy(float),
                    "line": {"shape": "hv", "color": shade, "width": 1},
                    "fillcolor": faded(shade, 0.62),
                    "customdata": behind(
                        table["time"].to_numpy(float), one.patients[(one.patients["state"] == state).to_numpy(bool)]
                    ),
                    "hovertext": [_hover(row, one, look, unit) for row in table.to_dict("records")],
                    "hoverinfo": "text",
                    **axis_of(panel),
                }
            )
        title = look.say(message("{group}, n = {n}", group=look.word(one.name, LONGEST_LABEL), n=one.n))
        panels.append((escaped(title), content))
    return panels


def _headings(titles: list[str], look: Look) -> list[dict[str, Any]]:
    return [
        {
            "text": f"<b>{title}</b>",
            "x": 0,
            "xref": "x domain" if i == 0 else f"x{i + 1} domain",
            "xanchor": "left",
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "yshift": look.sizes.text * 0.3,
            "showarrow": False,
            "font": {"size": look.sizes.text, "color": look.theme.ink},
        }
        for i, title in enumerate(titles)
    ]


def _upright(text: str, left: float, look: Look) -> dict[str, Any]:
    """Return the title of the first vertical axis; Plotly sets its own beside the last of several."""
    return {
        "text": text,
        "textangle": -90,
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "xshift": 2 - left,
        "y": 0.5,
        "yref": "paper",
        "showarrow": False,
        "font": {"size": look.sizes.text, "color": look.theme.ink},
    }


def _axes(result: Incidence, look: Look, unit: str, panels: int) -> dict[str, Any]:
    last = in_unit(max(result.last_day, 1.0), unit)
    width = (1 - GAP * (panels - 1)) / panels
    at = ticks(0, last * 1.02, unit, 11 if panels == 1 else max(12 // panels, 3))
    axes: dict[str, Any] = {}
    for panel in range(panels):
        number = "" if panel == 0 else str(panel + 1)
        begin = panel * (width + GAP)
        axes[f"xaxis{number}"] = {
            "domain": [begin, min(begin + width, 1)],
            "range": [-last * 0.012, last * 1.02],
            "tickvals": at,
            "ticks": "outside",
            "showline": True,
            "showgrid": False,
            "anchor": f"y{number}",
            "title": {"text": look.write(clock(result, look, unit)) if panel == 0 else ""},
        }
        axes[f"yaxis{number}"] = {
            "range": [-0.02, 1.035],
            "tickvals": [0, 0.25, 0.5, 0.75, 1],
            "ticktext": ["0", "25", "50", "75", "100"],
            "ticks": "outside",
            "showline": True,
            "fixedrange": True,
            "anchor": f"x{number}",
        }
    return axes


def _words(result: Incidence, look: Look, unit: str, way: Way) -> Words:
    facts = [message("Aalen-Johansen estimate; the competing event is counted, not censored")]
    if way == "stacked" and len(result.groups) > MOST_PANELS:
        facts.append(message("Stacked for all patients: more than {n} groups", n=MOST_PANELS))
    return Words(
        look.say(_question(result, look)),
        look.say(
            message("{endpoint}. {definition}", endpoint=result.endpoint.title, definition=result.endpoint.definition)
        ),
        warnings(result, look),
        tuple(Items("", (look.say(one),)) for one in tests_said(result)),
        sources(result.provenance, look, *left_out_words(result), *facts),
        look.say(
            message(
                "Cumulative incidence of {event} in {n} patients over {time}.",
                event=result.states[1],
                n=result.n,
                time=duration(result.last_day, unit),
            )
        ),
    )


def _question(result: Incidence, look: Look) -> Message:
    if result.by is None:
        return message("{endpoint}: how many, and when?", endpoint=result.endpoint.title)
    return message(
        "Does {endpoint} differ by {column}?",
        endpoint=inside(look.say(result.endpoint.title)),
        column=inside(column(result, look)),
    )


def tests_said(result: Incidence) -> list[Message]:
    """Say each test with its name, or why there is none."""
    if not result.tests:
        return [result.test_missing] if result.test_missing is not None and result.by is not None else []
    return [
        message("{event}: {p} by {method}.", event=result.states[state], p=p_equals(test.p), method=test.method)
        for state, test in result.tests.items()
        if state in result.states
    ]
