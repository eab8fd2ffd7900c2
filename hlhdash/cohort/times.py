"""One column of times: dates, numbers with a unit, spans such as "3 weeks", or yes and no."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from hlhdash.cohort import values, vocabulary
from hlhdash.cohort.columns import Column
from hlhdash.cohort.date_orders import order_of
from hlhdash.cohort.dates import DateOrder, date, month, orders_of, short_year
from hlhdash.cohort.fields_time import MAY_NOT_HAPPEN
from hlhdash.cohort.flag_codes import ask_flags
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.tables import no_words
from hlhdash.cohort.time_questions import ask_unit, say_longer, say_months, say_short_years, say_zeros
from hlhdash.cohort.values import DAYS_PER_UNIT
from hlhdash.cohort.visits import visit
from hlhdash.language import message

ONGOING = frozenset(
    {"ongoing", "continuing", "continued", "on treatment", "on drug", "current", "still on", "to date"}
    | {
        "持续",
        "继续",
        "用药中",
        "至今",
        "仍在用",
        "进行中",
        "正在用药",
        "治疗中",
        "on going",
        "still ongoing",
        "continues",
    }
)
_FOLLOW_UP = "last_follow_up"
ENDPOINT_TIME = "endpoint:time:"  # begins the field of the time to an endpoint that the file gives ready-made
_LONGER = re.compile(r"(?P<n>[\d.,]{1,6})\s*\+|(?:>=?|≥)\s*(?P<m>[\d.,]{1,6})")
STEPS = (1.0, 0.5, 0.1)  # in which numbers are given, the coarsest first; anything finer is 0.01


@dataclass(frozen=True)
class Times:
    """What one column says about when a thing happened; series over the same rows.

    Attributes
    ----------
    dates : datetime64, NaT where the cell gives no date
    days : days from the file's own zero, NaN where the cell gives no number
    step : how coarsely each number is given, in days: a month written as "4" may be off by a month
    happened : True, False, or None where the cell does not say
    ongoing : True where the cell says that it goes on
    unread : True where the cell holds something that could not be read, which is said already
    visit : True where the number is the name of a visit, such as "week 1", which counts from day zero
    """

    dates: pd.Series
    days: pd.Series
    step: pd.Series
    happened: pd.Series
    ongoing: pd.Series
    unread: pd.Series
    visit: pd.Series

    def by(self, patients: pd.Index) -> Times:
        """Return the same times with the patients as their index."""
        series = (self.dates, self.days, self.step, self.happened, self.ongoing, self.unread, self.visit)
        return Times(*(one.set_axis(patients) for one in series))

    def filled_by(self, other: Times) -> Times:
        """Return these times with what they leave open taken from others."""
        return Times(
            self.dates.fillna(other.dates),
            self.days.fillna(other.days),
            self.step.where(self.days.notna(), other.step),
            self.happened.where(self.happened.notna(), other.happened),
            self.ongoing | other.ongoing,
            self.unread | other.unread,
            self.visit.where(self.days.notna(), other.visit),
        )


def no_times(index: pd.Index) -> Times:
    """Return times of which nothing is known."""
    nothing = pd.Series(np.nan, index=index, dtype=float)
    return Times(
        pd.Series(pd.NaT, index=index, dtype="datetime64[ns]"),
        nothing,
        nothing,
        no_words(index),
        *(pd.Series(False, index=index) for _ in range(3)),
    )


def as_times(column: Column, notes: Notes, *, usual: DateOrder | None = None) -> Times:
    """Read a column of dates, numbers of days, weeks, months or years, or yes/no.

    The header's unit decides where it has one; else the cells do, and a column of bare numbers is asked about.

    Parameters
    ----------
    usual : the order of day and month of other columns of the sheet
    """
    flags = column.each(lambda cell: flag(cell, column.reading.field))
    ongoing = column.flags(lambda cell: values.plain(cell) in ONGOING)
    coded = ask_flags(column, notes)
    if coded is not None:
        return _of_codes(column, coded, notes)
    if _is_yes_no(column, flags, ongoing):
        return replace(no_times(column.cells.index), happened=flags, ongoing=ongoing)
    dates = _dates(column, usual, notes)
    visits = column.each(lambda cell: None if values.is_missing(cell) else visit(cell)).where(dates.isna(), None)
    days, step = _numbers(column, dates, visits, notes)
    flags = flags.where(days.isna() & dates.isna(), None)  # "no" beside dates; a 0 among days is a day
    bad = column.present & dates.isna() & days.isna() & flags.isna() & ~ongoing
    column.mark(
        bad,
        "error",
        lambda cell: message("“{cell}” is neither a date nor a number; this time is left empty.", cell=cell),
        message("Write the date as 2019-03-05, or the number of days."),
        notes,
    )
    say_zeros(column, days, notes)
    timed = dates.notna() | days.notna()
    happened = flags.where(flags.notna() | ~timed, True)
    return Times(dates, days, step, happened, ongoing, bad, _visits(column, visits, days))


def flag(cell: Any, field: str) -> bool | None:
    """Read yes or no where a thing may not have happened; in a column of deaths also dead or alive."""
    if field not in MAY_NOT_HAPPEN:
        return None
    if field == "death" and (status := vocabulary.vital(values.text(cell))):
        return {"dead": True, "alive": False}.get(status)
    return values.yes_no(cell)


def longer_than(cell: Any, field: str, *, decimal_comma: bool) -> float | None:
    """Read "12+" and ">12" of a length of follow-up, the usual way to write that it was censored."""
    if field != _FOLLOW_UP and not field.startswith(ENDPOINT_TIME):
        return None
    match = _LONGER.fullmatch(values.folded(cell))
    return values.bare_number(match["n"] or match["m"], decimal_comma=decimal_comma) if match else None


def _of_codes(column: Column, coded: Mapping[str, bool | None], notes: Notes) -> Times:
    """Return what the codes of a column of yes and no say; a code that says neither is a finding."""
    happened = column.each(lambda cell: coded.get(values.code(cell)))
    unread = column.present & happened.isna()
    column.mark(
        unread,
        "warning",
        lambda cell: message("“{cell}” is a code that says neither yes nor no; it is left empty.", cell=cell),
        message("Write yes or no, or the date."),
        notes,
    )
    return replace(no_times(column.cells.index), happened=happened, unread=unread)


def _is_yes_no(column: Column, flags: pd.Series, ongoing: pd.Series) -> bool:
    """Say whether a column says only whether a thing happened; a unit in its header makes 0 and 1 days."""
    said = column.present & ~ongoing
    return not column.reading.unit and bool(said.any()) and bool(flags[said].notna().all())


def _visits(column: Column, visits: pd.Series, days: pd.Series) -> pd.Series:
    """Mark the names of visits; among such, "1 week" is one as "week 1" is."""
    named = visits.notna()
    if not named.any():
        return named
    return named | (days.notna() & column.flags(lambda cell: values.span(cell) is not None))


def _numbers(column: Column, dates: pd.Series, visits: pd.Series, notes: Notes) -> tuple[pd.Series, pd.Series]:
    """Return the numbers that are not dates, in days, and the step in which each is given."""
    if not (column.present & dates.isna()).any():  # every cell is a date, or empty
        nothing = pd.Series(np.nan, index=column.cells.index, dtype=float)
        return nothing, nothing

    def bare(cell: Any) -> float:
        if values.is_missing(cell) or orders_of(cell) or month(cell) is not None:
            return np.nan
        found = values.bare_number(cell, decimal_comma=column.decimal_comma)
        return np.nan if found is None else found

    numbers = column.each(bare, float).where(dates.isna())
    field = column.reading.field
    longer = column.each(lambda cell: longer_than(cell, field, decimal_comma=column.decimal_comma), float)
    say_longer(column, longer.notna(), notes)
    numbers = numbers.fillna(longer)
    unit: str = column.reading.unit
    if unit == "" and numbers.any():
        unit = ask_unit(column, numbers.dropna(), notes)
    scale = DAYS_PER_UNIT.get(unit or "days", np.nan)  # a bare number in a column of dates is no day
    spans = column.each(lambda cell: None if values.is_missing(cell) else values.span(cell))
    spans = spans.where(dates.isna() & numbers.isna(), None)
    found: list[tuple[float, str] | None] = visits.where(visits.notna(), spans).tolist()
    span_days = pd.Series([np.nan if one is None else one[0] for one in found], index=spans.index)
    span_step = pd.Series([np.nan if one is None else DAYS_PER_UNIT[one[1]] for one in found], index=spans.index)
    return (numbers * scale).fillna(span_days), (_steps(numbers) * scale).fillna(span_step)


def _steps(numbers: pd.Series) -> pd.Series:
    """Return the coarsest step each number is a multiple of: 1, 0.5, 0.1 or 0.01."""
    given = numbers.to_numpy(float)
    fits = [np.isclose(given / step, np.rint(given / step), rtol=0, atol=1e-9) for step in STEPS]
    return pd.Series(np.select(fits, STEPS, default=0.01), index=numbers.index)


def _dates(column: Column, usual: DateOrder | None, notes: Notes) -> pd.Series:
    if column.reading.unit not in ("", "date"):
        return pd.Series(pd.NaT, index=column.cells.index, dtype="datetime64[ns]")
    order = order_of(column, usual, notes)
    if column.kinds(lambda cell: short_year(cell, order=order)) != {None}:
        say_short_years(column, column.each(lambda cell: short_year(cell, order=order)), notes)
    read = column.each(lambda cell: None if values.is_missing(cell) else date(cell, order=order))
    months = column.each(lambda cell: None if values.is_missing(cell) else month(cell))
    only_month = read.isna() & months.notna()
    say_months(column, only_month, notes)
    read = read.where(~only_month, months)
    return pd.to_datetime(read, errors="coerce").astype("datetime64[ns]")
