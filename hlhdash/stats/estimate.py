"""An estimate with its interval."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Estimate:
    """A value and its limits; a part that is not reached, or cannot be estimated, is None."""

    value: float | None
    lower: float | None
    upper: float | None
