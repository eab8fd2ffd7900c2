"""The sheets in long form: treatments, events and labs, one row for each course, event or measurement."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from hlhdash.cohort import vocabulary
from hlhdash.cohort.columns import Column, as_text, as_times
from hlhdash.cohort.mapping import ColumnReading, analyte, normal
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.patients import identities
from hlhdash.cohort.sheets import Sheet
from hlhdash.cohort.values import is_missing, number, text
from hlhdash.language import message

COURSES = ("patient_id", "label", "start_day", "end_day", "ongoing", "dose")
EVENTS = ("patient_id", "day", "kind", "label", "grade")
LABS = ("patient_id", "day", "analyte", "value", "bound", "unit")
_KNOWN_UNITS = {
    "ng ml": "ng/mL",
    "ug l": "ng/mL",
    "u ml": "U/mL",
    "g l": "g/L",
    "1e9 l": "10⁹/L",
    "mmol l": "mmol/L",
    "u l": "U/L",
    "copies ml": "copies/mL",
    "c": "°C",
}


@dataclass(frozen=True)
class LongSheet:
    """A sheet in long form with the patient of each row and its day zero.

    Attributes
    ----------
    zero_date : patient_id to the date of day zero, for cells that hold dates
    """

    sheet: Sheet
    readings: tuple[ColumnReading, ...]
    zero_date: pd.Series

    def column(self, name: str, ids: pd.Series) -> Column | None:
        """Return the column that became a field, or None."""
        reading = next((reading for reading in self.readings if reading.field == name), None)
        if reading is None:
            return None
        return Column(reading, self.sheet.cells.loc[ids.index, reading.header], ids, self.sheet.decimal_comma)

    def ids(self, notes: Notes) -> pd.Series:
        """Return the patient of each usable row."""
        header = next(reading.header for reading in self.readings if reading.field == "patient_id")
        return identities(self.sheet, header, notes, unique=False)

    def days(self, name: str, ids: pd.Series, notes: Notes) -> tuple[pd.Series, pd.Series]:
        """Return a time column as days from day zero, and where it says that it goes on."""
        column = self.column(name, ids)
        if column is None:
            return pd.Series(np.nan, index=ids.index), pd.Series(False, index=ids.index)
        if not column.reading.unit and normal(column.reading.header).split()[-1] == "day":
            column = replace(column, reading=replace(column.reading, unit="days"))
        times = as_times(column, notes)
        zero = pd.to_datetime(ids.map(self.zero_date))
        return (times.dates - zero).dt.days.astype(float).fillna(times.days), times.ongoing

    def words(self, name: str, ids: pd.Series) -> pd.Series:
        """Return a column of words, None throughout where the sheet has no such column."""
        column = self.column(name, ids)
        return pd.Series(None, index=ids.index, dtype=object) if column is None else as_text(column)


def read_courses(long: LongSheet, notes: Notes) -> pd.DataFrame:
    """Read a treatments sheet into the columns of `Cohort.courses`, with the row of the file."""
    ids = long.ids(notes)
    start, _ = long.days("start_day", ids, notes)
    end, ongoing = long.days("end_day", ids, notes)
    label = long.words("label", ids)
    label = label.where(label.notna(), long.words("kind", ids)).map(
        lambda w: "treatment" if w is None else vocabulary.drug(w)
    )
    table = pd.DataFrame(
        {
            "patient_id": ids,
            "label": label,
            "start_day": start,
            "end_day": end,
            "ongoing": ongoing,
            "dose": long.words("dose", ids),
        }
    )
    return check_courses(table, notes, long.sheet.name)


def check_courses(table: pd.DataFrame, notes: Notes, sheet: str) -> pd.DataFrame:
    """Drop the end of a course that ends before it starts, and courses without a start; both are findings.

    The index of `table` holds the row numbers of the file.
    """
    backwards = table["end_day"] < table["start_day"]
    startless = table["start_day"].isna()
    for course in table[backwards | startless].itertuples():
        if pd.isna(course.start_day):
            sentence = message("{treatment} has no start and is not drawn.", treatment=course.label)
        else:
            sentence = message(
                "{treatment} ends on day {end}, before it starts on day {start}; the end is left open.",
                treatment=course.label,
                end=f"{course.end_day:.0f}",
                start=f"{course.start_day:.0f}",
            )
        notes.add(
            "error",
            sentence,
            message("Correct the start or the end."),
            sheet=sheet,
            row=int(course.Index),
            patient=str(course.patient_id),
        )
    return table.assign(end_day=table["end_day"].where(~backwards))[~startless]


def read_events(long: LongSheet, notes: Notes) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read an events sheet into (events, courses): a row of kind "treatment" is a course."""
    ids = long.ids(notes)
    name = "day" if any(reading.field == "day" for reading in long.readings) else "start_day"
    day, _ = long.days(name, ids, notes)
    end, ongoing = long.days("end_day", ids, notes)
    kind_word, label = long.words("kind", ids), long.words("label", ids)
    table = pd.DataFrame(
        {
            "patient_id": ids,
            "day": day,
            "kind": [_kind(k, w) for k, w in zip(kind_word, label, strict=True)],
            "label": label.where(label.notna(), kind_word),
            "grade": pd.to_numeric(long.words("grade", ids), errors="coerce"),
        }
    )
    treated = table["kind"] == "treatment"
    courses = pd.DataFrame(
        {
            "patient_id": table["patient_id"],
            "label": table["label"].map(lambda word: vocabulary.drug(word or "treatment")),
            "start_day": day,
            "end_day": end,
            "ongoing": ongoing,
            "dose": None,
        }
    )[treated]
    events = table[~treated].copy()
    classes = events["label"].map(lambda word: vocabulary.response(word) if word else None)
    is_response = events["kind"] == "response"
    events.loc[is_response, "label"] = classes[is_response].where(
        classes[is_response].notna(), events["label"]
    )
    undated = events["day"].isna()
    for row in events.index[undated]:
        notes.add(
            "error",
            message("This {kind} has no day and is not drawn.", kind=str(events.at[row, "label"])[:60]),
            message("Fill in the day."),
            sheet=long.sheet.name,
            row=int(row),
            patient=str(events.at[row, "patient_id"]),
        )
    return events[~undated], check_courses(courses, notes, long.sheet.name)


def _kind(kind: str | None, label: str | None) -> str:
    """Decide what an event is: its kind where the word is known, else its label; "milestone" for all else."""
    by_kind = vocabulary.event_kind(kind) if kind else None
    if by_kind is not None and by_kind != "milestone":
        return by_kind
    by_label = vocabulary.event_kind(label) if label else None
    return by_label or "milestone"


def read_labs(long: LongSheet, notes: Notes) -> pd.DataFrame:
    """Read a labs sheet, long (analyte, value) or wide (a column for each analyte)."""
    ids = long.ids(notes)
    day, _ = long.days("day", ids, notes)
    if any(reading.field == "analyte" for reading in long.readings):
        names = long.words("analyte", ids)
        column = long.column("value", ids)
        cells = ids.map(lambda _: None) if column is None else column.cells
        parts = [
            (
                names.map(lambda word: (analyte(word) or word) if word else None),
                cells,
                long.words("unit", ids),
            )
        ]
        headers = [column.reading.header if column else ""]
    else:
        wide = [reading for reading in long.readings if reading.field.startswith("lab:")]
        parts = [
            (
                pd.Series(reading.field.split(":")[1], index=ids.index),
                long.sheet.cells.loc[ids.index, reading.header],
                pd.Series(_unit_of(reading.header), index=ids.index),
            )
            for reading in wide
        ]
        headers = [reading.header for reading in wide]
    frames = [
        pd.DataFrame(
            {
                "patient_id": ids,
                "day": day,
                "analyte": names,
                "cell": cells,
                "unit": units,
                "row": ids.index,
                "column": header,
            }
        )
        for (names, cells, units), header in zip(parts, headers, strict=True)
    ]
    empty = pd.DataFrame(columns=["patient_id", "day", "analyte", "cell", "unit", "row", "column"])
    table = pd.concat(frames, ignore_index=True) if frames else empty
    return measured(table, notes, long.sheet.name, decimal_comma=long.sheet.decimal_comma)


def measured(table: pd.DataFrame, notes: Notes, sheet: str, *, decimal_comma: bool) -> pd.DataFrame:
    """Turn cells into values with bounds; a cell that is no number, or has no day, is a finding."""
    table = table[np.array([not is_missing(cell) for cell in table["cell"]], dtype=bool)]
    read = [number(cell, decimal_comma=decimal_comma) for cell in table["cell"]]
    for item, value in zip(table.itertuples(), read, strict=True):
        if value is None or pd.isna(item.day):
            sentence = (
                message("“{cell}” is not a number; this value is left empty.", cell=text(item.cell)[:80])
                if value is None
                else message("This measurement has no day and is not used.")
            )
            notes.add(
                "error",
                sentence,
                message("Correct the cell, or leave it empty."),
                sheet=sheet,
                row=int(item.row),  # type: ignore[arg-type]
                column=str(item.column),
                patient=str(item.patient_id),
                read=text(item.cell),
            )
    kept = np.array([value is not None for value in read], dtype=bool) & table["day"].notna().to_numpy(bool)
    good = [value for value, keep in zip(read, kept, strict=True) if keep and value is not None]
    table = table[kept]
    return pd.DataFrame(
        {
            "patient_id": table["patient_id"].to_numpy(),
            "day": table["day"].to_numpy(float),
            "analyte": table["analyte"].to_numpy(),
            "value": [value.value for value in good],
            "bound": [value.bound for value in good],
            "unit": [value.unit or str(unit or "") for value, unit in zip(good, table["unit"], strict=True)],
        }
    )


def _unit_of(header: str) -> str:
    words = normal(header)
    return next((unit for tail, unit in _KNOWN_UNITS.items() if words.endswith(" " + tail)), "")
