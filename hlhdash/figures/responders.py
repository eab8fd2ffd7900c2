"""The share of responders of each row with its interval: a point, a line and the numbers."""

from __future__ import annotations

from typing import Any

import numpy as np

from hlhdash.analysis.response import ResponseTable
from hlhdash.figures.classes import THICKNESS, Floats
from hlhdash.figures.style import Look
from hlhdash.language import message
from hlhdash.numbers import HIDDEN, percent, percent_interval


def numbers(result: ResponseTable, look: Look) -> list[str]:
    """Return n/N, percent and interval of each row, not yet escaped; of a closed row N only."""
    columns = [result.rows[name].tolist() for name in ("responders", "n", "proportion", "lower", "upper")]
    return [
        look.say(
            message("{x}/{n}", x=HIDDEN, n=n)
            if x is None
            else message(
                "{x}/{n} · {share} ({interval})",
                x=x,
                n=n,
                share=percent(share, n),
                interval=percent_interval(lower, upper, n),
            )
        )
        for x, n, share, lower, upper in zip(*columns, strict=True)
    ]


def intervals(result: ResponseTable, look: Look, y: Floats, texts: list[str]) -> dict[str, Any]:
    """Return the points and intervals; the total is a diamond."""
    table = result.rows
    share = table["proportion"].to_numpy(float)
    return {
        "type": "scatter",
        "mode": "markers",
        "name": look.write(message("Responders")),
        "showlegend": False,
        "x": share,
        "y": y,
        "xaxis": "x2",
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": table["upper"].to_numpy(float) - share,
            "arrayminus": share - table["lower"].to_numpy(float),
            "color": look.theme.ink,
            "thickness": look.sizes.line * 0.75,
            "width": 5,
        },
        "marker": {
            "size": look.sizes.marker,
            "color": look.theme.ink,
            "symbol": ["square"] * (len(y) - 1) + ["diamond"],
        },
        "customdata": patients_of_rows(result),
        "cliponaxis": False,
        "hovertext": texts,
        "hoverinfo": "text",
    }


def patients_of_rows(result: ResponseTable) -> list[list[str]]:
    """Return the patient_ids in the denominator of each row, the total last."""
    people = result.patients[result.patients["counted"].to_numpy(bool)]
    ids, groups = people["patient_id"].to_numpy(object), people["group"].to_numpy(object)
    return [*(ids[groups == label].tolist() for label in result.groups.iloc[:, 0].tolist()), ids.tolist()]


def edges(result: ResponseTable, look: Look, y: Floats) -> dict[str, Any]:
    """Return the line in each bar that parts responders, at its left, from all others."""
    share = result.rows["proportion"].to_numpy(float)
    half = THICKNESS / 2 + 0.07
    return {
        "type": "scatter",
        "mode": "lines",
        "name": look.write(message("← responders")),
        "x": np.column_stack([share, share, np.full(len(y), np.nan)]).ravel(),
        "y": np.column_stack([y - half, y + half, np.full(len(y), np.nan)]).ravel(),
        "line": {"color": look.theme.ink, "width": look.sizes.line * 1.2},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
