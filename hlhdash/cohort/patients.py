"""The sheet with one row per patient: identities, facts, statuses, responses and milestones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from hlhdash.cohort.columns import Column
from hlhdash.cohort.date_orders import usual_order
from hlhdash.cohort.etiologies import with_genes
from hlhdash.cohort.facts import read_fact
from hlhdash.cohort.fields import is_milestone
from hlhdash.cohort.headers import UNIT_OF, Unit
from hlhdash.cohort.identities import identities
from hlhdash.cohort.labs import LABS, of_patient_column
from hlhdash.cohort.mapping import ColumnReading
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.privacy import is_private
from hlhdash.cohort.recorded_endpoints import read_part
from hlhdash.cohort.sheets import Sheet
from hlhdash.cohort.statuses import read_statuses
from hlhdash.cohort.tables import stack
from hlhdash.cohort.timeline import Stated, combine
from hlhdash.cohort.times import Times, as_times
from hlhdash.cohort.unit_columns import units_for


@dataclass(frozen=True)
class PatientSheet:
    """What the patients sheet says, each table with one row per patient, indexed by patient_id.

    Attributes
    ----------
    facts : everything that is not a time
    stated : the milestones as the file states them
    courses : drug name to its "start" and "stop" milestones, for columns such as "etoposide start"
    marks : header to when it happened, for columns of dates that no field knows, such as "Surgery"
    labs : what columns such as "ferritin_d7" hold, columns `labs.LABS`
    rows : the row of the file of each patient, None where there is no patients sheet
    headers : field to the header it came from
    name : of the sheet
    born : birth dates where ages are missing; used to reckon these and for nothing else
    """

    facts: pd.DataFrame
    stated: dict[str, Stated]
    courses: dict[str, dict[str, Stated]]
    marks: dict[str, Stated]
    labs: pd.DataFrame
    rows: pd.Series
    headers: Mapping[str, str]
    name: str
    born: pd.Series | None

    def row(self, patient: str) -> int | None:
        """Return the row of the file that holds a patient."""
        return self.rows[patient]


def read_patients(sheet: Sheet, readings: tuple[ColumnReading, ...], notes: Notes) -> PatientSheet:
    """Read the patients sheet; every cell that cannot be used becomes a finding."""
    header = next(reading.header for reading in readings if reading.field == "patient_id")
    ids = identities(sheet, header, notes, unique=True)
    cells = sheet.cells if len(ids) == len(sheet.cells) else sheet.cells.loc[ids.index]
    columns = [Column(reading, cells[reading.header], ids, sheet.decimal_comma) for reading in readings]
    columns = [column for column in columns if column.reading.field != "patient_id"]
    index = pd.Index(ids, name="patient_id", dtype=object)
    timed = [column for column in columns if _is_time(column.reading.field)]
    stated = _milestones(timed, index, notes)
    courses: dict[str, dict[str, Stated]] = {}
    for name in [name for name in stated if name.startswith("course:")]:
        _, edge, drug = name.split(":", 2)
        courses.setdefault(drug, {})[edge] = stated.pop(name)
    marks = {name.partition(":")[2]: stated.pop(name) for name in list(stated) if name.startswith("milestone:")}
    facts, labs = _facts(columns, notes)
    headers = {reading.field: reading.header for reading in readings if reading.field}
    etiology = next((column for column in columns if column.reading.field == "etiology"), None)
    table = with_genes(_table(facts, index), etiology, headers, notes)
    birth = next((column for column in columns if column.reading.field == "birth_date"), None)
    born = None
    if birth is not None and not table["age_years"].notna().all():
        born = as_times(birth, notes, usual=usual_order(timed, notes)).by(index).dates
    return PatientSheet(
        table,
        stated,
        courses,
        marks,
        stack(labs, LABS),
        pd.Series(list(ids.index), index=index, dtype=object),
        headers,
        sheet.name,
        born,
    )


def _is_time(field: str) -> bool:
    return field.startswith(("course:", "milestone:")) or is_milestone(field)


def _milestones(columns: list[Column], patients: pd.Index, notes: Notes) -> dict[str, Stated]:
    usual = usual_order(columns, notes)
    said: dict[str, list[tuple[Unit, str, Times]]] = {}
    for column in columns:
        reading = column.reading
        times = as_times(column, notes, usual=usual).by(patients)
        said.setdefault(reading.field, []).append((reading.unit, reading.header, times))
    return {name: combine(each) for name, each in said.items()}


def _facts(columns: list[Column], notes: Notes) -> tuple[dict[str, pd.Series], list[pd.DataFrame]]:
    facts: dict[str, pd.Series] = {}
    labs = []
    for column in columns:
        field = column.reading.field
        if field.startswith("lab:"):
            labs.append(of_patient_column(column, units_for(column, columns), notes))
        elif field.startswith("endpoint:"):
            name, cells = read_part(column, notes)
            facts[name] = cells
        elif field == "vital_status":
            facts |= read_statuses(column, notes)
        elif not is_private(field) and not _is_time(field) and not field.startswith(UNIT_OF):
            name, cells = read_fact(column, notes)
            facts[name] = cells
    return facts, labs


def _table(facts: dict[str, pd.Series], patients: pd.Index) -> pd.DataFrame:
    """Put the facts side by side; the columns every Cohort has are there even where the file has none."""
    table = pd.DataFrame({name: cells.to_numpy() for name, cells in facts.items()}, index=patients)
    missing = {name: None for name in ("sex", "etiology", "vital_status") if name not in table}
    table = table.assign(**missing).astype(dict.fromkeys(missing, object))
    return table if "age_years" in table else table.assign(age_years=np.nan)
