"""Birth dates in a column whose name does not say so: dates as long before the illness as the children are old."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np

from hlhdash.cohort.ages import age_years
from hlhdash.cohort.dates import date
from hlhdash.cohort.mapping import ColumnReading
from hlhdash.cohort.sheets import Sheet
from hlhdash.cohort.values import DAYS_PER_UNIT

_LATER = ("rux_start", "first_line_start", "diagnosis", "hsct", "last_follow_up")  # a child is born before these
_ROWS = 200  # by which a column is judged
_FEWEST = 3
_MOST = 0.8  # share of the rows that must agree
_ABOUT = 1.1  # years by which an age in whole years may lie off
_OLDEST, _MEDIAN, _SPREAD = 100.0, 1.0, 0.8  # years


def with_birth_dates(sheet: Sheet, readings: tuple[ColumnReading, ...]) -> tuple[ColumnReading, ...]:
    """Take columns of dates that nobody knows for birth dates where they can be nothing else; these are set aside."""
    columns = {reading.field: reading.header for reading in readings if reading.field}
    later = next((columns[field] for field in _LATER if field in columns and _dated(sheet, columns[field])), None)
    if later is None or "birth_date" in columns:
        return readings
    ages = _ages(sheet, columns["age_years"]) if "age_years" in columns else None
    return tuple(
        replace(reading, field="birth_date", unit="", reason="content", sure=80)
        if not reading.field and reading.reason != "chosen" and _are_birth_dates(sheet, reading.header, later, ages)
        else reading
        for reading in readings
    )


def _dates(sheet: Sheet, header: str) -> list[dt.date | None]:
    return [date(cell) if isinstance(cell, (str, dt.date)) else None for cell in sheet.cells[header].head(_ROWS)]


def _dated(sheet: Sheet, header: str) -> bool:
    return any(_dates(sheet, header))


def _ages(sheet: Sheet, header: str) -> np.ndarray:
    cells = sheet.cells[header].head(_ROWS)
    found = [age_years(cell, decimal_comma=sheet.decimal_comma) for cell in cells]
    return np.array([np.nan if age is None else age for age in found], dtype=float)


def _are_birth_dates(sheet: Sheet, header: str, later: str, ages: np.ndarray | None) -> bool:
    """Compare the years between two columns of dates with the ages, or, without these, with what ages can be."""
    pairs = zip(_dates(sheet, header), _dates(sheet, later), strict=True)
    days = [np.nan if born is None or seen is None else (seen - born).days for born, seen in pairs]
    years = np.array(days, dtype=float) / DAYS_PER_UNIT["years"]
    known = ~np.isnan(years)
    if ages is not None and (known & ~np.isnan(ages)).sum() >= _FEWEST:
        both = known & ~np.isnan(ages)
        varied = np.ptp(ages[both]) > _ABOUT
        return bool(varied and (np.abs(years[both] - ages[both]) <= _ABOUT).mean() >= _MOST)
    years = years[known]
    if len(years) <= _FEWEST or len(np.unique(years)) < _MOST * len(years):
        return False
    possible = (years >= 0) & (years <= _OLDEST)
    return bool(possible.mean() >= _MOST and np.median(years) > _MEDIAN and years.std() > _SPREAD)
