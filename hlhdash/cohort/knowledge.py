"""What is known of a patient at day zero, and what only later."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from hlhdash.cohort import vocabulary
from hlhdash.cohort.headers import normal, read_header

# Known only after day zero: grouping or filtering by them makes patients immortal until they happen.
AFTER_DAY_ZERO = frozenset(
    {"vital_status", "death", "last_follow_up", "hsct", "relapse", "remission", "afebrile", "best_response"}
    | {"added_therapy", "added_therapy_start", "added_therapy_stop", "rux_stop", "other_event"}
)
# Headers of outcomes of a treatment before day zero ("first_line_outcome").
_BEFORE = frozenset({"first", "1st", "prior", "previous", "before", "baseline", "pre", "initial", "frontline"})
_CHINESE_BEFORE = ("一线", "既往", "初始", "治疗前", "基线")
FEW_VALUES = 12
AS_IT_CAME = " (as it came)"  # tells a column kept as it came from the field of the same name


def is_after_day_zero(column: str) -> bool:
    """Say by its name whether a column is known only after day zero, so that grouping by it misleads."""
    return column in AFTER_DAY_ZERO or column.startswith(("response_", "responder"))


def tells_outcome(column: str, cells: pd.Series) -> bool:
    """Say whether a column kept as it came is called like an outcome, or holds responses or vital status.

    A column that speaks of earlier treatment, such as "first_line_outcome", does not.
    """
    if is_after_day_zero(read_header(column, "patients")[0]):
        return True
    header = normal(column)
    if set(header.split()) & _BEFORE or any(part in header for part in _CHINESE_BEFORE):
        return False
    words = cells.dropna().unique()
    return len(words) > 0 and all(isinstance(word, str) and vocabulary.is_outcome(word) for word in words)


def has_few_values(cells: pd.Series) -> bool:
    """Say whether a column can put patients into groups: a few words or whole numbers, not all the same."""
    known = cells.dropna()
    if pd.api.types.is_float_dtype(cells) and not np.all(np.mod(known, 1) == 0):
        return False
    distinct = known.nunique()
    return 1 <= distinct <= FEW_VALUES and distinct + int(cells.isna().any()) > 1


def ordered(cells: pd.Series, *, missing: bool = False) -> list[Any]:
    """Order the values of a column: numbers by size, words by how many patients have them, then by name.

    "other" and "unknown" come after all other words; None, where `missing`, is the last.
    """
    counts = cells.dropna().value_counts()
    last = {"other": 1, "unknown": 2}
    if pd.api.types.is_numeric_dtype(cells):
        found = sorted(counts.index)
    else:
        found = sorted(counts.index, key=lambda value: (last.get(str(value), 0), -counts[value], str(value)))
    return [*found, *([None] if missing else [])]
