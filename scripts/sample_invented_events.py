"""Adverse events of the invented children, in CTCAE terms and grades."""

from __future__ import annotations

from dataclasses import dataclass

from sample_invented_children import Child
from sample_invented_course import Course

# Term, how often it is the one that happens, and the grades it comes in.
_TERMS: dict[str, tuple[float, tuple[int, ...]]] = {
    "Neutrophil count decreased": (5, (2, 3, 3, 4)),
    "Platelet count decreased": (4, (2, 3, 3, 4)),
    "Anemia": (4, (2, 2, 3)),
    "Alanine aminotransferase increased": (3, (1, 2, 2, 3)),
    "Lung infection": (3, (2, 3, 3)),
    "Upper respiratory infection": (3, (1, 2)),
    "Sepsis": (1.5, (3, 4)),
    "Shingles": (1, (2,)),
    "Hypertension": (2, (1, 2)),
    "Hyperglycemia": (1.5, (1, 2)),
    "Hypokalemia": (1.5, (2, 3)),
    "Upper gastrointestinal hemorrhage": (0.8, (2, 3)),
}
_HOW_MANY = (0, 0, 0, 1, 1, 1, 2, 2, 3)
_FATAL = ("Sepsis", "Multi-organ failure", "Intracranial hemorrhage")


@dataclass(frozen=True)
class AdverseEvent:
    """One adverse event; grade 5 is death from it."""

    day: int
    term: str
    grade: int


def adverse_events(child: Child, told: Course) -> list[AdverseEvent]:
    """Return a child's adverse events while on ruxolitinib and for two weeks after it, each term once."""
    rng = child.random("adverse events")
    last = min(told.end - 1, (told.rux_stop if told.rux_stop is not None else told.end) + 14, 200)
    names = list(_TERMS)
    happened: dict[str, AdverseEvent] = {}
    for _ in range(rng.choice(_HOW_MANY)):
        term = rng.choices(names, [_TERMS[name][0] for name in names])[0]
        day, grade = min(2 + int(rng.expovariate(1 / 35)), last), rng.choice(_TERMS[term][1])
        if day > 0:
            happened.setdefault(term, AdverseEvent(day, term, grade))
    events = sorted(happened.values(), key=lambda event: event.day)
    if told.death is not None and told.death <= 60 and rng.random() < 0.3:
        events = [*events, AdverseEvent(told.death, rng.choice(_FATAL), 5)]
    return events
