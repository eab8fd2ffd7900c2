"""Columns that give the unit of each value beside them, such as "ferritin_d0_unit"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from hlhdash.cohort.columns import Column, as_text
from hlhdash.cohort.headers import UNIT_OF, measured_unit, normal
from hlhdash.cohort.mapping import ColumnReading

_UNIT = re.compile(r"(?:units?|uom|单位)(?: \d+)?")  # a second "unit" was made "unit (2)"


def with_lab_units(readings: tuple[ColumnReading, ...]) -> tuple[ColumnReading, ...]:
    """Take a column of units for that of a laboratory value where the sheet has this value, else keep it as it came.

    One called "unit" alone belongs to the laboratory value on its left, unless the sheet is long.
    """
    fields = {reading.field for reading in readings}
    is_long = {"analyte", "value"} <= fields
    result: list[ColumnReading] = []
    for i, reading in enumerate(readings):
        before = result[i - 1].field if i else ""
        if reading.reason == "chosen":
            result.append(reading)
        elif reading.field.startswith(UNIT_OF):
            lab = reading.field.removeprefix(UNIT_OF)
            is_there = any(field == lab or (lab.endswith(":") and field.startswith(lab)) for field in fields)
            result.append(reading if is_there else replace(reading, field="", reason="none", sure=0))
        elif not is_long and before.startswith("lab:") and _UNIT.fullmatch(normal(reading.header)):
            result.append(replace(reading, field=f"{UNIT_OF}{before}", unit="", reason="pattern", sure=80))
        else:
            result.append(reading)
    return tuple(result)


def units_for(column: Column, columns: Iterable[Column]) -> str | np.ndarray:
    """Return the unit of the values of a column: of each row where another column gives it, else by the header.

    A column of units that names no day is for the values of every day.
    """
    lab = column.reading.field
    by_field = {one.reading.field: one for one in columns if one.reading.field.startswith(UNIT_OF)}
    units = by_field.get(f"{UNIT_OF}{lab}") or by_field.get(f"{UNIT_OF}{lab[: lab.rindex(':') + 1]}")
    header = measured_unit(column.reading.header)
    return header if units is None else as_text(units).fillna(header).to_numpy(object)
