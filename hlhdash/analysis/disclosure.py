"""Who could still be recognised: rare groups, exact ages, dates, free text, and rare combinations of what is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hlhdash.cohort.coarsening import FEWEST
from hlhdash.cohort.model import Cohort, Provenance
from hlhdash.cohort.telling import (
    COMBINED,
    OTHER,
    category_columns,
    holds_date,
    small_groups,
    telling_columns,
)

Kind = Literal["age", "date", "free text", "small group"]


@dataclass(frozen=True)
class Risk:
    """One column by which somebody could be recognised.

    Attributes
    ----------
    kind : exact ages, dates, free text, or groups of few patients
    column : its name, or "patient_id" for codes, "courses" and "events" for the texts of these tables
    n : patients who could be recognised by it
    values : the small groups, the smallest first
    """

    kind: Kind
    column: str
    n: int
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Disclosure:
    """What could still identify the patients of a cohort.

    Attributes
    ----------
    provenance : where it comes from
    fewest : patients from which a group is not small
    risks : column by column
    combined : the columns whose combinations are counted: sex, age in whole years or bands, etiology
    rare : patients whose combination fewer than `fewest` share, as a number
    alone : patients who are the only ones of their combination
    smallest : patients who share the rarest combination (the k of k-anonymity); 0 where there is nobody
    """

    provenance: Provenance
    fewest: int
    risks: tuple[Risk, ...]
    combined: tuple[str, ...]
    rare: int
    alone: int
    smallest: int


def disclosure(cohort: Cohort, fewest: int = FEWEST) -> Disclosure:
    """List what could still identify the patients of a cohort.

    Names, record numbers and birth dates are set aside when a file is read and are not looked for again. A missing
    value is a value like any other in a combination.

    Parameters
    ----------
    fewest : patients from which a group is not small

    References
    ----------
    Sweeney L. k-anonymity: a model for protecting privacy. Int J Uncertain Fuzz 2002; 10: 557-570.
    """
    columns = tuple(name for name in COMBINED if name in cohort.patients and cohort.patients[name].notna().any())
    sizes = _sizes(cohort, columns)
    return Disclosure(
        cohort.provenance,
        fewest,
        (*_codes(cohort), *_columns(cohort), *_groups(cohort, fewest), *_texts(cohort)),
        columns,
        sum(size for size in sizes if size < fewest),
        sum(size == 1 for size in sizes),
        min(sizes, default=0),
    )


def _sizes(cohort: Cohort, columns: tuple[str, ...]) -> list[int]:
    """Return how many patients share each combination, ages in whole years."""
    if not columns or not len(cohort):
        return [len(cohort)] if len(cohort) else []
    table = cohort.patients[list(columns)]
    if "age_years" in columns:
        table = table.assign(age_years=table["age_years"] // 1)
    return [int(size) for size in table.groupby(list(columns), dropna=False).size()]


def _codes(cohort: Cohort) -> list[Risk]:
    n = sum(map(holds_date, cohort.patients["patient_id"]))
    return [Risk("date", "patient_id", n)] if n else []


def _columns(cohort: Cohort) -> list[Risk]:
    return [
        Risk(kind, name, int(cohort.patients[name].notna().sum())) for name, kind in telling_columns(cohort).items()
    ]


def _groups(cohort: Cohort, fewest: int) -> list[Risk]:
    found = []
    for name in category_columns(cohort):
        cells = cohort.patients[name]
        small = tuple(value for value in small_groups(cells, fewest) if value != OTHER)
        if small:
            found.append(Risk("small group", name, int(cells.astype(str).isin(small).sum()), small))
    return found


def _texts(cohort: Cohort) -> list[Risk]:
    """Count the patients in whose courses and events a date is written in words."""
    tables = (("courses", cohort.courses, ("label", "dose")), ("events", cohort.events, ("label",)))
    found = []
    for name, table, columns in tables:
        dated = table[list(columns)].map(holds_date).any(axis=1)
        n = int(table.loc[dated.to_numpy(bool), "patient_id"].nunique())
        if n:
            found.append(Risk("date", name, n))
    return found
