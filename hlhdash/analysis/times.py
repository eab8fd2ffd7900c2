"""Times asked for in a unit, put on the days that were observed."""

from __future__ import annotations

import numpy as np

from hlhdash.numbers import UNIT_DAYS, asked_days


def observed_day(k: float, unit: str, times: np.ndarray) -> float:
    """Return the day to look at for a time asked for: the last one observed in its final fraction, else its floor.

    12 months is day 365. A time recorded as "12 months" lies at day 365.25 and counts.
    """
    day = asked_days(k, unit)
    exact = k * UNIT_DAYS[unit]
    within = times[(times >= day) & (times <= exact * (1 + 1.5e-8))]
    return float(within.max()) if within.size else day
