"""Milestones on one axis: dates, days, weeks and months of the same thing become days from day zero."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

import pandas as pd

from hlhdash.cohort.fields import DAY_ZERO_CHOICES, title
from hlhdash.cohort.headers import Unit
from hlhdash.cohort.notes import Lazily, Notes, Spot
from hlhdash.cohort.times import Times, no_times
from hlhdash.language import Message, message

SLACK = 1.0  # days by which two statements of one time may differ without a finding
# "" is a column whose unit the cells decide, which may be a guess.
_TRUST: dict[Unit, int] = {"date": 0, "hours": 1, "days": 2, "": 3, "weeks": 4, "months": 5, "years": 6}


@dataclass(frozen=True)
class Stated:
    """Everything the file says about one time, one row per patient or per row of a sheet.

    Attributes
    ----------
    said : (header, times) of each column, in the order of trust: dates, days, weeks, months
    times : the first of these that says something, row by row
    """

    said: tuple[tuple[str, Times], ...]
    times: Times

    @property
    def columns(self) -> str:
        """The headers it came from."""
        return ", ".join(header for header, _ in self.said)


@dataclass(frozen=True)
class Axis:
    """Where day zero lies for each patient.

    Attributes
    ----------
    zero : the milestone that is day zero
    date : patient_id to the date of day zero, NaT where the file has none
    days : patient_id to day zero on the file's own count of days, 0 unless the file counts from something else
    """

    zero: str
    date: pd.Series
    days: pd.Series

    def place(self, times: Times, patients: pd.Series | None = None) -> pd.Series:
        """Return times as days from day zero, dates first.

        Parameters
        ----------
        patients : the patient of each row; without it the times are indexed by patient
        """
        date = self.date if patients is None else pd.to_datetime(patients.map(self.date))
        days = self.days if patients is None else patients.map(self.days).astype(float).fillna(0.0)
        counted = times.days - days.where(~times.visit, 0.0)
        return (times.dates - date).dt.days.astype(float).fillna(counted)


def combine(columns: list[tuple[Unit, str, Times]]) -> Stated:
    """Join the columns (unit, header, times) that tell of one time, the most trusted unit first."""
    ordered = sorted(columns, key=lambda column: _TRUST[column[0]])
    said = tuple((header, times) for _, header, times in ordered)
    return Stated(said, reduce(Times.filled_by, (times for _, times in said)))


def find_axis(stated: Mapping[str, Stated], patients: pd.Index, notes: Notes, sheet: str) -> Axis:
    """Choose day zero: ruxolitinib start where the file has it, or no date at all; else the first dated milestone."""
    zero = _zero(stated, notes, sheet)
    times = stated[zero].times if zero in stated else no_times(patients)
    return Axis(zero, times.dates, times.days.fillna(0.0))


def _zero(stated: Mapping[str, Stated], notes: Notes, sheet: str) -> str:
    dated = next((n for n in DAY_ZERO_CHOICES if n in stated and stated[n].times.dates.notna().any()), None)
    if dated is None or dated == "rux_start":
        return "rux_start"
    if "rux_start" in stated and stated["rux_start"].times.days.notna().any():
        return "rux_start"
    notes.add(
        "note",
        message("The file has no date of ruxolitinib start; day zero is {zero}.", zero=title(dated)),
        message("Choose another day zero in the sidebar if this is not the start of the clock."),
        sheet=sheet,
    )
    return dated


def compare(
    said: Stated,
    used: pd.Series,
    placed: Callable[[Times], pd.Series],
    spots: Callable[[pd.Series], Sequence[Spot]],
    what: Message,
    notes: Notes,
    sheet: str,
) -> None:
    """Compare each column that tells of a time with the day that is used, within the precision it is given in."""
    for header, times in said.said if len(said.said) > 1 else ():
        day = placed(times)
        apart = (day - used).abs() > times.step.fillna(0.0).clip(lower=SLACK)
        places, both = spots(apart), (day[apart].to_numpy(), used[apart].to_numpy())
        notes.each(
            "warning",
            Lazily(len(places), lambda i, places=places, both=both: places[i]._replace(about=(both[0][i], both[1][i]))),
            lambda spot, header=header: message(
                "Column {column} puts {what} on day {other}; a column that is trusted more puts it on day {day}, "
                "which is used.",
                column=header,
                what=what,
                other=f"{spot.about[0]:.0f}",
                day=f"{spot.about[1]:.0f}",
            ),
            message("Correct whichever is wrong."),
            sheet=sheet,
            column=header,
        )
