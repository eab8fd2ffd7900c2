"""Laboratory values brought to the usual unit of their analyte; where a file gives no unit, it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from hlhdash.cohort.columns import Column
from hlhdash.cohort.lab_doubts import (
    Values,
    say_impossible,
    say_mixed,
    say_unknown,
    without_negatives,
    without_shares,
)
from hlhdash.cohort.lab_units import MEASURED, USUAL_UNIT, Scale, scale_of, spelled
from hlhdash.cohort.mixed_units import sort_units
from hlhdash.cohort.notes import Notes
from hlhdash.language import counted, message


def in_usual_units(
    column: Column, analytes: str | np.ndarray, values: np.ndarray, units: str | np.ndarray, notes: Notes
) -> tuple[np.ndarray, np.ndarray]:
    """Return values and units of a column, each in the usual unit of its analyte where it can be converted.

    A value without a unit stays without one where it is taken as it is.

    A unit nobody knows, several units in one column and values no child has are findings; where more values fit
    another unit than the one that is stated, or usual where none is, the unit is asked.

    Parameters
    ----------
    analytes, values, units : what was measured, the numbers (NaN where there is none) and their units as written; one
        word where all rows share it
    """
    unit, names = _coded(units, len(values))
    values, names = values.copy(), [*names]
    for analyte, places in _by_analyte(analytes, ~np.isnan(values)):
        one = Values(column, analyte, places, values[places], unit[places], [*names])
        one = replace(one, values=without_negatives(one, notes)) if (one.values < 0).any() else one
        names.append(USUAL_UNIT[analyte])
        values[places], converted = _settle(one, notes)
        unit[places[converted]] = len(names) - 1
    return values, np.array(names, dtype=object)[unit]


def _coded(units: str | np.ndarray, n: int) -> tuple[np.ndarray, list[str]]:
    """Return of each row the place of its unit among the units, and these; a missing unit is ""."""
    if isinstance(units, str):
        return np.zeros(n, dtype=int), [units]
    codes, names = pd.factorize(np.where(pd.isna(units), "", units))
    return codes.copy(), list(map(str, names))


def _by_analyte(analytes: str | np.ndarray, known: np.ndarray) -> Iterator[tuple[str, np.ndarray]]:
    """Return each analyte that is known here with the positions of its values."""
    places = np.flatnonzero(known)
    if isinstance(analytes, str):
        if analytes in MEASURED and places.size:
            yield analytes, places
        return
    codes, names = pd.factorize(analytes[places])
    for i, name in enumerate(names):
        if name in MEASURED:
            yield str(name), places[codes == i]


def _settle(one: Values, notes: Notes) -> tuple[np.ndarray, np.ndarray]:
    """Return the values in the usual unit where they can be, and which of them got another unit than they had."""
    assumed = _asked(one, "", one.measured.scales[0], notes) if "" in one.given else one.measured.scales[0]
    scales = {unit: assumed if unit == "" else scale_of(one.analyte, unit) for unit in one.given}
    stated = scales[one.given[0]]
    if len(one.given) == 1 and one.given[0] and stated is not None:
        scales[one.given[0]] = _asked(one, one.given[0], stated, notes)
    usual = np.full(len(one.values), np.nan)
    for unit, scale in scales.items():
        if scale is not None:
            mine = one.having(unit)
            usual[mine] = one.values[mine] * scale.factor + scale.offset
    bare = one.having("")
    odd = np.zeros(len(usual), dtype=bool)
    if bare.any():
        told = sort_units(one.column, one.what, one.measured, assumed, one.places[bare], one.values[bare], notes)
        usual[bare], odd[bare] = told.usual, told.converted
        one = replace(one, values=np.where(bare & np.isnan(usual), np.nan, one.values))
    as_given = bare & ~odd & (assumed.factor == 1)  # that the file gives no unit is kept: nothing was converted
    say_mixed(one, scales, notes)
    shares = [unit for unit in one.given if unit and scales[unit] is None and spelled(unit) == "%"]
    say_unknown(one, {unit: scale for unit, scale in scales.items() if unit not in shares}, notes)
    say_impossible(one, usual, notes)
    if shares:
        one = replace(one, values=without_shares(one, shares, notes))
    unknown = np.isnan(usual)
    return np.where(unknown, one.values, usual), ~(unknown | as_given)


def _asked(one: Values, unit: str, first: Scale, notes: Notes) -> Scale:
    """Return the unit of the values given in `unit`: `first`, unless more of them fit another; then it is asked.

    Meanwhile the unit that a file states is assumed, and for values without one the usual one if at least half fit it:
    one slip of the pen must not convert a whole column.
    """
    scales = one.measured.scales
    fitting = {scale.unit: one.possible(unit, scale) for scale in scales}
    n, mine = int(one.having(unit).sum()), one.possible(unit, first)
    if first.unit not in fitting or max(fitting.values()) <= mine:
        return first
    choices = {
        name: counted(
            "{fit} of {n} value is possible in a sick child",
            "{fit} of {n} values are possible in a sick child",
            n=n,
            fit=fit,
        )
        for name, fit in fitting.items()
    }
    header = one.column.reading.header
    chosen = notes.ask(
        f"unit of {one.analyte}",
        header,
        message("In what unit is {what} in column {column}?", what=one.what, column=header),
        choices,
        first.unit if unit or mine * 2 >= n else max(fitting, key=lambda name: fitting[name]),
    )
    return next(scale for scale in scales if scale.unit == chosen)
