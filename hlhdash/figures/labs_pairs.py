"""An analyte before and after: two values per patient, joined by a line."""

from __future__ import annotations

from typing import Any

import numpy as np

from hlhdash.analysis.labs import Labs
from hlhdash.figures.labs_lines import LONGEST_GROUP, SHAPES, symbols
from hlhdash.figures.palette import faded
from hlhdash.figures.style import Look
from hlhdash.figures.text import escaped, shown
from hlhdash.language import message

Trace = dict[str, Any]


def pairs(result: Labs, look: Look, shades: dict[str, str]) -> list[Trace]:
    traces = []
    groups = [label for label in result.groups if (result.pairs["group"] == label).any()]
    for place, label in enumerate(groups):
        mine = result.pairs[result.pairs["group"] == label]
        n = len(mine)
        x = np.full(3 * n, np.nan)
        y, ids = np.full(3 * n, np.nan), np.repeat(mine["patient_id"].to_numpy(object), 3)
        x[0::3], x[1::3] = place * 2.0, place * 2.0 + 1
        y[0::3], y[1::3] = mine["before"], mine["after"]
        shape = SHAPES[place % len(SHAPES)]
        signs = np.full(3 * n, "circle", dtype=object)
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
                "line": {"color": faded(shades[label], 0.45), "width": 1.4},
                "marker": {
                    "symbol": signs.tolist(),
                    "size": look.sizes.marker * 0.7,
                    "color": shades[label],
                    "opacity": 1,
                    "line": {"color": look.theme.page, "width": 0.8},
                },
            }
        )
    return traces


def pair_axis(result: Labs, look: Look) -> Trace:
    groups = [label for label in result.groups if (result.pairs["group"] == label).any()]
    before, after = look.write(message("before")), look.write(message("day {day}", day=result.after_day))
    return {
        "range": [-0.6, max(2 * len(groups) - 1, 1) + 0.6],
        "tickvals": list(range(2 * len(groups))),
        "ticktext": [before, after] * len(groups),
        "title": {
            "text": look.write(message("Last value up to day zero, and nearest to day {day}", day=result.after_day))
        },
        "showgrid": False,
        "showline": True,
    }
