"""Dots in laboratory values that may stand between thousands, as in a German or Brazilian sheet saved with commas."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import numpy as np

from hlhdash.cohort.columns import Column
from hlhdash.cohort.fields import title
from hlhdash.cohort.lab_units import MEASURED, Measured, Scale, scale_of
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.values import Number, folded, is_missing, number
from hlhdash.language import message

_FEWEST = 2  # dotted cells; a single one is more likely a value given exactly
# A number as it is written where dots stand between thousands; without a dot it has three digits at most.
_GROUPED = re.compile(r"(?:[<>]=?|[≤≥])?\s*[1-9]\d{0,2}(?P<dots>(?:\.\d{3})*)", re.ASCII)


def with_thousands(column: Column, analyte: str, unit: str | np.ndarray, notes: Notes) -> Column:
    """Return a column that reads "2.500" as 2,500 where that was answered, or is likelier meanwhile.

    Asked where every cell can be written so, several hold a dot, and the values are as possible in a sick child with
    thousands as without.

    Parameters
    ----------
    unit : as the header or a column of units gives it, "" where neither does
    """
    scale = None if column.decimal_comma else _scale(analyte, unit)
    cells = _grouped(column) if scale is not None else []
    if scale is None or not cells:
        return column
    measured = MEASURED[analyte]
    plain, grouped = _numbers(cells, decimal_comma=False), _numbers(cells, decimal_comma=True)
    fit, fit_grouped = _possible(plain, scale, measured), _possible(grouped, scale, measured)
    if not fit_grouped or fit_grouped < fit or _another_unit_tells(plain, unit, fit_grouped, measured):
        return column
    likelier = fit_grouped > fit or _from_middle(grouped, scale, measured) < _from_middle(plain, scale, measured)
    header = column.reading.header
    chosen = notes.ask(
        f"dots in {analyte}",
        header,
        message(
            "Do the dots in column {column} stand between thousands, or before decimals? Every value of {what} has "
            "three digits behind each dot.",
            column=header,
            what=title(f"lab:{analyte}:"),
        ),
        {
            "thousands": message("the values are {low} to {high}", low=_told(min(grouped)), high=_told(max(grouped))),
            "decimals": message("the values are {low} to {high}", low=_told(min(plain)), high=_told(max(plain))),
        },
        "thousands" if likelier else "decimals",
    )
    return replace(column, decimal_comma=True) if chosen == "thousands" else column


def _told(value: float) -> str:
    return f"{value:,.10g}"


def _scale(analyte: str, unit: str | np.ndarray) -> Scale | None:
    """Return how the values of a column become the usual unit, None where they are in several units or a strange one.

    Values without a unit are taken to be in the usual one.
    """
    units = {unit} if isinstance(unit, str) else set(map(str, unit))
    if analyte not in MEASURED or len(units) != 1:
        return None
    (written,) = units
    return scale_of(analyte, written) if written else MEASURED[analyte].scales[0]


def _grouped(column: Column) -> list[str]:
    """Return the distinct cells that hold something if dots may stand between thousands in all, else nothing."""
    seen: dict[Any, bool] = {}  # whether a dot stands in it; most columns are left at one of their first cells
    for cell in column.cells.to_numpy(object):
        if cell in seen or is_missing(cell):
            continue
        match = _GROUPED.fullmatch(folded(cell)) if isinstance(cell, str) else None
        if match is None:
            return []
        seen[cell] = bool(match["dots"])
    return list(seen) if sum(seen.values()) >= _FEWEST else []


def _numbers(cells: list[str], *, decimal_comma: bool) -> list[float]:
    found: list[Number | None] = [number(cell, decimal_comma=decimal_comma) for cell in cells]
    return [one.value for one in found if one is not None]


def _possible(values: list[float], scale: Scale, measured: Measured) -> int:
    usual = [value * scale.factor + scale.offset for value in values]
    return sum(measured.low <= value <= measured.high for value in usual)


def _another_unit_tells(plain: list[float], unit: str | np.ndarray, grouped: int, measured: Measured) -> bool:
    """Say whether the values as they stand are all possible in another unit, of which is asked anyway."""
    return (
        isinstance(unit, str)
        and not unit
        and any(_possible(plain, scale, measured) >= grouped for scale in measured.scales[1:])
        and _possible(plain, measured.scales[0], measured) < grouped
    )


def _from_middle(values: list[float], scale: Scale, measured: Measured) -> float:
    """Return how many powers of ten the median lies from the middle of what a sick child can have."""
    low, high = np.log10(max(measured.low, 1.0)), np.log10(measured.high)
    return float(abs(np.log10(np.median(values) * scale.factor + scale.offset) - (low + high) / 2))
