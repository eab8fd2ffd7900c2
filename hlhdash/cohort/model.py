"""The Cohort: four tidy tables, where they came from, and the ways to look at part of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from hlhdash.cohort.fields import DAY_ZERO_CHOICES, MILESTONES, assessment_day, title
from hlhdash.cohort.findings import CohortError, Finding, Question
from hlhdash.cohort.mapping import ColumnReading
from hlhdash.language import Message, message

# Known only after day zero: grouping or filtering by them makes patients immortal until they happen.
AFTER_DAY_ZERO = frozenset(
    {"vital_status", "death", "last_follow_up", "hsct", "relapse", "remission", "afebrile", "best_response"}
    | {"added_therapy", "added_therapy_start", "added_therapy_stop", "rux_stop"}
)
ENDPOINTS = ("overall survival",)
FEW_VALUES = 12


@dataclass(frozen=True)
class Provenance:
    """Where a result comes from, for the footer of every figure and the note of every export.

    Attributes
    ----------
    source : name of the file
    fingerprint : SHA-256 of what was read
    n, n_total : patients looked at, patients in the file
    day_zero : the milestone that is day zero
    data_cutoff : the last date of the data, ISO, or None
    filters : each filter in words
    filters_after_day_zero : the columns filtered by that are known only after day zero
    note : what must be said wherever the data are shown ("reconstruction ..."), or None
    """

    source: str
    fingerprint: str
    n: int
    n_total: int
    day_zero: str
    data_cutoff: str | None
    filters: tuple[Message, ...]
    filters_after_day_zero: tuple[str, ...]
    note: Message | None


@dataclass(frozen=True)
class Cohort:
    """Patients with their courses, events and labs, in days from day zero.

    Make one with `hlhdash.read_cohort`; every method returns a new Cohort or a table and changes nothing.

    Attributes
    ----------
    patients : one row per patient: patient_id, sex ("F", "M"), age_years, etiology, vital_status ("alive", "dead",
        "lost"), milestones in days from day zero (rux_start, hsct, relapse, death, last_follow_up ...), responses
        (response_week1 ... best_response) and every other column as it came
    courses : patient_id, label, start_day, end_day (NaN where not recorded), ongoing, dose
    events : patient_id, day, kind, label, grade
    labs : patient_id, day, analyte, value, bound, unit
    columns : what each column of the file was taken for
    findings, questions : every doubt, and what only the user can settle
    day_zero : the milestone that is day zero
    origin : the milestone from which the file counts, to which response assessments refer
    """

    patients: pd.DataFrame
    courses: pd.DataFrame
    events: pd.DataFrame
    labs: pd.DataFrame
    columns: tuple[ColumnReading, ...]
    findings: tuple[Finding, ...]
    questions: tuple[Question, ...]
    source: str
    fingerprint: str
    day_zero: str
    origin: str
    data_cutoff: str | None = None
    note: Message | None = None
    record_numbers: bool = False
    n_total: int = 0
    filters: tuple[tuple[str, Message], ...] = field(default=())

    def __len__(self) -> int:
        return len(self.patients)

    def __repr__(self) -> str:
        return (
            f"Cohort({self.source!r}, {len(self)} of {self.n_total} patients, {len(self.findings)} findings)"
        )

    @property
    def provenance(self) -> Provenance:
        """Where results of this cohort come from."""
        return Provenance(
            self.source,
            self.fingerprint,
            len(self),
            self.n_total,
            self.day_zero,
            self.data_cutoff,
            tuple(words for _, words in self.filters),
            tuple(column for column, _ in self.filters if is_after_day_zero(column)),
            self.note,
        )

    def where(self, **conditions: Any) -> Cohort:
        """Keep the patients who meet every condition.

        Parameters
        ----------
        conditions : column=value, column=[values] (None stands for missing), or column=(low, high) with both ends
            included; a patient whose value is missing is outside every range.

        Raises
        ------
        CohortError
            Where the cohort has no such column.

        Examples
        --------
        >>> cohort.where(etiology=["EBV", "FHL"], age_years=(0, 2))
        """
        kept, filters = pd.Series(True, index=self.patients.index), list(self.filters)
        for column, wanted in conditions.items():
            if column not in self.patients:
                raise CohortError(
                    message(
                        "There is no column {column} to filter by. The columns are: {columns}.",
                        column=column,
                        columns=", ".join(map(str, self.patients.columns)),
                    )
                )
            cells = self.patients[column]
            if isinstance(wanted, tuple) and len(wanted) == 2:
                low, high = wanted
                kept &= pd.to_numeric(cells, errors="coerce").between(low, high)
                words = message(
                    "{column} {low} to {high}", column=title(column), low=f"{low:g}", high=f"{high:g}"
                )
            else:
                options = list(wanted) if isinstance(wanted, (list, set, frozenset, tuple)) else [wanted]
                missing_too = any(option is None for option in options)
                kept &= cells.isin([o for o in options if o is not None]) | (cells.isna() & missing_too)
                names = [message("missing") if option is None else str(option) for option in options]
                words = message("{column}: {values}", column=title(column), values=", ".join(names))
            filters.append((column, words))
        return self._only(self.patients.loc[kept.to_numpy(bool), "patient_id"], tuple(filters))

    def _only(self, patients: pd.Series, filters: tuple[tuple[str, Message], ...]) -> Cohort:
        chosen = set(patients)

        def keep(table: pd.DataFrame) -> pd.DataFrame:
            return table[table["patient_id"].isin(chosen)].reset_index(drop=True)

        return replace(
            self,
            patients=keep(self.patients),
            courses=keep(self.courses),
            events=keep(self.events),
            labs=keep(self.labs),
            filters=filters,
        )

    def with_day_zero(self, milestone: str) -> Cohort:
        """Count days from another milestone; patients who never reached it have no times.

        Raises
        ------
        CohortError
            Where no patient has that milestone.
        """
        if milestone == self.day_zero:
            return self
        if milestone not in self.day_zero_choices:
            raise CohortError(
                message(
                    "{milestone} cannot be day zero: the file gives no time for it. Choose one of: {choices}.",
                    milestone=title(milestone),
                    choices=", ".join(title(name) for name in self.day_zero_choices),
                )
            )
        shift = self.patients.set_index("patient_id")[milestone]
        patients = self.patients.copy()
        for name in self.milestones:
            patients[name] = patients[name] - shift.to_numpy()

        def moved(table: pd.DataFrame, *columns: str) -> pd.DataFrame:
            by = table["patient_id"].map(shift)
            table = table.assign(**{column: table[column] - by for column in columns})
            return table[table[columns[0]].notna()].reset_index(drop=True)

        return replace(
            self,
            patients=patients,
            courses=moved(self.courses, "start_day", "end_day"),
            events=moved(self.events, "day"),
            labs=moved(self.labs, "day"),
            day_zero=milestone,
        )

    def masked(self) -> Cohort:
        """Call the patients P01, P02 ... in the order of the file, in every table and finding."""
        codes = self.masks
        other = {finding.patient for finding in self.findings} - set(codes) - {""}

        def mask(table: pd.DataFrame) -> pd.DataFrame:
            return table.assign(patient_id=table["patient_id"].map(codes))

        findings = tuple(
            replace(
                finding,
                patient=codes.get(finding.patient, "") if finding.patient not in other else "…",
                read="" if finding.read and finding.read == finding.patient else finding.read,
            )
            for finding in self.findings
        )
        identifiers = {(r.sheet, r.header) for r in self.columns if r.field == "patient_id"}
        columns = tuple(
            replace(r, examples=()) if (r.sheet, r.header) in identifiers else r for r in self.columns
        )
        return replace(
            self,
            patients=mask(self.patients),
            courses=mask(self.courses),
            events=mask(self.events),
            labs=mask(self.labs),
            findings=findings,
            columns=columns,
        )

    @property
    def masks(self) -> dict[str, str]:
        """The masked name of each patient: "P01" for the first of the file."""
        width = max(2, len(str(len(self.patients))))
        return {patient: f"P{i:0{width}d}" for i, patient in enumerate(self.patients["patient_id"], start=1)}

    @property
    def milestones(self) -> tuple[str, ...]:
        """The milestones the patients table has as days."""
        return tuple(name for name in MILESTONES if name in self.patients.columns)

    @property
    def day_zero_choices(self) -> tuple[str, ...]:
        """The milestones that at least one patient reached and that can be day zero."""
        names = dict.fromkeys((self.origin, *DAY_ZERO_CHOICES))
        return tuple(name for name in names if name in self.patients and self.patients[name].notna().any())

    @property
    def assessments(self) -> tuple[str, ...]:
        """The response columns, in the order of their days, the best response last."""
        dated = [name for name in self.patients.columns if assessment_day(str(name)) is not None]
        dated.sort(key=lambda name: assessment_day(name) or 0)
        return (*dated, *(["best_response"] if "best_response" in self.patients else []))

    @property
    def groupings(self) -> tuple[str, ...]:
        """The columns with few values, by which patients can be grouped."""
        times = {*self.milestones, "patient_id", "record_type", "data_cutoff"}
        first = [
            name
            for name in ("etiology", "sex", "line_of_therapy", "first_line", "gene", "trigger")
            if name in self.patients
        ]
        rest = [str(name) for name in self.patients.columns if name not in first and name not in times]
        return tuple(name for name in (*first, *rest) if _has_few_values(self.patients[name]))

    def survival_table(self, endpoint: str = "overall survival") -> pd.DataFrame:
        """Return patient_id, time (days from day zero) and event (0/1) of every patient who has both.

        Overall survival: the clock starts at day zero, death counts, the last follow-up censors. Patients without a
        vital status, without a time, or with an end before day zero are left out (see `left_out`).

        Raises
        ------
        CohortError
            For an endpoint that is not known.
        """
        if endpoint not in ENDPOINTS:
            raise CohortError(
                message(
                    "The endpoint {endpoint} is not known. Choose one of: {choices}.",
                    endpoint=endpoint,
                    choices=", ".join(ENDPOINTS),
                )
            )
        usable = ~self._unusable().any(axis=1)
        chosen = self.patients[usable.to_numpy(bool)]
        return pd.DataFrame(
            {
                "patient_id": chosen["patient_id"].to_numpy(),
                "time": chosen["last_follow_up"].to_numpy(float),
                "event": (chosen["vital_status"] == "dead").to_numpy(int),
            }
        )

    def left_out(self) -> pd.DataFrame:
        """Return patient_id and reason (a Message) of every patient whom `survival_table` leaves out."""
        unusable = self._unusable()
        reasons = {
            "time": message("no day of last follow-up or death from day zero"),
            "status": message("no vital status"),
            "negative": message("last follow-up or death before day zero"),
        }
        rows = [
            (patient, reasons[next(name for name in reasons if row[name])])
            for patient, (_, row) in zip(self.patients["patient_id"], unusable.iterrows(), strict=True)
            if row.any()
        ]
        return pd.DataFrame(rows, columns=["patient_id", "reason"])

    def _unusable(self) -> pd.DataFrame:
        time = self.patients["last_follow_up"].astype(float)
        return pd.DataFrame(
            {"time": time.isna(), "status": self.patients["vital_status"].isna(), "negative": time < 0}
        )

    def values(self, column: str) -> list[Any]:
        """Return the distinct values of a column in the order of the dictionary, else by frequency; None last."""
        cells = self.patients[column]
        return ordered(cells, missing=bool(cells.isna().any()))


def ordered(cells: pd.Series, *, missing: bool = False) -> list[Any]:
    """Order the values of a column: numbers by size, words by how many patients have them, then by name."""
    counts = cells.dropna().value_counts()
    if pd.api.types.is_numeric_dtype(cells):
        found: Sequence[Any] = sorted(counts.index)
    else:
        last = {"other": 1, "unknown": 2}
        found = sorted(counts.index, key=lambda value: (last.get(str(value), 0), -counts[value], str(value)))
    return [*found, *([None] if missing else [])]


def is_after_day_zero(column: str) -> bool:
    """Say whether a column is known only after day zero, so that grouping by it misleads."""
    return column in AFTER_DAY_ZERO or column.startswith(("response_", "responder"))


def _has_few_values(cells: pd.Series) -> bool:
    distinct = cells.dropna().unique()
    if pd.api.types.is_float_dtype(cells) and not np.all(np.mod(cells.dropna(), 1) == 0):
        return False
    return 2 <= len(distinct) + int(cells.isna().any()) and 1 <= len(distinct) <= FEW_VALUES
