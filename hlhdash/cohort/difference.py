"""What changed between two versions of one cohort's file, patient by patient."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from hlhdash.cohort.masks import Masks
from hlhdash.cohort.model import Cohort

SAME_HEADERS = 0.6  # share of all headers of two files from which they may be versions of one
SAME_PATIENTS = 0.5  # share of the patients of the smaller one
NO_DIFFERENCE = 0.005  # days or years below which two numbers are the same
_OF_THE_END = ("death", "last_follow_up")  # said with the death
_NOT_COMPARED = frozenset({"patient_id", "record_type"})


@dataclass(frozen=True)
class Change:
    """One cell of the patients table that changed; None where there is nothing."""

    patient: str
    field: str
    before: str | float | None
    after: str | float | None


@dataclass(frozen=True)
class Difference:
    """What a newer version of a cohort says otherwise.

    Attributes
    ----------
    before, after : names of the files
    new, gone : patients only the newer, only the older version has
    died : patients who died since, with the day of death (None where none is given)
    longer : patients who are followed longer, with the days gained; the dead are not among them
    changes : every other cell that changed
    new_columns, gone_columns : columns only one version has
    more : rows gained (or lost, below 0) by courses, events and labs
    """

    before: str
    after: str
    new: tuple[str, ...]
    gone: tuple[str, ...]
    died: tuple[tuple[str, float | None], ...]
    longer: tuple[tuple[str, float], ...]
    changes: tuple[Change, ...]
    new_columns: tuple[str, ...]
    gone_columns: tuple[str, ...]
    more: Mapping[str, int]

    @property
    def is_empty(self) -> bool:
        """Say whether nothing changed."""
        parts = (self.new, self.gone, self.died, self.longer, self.changes, self.new_columns, self.gone_columns)
        return not any(parts) and not any(self.more.values())

    def masked(self, codes: Mapping[str, str]) -> Difference:
        """Return the same with patients called as on the screen; one who is no longer there has no masked name."""
        texts = Masks({**dict.fromkeys(self.gone, "…"), **codes})

        def name(patient: str) -> str:
            return codes.get(patient, "…")

        def hide(one: Change) -> Change:
            cells: list[Any] = [texts.cell(one.before), texts.cell(one.after)]
            return Change(name(one.patient), one.field, *cells)

        return replace(
            self,
            new=tuple(map(name, self.new)),
            gone=tuple(map(name, self.gone)),
            died=tuple((name(patient), day) for patient, day in self.died),
            longer=tuple((name(patient), days) for patient, days in self.longer),
            changes=tuple(map(hide, self.changes)),
        )


def is_newer_version(before: Cohort, after: Cohort) -> bool:
    """Say whether a cohort looks like another version of one: mostly the same columns and the same patients.

    Where only names or record numbers tell patients apart, they were renamed in the order of their file: two versions
    then cannot be compared.
    """
    if before.fingerprint == after.fingerprint or _is_renamed(before) or _is_renamed(after):
        return False
    old, new = ({reading.header for reading in cohort.columns} for cohort in (before, after))
    patients = set(before.roster) & set(after.roster)
    alike = len(old & new) >= SAME_HEADERS * len(old | new)
    return alike and len(patients) >= SAME_PATIENTS * min(len(before.roster), len(after.roster)) > 0


def _is_renamed(cohort: Cohort) -> bool:
    chosen = any(reading.field == "patient_id" and reading.reason == "chosen" for reading in cohort.columns)
    return cohort.record_numbers and not chosen


def difference(before: Cohort, after: Cohort) -> Difference:
    """Compare two versions of a cohort as they were read, before any filter, mask or other day zero.

    The day zero of both must be the same milestone for their days to be compared; where it is not, times are left out.
    """
    old, new = (cohort.patients.set_index("patient_id") for cohort in (before, after))
    shared = [patient for patient in after.roster if patient in old.index]
    old, current = old.loc[shared], new.loc[shared]
    died = (current["vital_status"] == "dead") & (old["vital_status"] != "dead")
    same_zero = before.day_zero == after.day_zero
    gained = current["last_follow_up"] - old["last_follow_up"]
    longer = gained[(gained > NO_DIFFERENCE) & ~died] if same_zero else gained.iloc[:0]
    said = {*((patient, name) for patient in died.index[died] for name in (*_OF_THE_END, "vital_status"))}
    said |= {(patient, "last_follow_up") for patient in longer.index}
    times = set() if same_zero else set(after.milestones)
    columns = [str(name) for name in current if name in old and name not in _NOT_COMPARED | times]
    changes = [change for name in columns for change in _changes(name, old[name], current[name], said)]
    order = {patient: i for i, patient in enumerate(shared)}
    return Difference(
        before.source,
        after.source,
        tuple(patient for patient in after.roster if patient not in before.roster),
        tuple(patient for patient in before.roster if patient not in after.roster),
        tuple((str(patient), _number(current.at[patient, "death"])) for patient in died.index[died]),
        tuple((str(patient), float(days)) for patient, days in longer.items()),
        tuple(sorted(changes, key=lambda change: order[change.patient])),
        tuple(str(name) for name in new if name not in before.patients),
        tuple(str(name) for name in before.patients if name not in after.patients),
        {name: len(getattr(after, name)) - len(getattr(before, name)) for name in ("courses", "events", "labs")},
    )


def _changes(name: str, old: pd.Series, new: pd.Series, said: set[tuple[Any, str]]) -> list[Change]:
    found = []
    for patient, before, after in zip(new.index, old, new, strict=True):
        one, other = _cell(before), _cell(after)
        if not _same(one, other) and (patient, name) not in said:
            found.append(Change(str(patient), name, one, other))
    return found


def _cell(cell: Any) -> str | float | None:
    if cell is None or pd.isna(cell):
        return None
    return cell if isinstance(cell, str) else float(cell)


def _same(one: str | float | None, other: str | float | None) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= NO_DIFFERENCE
    return one == other


def _number(cell: Any) -> float | None:
    return None if pd.isna(cell) else float(cell)
