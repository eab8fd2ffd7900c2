"""The time that a benchmark may take, divided among what it measures."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

LEAST = 5.0  # seconds, however late it is
MOST = 60.0  # seconds of measuring that are enough
AFTER = 4.0  # seconds in which the last answers come and the servers end
Clock = Callable[[], float]


class Part:
    """A part of a benchmark: it opens what it measures in two thirds of its time and measures in the last."""

    def __init__(self, seconds: float, clock: Clock) -> None:
        self._until, self._clock = clock() + seconds, clock

    @property
    def opening(self) -> float:
        """The most seconds that opening may take from now on."""
        return max(LEAST, (self._until - self._clock()) * 2 / 3)

    @property
    def measuring(self) -> float:
        """Seconds to measure, once opening has taken its share."""
        return min(MOST, max(LEAST, (self._until - self._clock()) / 3 - AFTER))


class Budget:
    """Seconds in all, and what each part weighs; what a part leaves over goes to the later ones."""

    def __init__(self, seconds: float, weights: Sequence[float], clock: Clock = time.monotonic) -> None:
        self._until, self._left, self._clock = clock() + seconds, list(weights), clock

    def next(self) -> Part:
        """Begin the next part, with its share of what is left."""
        share = self._left[0] / sum(self._left)
        del self._left[0]
        return Part(max(0.0, self._until - self._clock()) * share, self._clock)
