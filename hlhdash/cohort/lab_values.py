"""Laboratory values brought to the usual unit of their analyte; units and values that cannot be right are said."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from hlhdash.cohort.columns import Column
from hlhdash.cohort.fields import title
from hlhdash.cohort.lab_units import MEASURED, USUAL_UNIT, Measured, Scale, is_never_converted, scale_of
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.values import text
from hlhdash.language import Message, counted, listed, message

_GIVEN_AT_MOST = 5  # units that one finding lists


@dataclass(frozen=True)
class _Values:
    """The values of one analyte in one column, with the unit each is given in ("" where the file gives none)."""

    column: Column
    analyte: str
    values: pd.Series
    units: pd.Series

    @property
    def measured(self) -> Measured:
        return MEASURED[self.analyte]

    @property
    def what(self) -> Message:
        return title(f"lab:{self.analyte}:")

    def possible(self, scale: Scale) -> pd.Series:
        """Mark the values without a unit that a sick child can have if they are in this one."""
        bare = self.values[(self.units == "").to_numpy(bool)]
        usual = bare * scale.factor + scale.offset
        return (usual >= self.measured.low) & (usual <= self.measured.high)


def in_usual_units(
    column: Column, analytes: str | pd.Series, values: pd.Series, units: str | pd.Series, notes: Notes
) -> tuple[pd.Series, pd.Series]:
    """Return values and units of a column, each in the usual unit of its analyte where it can be converted.

    A value without a unit stays without one where it is taken as it is.

    A unit nobody knows, several units in one column and values no child has are findings; where a column gives no
    unit and its values fit another one as well or better, the unit is asked.

    Parameters
    ----------
    analytes, values, units : what was measured, the numbers (NaN where there is none) and their units as written
    """
    names = analytes if isinstance(analytes, pd.Series) else pd.Series(analytes, index=values.index, dtype=object)
    given = units if isinstance(units, pd.Series) else pd.Series(units, index=values.index, dtype=object)
    given = given.where(given.notna(), "").astype(object)
    values, result = values.copy(), given.copy()
    known = values.notna() & names.isin(MEASURED).to_numpy(bool)
    for analyte, cells in values[known].groupby(names[known].to_numpy(), sort=False):
        one = _Values(column, str(analyte), cells, given[cells.index])
        converted, unit = _settle(one, notes)
        values[cells.index], result[cells.index] = converted, unit
    return values, result


def _settle(one: _Values, notes: Notes) -> tuple[pd.Series, pd.Series]:
    assumed = _asked(one, notes) if (one.units == "").any() else one.measured.scales[0]
    scales = {unit: assumed if unit == "" else scale_of(one.analyte, str(unit)) for unit in one.units.unique()}
    factor = one.units.map({unit: np.nan if scale is None else scale.factor for unit, scale in scales.items()})
    offset = one.units.map({unit: np.nan if scale is None else scale.offset for unit, scale in scales.items()})
    usual = one.values * factor.astype(float) + offset.astype(float)
    _say_mixed(one, scales, notes)
    _say_unknown(one, scales, notes)
    _say_impossible(one, usual, notes)
    bare = (one.units == "") & (assumed.factor == 1)  # that the file gives no unit is kept: nothing was converted
    unit = one.units.where(usual.isna() | bare, USUAL_UNIT[one.analyte])
    return usual.fillna(one.values), unit


def _asked(one: _Values, notes: Notes) -> Scale:
    """Return the unit of the values that give none: the usual one, unless more of them fit another; then it is asked.

    Meanwhile the usual one is assumed if at least half fit it: one slip of the pen must not convert a whole column.
    """
    scales = one.measured.scales
    fitting = [int(one.possible(scale).sum()) for scale in scales]
    n = int((one.units == "").sum())
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
        n = int((one.units == unit).sum())
        if is_never_converted(one.analyte, str(unit)):
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
                unit=str(unit)[:20],
            )
        notes.add(
            "warning",
            sentence,
            message("Give the values in {unit}.", unit=USUAL_UNIT[one.analyte]),
            sheet=one.column.reading.sheet,
            column=one.column.reading.header,
        )


def _say_impossible(one: _Values, usual: pd.Series, notes: Notes) -> None:
    measured, unit = one.measured, USUAL_UNIT[one.analyte]
    outside = (usual < measured.low) | (usual > measured.high)
    if not outside.any():
        return
    column, beyond = one.column, usual[outside.to_numpy(bool)]
    marked = pd.Series(column.cells.index.isin(beyond.index), index=column.cells.index)
    reckoned = dict(zip(map(text, column.cells[beyond.index]), beyond, strict=True))
    column.mark(
        marked,
        "warning",
        lambda cell: message(
            "{what}: “{cell}” is {value} {unit}, but a sick child can have {low} to {high}; it is used as it is.",
            what=one.what,
            cell=cell,
            value=f"{reckoned.get(cell, np.nan):,.10g}",
            low=f"{measured.low:g}",
            high=f"{measured.high:,.0f}",
            unit=unit,
        ),
        message("Check the value and its unit."),
        notes,
    )
