"""The invented children's laboratory values, and the response class each visit earns by the Midwest/Marsh rule."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from sample_invented_children import Child

Values = dict[str, float]

# Median and spread (of the logarithm) in active disease, what severity does to it, and the value in health.
_ANALYTES: dict[str, tuple[float, float, float, float]] = {
    "ferritin": (11000, 0.75, 0.45, 180),
    "scd25": (13500, 0.45, 0.3, 1150),
    "haemoglobin": (76, 0.11, -0.06, 116),
    "anc": (0.62, 0.45, -0.2, 2.7),
    "platelets": (36, 0.45, -0.3, 245),
    "triglyceride": (4.0, 0.22, 0.12, 1.35),
    "fibrinogen": (1.05, 0.28, -0.12, 2.6),
    "alt": (190, 0.75, 0.3, 22),
    "ast": (230, 0.0, 0.0, 28),  # goes with ALT
    "ldh": (1250, 0.5, 0.25, 240),
    "ebv_dna": (9e5, 1.5, 0.5, 260),
    "spleen": (4.0, 0.35, 0.15, 0.2),
}
_CEILING = {"haemoglobin": 121.0, "platelets": 260.0, "triglyceride": 9.5, "ferritin": 130000.0, "scd25": 80000.0}
_FLOOR = {"triglyceride": 1.4, "fibrinogen": 0.3, "ferritin": 650.0, "scd25": 2600.0, "anc": 0.04, "platelets": 4.0}
_FLOOR |= {"alt": 18.0, "ast": 24.0, "haemoglobin": 45.0}
_MOST = {"ferritin": 160000.0, "triglyceride": 12.0, "alt": 3800.0, "ast": 4200.0, "ldh": 9500.0, "spleen": 12.0}
# As the laboratory rounds it: decimals, or significant figures below zero.
_ROUNDED = {"ferritin": -3, "scd25": -3, "ebv_dna": -2, "spleen": 1, "haemoglobin": 0, "platelets": 0}
_ROUNDED |= {"wbc": 2, "anc": 2, "triglyceride": 2, "fibrinogen": 2, "alt": 0, "ast": 0, "ldh": 0}
MARKERS = ("scd25", "ferritin", "triglyceride", "anc", "alt", "haemoglobin", "platelets")

# How far towards health the labs have come by a day: 0 as at day zero, 1 healthy.
_KNOTS = (0, 7, 14, 28, 56, 90, 180)
_PROGRESS: dict[str, tuple[float, ...]] = {
    "fast": (0, 0.52, 0.74, 0.95, 1.02, 1.03, 1.04),
    "slow": (0, 0.28, 0.43, 0.63, 0.86, 1.0, 1.02),
    "minor": (0, 0.05, 0.06, 0.07, 0.06, 0.04, 0.0),
    "none": (0, -0.04, -0.06, -0.08, -0.1, -0.1, -0.1),
}
_RESCUE = 75  # days from added therapy to healthy labs, where it works


class Labs:
    """The laboratory course of one child: where it starts and how far it has come by any day.

    Parameters
    ----------
    kind : "fast", "slow", "minor" (one marker improves) or "none"
    rescue : the day on which added therapy begins to work, None where it never does
    """

    def __init__(self, child: Child, kind: str, rescue: int | None) -> None:
        rng = child.random("labs")
        self.kind, self.rescue = kind, rescue
        self._child = child
        self._lead = rng.choice(("ferritin", "ferritin", "scd25"))
        self._pace = rng.uniform(0.92, 1.08)
        self.base = {name: self._start(name, rng) for name in _ANALYTES if name != "ebv_dna" or "EBV" in child.trigger}
        self.base["ast"] = self.base["alt"] * rng.uniform(0.8, 1.7)
        if child.etiology == "MAS":
            self.base["anc"] = round(rng.uniform(2.1, 6.5), 2)  # systemic JIA brings neutrophils with it

    def _start(self, name: str, rng: Random) -> float:
        median, spread, by_severity, _ = _ANALYTES[name]
        value = median * rng.lognormvariate(0, spread) * 2.718 ** (by_severity * self._child.severity)
        return min(_CEILING.get(name, 1e12), max(_FLOOR.get(name, 0.0), value))

    def progress(self, day: float) -> float:
        """Return how far the labs have come by a day."""
        own = _between(_KNOTS, _PROGRESS[self.kind], min(day, _KNOTS[-1])) * self._pace
        if self.rescue is None or day <= self.rescue:
            return own
        return max(own, min(1.03, own + (day - self.rescue) / _RESCUE))

    def at(self, day: int, *, worse: float = 0.0) -> Values:
        """Return the values of a day; `worse` takes progress away, as in a relapse or before death."""
        rng = self._child.random(f"visit {day}")
        values = {}
        for name, start in self.base.items():
            health = _ANALYTES[name][3] if name != "anc" or self._child.etiology != "MAS" else 4.2
            gone = 0.0 if day <= 0 else self._marker_progress(name, day) - worse
            noise = 1.0 if day <= 0 else rng.lognormvariate(0, 0.035)
            values[name] = min(_MOST.get(name, 1e12), start * (health / start) ** gone * noise)
        values["wbc"] = values["anc"] * rng.uniform(1.25, 1.7) + rng.uniform(0.3, 1.0)
        # Rounded before anything is judged, so that the classes are those of the values on the sheet.
        return {name: _rounded(value, _ROUNDED[name]) for name, value in values.items()}

    def _marker_progress(self, name: str, day: int) -> float:
        gone = self.progress(day)
        if self.kind == "minor" and name == self._lead and (self.rescue is None or day <= self.rescue + 7):
            return max(gone, 0.24)
        return gone


def _rounded(value: float, digits: int) -> float:
    """Return a value as it is printed; digits below zero are significant figures."""
    return float(f"{value:.{-digits}g}") if digits < 0 else round(value, digits)


def _between(knots: tuple[int, ...], values: tuple[float, ...], day: float) -> float:
    """Return the value of a line through the knots."""
    for i in range(1, len(knots)):
        if day <= knots[i]:
            share = (day - knots[i - 1]) / (knots[i] - knots[i - 1])
            return values[i - 1] + share * (values[i] - values[i - 1])
    return values[-1]


def response_class(before: Values, now: Values, temperature: float) -> str:
    """Return CR, PR, improved or NR by the Midwest/Marsh rule, haemoglobin and platelets counting from + 25 %."""
    if _normal(now) and temperature < 37.5:
        return "CR"
    count = sum(_improved(name, before[name], now[name]) for name in MARKERS)
    if count >= 2 and temperature < 37.5:
        return "PR"
    return "improved" if count else "NR"


def _normal(now: Mapping[str, float]) -> bool:
    below = {"ferritin": 500, "scd25": 2400, "triglyceride": 3.0, "alt": 40.001}
    at_least = {"haemoglobin": 90, "anc": 1.0, "platelets": 100}
    return all(now[name] < limit for name, limit in below.items()) and all(
        now[name] >= limit for name, limit in at_least.items()
    )


def _improved(name: str, before: float, now: float) -> bool:
    """Say whether one marker has improved; one that was normal at day zero cannot."""
    if name == "scd25":
        return before >= 2400 and before / now > 1.5
    if name == "ferritin":
        return before >= 500 and now <= 0.75 * before
    if name == "triglyceride":
        return before >= 3.0 and now <= 0.75 * before
    if name == "alt":
        return before > 400 and now <= 0.5 * before
    if name == "anc":
        return before <= 2.0 and now >= 2 * before and now > (0.5 if before < 0.5 else 2.0)
    return before < {"haemoglobin": 90, "platelets": 100}[name] and now >= 1.25 * before
