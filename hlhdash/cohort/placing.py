"""The milestones of the patients sheet in days from day zero, and what of them does not fit together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import numpy as np
import pandas as pd

from hlhdash.cohort.fields import title
from hlhdash.cohort.fields_time import FIRST_LINE_LENGTH
from hlhdash.cohort.notes import Lazily, Notes, Spot
from hlhdash.cohort.timeline import SLACK, Axis, Stated, compare
from hlhdash.cohort.values import DAYS_PER_UNIT
from hlhdash.language import listed, message

LONGEST = 18_262.5  # days: a time of fifty years from day zero is a slip of the pen


def place(stated: Mapping[str, Stated], axis: Axis, rows: pd.Series, notes: Notes, sheet: str) -> pd.DataFrame:
    """Return the milestones in days from day zero, one row per patient; what does not fit together is a finding.

    Parameters
    ----------
    rows : the row of the file of each patient, None where the patient has none
    """
    days = pd.DataFrame(index=rows.index)
    for name, said in stated.items():
        if name == FIRST_LINE_LENGTH:
            continue
        days[name] = axis.place(said.times)
        compare(said, days[name], axis.place, partial(_spots, rows), title(name), notes, sheet)
        denials = [times.happened.eq(False) for _, times in said.said]
        denied = days[name].notna() & pd.concat(denials, axis=1).any(axis=1)
        notes.each(
            "warning",
            _spots(rows, denied),
            lambda _, name=name: message(
                "{what} is marked as no, but there is a day for it, which is used.", what=title(name)
            ),
            message("Correct whichever is wrong."),
            sheet=sheet,
            column=said.columns,
        )
    _unplaced(stated, axis, days, rows, notes, sheet)
    if FIRST_LINE_LENGTH in stated:
        _by_length(stated[FIRST_LINE_LENGTH], days, rows, notes, sheet)
    _too_long(days, stated, rows, notes, sheet)
    _note_counting(stated, axis, notes, sheet)
    return days


def _spots(rows: pd.Series, who: pd.Series) -> Lazily:
    chosen = rows[who.to_numpy(bool)]

    def spot(i: int) -> Spot:
        row = chosen.iat[i]
        return Spot(None if pd.isna(row) else int(row), str(chosen.index[i]))

    return Lazily(len(chosen), spot)


def _unplaced(
    stated: Mapping[str, Stated], axis: Axis, days: pd.DataFrame, rows: pd.Series, notes: Notes, sheet: str
) -> None:
    """Set day zero itself, and find the patients with dates that nothing counts from.

    A day zero that could not be read is said already.
    """
    dated = pd.Series(False, index=rows.index)
    for said in stated.values():
        dated |= said.times.dates.notna()
    lost = dated & axis.date.isna()
    days[axis.zero] = pd.Series(0.0, index=rows.index).where(~lost | days.notna().any(axis=1))
    if axis.zero not in stated and lost.sum() > 1 and axis.date.isna().all():
        _nothing_to_count_from(stated, axis, notes, sheet)
        return
    unread = stated[axis.zero].times.unread if axis.zero in stated else lost & False
    notes.each(
        "error",
        _spots(rows, lost & ~unread),
        lambda _: message(
            "{zero} is missing, so the dates of this patient cannot be placed in time.", zero=title(axis.zero)
        ),
        message("Fill in the date, or choose another day zero."),
        sheet=sheet,
        column=stated[axis.zero].columns if axis.zero in stated else "",
    )


def _nothing_to_count_from(stated: Mapping[str, Stated], axis: Axis, notes: Notes, sheet: str) -> None:
    """Say once that no date can be placed, where the file has no column to count from."""
    dated = [h for said in stated.values() for h, times in said.said if times.dates.notna().any()]
    notes.add(
        "error",
        message(
            "The file has no date of {zero}, so the dates in {columns} cannot be placed in time and are not used.",
            zero=title(axis.zero),
            columns=listed(dated),
        ),
        message("Add that date, or choose which of these columns it is."),
        sheet=sheet,
        column=", ".join(dated),
    )


def _by_length(said: Stated, days: pd.DataFrame, rows: pd.Series, notes: Notes, sheet: str) -> None:
    """Place the start of first-line treatment by how long it had lasted when ruxolitinib began."""
    end = days["rux_start"] if "rux_start" in days else pd.Series(np.nan, index=days.index)
    start = end - said.times.days
    dated = days.get("first_line_start", start)
    days["first_line_start"] = dated.fillna(start)
    apart = (start - dated).abs() > said.times.step.fillna(0.0).clip(lower=SLACK)
    notes.each(
        "warning",
        _spots(rows, apart),
        lambda spot: message(
            "By its length the first treatment began {length} days before ruxolitinib, by its date {dated} days; "
            "the date is used.",
            length=f"{said.times.days[spot.patient]:.0f}",
            dated=f"{end[spot.patient] - dated[spot.patient]:.0f}",
        ),
        message("Correct whichever is wrong."),
        sheet=sheet,
        column=said.columns,
    )


def _too_long(days: pd.DataFrame, stated: Mapping[str, Stated], rows: pd.Series, notes: Notes, sheet: str) -> None:
    for name in map(str, days):
        far = days[name].abs() > LONGEST
        notes.each(
            "error",
            _spots(rows, far),
            lambda spot, name=name: message(
                "{what} lies {years} years from day zero; this time is not used.",
                what=title(name),
                years=f"{abs(days[name][spot.patient]) / DAYS_PER_UNIT['years']:.0f}",
            ),
            message("Look at the year of the date, or at the unit of the number."),
            sheet=sheet,
            column=stated[name].columns if name in stated else "",
        )
        days[name] = days[name].where(~far)


def _counting(stated: Mapping[str, Stated], axis: Axis) -> list[str]:
    """Return the headers of numbers that no date beside them places in time."""
    return [
        header
        for name, said in stated.items()
        if name not in (axis.zero, FIRST_LINE_LENGTH)
        for header, times in said.said
        if (times.days.notna() & said.times.dates.isna()).any()
    ]


def with_origin(stated: Mapping[str, Stated], axis: Axis, notes: Notes) -> Axis:
    """Ask from where numbers count where day zero itself stands beside them as a number that is not 0."""
    if axis.zero not in stated or not (axis.days.abs() > SLACK).any():
        return axis
    counting = [name for name in stated if name not in (axis.zero, FIRST_LINE_LENGTH)]
    numbers = [stated[name].times.days.where(stated[name].times.dates.isna()) for name in counting]
    latest = pd.concat([one for one in numbers if one.notna().any()] or [axis.days * np.nan], axis=1).max(axis=1)
    if not latest.notna().any():
        return axis
    choices = {
        "the same day": message(
            "they are shortened by {column}: the longest is {days} days",
            column=stated[axis.zero].columns,
            days=f"{(latest - axis.days).max():.0f}",
        ),
        "day zero": message("they stay as they are: the longest is {days} days", days=f"{latest.max():.0f}"),
    }
    chosen = notes.ask(
        "origin",
        stated[axis.zero].columns,
        message(
            "{zero} is a number, too: do the other numbers count from the same day as it, or from {zero}?",
            zero=title(axis.zero),
        ),
        choices,
        "the same day",
    )
    return axis if chosen == "the same day" else replace(axis, days=axis.days * 0.0)


def _note_counting(stated: Mapping[str, Stated], axis: Axis, notes: Notes, sheet: str) -> None:
    """Say from where numbers are taken to count, unless a date beside each of them, or a question, has shown it."""
    counting = _counting(stated, axis)
    if counting and not any(question.field == "origin" for question in notes.questions):
        notes.add(
            "note",
            message(
                "The numbers in {columns} are taken as counted from {zero}, which is day zero.",
                columns=listed(counting),
                zero=title(axis.zero),
            ),
            message("Nothing, if that is so; otherwise give the dates."),
            sheet=sheet,
        )
