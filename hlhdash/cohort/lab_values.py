"""Laboratory values brought to the usual unit of their analyte; units and values that cannot be right are said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from hlhdash.cohort.columns import Column
from hlhdash.cohort.fields import title
from hlhdash.cohort.lab_units import MEASURED, USUAL_UNIT, Measured, Scale, is_never_converted, scale_of, spelled
from hlhdash.cohort.notes import Notes
from hlhdash.language import Message, counted, listed, message

_GIVEN_AT_MOST = 5  # units that one finding lists


@dataclass(frozen=True)
class _Values:
    """The values of one analyte in one column, with the unit each is given in ("" where the file gives none).

    Attributes
    ----------
    places : the positions of their rows in the column
    values : numbers
    unit : of each value the place of its unit among `names`
    names : the units as written
    """

    column: Column
    analyte: str
    places: np.ndarray
    values: np.ndarray
    unit: np.ndarray
    names: list[str]

    @property
    def measured(self) -> Measured:
        return MEASURED[self.analyte]

    @property
    def what(self) -> Message:
        return title(f"lab:{self.analyte}:")

    @cached_property
    def given(self) -> list[str]:
        """The units that occur, in the order of the rows."""
        return [self.names[i] for i in pd.unique(self.unit)]

    def having(self, unit: str) -> np.ndarray:
        """Mark the values in a unit as it is written."""
        return self.unit == (self.names.index(unit) if unit in self.names else -1)

    def possible(self, scale: Scale) -> int:
        """Count the values without a unit that a sick child can have if they are in this one."""
        usual = self.values[self.having("")] * scale.factor + scale.offset
        return int(((usual >= self.measured.low) & (usual <= self.measured.high)).sum())


def in_usual_units(
    column: Column, analytes: str | np.ndarray, values: np.ndarray, units: str | np.ndarray, notes: Notes
) -> tuple[np.ndarray, np.ndarray]:
    """Return values and units of a column, each in the usual unit of its analyte where it can be converted.

    A value without a unit stays without one where it is taken as it is.

    A unit nobody knows, several units in one column and values no child has are findings; where a column gives no
    unit and its values fit another one as well or better, the unit is asked.

    Parameters
    ----------
    analytes, values, units : what was measured, the numbers (NaN where there is none) and their units as written; one
        word where all rows share it
    """
    unit, names = _coded(units, len(values))
    values, names = values.copy(), [*names]
    for analyte, places in _by_analyte(analytes, ~np.isnan(values)):
        one = _Values(column, analyte, places, values[places], unit[places], [*names])
        one = replace(one, values=_without_negatives(one, notes)) if (one.values < 0).any() else one
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


def _settle(one: _Values, notes: Notes) -> tuple[np.ndarray, np.ndarray]:
    """Return the values in the usual unit where they can be, and which of them got another unit than they had."""
    assumed = _asked(one, notes) if "" in one.given else one.measured.scales[0]
    scales = {unit: assumed if unit == "" else scale_of(one.analyte, unit) for unit in one.given}
    usual = np.full(len(one.values), np.nan)
    for unit, scale in scales.items():
        if scale is not None:
            mine = one.having(unit)
            usual[mine] = one.values[mine] * scale.factor + scale.offset
    _say_mixed(one, scales, notes)
    shares = [unit for unit in one.given if unit and scales[unit] is None and spelled(unit) == "%"]
    _say_unknown(one, {unit: scale for unit, scale in scales.items() if unit not in shares}, notes)
    _say_impossible(one, usual, notes)
    if shares:
        return _without_shares(one, shares, usual, notes), ~np.isnan(usual) & ~(one.having("") & (assumed.factor == 1))
    bare = one.having("") & (assumed.factor == 1)  # that the file gives no unit is kept: nothing was converted
    unknown = np.isnan(usual)
    return np.where(unknown, one.values, usual), ~(unknown | bare)


def _without_shares(one: _Values, shares: list[str], usual: np.ndarray, notes: Notes) -> np.ndarray:
    """Return the values without those in percent, which are a share and no amount."""
    share = np.isin(one.unit, [one.names.index(unit) for unit in shares])
    notes.add(
        "error",
        counted(
            "{n} value of {what} is in %, which is a share and cannot become {unit}; it is not used.",
            "{n} values of {what} are in %, which is a share and cannot become {unit}; they are not used.",
            n=int(share.sum()),
            what=one.what,
            unit=USUAL_UNIT[one.analyte],
        ),
        message("Give the values in {unit}.", unit=USUAL_UNIT[one.analyte]),
        sheet=one.column.reading.sheet,
        column=one.column.reading.header,
    )
    return np.where(share, np.nan, np.where(np.isnan(usual), one.values, usual))


def _asked(one: _Values, notes: Notes) -> Scale:
    """Return the unit of the values that give none: the usual one, unless more of them fit another; then it is asked.

    Meanwhile the usual one is assumed if at least half fit it: one slip of the pen must not convert a whole column.
    """
    scales = one.measured.scales
    fitting = [one.possible(scale) for scale in scales]
    n = int(one.having("").sum())
    if max(fitting) == fitting[0]:
        return scales[0]
    choices = {
        scale.unit: counted(
            "{fit} of {n} value is possible in a sick child",
            "{fit} of {n} values are possible in a sick child",
            n=n,
            fit=fit,
        )
        for scale, fit in zip(scales, fitting, strict=True)
    }
    header = one.column.reading.header
    chosen = notes.ask(
        f"unit of {one.analyte}",
        header,
        message("In what unit is {what} in column {column}?", what=one.what, column=header),
        choices,
        scales[0 if fitting[0] * 2 >= n else int(np.argmax(fitting))].unit,
    )
    return next(scale for scale in scales if scale.unit == chosen)


def _say_mixed(one: _Values, scales: dict[str, Scale | None], notes: Notes) -> None:
    kinds = {scale.unit for scale in scales.values() if scale is not None}  # two spellings of one unit are one unit
    if len(kinds) > 1:
        written = [message("no unit") if unit == "" else unit for unit in sorted(scales) if scales[unit]][
            :_GIVEN_AT_MOST
        ]
        notes.add(
            "warning",
            message(
                "{what} is given in several units ({units}); each value was converted from its own.",
                what=one.what,
                units=listed(written),
            ),
            message("Use one unit throughout, and write it into the column's name."),
            sheet=one.column.reading.sheet,
            column=one.column.reading.header,
        )


def _say_unknown(one: _Values, scales: dict[str, Scale | None], notes: Notes) -> None:
    for unit in (unit for unit, scale in scales.items() if scale is None):
        n = int(one.having(unit).sum())
        if is_never_converted(one.analyte, unit):
            sentence = counted(
                "{n} value of {what} is in {unit}, which depends on the assay; it is kept as it is, not converted.",
                "{n} values of {what} are in {unit}, which depends on the assay; they are kept as they are, "
                "not converted.",
                n=n,
                what=one.what,
                unit=unit,
            )
        else:
            sentence = counted(
                "{n} value of {what} is in “{unit}”, a unit that is not known; it is kept as it is, not converted.",
                "{n} values of {what} are in “{unit}”, a unit that is not known; they are kept as they are, "
                "not converted.",
                n=n,
                what=one.what,
                unit=unit[:20],
            )
        notes.add(
            "warning",
            sentence,
            message("Give the values in {unit}.", unit=USUAL_UNIT[one.analyte]),
            sheet=one.column.reading.sheet,
            column=one.column.reading.header,
        )


def _without_negatives(one: _Values, notes: Notes) -> np.ndarray:
    """Return the values without those below zero, which nothing measured here can be."""
    below = one.values < 0
    notes.each(
        "error",
        one.column.spots(one.places[below]),
        lambda spot: message(
            "{what}: “{cell}” is below zero, which cannot be; this value is left empty.",
            what=one.what,
            cell=spot.read[:80],
        ),
        message("Correct the cell, or leave it empty."),
        sheet=one.column.reading.sheet,
        column=one.column.reading.header,
    )
    return np.where(below, np.nan, one.values)


def _say_impossible(one: _Values, usual: np.ndarray, notes: Notes) -> None:
    measured, unit = one.measured, USUAL_UNIT[one.analyte]
    outside = (usual < measured.low) | (usual > measured.high)
    beyond = usual[outside]
    notes.each(
        "warning",
        one.column.spots(one.places[outside]),
        lambda spot: message(
            "{what}: “{cell}” is {value} {unit}, but a sick child can have {low} to {high}; it is used as it is.",
            what=one.what,
            cell=spot.read[:80],
            value=f"{beyond[spot.about]:,.10g}",
            low=f"{measured.low:g}",
            high=f"{measured.high:,.0f}",
            unit=unit,
        ),
        message("Check the value and its unit."),
        sheet=one.column.reading.sheet,
        column=one.column.reading.header,
    )
