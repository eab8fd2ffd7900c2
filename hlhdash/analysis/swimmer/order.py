"""In which order lanes stand."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd

from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.model import Cohort, ordered
from hlhdash.cohort.vocabulary import ETIOLOGIES, RESPONSES
from hlhdash.language import message

Sort = Literal["follow-up", "time to response", "response", "etiology", "file"]
SORTS: tuple[Sort, ...] = ("follow-up", "time to response", "response", "etiology", "file")


def check_column(cohort: Cohort, column: object) -> str:
    """Return the name of a column of the patients.

    Raises
    ------
    CohortError
        Where there is no such column.
    """
    if not isinstance(column, str) or column not in cohort.patients:
        raise CohortError(
            message(
                "There is no column {column} for the swimmer plot. The columns are: {columns}.",
                column=str(column),
                columns=", ".join(map(str, cohort.patients)),
            )
        )
    return column


def sort_keys(cohort: Cohort, sort: str, first_response: np.ndarray) -> list[np.ndarray]:
    """Return what patients are ordered by within their group, the most important key first.

    Parameters
    ----------
    sort : as `hlhdash.swimmer` takes it
    first_response : the day of each patient of the cohort, NaN where there was none

    Raises
    ------
    CohortError
        Where it is no order of its own and no column.
    """
    people = cohort.patients
    if sort == "file":
        return []
    longest = -people["last_follow_up"].to_numpy(float)
    if sort == "follow-up":
        return [longest]
    if sort == "time to response":
        return [np.where(np.isnan(first_response), np.inf, first_response), longest]
    if sort == "etiology":
        return [*_by_words(people, ETIOLOGIES, "etiology"), longest]
    if sort == "response":
        return [*_by_words(people, RESPONSES, "best_response", "response_week1")[:1], longest]
    return [_ranks(people[check_column(cohort, sort)]), longest]


def _by_words(people: pd.DataFrame, words: tuple[str, ...], *names: str) -> list[np.ndarray]:
    """Return the place of each cell in a dictionary; other words come after it by name."""
    name = next((name for name in names if name in people), None)
    if name is None:
        return []
    place = {word: i for i, word in enumerate(words)}
    cells = [str(cell) for cell in people[name].tolist()]
    others = {word: i for i, word in enumerate(sorted(set(cells) - set(words)))}
    return [
        np.array([place.get(cell, len(words)) for cell in cells], dtype=float),
        np.array([others.get(cell, 0) for cell in cells], dtype=float),
    ]


def _ranks(cells: pd.Series) -> np.ndarray:
    """Return the rank of each cell: numbers by size, words as groups are ordered, nothing recorded last."""
    if pd.api.types.is_numeric_dtype(cells):
        return cells.fillna(np.inf).to_numpy(float)
    place = {value: i for i, value in enumerate(ordered(cells))}
    return np.array([place.get(cell, len(place)) for cell in cells.tolist()], dtype=float)
