"""The sheet with one row per patient: identities, facts, statuses, responses and milestones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from hlhdash.cohort import vocabulary
from hlhdash.cohort.columns import Column, Times, as_age, as_number, as_text, as_times, as_word, present
from hlhdash.cohort.fields import FIELDS, assessment_day, title
from hlhdash.cohort.mapping import ColumnReading
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.sheets import Sheet
from hlhdash.cohort.statuses import as_vital_status
from hlhdash.cohort.timeline import Stated, combine
from hlhdash.cohort.values import DAYS_PER_UNIT, plain, text
from hlhdash.language import message

TOTALS = frozenset({"total", "sum", "mean", "median", "n", "average", "合计", "总计", "平均", "中位数"})
_TRUST = {"date": 0, "": 1, "hours": 2, "days": 3, "weeks": 4, "months": 5, "years": 6}


@dataclass(frozen=True)
class PatientSheet:
    """What the patients sheet says, each table with one row per patient, indexed by patient_id.

    Attributes
    ----------
    facts : everything that is not a time
    stated : the milestones as the file states them
    courses : drug name to its (start, stop) milestones, for columns such as "etoposide start"
    labs : (patient_id, analyte, day, cell) of columns such as "ferritin_d7"
    rows : the row of the file of each patient
    """

    facts: pd.DataFrame
    stated: dict[str, Stated]
    courses: dict[str, dict[str, Stated]]
    labs: pd.DataFrame
    rows: pd.Series


def identities(sheet: Sheet, header: str, notes: Notes, *, unique: bool) -> pd.Series:
    """Return the patient of each row, leaving out rows that name none, totals and repeats.

    Parameters
    ----------
    unique : whether a patient may have one row only
    """
    written = sheet.cells[header].map(text)
    nobody = written == ""
    totals = sheet.cells[header].map(plain).isin(TOTALS)
    for row in sheet.cells.index[(nobody | totals).to_numpy(bool)]:
        notes.add(
            "error" if nobody.at[row] else "note",
            message("This row names no patient and is not used.")
            if nobody.at[row]
            else message("This row looks like a total and is not used."),
            message("Fill in the patient, or remove the row."),
            sheet=sheet.name,
            row=int(row),
            column=header,
            read=written.at[row],
        )
    kept = written[~nobody & ~totals]
    return _without_repeats(sheet, header, kept, notes) if unique else kept


def _without_repeats(sheet: Sheet, header: str, kept: pd.Series, notes: Notes) -> pd.Series:
    repeated = kept.duplicated()
    first_row = {patient: row for row, patient in reversed(list(kept.items()))}
    for row in kept.index[repeated.to_numpy(bool)]:
        patient = kept.at[row]
        first = first_row[patient]
        differing = [
            column
            for column in sheet.cells.columns
            if text(sheet.cells.at[row, column]) != text(sheet.cells.at[first, column])
        ]
        sentence = (
            message(
                "This patient stands on row {first} already, with other values in {columns}; this row is not used.",
                first=int(first),
                columns=", ".join(differing[:5]),
            )
            if differing
            else message("This row repeats row {first} and is not used.", first=int(first))
        )
        notes.add(
            "error" if differing else "note",
            sentence,
            message("Keep one row for each patient, or give the second child a code of its own."),
            sheet=sheet.name,
            row=int(row),
            column=header,
            patient=patient,
            read=patient,
        )
    return kept[~repeated]


def read_patients(sheet: Sheet, readings: tuple[ColumnReading, ...], notes: Notes) -> PatientSheet:
    """Read the patients sheet; every cell that cannot be used becomes a finding."""
    header = next(reading.header for reading in readings if reading.field == "patient_id")
    ids = identities(sheet, header, notes, unique=True)
    cells = sheet.cells.loc[ids.index]
    facts: dict[str, pd.Series] = {}
    times: dict[str, list[tuple[str, Times, int]]] = {}
    labs = []
    for reading in readings:
        column = Column(reading, cells[reading.header], ids, sheet.decimal_comma)
        name = reading.field
        if name in ("private", "birth_date", "record_number", "patient_id"):
            continue
        if name.startswith("lab:"):
            labs.append(_lab(column, ids))
        elif name.startswith("course:") or (name in FIELDS and FIELDS[name].kind == "milestone"):
            read = as_times(column, notes)
            times.setdefault(name, []).append((reading.header, read, _TRUST[reading.unit]))
        else:
            facts.update(_fact(column, name, notes))
    index = pd.Index(ids, name="patient_id")
    table = pd.DataFrame({name: series.to_numpy() for name, series in facts.items()}, index=index)
    for name in ("sex", "age_years", "etiology", "vital_status"):
        if name not in table:
            table[name] = pd.Series(float("nan") if name == "age_years" else None, index=index, dtype=object)
    table["age_years"] = table["age_years"].astype(float)
    stated = {
        name: _by_patient(combine([(h, t) for h, t, _ in sorted(said, key=lambda item: item[2])]), index)
        for name, said in times.items()
    }
    _age_from_birth(table, stated, sheet, readings, cells, ids, notes)
    courses: dict[str, dict[str, Stated]] = {}
    for name in [name for name in stated if name.startswith("course:")]:
        _, edge, drug = name.split(":", 2)
        courses.setdefault(drug, {})[edge] = stated.pop(name)
    lab_table = (
        pd.concat(labs) if labs else pd.DataFrame(columns=["patient_id", "analyte", "day", "cell", "unit"])
    )
    return PatientSheet(table, stated, courses, lab_table, pd.Series(ids.index, index=index))


def _by_patient(said: Stated, index: pd.Index) -> Stated:
    return Stated(
        said.date.set_axis(index),
        said.days.set_axis(index),
        said.happened.set_axis(index),
        said.ongoing.set_axis(index),
        said.resolution,
        said.columns,
    )


def _fact(column: Column, name: str, notes: Notes) -> dict[str, pd.Series]:
    """Read a column that is not a time into the columns of the Cohort it makes."""
    if name == "age_years":
        return {name: as_age(column, notes)}
    if name == "vital_status":
        return {name: as_vital_status(column, notes)}
    if name == "etiology":
        return {name: _etiology(column, notes)}
    if name == "sex":
        return {
            name: as_word(
                column,
                vocabulary.sex,
                notes,
                unknown=lambda cell: message(
                    "“{cell}” is neither F nor M; the sex is left empty.", cell=cell
                ),
                remedy=message("Write F or M."),
            )
        }
    if name == "best_response" or assessment_day(name) is not None:
        return _response(column, name, notes)
    if name in FIELDS and FIELDS[name].kind == "number":
        return {name: as_number(column, notes)}
    if name:
        return {name: as_text(column)}
    return {column.reading.header: _as_it_came(column)}


def _as_it_came(column: Column) -> pd.Series:
    """Keep a column nobody knows: as numbers where every cell is one, else as words."""
    words = as_text(column)
    numbers = pd.to_numeric(words, errors="coerce")
    filled = present(column.cells)
    leading_zero = words.dropna().str.match(r"^0\d").any()
    return numbers if filled.any() and numbers[filled].notna().all() and not leading_zero else words


def _response(column: Column, name: str, notes: Notes) -> dict[str, pd.Series]:
    filled = present(column.cells)
    known = column.cells[filled].map(lambda cell: vocabulary.response(text(cell)) is not None)
    if filled.any() and known.mean() < 0.5:
        notes.add(
            "warning",
            message(
                "Column {column} looks like a response, but most of its words are no response class; "
                "it is kept as it came.",
                column=column.reading.header,
            ),
            message("Use CR, PR, improved, NR, died or NE, or choose what the column is."),
            sheet=column.reading.sheet,
            column=column.reading.header,
        )
        return {column.reading.header: _as_it_came(column)}
    return {
        name: as_word(
            column,
            vocabulary.response,
            notes,
            unknown=lambda cell: message(
                "“{cell}” is not a response class; it counts as not evaluable at {assessment}.",
                cell=cell,
                assessment=title(name),
            ),
            remedy=message("Use CR, PR, improved, NR, died or NE."),
        )
    }


def _etiology(column: Column, notes: Notes) -> pd.Series:
    ambiguous = column.cells.map(lambda cell: vocabulary.is_ambiguous_etiology(text(cell)))
    meant = "as written"
    if ambiguous.any():
        count = int(ambiguous.sum())
        meant = notes.ask(
            "etiology",
            column.reading.header,
            message("“I-HLH” is used for infection and for idiopathic: which is meant here?"),
            {
                "as written": message("{n} patients stay a group of their own", n=count),
                "infection": message("{n} patients go to infection", n=count),
                "unknown": message("{n} patients go to unknown", n=count),
            },
            "as written",
        )

    def stratum(word: str) -> str | None:
        if vocabulary.is_ambiguous_etiology(word):
            return word if meant == "as written" else meant
        return vocabulary.etiology(word)

    return as_word(
        column,
        stratum,
        notes,
        unknown=lambda cell: message(
            "The etiology “{cell}” is not in the dictionary; it is kept as it is written, as a group of its own.",
            cell=cell,
        ),
        remedy=message("Nothing, if it is meant so; otherwise use one of the words in the template."),
        keep=True,
        level="warning",
    )


def _lab(column: Column, ids: pd.Series) -> pd.DataFrame:
    _, analyte, day = column.reading.field.split(":")
    return pd.DataFrame(
        {
            "patient_id": ids.to_numpy(),
            "analyte": analyte,
            "day": float(day or 0),
            "cell": column.cells.to_numpy(),
            "unit": "",
            "row": column.cells.index,
            "column": column.reading.header,
        }
    )


def _age_from_birth(
    table: pd.DataFrame,
    stated: dict[str, Stated],
    sheet: Sheet,
    readings: tuple[ColumnReading, ...],
    cells: pd.DataFrame,
    ids: pd.Series,
    notes: Notes,
) -> None:
    """Use a birth date for the age at the first milestone that has dates, and for nothing else."""
    birth = next((reading for reading in readings if reading.field == "birth_date"), None)
    start: Callable[[], pd.Series | None] = lambda: next(  # noqa: E731
        (stated[name].date for name in ("rux_start", "first_line_start", "diagnosis") if name in stated), None
    )
    begun = start()
    if birth is None or begun is None or table["age_years"].notna().any():
        return
    born = as_times(Column(birth, cells[birth.header], ids, sheet.decimal_comma), notes).dates
    age = (begun - born.set_axis(begun.index)).dt.days / DAYS_PER_UNIT["years"]
    table["age_years"] = age.where(age >= 0).round(2)
