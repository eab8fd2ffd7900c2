"""Who is in the cohort: the numbers of Table 1, by any grouping."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import nan

import numpy as np
import pandas as pd

from hlhdash import stats
from hlhdash.analysis.groups import NOT_RECORDED, Grouping, group, label
from hlhdash.analysis.pooling import Pooling, pooling
from hlhdash.analysis.spread import Spread, sign_order, signs_of, spread
from hlhdash.cohort.fields import ANALYTES
from hlhdash.cohort.model import Cohort, Provenance, ordered
from hlhdash.language import Message, message

__all__ = ["Comparison", "Level", "Part", "Spread", "Summary", "summary"]

WORDS = ("sex", "etiology", "gene", "trigger", "line_of_therapy", "first_line", "vital_status")
NUMBERS = ("age_years", "weight_kg")
MOST_LEVELS = 12
_DRAWS = 100_000  # where a table is too large to be worked out; the error is said


@dataclass(frozen=True)
class Level:
    """One value of a column and how many patients have it."""

    name: str
    n: int


@dataclass(frozen=True)
class Part:
    """One group of patients in numbers, or all of them.

    Attributes
    ----------
    name : the group
    n : patients
    words : column to the count of each value, in the order of `Summary.words`
    numbers : column, or "lab:ferritin:" at day zero, to its spread; not there where nothing is known
    transplanted : patients
    """

    name: str
    n: int
    words: dict[str, tuple[int, ...]]
    numbers: dict[str, Spread]
    transplanted: int


@dataclass(frozen=True)
class Comparison:
    """How the groups differ in one row: standardised difference, P, and the test (or why there is none)."""

    difference: float
    p: float | None
    method: Message


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
    by : the grouping, None for all together
    groups : each group in numbers, none without a grouping
    labs : analytes at day zero ("lab:ferritin:") to their spread, where asked for
    comparisons : column to how the groups differ, where asked for
    pooling : which values of `by` stand together, None where none do
    """

    n: int
    words: dict[str, tuple[Level, ...]]
    numbers: dict[str, Spread]
    died: int
    lost: int
    transplanted: int
    provenance: Provenance
    by: str | None = None
    groups: tuple[Part, ...] = ()
    labs: dict[str, Spread] = field(default_factory=dict)
    comparisons: dict[str, Comparison] = field(default_factory=dict)
    pooling: Pooling | None = None


def summary(
    cohort: Cohort,
    by: str | None = None,
    *,
    labs: bool = False,
    compare: bool = False,
    pools: Mapping[str, Sequence[str]] | None = None,
    planned: bool = False,
) -> Summary:
    """Count the patients of a cohort by what is known of them at day zero, and what became of them.

    Parameters
    ----------
    by : a column whose groups stand side by side
    labs : also the labs at day zero (the last value on or before it)
    compare : also standardised differences and P values between the groups, with the test of each row named
    pools, planned : values of `by` that stand together, as `hlhdash.response_table` takes them

    Raises
    ------
    CohortError
        For a grouping the cohort does not have.
    """
    people = cohort.patients
    words = _words(people, by)
    numbers = {name: found for name in NUMBERS if name in people and (found := spread(people[name])) is not None}
    measured = _labs_at_day_zero(cohort) if labs else {}
    pooled = pooling(pools, planned=planned)
    grouping = group(cohort, by, pooling=pooled) if by is not None and len(people) else None
    parts = _parts(people, grouping, words, numbers, measured) if grouping is not None else ()
    return Summary(
        len(people),
        words,
        numbers,
        int((people["vital_status"] == "dead").sum()),
        int((people["vital_status"] == "lost").sum()),
        int(people["hsct"].notna().sum()) if "hsct" in people else 0,
        cohort.provenance,
        by,
        parts,
        {name: found for name, table in measured.items() if (found := _of_labs(table)) is not None},
        _comparisons(people, grouping, words, numbers, measured) if compare and grouping is not None else {},
        grouping.pooling if grouping is not None else None,
    )


def _words(people: pd.DataFrame, by: str | None) -> dict[str, tuple[Level, ...]]:
    names = [name for name in WORDS if name in people and name != by and people[name].nunique() <= MOST_LEVELS]
    found = {name: _levels(people[name]) for name in names}
    return {name: levels for name, levels in found.items() if any(level.name != NOT_RECORDED for level in levels)}


def _levels(cells: pd.Series) -> tuple[Level, ...]:
    levels = [Level(str(value), int((cells == value).sum())) for value in ordered(cells)]
    missing = int(cells.isna().sum())
    return (*levels, *([Level(NOT_RECORDED, missing)] if missing else []))


def _labs_at_day_zero(cohort: Cohort) -> dict[str, pd.DataFrame]:
    """Return value and bound of each analyte at day zero, one row per patient of the cohort."""
    labs, ids = cohort.labs, cohort.patients["patient_id"]
    before = labs[labs["day"] <= 0].sort_values("day", kind="stable")
    last = before.groupby(["analyte", "patient_id"], sort=False).tail(1)
    return {
        f"lab:{analyte.name}:": mine[["value", "bound"]].reindex(ids)
        for analyte in ANALYTES
        if len(mine := last[last["analyte"] == analyte.name].set_index("patient_id"))
    }


def _of_labs(table: pd.DataFrame, mine: np.ndarray | None = None) -> Spread | None:
    chosen = table if mine is None else table[mine]
    return spread(chosen["value"], chosen["bound"])


def _parts(
    people: pd.DataFrame,
    grouping: Grouping,
    words: dict[str, tuple[Level, ...]],
    numbers: dict[str, Spread],
    measured: dict[str, pd.DataFrame],
) -> tuple[Part, ...]:
    labels = grouping.labels.to_numpy(object)
    parts = []
    for name in grouping.order:
        mine = labels == name
        part = people[mine]
        counted = {
            column: tuple(int((_names(part[column]) == level.name).sum()) for level in levels)
            for column, levels in words.items()
        }
        known = {column: spread(part[column]) for column in numbers}
        known |= {column: _of_labs(table, mine) for column, table in measured.items()}
        transplanted = int(part["hsct"].notna().sum()) if "hsct" in part else 0
        found = {column: one for column, one in known.items() if one is not None}
        parts.append(Part(name, len(part), counted, found, transplanted))
    return tuple(parts)


def _names(cells: pd.Series) -> np.ndarray:
    return np.array([label(value) for value in cells.tolist()], dtype=object)


def _comparisons(
    people: pd.DataFrame,
    grouping: Grouping,
    words: dict[str, tuple[Level, ...]],
    numbers: dict[str, Spread],
    measured: dict[str, pd.DataFrame],
) -> dict[str, Comparison]:
    """Compare the known groups; a missing value is no class of its own and takes part in no test."""
    labels = grouping.labels.to_numpy(object)
    known = np.isin(labels, np.array(grouping.known, dtype=object))
    found = {}
    for column in words:
        taken = known & people[column].notna().to_numpy(bool)
        table = pd.crosstab(labels[taken], _names(people[column])[taken]).to_numpy()
        found[column] = _asked(lambda table=table: _of_counts(table))
    series = {name: (people[name].to_numpy(float), np.full(len(people), "")) for name in numbers}
    series |= {name: (table["value"].to_numpy(float), signs_of(table["bound"])) for name, table in measured.items()}
    for column, (values, signs) in series.items():
        taken = known & np.isfinite(values)
        arguments = values[taken], signs[taken], labels[taken]
        found[column] = _asked(lambda arguments=arguments: _of_numbers(*arguments))
    return found


def _asked(compare: Callable[[], Comparison]) -> Comparison:
    try:
        return compare()
    except stats.StatsError as problem:
        return Comparison(float("nan"), None, problem.sentence)


def _of_counts(table: np.ndarray) -> Comparison:
    if min(table.shape) < 2:
        return Comparison(float("nan"), None, message("One value or one group only: nothing to compare."))
    test = stats.fisher_exact(table, draws=_DRAWS)
    return Comparison(stats.standardised_difference_of_shares(table), test.p, test.method)


def _of_numbers(values: np.ndarray, signs: np.ndarray, labels: np.ndarray) -> Comparison:
    """Compare numbers by their ranks, "<500" below 500 and ">500" above; no mean, so no difference, with a bound."""
    two = len(set(labels.tolist())) == 2
    place = np.unique(np.column_stack([values, sign_order(signs)]), axis=0, return_inverse=True)[1].ravel()
    test = stats.wilcoxon(place, labels) if two else stats.kruskal_wallis(place, labels)
    bounded = bool((signs != "").any())
    return Comparison(nan if bounded else stats.standardised_difference(values, labels), test.p, test.method)
