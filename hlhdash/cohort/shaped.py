"""A sheet after its shape was understood: what it holds, and what its columns are where the shape says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from hlhdash.cohort.headers import Proposal, SheetKind, Unit
from hlhdash.cohort.sheets import Sheet
from hlhdash.cohort.tables import holds_text

SURE = 90  # of a column whose meaning follows from the shape of its table


@dataclass(frozen=True)
class Shaped:
    """A sheet, or the part of one that holds one kind of thing.

    Attributes
    ----------
    sheet : the cells
    kind : what a row is, None where name and columns are to tell
    given : header to what the shape says of the column
    """

    sheet: Sheet
    kind: SheetKind | None = None
    given: Mapping[str, Proposal] = field(default_factory=dict)


def given(field: str, unit: Unit = "") -> Proposal:
    """Return what a shape says of a column."""
    return field, unit, "pattern", SURE


def filled(cells: pd.Series) -> pd.Series:
    """Mark the cells that hold something."""
    return pd.Series(holds_text(cells), index=cells.index)


def rows_with(cells: pd.DataFrame, headers: list[str]) -> pd.DataFrame:
    """Return the rows in which at least one of the columns holds something."""
    if not headers:
        return cells.iloc[:0]
    marked = pd.concat([filled(cells[header]) for header in headers], axis=1)
    return cells[marked.any(axis=1).to_numpy(bool)]
