"""Values without a unit of which some are only possible in another unit than the others: converted, or left out."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np

from hlhdash.cohort.columns import Column
from hlhdash.cohort.lab_units import Measured, Scale
from hlhdash.cohort.notes import Notes, Spot
from hlhdash.language import Message, listed, message

APART = 5.0  # units that differ by less (ng/mL and pmol/L of ferritin) cannot be told apart by the size of a value

_WRITE_UNITS = message("Use one unit throughout, and write it into the column's name.")


@dataclass(frozen=True)
class Sorted:
    """Values without a unit in the usual one.

    Attributes
    ----------
    usual : the values, NaN for those left out
    converted : True for those taken from another unit than the others
    """

    usual: np.ndarray
    converted: np.ndarray


def sort_units(
    column: Column, what: Message, measured: Measured, main: Scale, places: np.ndarray, values: np.ndarray, notes: Notes
) -> Sorted:
    """Return values without a unit in the usual one, the odd ones from the one unit they can be in.

    A value that no child has in the unit of the others is odd if another unit makes it possible and brings it near
    the others: within the root of what the two units differ by. One that fits several such units is left out; one
    that fits none stays, since it may be true.

    Parameters
    ----------
    main : the unit of most of them
    places : the positions of their rows in the column
    """
    usual = _in(main, values)
    likely = _possible(usual, measured)
    converted = np.zeros(len(values), dtype=bool)
    if likely.all() or not likely.any():
        return Sorted(usual, converted)
    near = usual[likely]
    others = [scale for scale in measured.scales if _differs(scale, main, measured)]
    fits = np.array([_fits(scale, main, measured, values, near) & ~likely for scale in others]).reshape(
        len(others), len(values)
    )
    several = fits.sum(axis=0) > 1
    for scale, mine in zip(others, fits, strict=True):
        alone = mine & ~several
        usual[alone] = _in(scale, values[alone])
        converted |= alone
        _say_converted(column, what, scale, main, places[alone], notes)
    usual[several] = np.nan
    names = [[scale.unit for scale, mine in zip(others, fits, strict=True) if mine[i]] for i in np.flatnonzero(several)]
    _say_left_out(column, what, names, main, places[several], notes)
    return Sorted(usual, converted)


def _in(scale: Scale, values: np.ndarray) -> np.ndarray:
    return values * scale.factor + scale.offset


def _possible(usual: np.ndarray, measured: Measured) -> np.ndarray:
    return (usual >= measured.low) & (usual <= measured.high)


def _times(one: Scale, other: Scale) -> float:
    """Return by what two units differ, at least 1."""
    return max(one.factor / other.factor, other.factor / one.factor)


def _differs(scale: Scale, main: Scale, measured: Measured) -> bool:
    """Say whether a value tells two units apart: they differ by much, or no number is possible in both."""
    if scale == main:
        return False
    low, high = ((bound - scale.offset) / scale.factor for bound in (measured.low, measured.high))
    other_low, other_high = ((bound - main.offset) / main.factor for bound in (measured.low, measured.high))
    return _times(scale, main) >= APART or low > other_high or other_low > high


def _fits(scale: Scale, main: Scale, measured: Measured, values: np.ndarray, near: np.ndarray) -> np.ndarray:
    """Mark the values that another unit makes possible and brings near those of the main one."""
    usual, room = _in(scale, values), sqrt(_times(scale, main))
    return _possible(usual, measured) & (usual >= near.min() / room) & (usual <= near.max() * room)


def _say_converted(column: Column, what: Message, scale: Scale, main: Scale, rows: np.ndarray, notes: Notes) -> None:
    def sentence(spot: Spot) -> Message:
        return message(
            "{what} is in mixed units: “{cell}” is possible in {other} only, the other values are in {unit}; "
            "it was converted from {other}.",
            what=what,
            cell=spot.read[:80],
            other=scale.unit,
            unit=main.unit,
        )

    notes.each(
        "warning",
        column.spots(rows),
        sentence,
        _WRITE_UNITS,
        sheet=column.reading.sheet,
        column=column.reading.header,
    )


def _say_left_out(
    column: Column, what: Message, units: list[list[str]], main: Scale, rows: np.ndarray, notes: Notes
) -> None:
    def sentence(spot: Spot) -> Message:
        return message(
            "{what} is in mixed units: “{cell}” is not possible in {unit} as the other values are, and it could be in "
            "{others}; it is left empty.",
            what=what,
            cell=spot.read[:80],
            unit=main.unit,
            others=listed(units[spot.about]),
        )

    notes.each(
        "error", column.spots(rows), sentence, _WRITE_UNITS, sheet=column.reading.sheet, column=column.reading.header
    )
