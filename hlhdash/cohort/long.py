"""A sheet in long form: its columns by field, its patients, and its times, placed on the axis of the Cohort."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from hlhdash.cohort.columns import Column, as_text
from hlhdash.cohort.date_orders import usual_order
from hlhdash.cohort.fields import is_milestone, title
from hlhdash.cohort.headers import Unit, normal
from hlhdash.cohort.identities import identities
from hlhdash.cohort.mapping import ColumnReading
from hlhdash.cohort.notes import Notes, Spot, spots
from hlhdash.cohort.privacy import is_private
from hlhdash.cohort.sheets import Sheet
from hlhdash.cohort.tables import no_words
from hlhdash.cohort.timeline import Axis, Stated, combine, compare
from hlhdash.cohort.times import Times, as_times, no_times
from hlhdash.language import counted, listed, message

_DAY_WORDS = ("day", "天")


@dataclass(frozen=True)
class LongSheet:
    """A treatments, events or labs sheet, read but not yet placed in time.

    Attributes
    ----------
    name : of the sheet
    ids : the patient of each usable row, indexed by the row number of the file
    columns : one for each column but the patient's
    times : field to what its columns say about when
    event : what each row is where the sheet holds one kind of event
    days : the same in days from day zero, once the sheet is placed
    """

    name: str
    ids: pd.Series
    columns: tuple[Column, ...]
    times: dict[str, Stated]
    event: str = ""
    days: dict[str, pd.Series] = field(default_factory=dict)

    def has(self, field: str) -> bool:
        """Say whether a column became a field."""
        return self.column(field) is not None

    def column(self, field: str) -> Column | None:
        """Return the column that became a field, or None."""
        return next((column for column in self.columns if column.reading.field == field), None)

    def words(self, field: str) -> pd.Series:
        """Return a column of words, None throughout where the sheet has no such column."""
        column = self.column(field)
        return no_words(self.ids.index) if column is None else as_text(column)

    def when(self, field: str) -> Times:
        """Return what a column of times says; nothing where the sheet has no such column."""
        return self.times[field].times if field in self.times else no_times(self.ids.index)

    def placed(self, axis: Axis, notes: Notes) -> LongSheet:
        """Return the sheet with its times as days from day zero; what cannot be placed, or disagrees, is a finding."""
        return replace(self, days={field: self._place(field, axis, notes) for field in self.times})

    def _place(self, field: str, axis: Axis, notes: Notes) -> pd.Series:
        said = self.times[field]
        day = axis.place(said.times, self.ids)
        compare(said, day, lambda times: axis.place(times, self.ids), self.spots, title(field), notes, self.name)
        notes.each(
            "error",
            self.spots(said.times.dates.notna() & day.isna()),
            lambda _: message(
                "The date cannot be placed in time, because the file has no date of {zero} for this patient.",
                zero=title(axis.zero),
            ),
            message("Fill in that date on the patients sheet."),
            sheet=self.name,
            column=said.columns,
        )
        return day

    def day(self, field: str) -> pd.Series:
        """Return a column of times as days from day zero, NaN throughout where the sheet has no such column."""
        return self.days[field] if field in self.days else pd.Series(np.nan, index=self.ids.index)

    def lost(self, field: str) -> pd.Series:
        """Mark the dates that could not be placed, which is said already."""
        return self.when(field).dates.notna() & self.day(field).isna()

    def headers_of(self, field: str) -> str:
        """Return the headers of the columns that say when, "" where the sheet has none."""
        return self.times[field].columns if field in self.times else ""

    def first_of(self, *fields: str) -> str:
        """Return the first of some fields of time that the sheet has, else the first."""
        return next((field for field in fields if field in self.times), fields[0])

    def spots(self, marked: pd.Series) -> list[Spot]:
        """Return the places of the rows marked."""
        return spots(self.ids[marked.to_numpy(bool)])


def open_long(
    sheet: Sheet, readings: tuple[ColumnReading, ...], used: frozenset[str], patients: pd.Index, notes: Notes
) -> LongSheet:
    """Read the times of a sheet in long form; columns nothing uses and patients nobody knows are findings.

    Parameters
    ----------
    used : the fields such a sheet is read for
    patients : those of the patients sheet
    """
    header = next(reading.header for reading in readings if reading.field == "patient_id")
    ids = _known(identities(sheet, header, notes, unique=False), patients, sheet.name, header, notes)
    cells = sheet.cells if len(ids) == len(sheet.cells) else sheet.cells.loc[ids.index]
    columns = [
        Column(_in_days(reading), cells[reading.header], ids, sheet.decimal_comma)
        for reading in readings
        if reading.field != "patient_id"
    ]
    _note_unused(columns, used, sheet.name, notes)
    timed = [column for column in columns if column.reading.field in used and is_milestone(column.reading.field)]
    usual = usual_order(timed, notes)
    said: dict[str, list[tuple[Unit, str, Times]]] = {}
    for column in timed:
        one = (column.reading.unit, column.reading.header, as_times(column, notes, usual=usual))
        said.setdefault(column.reading.field, []).append(one)
    times = {field: combine(each) for field, each in said.items()}
    return LongSheet(sheet.name, ids, tuple(columns), times, sheet.event)


def _known(ids: pd.Series, patients: pd.Index, sheet: str, header: str, notes: Notes) -> pd.Series:
    """Leave out rows of patients who are not on the patients sheet, each patient a finding."""
    strange = ids[~ids.isin(patients).to_numpy(bool)]
    rows = strange.value_counts()
    notes.count_rows(sheet, 0, {message("about patients whom the patients sheet does not have"): len(strange)})
    notes.each(
        "error",
        [spot._replace(about=int(rows[spot.patient])) for spot in spots(strange.drop_duplicates())],
        lambda spot: counted(
            "This patient is not on the patients sheet; {n} row is not used.",
            "This patient is not on the patients sheet; {n} rows are not used.",
            n=spot.about,
        ),
        message("Add the patient, or correct the code (“001” is not “1”)."),
        sheet=sheet,
        column=header,
    )
    return ids.drop(strange.index)


def _in_days(reading: ColumnReading) -> ColumnReading:
    """Take "start_day" for days: such a header names its unit though the unit is part of the field's name."""
    words = normal(reading.header).split()
    if is_milestone(reading.field) and not reading.unit and words and words[-1] in _DAY_WORDS:
        return replace(reading, unit="days")
    return reading


def _note_unused(columns: list[Column], used: frozenset[str], sheet: str, notes: Notes) -> None:
    unused = [
        column.reading.header
        for column in columns
        if column.reading.field.split(":")[0] not in used
        and not is_private(column.reading.field)
        and column.present.any()
    ]
    if unused:
        notes.add(
            "note",
            message("Sheet {sheet} has columns that nothing uses: {columns}.", sheet=sheet, columns=listed(unused)),
            message("Choose what a column is if it should be used."),
            sheet=sheet,
        )
