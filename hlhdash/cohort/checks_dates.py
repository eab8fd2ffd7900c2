"""Dates that cannot be: after the data cut-off, or after today where the file has none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

import pandas as pd

from hlhdash.cohort.fields import title
from hlhdash.cohort.long import LongSheet
from hlhdash.cohort.notes import Notes, Spot, spots
from hlhdash.cohort.placing import LONGEST
from hlhdash.cohort.timeline import SLACK, Axis, Stated
from hlhdash.language import Message, message

# Where a day begins first: the clinic may be there, and the computer where it is still yesterday.
_FIRST = dt.timezone(dt.timedelta(hours=14))


def _sentence(what: Message, cutoff: str | None) -> tuple[Message, Message]:
    if cutoff is None:
        today = now().astimezone(dt.UTC).date().isoformat()
        return (
            message(
                "{what} lies in the future: the computer that read the file says it is {today}.", what=what, today=today
            ),
            message("Correct the date, or the clock of that computer."),
        )
    return (
        message("{what} is later than the data cut-off, {cutoff}.", what=what, cutoff=cutoff),
        message("Correct the date, or the data cut-off."),
    )


def check_stated(
    stated: Mapping[str, Stated],
    axis: Axis,
    end: pd.Series,
    rows: pd.Series,
    cutoff: str | None,
    notes: Notes,
    sheet: str,
) -> None:
    """Find milestones of the patients sheet after the cut-off.

    One after the patient's last follow-up or death, or decades away, is said already.

    Parameters
    ----------
    end : patient_id to the day of last follow-up or death
    rows : the row of the file of each patient
    cutoff : the cut-off that the file states, ISO, or None
    """
    for name, said in stated.items():
        day = axis.place(said.times)
        dates = _dated(said.times.dates, axis.date, day)
        said_already = (day > end + SLACK) | (day.abs() > LONGEST)
        late = _late(dates, cutoff) & ~said_already
        sentence, remedy = _sentence(title(name), cutoff)
        notes.each(
            "warning",
            [_spot(rows[patient], str(patient), dates[patient]) for patient in late.index[late.to_numpy(bool)]],
            lambda _, sentence=sentence: sentence,
            remedy,
            sheet=sheet,
            column=said.columns,
        )


def check_listed(sheets: Iterable[LongSheet], axis: Axis, end: pd.Series, cutoff: str | None, notes: Notes) -> None:
    """Find dates after the cut-off on sheets in long form; one after the last follow-up or death is said already."""
    for long in sheets:
        limit = long.ids.map(end).astype(float) + SLACK
        for field, said in long.times.items():
            dates = _dated(said.times.dates, pd.to_datetime(long.ids.map(axis.date)), long.day(field))
            late = _late(dates, cutoff) & ~(long.day(field) > limit)
            sentence, remedy = _sentence(title(field), cutoff)
            notes.each(
                "warning",
                [spot._replace(read=str(dates.at[spot.row])[:10]) for spot in spots(long.ids[late])],
                lambda _, sentence=sentence: sentence,
                remedy,
                sheet=long.name,
                column=said.columns,
            )


def _dated(dates: pd.Series, zero: pd.Series, day: pd.Series) -> pd.Series:
    """Return the dates, those given as numbers reckoned from the date of day zero."""
    near = day.where(day.abs() <= LONGEST)
    return dates.fillna(zero + pd.to_timedelta(near.round(), unit="D"))


def _late(dates: pd.Series, cutoff: str | None) -> pd.Series:
    return dates > pd.Timestamp(cutoff or now().astimezone(_FIRST).date())


def now() -> dt.datetime:
    """Return the time by this computer's clock."""
    return dt.datetime.now(dt.UTC)


def _spot(row: int | None, patient: str, date: pd.Timestamp) -> Spot:
    return Spot(row, patient, date.date().isoformat())
