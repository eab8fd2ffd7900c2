"""Cells about findings and support that say neither yes nor no: they count as not recorded, and that must be said."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from hlhdash.analysis.criteria.charts import flag_columns, read_flag
from hlhdash.analysis.criteria.support import given, support_of
from hlhdash.cohort.fields import title
from hlhdash.cohort.model import Cohort
from hlhdash.cohort.values import is_missing
from hlhdash.language import Message, listed, message

NAMED = 6  # cells, and patients of one, that a sentence names
LONGEST = 40  # characters of a cell


@dataclass(frozen=True)
class Unread:
    """One cell that could not be read: whose, in which column, and what it says, as the file has it."""

    patient: str
    column: str
    cell: str


def unread_findings(cohort: Cohort) -> tuple[Unread, ...]:
    """Return the cells about the spleen, the marrow, NK activity and so on that are neither yes nor no."""
    return tuple(
        one
        for flag, column in flag_columns(cohort).items()
        for one in _unread(cohort, column, lambda cell, flag=flag: read_flag(flag, cell))
    )


def unread_support(cohort: Cohort) -> tuple[Unread, ...]:
    """Return the cells about transfusions and G-CSF that are neither yes, no nor an amount."""
    columns = [str(column) for column in cohort.patients if support_of(column)[0] is not None]
    return tuple(one for column in columns for one in _unread(cohort, column, given))


def _unread(cohort: Cohort, column: str, read: Callable[[object], bool | None]) -> Iterable[Unread]:
    people = cohort.patients
    for patient, cell in zip(people["patient_id"].tolist(), people[column].tolist(), strict=True):
        if not is_missing(cell) and read(cell) is None:
            yield Unread(patient, column, str(cell))


def unread_words(cells: Iterable[Unread]) -> tuple[Message, ...]:
    """Say which cells could not be read, and what became of them; nothing where all could."""
    patients: dict[tuple[str, str], list[str]] = {}
    for one in cells:
        patients.setdefault((one.column, one.cell), []).append(one.patient)
    if not patients:
        return ()
    named = [
        message(
            "{column} “{cell}” ({patients})",
            column=title(column),
            cell=cell[:LONGEST],
            patients=listed([*who[:NAMED], *(["…"] if len(who) > NAMED else [])]),
        )
        for (column, cell), who in patients.items()
    ]
    return (
        message(
            "Neither yes nor no, and so taken as not recorded: {cells}.",
            cells=listed([*named[:NAMED], *(["…"] if len(named) > NAMED else [])]),
        ),
    )
