"""Marks of about the same day set beside one another within their lane: none hides another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hlhdash.figures.lanes import Floats

TOUCHING = 0.85  # of a mark: nearer than this, one would cover the other
SMALLEST = 4.5  # pixels of a mark, however many share a lane's height


@dataclass(frozen=True)
class Spread:
    """How far each mark moves down, its size, and the height of its run of neighbours, all in pixels."""

    down: Floats
    size: Floats
    high: Floats


def spread(lane: np.ndarray, px: Floats, size: float, room: float) -> Spread:
    """Set marks apart: each in the first row of its lane in which it touches none, the rows around the middle.

    Parameters
    ----------
    lane : lane of each mark
    px : where it lies on the time axis, in pixels
    size : pixels of a mark alone
    room : pixels of a lane's height that marks may use; they shrink to fit, down to `SMALLEST`
    """
    order = np.lexsort((px, lane))
    row, rows = _rows(lane[order].tolist(), px[order].tolist(), size * TOUCHING)
    step = np.minimum(size, room / rows)
    down, sizes, high = np.empty(len(order)), np.empty(len(order)), np.empty(len(order))
    down[order] = (row - (rows - 1) / 2) * step
    sizes[order] = np.maximum(np.minimum(size, step), min(size, SMALLEST))
    high[order] = rows * step
    return Spread(down, sizes, high)


def _rows(lane: list[int], px: list[float], apart: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the row of each mark and how many rows its run of neighbours uses; marks by lane, then from the left."""
    row, rows = np.zeros(len(lane), dtype=int), np.ones(len(lane), dtype=int)
    ends: list[float] = []
    begin, current = 0, None
    for i, (mine, at) in enumerate(zip(lane, px, strict=True)):
        if mine != current or all(end + apart <= at for end in ends):
            rows[begin:i] = max(len(ends), 1)
            begin, current, ends = i, mine, []
        free = next((k for k, end in enumerate(ends) if end + apart <= at), len(ends))
        ends[free : free + 1] = [at]
        row[i] = free
    rows[begin:] = max(len(ends), 1)
    return row, rows
