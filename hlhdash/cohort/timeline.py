"""Milestones on one axis: dates, days, weeks and months of the same thing become days from day zero."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from hlhdash.cohort.columns import Times
from hlhdash.cohort.fields import DAY_ZERO_CHOICES, title
from hlhdash.cohort.notes import Notes
from hlhdash.language import message

SLACK = 1.0  # days by which two statements of one time may differ without a finding


@dataclass(frozen=True)
class Stated:
    """Everything the file says about one milestone, one row per patient.

    Attributes
    ----------
    date : datetime64
    days : days from the file's own zero, from the finest unit given
    happened : True, False or None
    ongoing : True where the file says that it goes on
    resolution : of `days`, in days
    columns : the headers it came from
    """

    date: pd.Series
    days: pd.Series
    happened: pd.Series
    ongoing: pd.Series
    resolution: float
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Timeline:
    """Days from day zero, one row per patient and one column per milestone, and the milestone that is zero."""

    days: pd.DataFrame
    zero: str
    zero_date: pd.Series  # datetime64, NaT where the file has no date of day zero


def combine(stated: list[tuple[str, Times]]) -> Stated:
    """Join the columns that tell of one milestone; they come in the order of trust: dates, days, weeks, months."""
    header, first = stated[0]
    date, days, happened, ongoing = first.dates, first.days, first.happened, first.ongoing
    resolution = first.resolution
    for _, times in stated[1:]:
        date = date.fillna(times.dates)
        resolution = times.resolution if not days.notna().any() else resolution
        days = days.fillna(times.days)
        happened = happened.where(happened.notna(), times.happened)
        ongoing = ongoing | times.ongoing
    return Stated(date, days, happened, ongoing, resolution, tuple(header for header, _ in stated))


def place(stated: Mapping[str, Stated], patients: pd.Index, notes: Notes, sheet: str) -> Timeline:
    """Put all milestones on one axis of days; where dates and numbers tell of the same thing, dates win.

    Numbers are taken as counted from day zero: ruxolitinib start where the file has it (or has no date at all),
    else the first milestone that has dates.
    """
    zero = _zero(stated, notes, sheet)
    nothing = pd.Series(np.nan, index=patients)
    zero_date = stated[zero].date if zero in stated else pd.Series(pd.NaT, index=patients)
    zero_days = stated[zero].days.fillna(0.0) if zero in stated else nothing.fillna(0.0)
    columns = {}
    for name, said in stated.items():
        by_date = (said.date - zero_date).dt.days.astype(float)
        by_number = said.days - zero_days
        columns[name] = by_date.fillna(by_number)
        _disagreements(name, said, by_date, by_number, notes, sheet)
    days = pd.DataFrame(columns, index=patients)
    known = zero in stated and (stated[zero].date.notna() | stated[zero].days.notna()).any()
    undated = _only_dates(stated, patients) & (zero_date.isna() if known else nothing.notna())
    days[zero] = nothing.fillna(0.0).where(~undated)
    for patient in patients[undated.to_numpy(bool)]:
        notes.add(
            "error",
            message("{zero} is missing, so nothing of this patient can be placed in time.", zero=title(zero)),
            message("Fill in the date, or choose another day zero."),
            sheet=sheet,
            patient=str(patient),
            column=", ".join(stated[zero].columns) if zero in stated else "",
        )
    return Timeline(days, zero, zero_date)


def _only_dates(stated: Mapping[str, Stated], patients: pd.Index) -> pd.Series:
    """Mark the patients whose times are all dates, so that without a date of day zero nothing can be placed."""
    dated = pd.Series(False, index=patients)
    numbered = pd.Series(False, index=patients)
    for said in stated.values():
        dated |= said.date.notna()
        numbered |= said.days.notna()
    return dated & ~numbered


def _zero(stated: Mapping[str, Stated], notes: Notes, sheet: str) -> str:
    if any(said.date.notna().any() for said in stated.values()):
        for name in DAY_ZERO_CHOICES:
            if name in stated and stated[name].date.notna().any():
                if name != "rux_start":
                    notes.add(
                        "note",
                        message(
                            "The file has no date of ruxolitinib start; day zero is {zero}.", zero=title(name)
                        ),
                        message(
                            "Choose another day zero in the sidebar if this is not the start of the clock."
                        ),
                        sheet=sheet,
                    )
                return name
    if "rux_start" not in stated or not stated["rux_start"].days.notna().any():
        notes.add(
            "note",
            message(
                "Times are numbers; they are taken as counted from ruxolitinib start, which is day zero."
            ),
            message("Nothing, if that is so; otherwise give the dates."),
            sheet=sheet,
        )
    return "rux_start"


def _disagreements(
    name: str, said: Stated, by_date: pd.Series, by_number: pd.Series, notes: Notes, sheet: str
) -> None:
    if name == "first_line_to_rux":
        return
    apart = (by_date - by_number).abs() > SLACK + said.resolution
    for patient in by_date.index[apart.to_numpy(bool)]:
        notes.add(
            "warning",
            message(
                "The date of {what} is day {by_date}, the number beside it day {by_number}; the date is used.",
                what=title(name),
                by_date=f"{by_date[patient]:.0f}",
                by_number=f"{by_number[patient]:.0f}",
            ),
            message("Correct whichever is wrong."),
            sheet=sheet,
            patient=str(patient),
            column=", ".join(said.columns),
        )
