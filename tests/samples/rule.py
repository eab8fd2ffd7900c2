"""The Midwest/Marsh response rule, written out once more from the text (Wang 2015, NCT02862054).

So the samples are judged by something other than the code that made them and the program they test.
"""

from __future__ import annotations

from collections.abc import Mapping

MARKERS = ("scd25", "ferritin", "triglyceride", "anc", "alt")
WITH_COUNTS = (*MARKERS, "haemoglobin", "platelets")  # on which the text is silent; up by a quarter by convention

_ABNORMAL = {"scd25": 2400, "ferritin": 500, "triglyceride": 3.0}
_LOW = {"haemoglobin": 90, "platelets": 100}


def response_class(before: Mapping[str, float], now: Mapping[str, float], markers: tuple[str, ...] = MARKERS) -> str:
    """Return CR, PR, improved or NR for a visit, all values recorded."""
    if _normal(now):
        return "CR"
    count = len(improved_markers(before, now, markers))
    if count >= 2 and now["temperature"] < 37.5:
        return "PR"
    return "improved" if count else "NR"


def improved_markers(before: Mapping[str, float], now: Mapping[str, float], markers: tuple[str, ...]) -> set[str]:
    """Return the markers that were abnormal at baseline and improved as far as the rule asks."""
    return {name for name in markers if _improved(name, before[name], now[name])}


def _improved(name: str, before: float, now: float) -> bool:
    if name in _ABNORMAL and before < _ABNORMAL[name]:
        return False
    if name == "scd25":
        return before / now > 1.5
    if name in ("ferritin", "triglyceride"):
        return now <= 0.75 * before
    if name == "alt":
        return before > 400 and now <= 0.5 * before
    if name == "anc":
        return before <= 2.0 and now >= 2 * before and now > (0.5 if before < 0.5 else 2.0)
    return before < _LOW[name] and now >= 1.25 * before


def _normal(now: Mapping[str, float]) -> bool:
    below = {"temperature": 37.5, "ferritin": 500, "scd25": 2400, "triglyceride": 3.0}
    at_least = {"haemoglobin": 90, "anc": 1.0, "platelets": 100}
    return (
        all(now[name] < limit for name, limit in below.items())
        and all(now[name] >= limit for name, limit in at_least.items())
        and now["alt"] <= 40
    )
