"""The HScore, derived in adults (Fardet, Arthritis & Rheumatology 2014;66:2613-2620)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hlhdash.analysis.criteria import thresholds as t
from hlhdash.analysis.criteria.values import Known, Value, at_least, at_most, count, less, more

Points = tuple[int, int]


@dataclass(frozen=True)
class HScore:
    """The points of one patient; two ends where items are missing.

    Attributes
    ----------
    least, most : the score with every missing item at its lowest and at its highest
    items : item to its least and greatest points
    reached : whether the cut-off of 169 is reached; None where a missing item could change it
    """

    least: int
    most: int
    items: dict[str, Points]

    @property
    def reached(self) -> Known:
        """Whether the score reaches 169 of 337."""
        if self.least >= t.HSCORE_CUT_OFF:
            return True
        return False if self.most < t.HSCORE_CUT_OFF else None


def hscore(values: Mapping[str, Value]) -> HScore:
    """Add up the points of the nine items."""
    organs = count(more(values.get(name), 0.0) for name in ("liver", "spleen"))
    lineages = count(
        (
            at_most(values.get("haemoglobin"), t.HSCORE_HAEMOGLOBIN),
            at_most(values.get("wbc"), t.HSCORE_WBC),
            at_most(values.get("platelets"), t.HSCORE_PLATELETS),
        )
    )
    low_fever, high_fever, fever_points, high_points = t.HSCORE_TEMPERATURE
    items = {
        "immunosuppression": _one(more(values.get("immunosuppression"), 0.0), t.HSCORE_IMMUNOSUPPRESSION),
        "temperature": _steps(values.get("temperature"), low_fever, high_fever, fever_points, high_points),
        "organs": (t.HSCORE_ORGANS[organs[0]], t.HSCORE_ORGANS[organs[1]]),
        "lineages": (t.HSCORE_LINEAGES[lineages[0]], t.HSCORE_LINEAGES[lineages[1]]),
        "ferritin": _steps(values.get("ferritin"), *t.HSCORE_FERRITIN),
        "triglyceride": _steps(values.get("triglyceride"), *t.HSCORE_TRIGLYCERIDE),
        "fibrinogen": _one(at_most(values.get("fibrinogen"), t.HSCORE_FIBRINOGEN[0]), t.HSCORE_FIBRINOGEN[1]),
        "ast": _one(at_least(values.get("ast"), t.HSCORE_AST[0]), t.HSCORE_AST[1]),
        "haemophagocytosis": _one(more(values.get("haemophagocytosis"), 0.0), t.HSCORE_HAEMOPHAGOCYTOSIS),
    }
    return HScore(sum(low for low, _ in items.values()), sum(high for _, high in items.values()), items)


def _one(answer: Known, points: int) -> Points:
    return (points if answer is True else 0, 0 if answer is False else points)


def _steps(value: Value | None, start: float, end: float, middle: int, above: int) -> Points:
    """Give nothing below the start, the middle points from there to the end, and the most above it."""
    if value is None:
        return 0, above
    low = above if more(value, end) is True else (0 if less(value, start) is not False else middle)
    high = above if more(value, end) is not False else (0 if less(value, start) is True else middle)
    return low, high
