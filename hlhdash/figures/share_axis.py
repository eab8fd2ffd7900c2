"""The vertical axis of every curve of a share of patients: 0 to 100 %, the same ticks everywhere."""

from __future__ import annotations

from typing import Any

LOW, HIGH = -0.02, 1.035  # room for half a line below 0 and above 100 %


def share_axis() -> dict[str, Any]:
    """Return the axis, without a title; it does not zoom, so that a part never looks like the whole."""
    return {
        "range": [LOW, HIGH],
        "tickvals": [0, 0.25, 0.5, 0.75, 1],
        "ticktext": ["0", "25", "50", "75", "100"],
        "ticks": "outside",
        "showline": True,
        "fixedrange": True,
    }
