"""The panels of cumulative incidence: one for each event with a curve per group, or one for each group, stacked."""

from __future__ import annotations

from typing import Any

import numpy as np

from hlhdash.analysis.incidence import Incidence, IncidenceGroup
from hlhdash.figures.curves import SHAPES
from hlhdash.figures.incidence_selected import axis_of
from hlhdash.figures.palette import Pair, colours, faded
from hlhdash.figures.steps import behind
from hlhdash.figures.style import Look
from hlhdash.figures.text import escaped
from hlhdash.figures.words import duration
from hlhdash.language import message
from hlhdash.numbers import UNIT_DAYS, percent

MOST_PANELS = 4
# The event and what competes with it, lighter on the dark page, where the light page's blue would hardly be seen.
STATE_SHADES = (
    Pair("#1c3f9e", "#5d8cf5"),
    Pair("#8793a6", "#dfe6f0"),
    Pair("#c44a0c", "#f07a3c"),
    Pair("#2f9bd0", "#a5dcfa"),
)
FILLED = 0.62  # opacity of an area
LONGEST_LABEL = 26
Panel = tuple[str, list[dict[str, Any]]]


def side_by_side(result: Incidence, look: Look, unit: str, naive_curve: bool) -> list[tuple[str, list[dict[str, Any]]]]:
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


def stacked_groups(result: Incidence) -> tuple[IncidenceGroup, ...]:
    """Return the groups that have a panel of their own where events are stacked."""
    return result.groups if len(result.groups) <= MOST_PANELS else (result.overall,)


def stacked(result: Incidence, look: Look, unit: str) -> list[tuple[str, list[dict[str, Any]]]]:
    panels = []
    for panel, one in enumerate(stacked_groups(result)):
        content = []
        for place, (state, words) in enumerate(result.states.items()):
            table = one.of(state)
            shade = STATE_SHADES[place % len(STATE_SHADES)].on(look.dark)
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
                    "fillcolor": faded(shade, FILLED),
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
