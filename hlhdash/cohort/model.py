"""The Cohort: four tidy tables, where they came from, and the ways to look at part of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from hlhdash.cohort import filters, other_events
from hlhdash.cohort.day_zero import counted_from
from hlhdash.cohort.endpoints import RECORDED, Endpoint, of_causes
from hlhdash.cohort.endpoints import endpoint as endpoint_called
from hlhdash.cohort.fields import DAY_ZERO_CHOICES, MILESTONES, assessment_day
from hlhdash.cohort.findings import Finding, Question, RowsRead
from hlhdash.cohort.knowledge import (
    AFTER_DAY_ZERO,
    AS_IT_CAME,
    has_few_values,
    is_after_day_zero,
    ordered,
    tells_outcome,
)
from hlhdash.cohort.mapping import ColumnReading
from hlhdash.cohort.masking import with_masks
from hlhdash.cohort.provenance import Provenance
from hlhdash.cohort.recorded_endpoints import codes_of
from hlhdash.cohort.recorded_endpoints import names as recorded_names
from hlhdash.cohort.survival_times import left_out, state_table, usable
from hlhdash.language import Message

__all__ = ["AFTER_DAY_ZERO", "Cohort", "Provenance", "is_after_day_zero", "ordered"]

_GROUPED_FIRST = ("etiology", "sex", "line_of_therapy", "first_line", "gene", "trigger")


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
    source, fingerprint : name of the file, SHA-256 of what was read
    day_zero : the milestone that is day zero
    origin : the milestone from which the file counts, to which response assessments refer
    data_cutoff : the last date of the data, ISO, or None
    note : what must be said wherever the data are shown
    record_numbers : whether patients are told apart by what can identify a person (then mask them on a screen)
    n_total : patients in the file
    filters : column and words of each filter
    roster : the patients of the file in its order, by which masks are given
    cutoffs : the data cut-off of each of the roster in days from the file's day zero, NaN where that has no date
    encoding : in which a text file was read, "" for other kinds
    rows : what became of the rows of each sheet that was read
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
    roster: tuple[str, ...] = field(default=(), repr=False)
    cutoffs: tuple[float, ...] = field(default=(), repr=False)
    encoding: str = ""
    rows: tuple[RowsRead, ...] = field(default=(), repr=False)

    def __len__(self) -> int:
        return len(self.patients)

    def __repr__(self) -> str:
        return f"Cohort({self.source!r}, {len(self)} of {self.n_total} patients, {len(self.findings)} findings)"

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
            tuple(dict.fromkeys(column for column, _ in self.filters if self.after_day_zero(column))),
            self.note,
        )

    def where(self, **conditions: Any) -> Cohort:
        """Keep the patients who meet every condition.

        Parameters
        ----------
        conditions : column=value, column=[values] (None stands for missing), or column=(low, high) with both ends
            included and None for an open end; a patient whose value is missing is outside every range.

        Raises
        ------
        CohortError
            Where the cohort has no such column.

        Examples
        --------
        >>> cohort.where(etiology=["EBV", "FHL"], age_years=(0, 2))
        """
        kept, words = pd.Series(True, index=self.patients.index), list(self.filters)
        for column, wanted in conditions.items():
            meets, said = filters.meets(self.patients, column, wanted)
            kept &= meets
            words.append((column, said))
        chosen = self.patients.loc[kept.to_numpy(bool), "patient_id"]

        def keep(table: pd.DataFrame) -> pd.DataFrame:
            return table[table["patient_id"].isin(chosen)].reset_index(drop=True)

        return replace(self.with_tables(keep), filters=tuple(words))

    def with_tables(self, change: Callable[[pd.DataFrame], pd.DataFrame]) -> Cohort:
        """Return the cohort with each of its four tables changed in the same way."""
        return replace(
            self,
            patients=change(self.patients),
            courses=change(self.courses),
            events=change(self.events),
            labs=change(self.labs),
        )

    def with_day_zero(self, milestone: str) -> Cohort:
        """Count days from another milestone; patients who never reached it have no times, courses, events or labs.

        Start from the cohort as it was read: what such patients lose does not come back with a further day zero.

        Raises
        ------
        CohortError
            Where no patient has that milestone.
        """
        return self if milestone == self.day_zero else counted_from(self, milestone)

    def masked(self) -> Cohort:
        """Call the patients P01, P02 ... in the order of the file, in every table and finding."""
        return with_masks(self)

    @property
    def masks(self) -> dict[str, str]:
        """The masked name of each patient of the file: "P01" for the first, whatever is filtered."""
        width = max(2, len(str(len(self.roster))))
        return {patient: f"P{i:0{width}d}" for i, patient in enumerate(self.roster, start=1)}

    @property
    def cutoff_days(self) -> pd.Series:
        """The day of the data cut-off by patient_id, counted from the current day zero; NaN where it is not known."""
        days = pd.Series(self.cutoffs or float("nan"), index=pd.Index(self.roster, dtype=object), dtype=float)
        people = self.patients.set_index("patient_id")
        return days.reindex(people.index) + people[self.origin].astype(float)

    @property
    def milestones(self) -> tuple[str, ...]:
        """The milestones the patients table has as days."""
        return tuple(name for name in MILESTONES if name in self.patients)

    @property
    def day_zero_choices(self) -> tuple[str, ...]:
        """The milestones that at least one patient reached and that can be day zero."""
        names = dict.fromkeys((self.origin, *DAY_ZERO_CHOICES))
        return tuple(name for name in names if name in self.patients and self.patients[name].notna().any())

    @property
    def assessments(self) -> tuple[str, ...]:
        """The response columns, in the order of their days, the best response last."""
        dated = [name for name in map(str, self.patients) if assessment_day(name) is not None]
        dated.sort(key=lambda name: assessment_day(name) or 0)
        return (*dated, *(["best_response"] if "best_response" in self.patients else []))

    @property
    def groupings(self) -> tuple[str, ...]:
        """The columns with few values, by which patients can be grouped; those everyone asks for come first."""
        no_group = {*self.milestones, *self._recorded_columns, "patient_id", "record_type", "data_cutoff"}
        names = dict.fromkeys((*_GROUPED_FIRST, *map(str, self.patients)))
        return tuple(
            name
            for name in names
            if name in self.patients and name not in no_group and has_few_values(self.patients[name])
        )

    @property
    def recorded_endpoints(self) -> tuple[str, ...]:
        """The endpoints whose times and events the file itself gives, such as "recorded PFS" of an ADTTE table."""
        return tuple(f"{RECORDED}{code}" for code in codes_of(self.columns))

    @property
    def _recorded_columns(self) -> frozenset[str]:
        return frozenset(name for code in codes_of(self.columns) for name in recorded_names(code))

    def after_day_zero(self, column: str) -> bool:
        """Say whether a column is known only after day zero, by its name or because it holds outcomes.

        Grouping or filtering by such a column makes patients immortal until it is known.
        """
        if is_after_day_zero(column) or column in self._recorded_columns:
            return True
        header = column.removesuffix(AS_IT_CAME)
        kept = any(reading.header == header and not reading.field for reading in self.columns)
        return kept and column in self.patients and tells_outcome(header, self.patients[column])

    @property
    def cause_endpoints(self) -> dict[str, Endpoint]:
        """The endpoints of a file whose status tells of other events than death, which then compete; by their names."""
        return of_causes(other_events.words_of(self.patients))

    def endpoint(self, asked: str | Endpoint) -> Endpoint:
        """Return an endpoint by its name, one of `cause_endpoints` among them.

        Raises
        ------
        CohortError
            Where nothing is called that.
        """
        return (self.cause_endpoints.get(asked) if isinstance(asked, str) else None) or endpoint_called(asked)

    def survival_table(self, endpoint: str | Endpoint = "overall survival") -> pd.DataFrame:
        """Return patient_id, time (days from the start of the clock) and event (0/1) of every patient who has both.

        Parameters
        ----------
        endpoint : "overall survival", "event-free survival", "relapse-free survival", "time to response", "time to
            HSCT", "time to defervescence", "time to" and a milestone, "recorded" and a code such as PFS (one of
            `recorded_endpoints`), one of `cause_endpoints`, or an `Endpoint`. What competes censors here.

        Patients without a vital status, without a time, or with an end before day zero are left out (`left_out`).

        Raises
        ------
        CohortError
            For an endpoint that is not known.
        """
        return usable(self.state_table(endpoint))

    def state_table(self, endpoint: str | Endpoint) -> pd.DataFrame:
        """Return what came first for every patient: see `hlhdash.cohort.survival_times.state_table`."""
        return state_table(self, self.endpoint(endpoint))

    def left_out(self, endpoint: str | Endpoint = "overall survival") -> pd.DataFrame:
        """Return patient_id and reason (a Message) of every patient whom `survival_table` leaves out."""
        return left_out(self.state_table(endpoint))

    def values(self, column: str) -> list[Any]:
        """Return the distinct values of a column, numbers by size, words by frequency; None last for the missing."""
        cells = self.patients[column]
        return ordered(cells, missing=bool(cells.isna().any()))
