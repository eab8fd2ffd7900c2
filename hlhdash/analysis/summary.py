"""Who is in the cohort: the numbers of Table 1."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from hlhdash.analysis.groups import NOT_RECORDED
from hlhdash.cohort.model import Cohort, Provenance, ordered

WORDS = ("sex", "etiology", "gene", "trigger", "line_of_therapy", "first_line", "vital_status")
NUMBERS = ("age_years", "weight_kg")
MOST_LEVELS = 12


@dataclass(frozen=True)
class Level:
    """One value of a column and how many patients have it."""

    name: str
    n: int


@dataclass(frozen=True)
class Spread:
    """Median, quartiles and range of a number, and of how many patients it is known."""

    n: int
    median: float
    lower_quartile: float
    upper_quartile: float
    smallest: float
    largest: float


@dataclass(frozen=True)
class Summary:
    """The cohort in numbers.

    Attributes
    ----------
    n : patients
    words : column to its values with counts; "Not recorded" is a row of its own
    numbers : column to its spread
    died, lost, transplanted : patients
    provenance : file, filters, day zero
    """

    n: int
    words: dict[str, tuple[Level, ...]]
    numbers: dict[str, Spread]
    died: int
    lost: int
    transplanted: int
    provenance: Provenance


def summary(cohort: Cohort) -> Summary:
    """Count the patients of a cohort by what is known of them at day zero, and what became of them."""
    people = cohort.patients
    words = {name: _levels(people[name]) for name in WORDS if name in people and people[name].nunique() <= MOST_LEVELS}
    numbers = {name: spread for name in NUMBERS if name in people and (spread := _spread(people[name])) is not None}
    return Summary(
        len(people),
        {name: levels for name, levels in words.items() if any(level.name != NOT_RECORDED for level in levels)},
        numbers,
        int((people["vital_status"] == "dead").sum()),
        int((people["vital_status"] == "lost").sum()),
        int(people["hsct"].notna().sum()) if "hsct" in people else 0,
        cohort.provenance,
    )


def _levels(cells: pd.Series) -> tuple[Level, ...]:
    levels = [Level(str(value), int((cells == value).sum())) for value in ordered(cells)]
    missing = int(cells.isna().sum())
    return (*levels, *([Level(NOT_RECORDED, missing)] if missing else []))


def _spread(cells: pd.Series) -> Spread | None:
    known = cells.dropna().astype(float)
    if known.empty:
        return None
    # R's quantile type 7, which is also numpy's and pandas' default.
    low, middle, high = known.quantile([0.25, 0.5, 0.75])
    return Spread(len(known), float(middle), float(low), float(high), float(known.min()), float(known.max()))
