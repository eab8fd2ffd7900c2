"""The 2020 ruxolitinib study, rebuilt from its published totals, as a workbook and as one flat table.

The rows under sample_data/source meet every total of the abstract (Wei A. et al., Int J Hematol 2020,
doi 10.1007/s12185-020-02936-4). Which child has which value, every laboratory value and every date beyond the
abstract is invented; each row says so itself (record_type, provenance).
"""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

from sample_workbook import Cell, Table

_SOURCE = Path(__file__).parents[1] / "sample_data" / "source"
_DATES = frozenset({"first_line_start", "rux_start", "last_follow_up"})
_WORDS = frozenset({"patient_id", "sex", "provenance", "record_type"})

Row = dict[str, str]


def _read(name: str) -> list[Row]:
    with (_SOURCE / f"ruxolitinib9_{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _cell(header: str, written: str) -> Cell:
    """Turn a cell of the source into what Excel should hold: a date, a number, words, or nothing."""
    if written == "":
        return None
    if header in _DATES:
        return dt.date.fromisoformat(written)
    if header in _WORDS:
        return written
    try:
        number = float(written)
    except ValueError:
        return written
    return int(number) if number.is_integer() else number


class _Study:
    """The source rows with what the sheets need of them: dates for days, and the rows of one patient."""

    def __init__(self) -> None:
        self.patients, self.events, self.labs = _read("patients"), _read("events"), _read("labs")
        self._zero = {row["patient_id"]: dt.date.fromisoformat(row["rux_start"]) for row in self.patients}

    def date(self, patient: str, day: str) -> dt.date | None:
        """Return the date of a whole day from ruxolitinib start."""
        return self._zero[patient] + dt.timedelta(days=int(day)) if day else None

    def first(self, patient: str, kind: str, *labels: str, edge: str = "start_day") -> dt.date | None:
        """Return the date of a patient's first event or treatment of that name, None where there is none."""
        days = [
            row[edge]
            for row in self.events
            if row["patient_id"] == patient and row["kind"] == kind and row["label"] in labels
        ]
        return self.date(patient, days[0]) if days else None


def workbook() -> dict[str, Table]:
    """Return the sheets patients, treatments, events and labs."""
    study = _Study()
    headers = list(study.patients[0])
    patients = [[_cell(name, row[name]) for name in headers] for row in study.patients]
    return {
        "patients": Table(headers, patients),
        "treatments": _treatments(study),
        "events": _events(study),
        "labs": _labs(study),
    }


def _treatments(study: _Study) -> Table:
    doses = {row["patient_id"]: _cell("dose", row["rux_dose_mg_bid"]) for row in study.patients}
    rows = [
        [
            (patient := row["patient_id"]),
            row["label"],
            study.date(patient, row["start_day"]),
            study.date(patient, row["end_day"]),
            doses[patient] if row["label"] == "ruxolitinib" else None,
            row["provenance"],
        ]
        for row in study.events
        if row["kind"] == "treatment"
    ]
    headers = ["patient_id", "drug", "start", "stop", "dose", "provenance"]
    # The sheet shows the unit, the cell holds the number: the same dose as on the patients sheet.
    return Table(headers, rows, widths={"dose": 12}, formats={"dose": '0.## "mg bid"'})


def _events(study: _Study) -> Table:
    """List what happened from day zero on.

    The course before it and the hours to normal temperature are columns of the patients sheet, so that this workbook
    and the flat table tell of the same events.
    """
    rows: list[list[Cell]] = []
    for row in study.events:
        kind, label, patient = row["kind"], row["label"], row["patient_id"]
        if kind == "response" or (kind == "event" and label in ("HSCT", "death", "censored")):
            shown = "last follow-up" if label == "censored" else label
            kind = "response" if kind == "response" else {"HSCT": "hsct"}.get(shown, shown)
            rows.append([patient, study.date(patient, row["start_day"]), kind, shown, row["provenance"]])
    return Table(["patient_id", "date", "kind", "label", "provenance"], rows)


def _labs(study: _Study) -> Table:
    headers = [name if name != "day" else "date" for name in study.labs[0]]
    rows = [
        [
            study.date(row["patient_id"], written) if name == "day" else _cell(name, written)
            for name, written in row.items()
        ]
        for row in study.labs
    ]
    return Table(headers, rows)


def flat() -> Table:
    """Return one row per patient: the patients sheet, a column for each milestone, and the labs by day."""
    study = _Study()
    lab_columns = _lab_columns(study)
    values = {
        (row["patient_id"], f"{name}_d{row['day']}"): _cell(name, row[name]) for row in study.labs for name in row
    }
    rows = [
        {
            **{name: _cell(name, written) for name, written in row.items()},
            **_milestones(study, row["patient_id"]),
            **{column: values.get((row["patient_id"], column)) for column in lab_columns},
        }
        for row in study.patients
    ]
    headers = _beside(list(rows[0]))
    return Table(headers, [[row[name] for name in headers] for row in rows])


def _milestones(study: _Study, patient: str) -> dict[str, Cell]:
    chemotherapy = ("DEP", "L-DEP")
    return {
        "rux_stop": study.first(patient, "treatment", "ruxolitinib", edge="end_day"),
        "post_rux_chemo_start": study.first(patient, "treatment", *chemotherapy),
        "post_rux_chemo_stop": study.first(patient, "treatment", *chemotherapy, edge="end_day"),
        "hsct_date": study.first(patient, "event", "HSCT"),
        "cr_date": study.first(patient, "response", "CR"),
        "death_date": study.first(patient, "event", "death"),
    }


def _lab_columns(study: _Study) -> list[str]:
    """Name the laboratory columns, analyte by analyte, leaving out days on which nobody was measured."""
    analytes = [name for name in study.labs[0] if name not in ("patient_id", "day", "record_type")]
    days = sorted({int(row["day"]) for row in study.labs})
    return [
        f"{name}_d{day}"
        for name in analytes
        for day in days
        if any(row[name] for row in study.labs if row["day"] == str(day))
    ]


def _beside(headers: list[str]) -> list[str]:
    """Put each milestone beside the column it belongs to."""
    after = {
        "rux_stop": "rux_start",
        "post_rux_chemo_start": "post_rux_chemo",
        "post_rux_chemo_stop": "post_rux_chemo_start",
        "hsct_date": "hsct",
        "cr_date": "best_response",
        "death_date": "vital_status",
    }
    ordered = [name for name in headers if name not in after]
    for name, neighbour in after.items():
        ordered.insert(ordered.index(neighbour) + 1, name)
    return ordered
