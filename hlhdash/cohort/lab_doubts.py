"""The values of one analyte in one column, and what must be said of their units and of values that cannot be."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from hlhdash.cohort.columns import Column
from hlhdash.cohort.fields import title
from hlhdash.cohort.lab_units import MEASURED, USUAL_UNIT, Measured, Scale, is_never_converted
from hlhdash.cohort.notes import Notes
from hlhdash.language import Message, counted, listed, message

_GIVEN_AT_MOST = 5  # units that one finding lists


@dataclass(frozen=True)
class Values:
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

    def possible(self, unit: str, scale: Scale) -> int:
        """Count the values given in a unit that a sick child can have if they are in another one."""
        usual = self.values[self.having(unit)] * scale.factor + scale.offset
        return int(((usual >= self.measured.low) & (usual <= self.measured.high)).sum())


def without_shares(one: Values, shares: list[str], notes: Notes) -> np.ndarray:
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
    return np.where(share, np.nan, one.values)


def say_mixed(one: Values, scales: dict[str, Scale | None], notes: Notes) -> None:
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


def say_unknown(one: Values, scales: dict[str, Scale | None], notes: Notes) -> None:
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


def without_negatives(one: Values, notes: Notes) -> np.ndarray:
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


def say_impossible(one: Values, usual: np.ndarray, notes: Notes) -> None:
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
