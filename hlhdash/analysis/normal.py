"""What is normal for a child: the limits of laboratory values, and whether a bounded value can be judged by them."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from hlhdash.cohort.analytes import ANALYTES

SKEWED = frozenset({"ferritin", "scd25", "alt", "ast", "ldh", "d_dimer", "ebv_dna"})  # drawn on a log axis
TITLES = MappingProxyType({one.name: one.title for one in ANALYTES})
ORDER = MappingProxyType({one.name: i for i, one in enumerate(ANALYTES)})


@dataclass(frozen=True)
class Limits:
    """What is normal; None where there is no limit on that side.

    Attributes
    ----------
    low, high : in the dictionary's unit
    low_counts, high_counts : whether the limit itself is normal
    """

    low: float | None = None
    high: float | None = None
    low_counts: bool = True
    high_counts: bool = False

    def holds(self, value: float, bound: str = "") -> bool | None:
        """Say whether a value is normal; None where its bound leaves that open.

        Parameters
        ----------
        bound : "<" or ">" where the laboratory gave only a bound, else ""
        """
        sides = (self._above(value, bound), self._below(value, bound))
        if False in sides:
            return False
        return None if None in sides else True

    def _above(self, value: float, bound: str) -> bool | None:
        if self.low is None:
            return True
        return reaches(value, bound, self.low) if self.low_counts else exceeds(value, bound, self.low)

    def _below(self, value: float, bound: str) -> bool | None:
        if self.high is None:
            return True
        beyond = exceeds(value, bound, self.high) if self.high_counts else reaches(value, bound, self.high)
        return None if beyond is None else not beyond


def reaches(value: float, bound: str, limit: float) -> bool | None:
    """Say whether a value is at or above a limit; None where its bound leaves that open."""
    if bound == ">":
        return True if value >= limit else None
    if bound == "<":
        return False if value <= limit else None
    return value >= limit


def exceeds(value: float, bound: str, limit: float) -> bool | None:
    """Say whether a value is above a limit; None where its bound leaves that open."""
    if bound == ">":
        return True if value >= limit else None
    if bound == "<":
        return False if value <= limit else None
    return value > limit


# What the Midwest response rule, as used in Beijing, calls normal; fibrinogen as in HLH-2004, D-dimer as in NI-0501-04.
_LIMITS = MappingProxyType(
    {
        "temperature": Limits(high=37.5),
        "ferritin": Limits(high=500.0),
        "scd25": Limits(high=2400.0),
        "triglyceride": Limits(high=3.0),
        "haemoglobin": Limits(low=90.0),
        "anc": Limits(low=1.0),
        "platelets": Limits(low=100.0),
        "alt": Limits(high=40.0, high_counts=True),
        "fibrinogen": Limits(low=1.5, low_counts=False),
        "d_dimer": Limits(high=500.0),
    }
)
# Soluble CD25 by age in years: University of Washington laboratory, test RSIL2R.
_SCD25 = ((3.0, Limits(398.0, 1940.0, high_counts=True)), (8.0, Limits(144.0, 1329.0, high_counts=True)))
_SCD25_OLDER = Limits(137.0, 838.0, high_counts=True)


def limits(analyte: str) -> Limits | None:
    """Return the limits that the response rule uses at any age; None where there are none."""
    return _LIMITS.get(analyte)


def reference(analyte: str, age_years: float | None = None) -> Limits | None:
    """Return the limits to draw for a child: by age where a laboratory gives them by age, else those of the rule."""
    if analyte != "scd25" or age_years is None or age_years != age_years:
        return limits(analyte)
    return next((found for below, found in _SCD25 if age_years < below), _SCD25_OLDER)
