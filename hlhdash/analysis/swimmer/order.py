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


def in_order(lanes: pd.DataFrame, cells: pd.Series, sort: str, groups: tuple[str, ...]) -> pd.DataFrame:
    """Return the lanes in order: by group, then by `sort`, then the longest follow-up first.

    Parameters
    ----------
    lanes : with group, end_day and first_response (a day, NaN where there was none)
    cells : of the column `sort` where it is one, indexed as `lanes`
    groups : labels from the top
    """
    keys = [lanes["group"].map({label: i for i, label in enumerate(groups)}).to_numpy(float)]
    if sort == "etiology":
        keys += _by_words(cells, ETIOLOGIES)
    elif sort == "response":
        keys += _by_words(cells, RESPONSES)[:1]
    elif sort == "time to response":
        keys.append(lanes["first_response"].fillna(np.inf).to_numpy(float))
    elif sort not in SORTS:
        keys.append(_ranks(cells))
    if sort != "file":
        keys.append(-lanes["end_day"].to_numpy(float))
    return lanes.iloc[np.lexsort(keys[::-1])]


def _by_words(cells: pd.Series, words: tuple[str, ...]) -> list[np.ndarray]:
    """Return the place of each cell in a dictionary; other words come after it by name."""
    place = {word: i for i, word in enumerate(words)}
    known = np.array([place.get(str(cell), len(words)) for cell in cells.tolist()], dtype=float)
    others = pd.Series(cells.astype(str)).rank(method="dense").to_numpy(float)
    return [known, np.where(known == len(words), others, 0.0)]


def _ranks(cells: pd.Series) -> np.ndarray:
    """Return the rank of each cell: numbers by size, words as groups are ordered, nothing recorded last."""
    if pd.api.types.is_numeric_dtype(cells):
        return cells.fillna(np.inf).to_numpy(float)
    place = {value: i for i, value in enumerate(ordered(cells))}
    return np.array([place.get(cell, len(place)) for cell in cells.tolist()], dtype=float)
