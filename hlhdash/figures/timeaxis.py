"""Ticks of a time axis at steps that people count in: quarters of a year, weeks of treatment."""

from __future__ import annotations

import math

STEPS = {
    "days": (1, 7, 14, 28, 56, 90, 180, 365, 730, 1826, 3652),
    "weeks": (1, 2, 4, 8, 13, 26, 52, 104, 260, 520),
    "months": (1, 2, 3, 6, 12, 24, 36, 60, 120, 240),
    "years": (0.25, 0.5, 1, 2, 5, 10, 20),
}
MOST = 11  # ticks; more would not leave room for the numbers at risk


def step(length: float, unit: str, most: int = MOST) -> float:
    """Return the distance of ticks for an axis of a length in its unit."""
    return next((size for size in STEPS[unit] if length / size <= most - 1), STEPS[unit][-1])


def ticks(first: float, last: float, unit: str, most: int = MOST) -> list[float]:
    """Return the ticks from `first` to `last`, 0 among them."""
    size = step(last - min(first, 0), unit, most)
    return [k * size for k in range(math.ceil(first / size - 1e-9), math.floor(last / size + 1e-9) + 1)]
