"""An analyte before and after: two values per patient, joined by a line."""

from __future__ import annotations

from typing import Any

import numpy as np

from hlhdash.analysis.labs import Labs
from hlhdash.figures.labs_lines import BOUNDS, FAINT, LONGEST_GROUP, SHAPES, SOLID, halo, opacity, symbols
from hlhdash.figures.palette import faded
from hlhdash.figures.style import Look
from hlhdash.figures.text import escaped, px, shown
from hlhdash.language import message

Trace = dict[str, Any]
OPEN = 1.8  # pixels of the line of an open mark
TICKS_SHARE = 0.7  # of the figure's width, that the places of the axis take at least


def pairs(result: Labs, look: Look, shades: dict[str, str], selected: frozenset[str]) -> list[Trace]:
    """Return a trace of lines per group, from each patient's value before to the one after."""
    traces: list[Trace] = []
    share = min(FAINT, opacity(len(result.pairs))) if selected else opacity(len(result.pairs))
    for place, label in enumerate(() if result.pairs.empty else [one.group for one in result.paired]):
        mine = result.pairs[result.pairs["group"] == label]
        # Those with a bound last, so that their open triangles lie on the other marks.
        bounded = mine[["before_bound", "after_bound"]].isin(list(BOUNDS)).any(axis=1)
        mine = mine.loc[bounded.sort_values(kind="stable").index]
        n = len(mine)
        x = np.full(3 * n, np.nan)
        y, ids = np.full(3 * n, np.nan), np.repeat(mine["patient_id"].to_numpy(object), 3)
        x[0::3], x[1::3] = place * 2.0, place * 2.0 + 1
        y[0::3], y[1::3] = mine["before"], mine["after"]
        shape = SHAPES[place % len(SHAPES)]
        signs = np.full(3 * n, shape, dtype=object)
        signs[0::3] = symbols(mine["before_bound"], shape)
        signs[1::3] = symbols(mine["after_bound"], shape)
        words = look.write(message("{before} before, {after} on about day {day}"))
        hover = [
            f"<b>{shown(one)}</b><br>"
            + words.format(before=f"{escaped(p)}{b:.4g}", after=f"{escaped(q)}{a:.4g}", day=result.after_day)
            for one, b, a, p, q in zip(
                mine["patient_id"],
                mine["before"],
                mine["after"],
                mine["before_bound"],
                mine["after_bound"],
                strict=True,
            )
        ]
        traces.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "name": look.label(label, LONGEST_GROUP),
                "x": x,
                "y": y,
                "customdata": ids,
                "hovertext": np.repeat(np.array(hover, dtype=object), 3),
                "hoverinfo": "text",
                "line": {"color": faded(shades[label], share), "width": 1.4},
                "marker": {
                    "symbol": signs.tolist(),
                    "size": look.sizes.marker * 0.7,
                    "color": shades[label],
                    "opacity": 1,
                    "line": {"color": look.theme.page, "width": np.where(signs == shape, 0.8, OPEN).tolist()},
                },
            }
        )
    return traces


def pair_medians(result: Labs, look: Look, shades: dict[str, str]) -> list[Trace]:
    """Return the median of each group before and after, with its quartiles, beside the lines."""
    traces: list[Trace] = []
    for place, one in enumerate(result.paired):
        told = look.write(message("{group}: median {median}, quartiles {lower} to {upper}, n = {n}"))
        ends = (one.before, one.after)
        traces.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "x": [place * 2.0 - 0.12, place * 2.0 + 1.12],
                "y": [end.median for end in ends],
                "error_y": {
                    "type": "data",
                    "symmetric": False,
                    "array": [end.upper - end.median for end in ends],
                    "arrayminus": [end.median - end.lower for end in ends],
                    "thickness": 1.8,
                    "width": 5,
                    "color": shades[one.group],
                },
                "line": {"color": shades[one.group], "width": look.sizes.line * 1.15},
                "marker": {
                    "symbol": SHAPES[place % len(SHAPES)],
                    "size": look.sizes.marker,
                    "color": shades[one.group],
                    "opacity": 1,
                    "line": {"color": look.theme.page, "width": 1.2},
                },
                "hovertext": [
                    told.format(
                        group=look.label(one.group, LONGEST_GROUP),
                        median=f"{end.median:.4g}",
                        lower=f"{end.lower:.4g}",
                        upper=f"{end.upper:.4g}",
                        n=one.n,
                    )
                    for end in ends
                ],
                "hoverinfo": "text",
                # Without lines of patients the legend names the medians.
                "name": look.label(one.group, LONGEST_GROUP),
                "showlegend": result.pairs.empty,
            }
        )
        if len(result.pairs) > SOLID:
            traces.insert(-1, halo(traces[-1], look))
    return traces


def chosen_pairs(result: Labs, look: Look, selected: frozenset[str]) -> list[Trace]:
    """Return the lines of the selected patients again, strong and with their names."""
    groups = [one.group for one in result.paired]
    mine = result.pairs[result.pairs["patient_id"].isin(selected)]
    x: list[float | None] = []
    y: list[float | None] = []
    names: list[str] = []
    columns = (mine[name].tolist() for name in ("patient_id", "group", "before", "after"))
    for patient, group, before, after in zip(*columns, strict=True):
        place = groups.index(group) * 2.0
        x += [place, place + 1, None]
        y += [before, after, None]
        names += ["", f"\u2002\u2002\u2002<b>{shown(patient, 18)}</b>", ""]
    if not names:
        return []
    return [
        {
            "type": "scatter",
            "mode": "lines+text",
            "x": x,
            "y": y,
            "text": names,
            "textposition": "middle right",
            "textfont": {"size": look.sizes.label, "color": look.theme.ink},
            "line": {"color": look.theme.ink, "width": look.sizes.line},
            "hoverinfo": "skip",
            "showlegend": False,
        }
    ]


def pair_axis(result: Labs, look: Look) -> Trace:
    """Return the axis of the pairs; beside many groups its places have no room for words, and its title says them."""
    n = len(result.paired)
    said = look.say(message("before")), look.say(message("day {day}", day=result.after_day))
    fits = 2 * n * (max(px(one, look.sizes.text) for one in said) + 10) <= look.sizes.width * TICKS_SHARE
    told = (
        message("Last value up to day zero, and nearest to day {day}", day=result.after_day)
        if fits
        else message("In each group, last value up to day zero (left) and nearest to day {day}", day=result.after_day)
    )
    return {
        "range": [-0.6, max(2 * n - 1, 1) + 0.6],
        "tickvals": list(range(2 * n)) if fits else [],
        "ticktext": [escaped(one) for one in said] * n if fits else [],
        "tickangle": 0,
        "title": {"text": look.write(told)},
        "showgrid": False,
        "showline": True,
    }
