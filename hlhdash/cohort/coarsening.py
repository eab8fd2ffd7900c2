"""A cohort told less exactly: ages in years or bands, small groups together, dates and free text left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np
import pandas as pd

from hlhdash.cohort.findings import CohortError, Finding, Question
from hlhdash.cohort.telling import (
    AGE_BAND,
    LONGEST_WORD,
    OTHER,
    UNKNOWN,
    category_columns,
    holds_date,
    small_groups,
    telling_columns,
    without_dates,
)
from hlhdash.language import Message, message

if TYPE_CHECKING:
    from hlhdash.cohort.model import Cohort

Ages = Literal["years", "bands"]
AGES: tuple[Ages, ...] = get_args(Ages)
BANDS = ("under 1", "1 to 5", "6 to 11", "12 to 17", "18 or more")
FEWEST = 3  # patients of the smallest group that is shown, unless the user says otherwise
MOST = 100
_EDGES = (-np.inf, 1.0, 6.0, 12.0, 18.0, np.inf)


@dataclass(frozen=True)
class Coarsening:
    """How coarsely a cohort is told.

    Attributes
    ----------
    ages : in whole years, or in bands
    fewest : patients of the smallest group that keeps its name; smaller ones become "other"
    """

    ages: Ages = "years"
    fewest: int = FEWEST

    def __str__(self) -> str:
        return f"{self.ages}, {self.fewest}"

    @property
    def words(self) -> Message:
        """What is said of it wherever the data are shown."""
        if self.ages == "bands":
            return message(
                "Coarsened: ages in bands, groups of fewer than {n} as “other”, dates and free text left out",
                n=self.fewest,
            )
        return message(
            "Coarsened: ages in whole years, groups of fewer than {n} as “other”, dates and free text left out",
            n=self.fewest,
        )


def coarsening(written: str) -> Coarsening:
    """Read how coarsely to tell a cohort, such as "years, 3" or "bands, 5".

    Raises
    ------
    CohortError
        For anything else.
    """
    ages, _, fewest = written.partition(", ")
    known: dict[str, Ages] = {one: one for one in AGES}
    found = known.get(ages)
    if found is None or not (fewest.isascii() and fewest.isdecimal()) or not 2 <= int(fewest[:4]) <= MOST:
        raise CohortError(
            message(
                "coarsen= must be “years” or “bands”, a comma and the fewest patients of a group from 2 to {most}, "
                "such as “years, 3”; it is {written}.",
                most=MOST,
                written=written[:40],
            )
        )
    return Coarsening(found, int(fewest))


def coarsened(cohort: Cohort, how: Coarsening) -> Cohort:
    """Return the cohort told as coarsely as asked, in every table and finding.

    Of the data cut-off the year remains. Sex, outcomes, treatments and days from day zero stay as they are. Where
    patients' codes hold dates, the patients are called P01, P02 ...
    """
    categories = category_columns(cohort)
    patients = _patients(cohort, how, categories)
    told = replace(
        cohort,
        patients=patients,
        courses=_texts(cohort.courses, ("label", "dose")),
        events=_texts(cohort.events, ("label",)),
        columns=tuple(replace(reading, examples=()) for reading in cohort.columns),
        findings=tuple(_finding(one, _names(cohort)) for one in cohort.findings),
        questions=tuple(map(_question, cohort.questions)),
        data_cutoff=cohort.data_cutoff and cohort.data_cutoff[:4],
        coarsening=how,
    )
    return told.masked() if any(map(holds_date, cohort.roster)) else told


def _patients(cohort: Cohort, how: Coarsening, categories: tuple[str, ...]) -> pd.DataFrame:
    gone = [name for name in telling_columns(cohort) if name != "age_years"]
    table = cohort.patients.drop(columns=gone)
    table = table.assign(**{name: merged(table[name], how.fewest) for name in categories})
    years = table["age_years"]
    if how.ages == "years":
        return table.assign(age_years=np.floor(years))
    bands = pd.cut(years, _EDGES, right=False, labels=BANDS).astype(object).where(years.notna(), None)
    place = int(np.flatnonzero(table.columns == "age_years")[0]) + 1
    table = table.assign(age_years=np.nan).drop(columns=AGE_BAND, errors="ignore")
    table.insert(place, AGE_BAND, bands)
    return table


def merged(cells: pd.Series, fewest: int) -> pd.Series:
    """Return a column with its small groups as "other", and so many more, smallest first, that "other" is not small.

    Whoever is "unknown" or missing stays so.
    """
    small = set(small_groups(cells, fewest))
    if not small:
        return cells
    counts = cells.dropna().astype(str).value_counts()
    larger = sorted(
        (int(n), str(value)) for value, n in counts.items() if value not in {*small, UNKNOWN, OTHER} and n >= fewest
    )
    together = small | {OTHER}
    size = sum(int(counts.get(value, 0)) for value in together)
    while size < fewest and larger:
        n, value = larger.pop(0)
        together.add(value)
        size += n
    return cells.map(lambda cell: OTHER if cell is not None and str(cell) in together else cell).astype(object)


def _texts(table: pd.DataFrame, columns: tuple[str, ...]) -> pd.DataFrame:
    return table.assign(**{name: table[name].map(_text) for name in columns if name in table})


def _text(cell: Any) -> Any:
    if not isinstance(cell, str):
        return cell
    return OTHER if len(cell) > LONGEST_WORD else without_dates(cell)


def _names(cohort: Cohort) -> frozenset[str]:
    """Return what a finding may name: sheets, columns and patients."""
    headers = [name for reading in cohort.columns for name in (reading.sheet, reading.header)]
    return frozenset((*headers, *cohort.roster))


def _finding(finding: Finding, names: frozenset[str]) -> Finding:
    def quiet(value: str) -> str:
        return value if value in names else "…"

    return replace(finding, read="", sentence=_said(finding.sentence, quiet))


def _question(question: Question) -> Question:
    return replace(
        question,
        sentence=_said(question.sentence, without_dates),
        consequences=tuple(_said(one, without_dates) for one in question.consequences),
    )


def _said(sentence: Message, change: Callable[[str], str]) -> Message:
    """Return a sentence with the texts of the file in it changed."""

    def value(one: Any) -> Any:
        if isinstance(one, Message):
            return _said(one, change)
        return change(one) if isinstance(one, str) else one

    return Message(sentence.template, sentence.plural, {name: value(one) for name, one in sentence.values.items()})
