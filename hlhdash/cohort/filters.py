"""Which patients meet a condition, and the condition in words."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from hlhdash.cohort.fields import title
from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.own_words import own_word
from hlhdash.cohort.values import text
from hlhdash.language import Message, listed, message


def meets(patients: pd.DataFrame, column: str, wanted: Any) -> tuple[pd.Series, Message]:
    """Return who meets a condition (True and False for each row), and the condition in words.

    Parameters
    ----------
    wanted : a value, a list of values (None stands for missing), or a pair of numbers (low, high) with both ends
        included, where None leaves an end open; a missing value is outside every range

    Raises
    ------
    CohortError
        Where there is no such column.
    """
    if column not in patients:
        raise CohortError(
            message(
                "There is no column {column} to filter by. The columns are: {columns}.",
                column=column,
                columns=listed(list(map(str, patients.columns))),
            )
        )
    cells = patients[column]
    if _is_range(wanted):
        _refuse_impossible(cells, column, *wanted)
        return _within(cells, *wanted), _range_words(column, *wanted)
    if isinstance(wanted, (np.ndarray, pd.Series, pd.Index)):
        wanted = wanted.tolist()
    options = list(wanted) if isinstance(wanted, (list, set, frozenset, tuple)) else [wanted]
    options = [None if pd.isna(option) else option for option in options]
    values = [option for option in options if option is not None]
    kept = cells.isin(values) | (cells.isna() & (len(values) < len(options)))
    names = [message("missing") if option is None else own_word(column, option) or text(option) for option in options]
    return kept, message("{column}: {values}", column=title(column), values=listed(names))


def _is_range(wanted: Any) -> bool:
    def is_end(end: Any) -> bool:
        return end is None or (isinstance(end, (int, float, np.integer, np.floating)) and not isinstance(end, bool))

    pair = isinstance(wanted, tuple) and len(wanted) == 2 and wanted != (None, None)
    return pair and all(map(is_end, wanted))


def _refuse_impossible(cells: pd.Series, column: str, low: float | None, high: float | None) -> None:
    if low is not None and high is not None and low > high:
        raise CohortError(
            message("The range {low} to {high} ends before it begins. Give the lower end first.", low=low, high=high)
        )
    if cells.notna().any() and pd.to_numeric(cells, errors="coerce").isna().all():
        raise CohortError(
            message("{column} holds words, not numbers. Filter it by a list of values.", column=title(column))
        )


def _within(cells: pd.Series, low: float | None, high: float | None) -> pd.Series:
    numbers = pd.to_numeric(cells, errors="coerce")
    kept = numbers.notna()
    if low is not None:
        kept &= numbers >= low
    return kept if high is None else kept & (numbers <= high)


def _range_words(column: str, low: float | None, high: float | None) -> Message:
    if low is None:
        return message("{column} up to {high}", column=title(column), high=f"{high:g}")
    if high is None:
        return message("{column} from {low}", column=title(column), low=f"{low:g}")
    return message("{column} {low} to {high}", column=title(column), low=f"{low:g}", high=f"{high:g}")
