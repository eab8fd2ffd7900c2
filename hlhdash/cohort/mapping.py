"""From headers to fields: what each column of a sheet is taken for, why, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from hlhdash.cohort import vocabulary
from hlhdash.cohort.etiology_words import etiology_word
from hlhdash.cohort.fields import (
    FIELDS,
    LONG_FIELDS,
    MILESTONE_FIELDS,
    PATIENT_FIELDS,
    PRIVATE_FIELD,
    Field,
    assessment_day,
    title,
)
from hlhdash.cohort.fields_long import NAME_ALIASES
from hlhdash.cohort.headers import (
    FIRST_LINE,
    UNIT_OF,
    Proposal,
    Reason,
    SheetKind,
    Unit,
    analyte,
    is_share,
    normal,
    read_header,
    split_unit,
    takes_unit,
)
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.privacy import is_private, private_content
from hlhdash.language import message

__all__ = ["ColumnReading", "SheetKind", "analyte", "field_choices", "fits", "is_field", "read_columns", "read_header"]

_NAMES = frozenset(normal(alias) for alias in NAME_ALIASES)


@dataclass(frozen=True)
class ColumnReading:
    """What one column of one sheet was taken for.

    Attributes
    ----------
    sheet, header : where it stands
    field : the field it became, "" where it is kept as it came
    unit : "date", "days" ... for a time; "" where the cells decide
    reason : why: exact, alias, pattern, likeness, content (of its cells), chosen (by the user) or none
    sure : 0 to 100
    examples : three of its values, for the user to judge by
    """

    sheet: str
    header: str
    field: str
    unit: Unit = ""
    reason: Reason = "none"
    sure: int = 0
    examples: tuple[str, ...] = ()


def is_field(name: str) -> bool:
    """Say whether a word is something a column can become."""
    return (
        name in FIELDS
        or is_private(name)
        or assessment_day(name) is not None
        or re.fullmatch(
            r"(?:unit:)?lab:[^:]+:\d{0,5}|(?:course:(?:start|stop)|milestone|endpoint:(?:time|event)):.+",
            name,
            re.ASCII,
        )
        is not None
    )


def field_choices(kind: SheetKind) -> tuple[Field, ...]:
    """Return the fields a user may choose for a column of such a sheet."""
    fields = (*PATIENT_FIELDS, *MILESTONE_FIELDS) if kind == "patients" else (PATIENT_FIELDS[0], *LONG_FIELDS)
    return (*fields, PRIVATE_FIELD)


def fits(name: str, kind: SheetKind) -> bool:
    """Say whether a column of such a sheet can become a field."""
    if not name or is_private(name) or name in {field.name for field in field_choices(kind)}:
        return True
    if name.startswith(("lab:", UNIT_OF)):
        return kind in ("patients", "labs")
    return kind == "patients" and (
        assessment_day(name) is not None or name.startswith(("course:", "milestone:", "endpoint:"))
    )


def read_columns(
    sheet: str,
    examples: Mapping[str, tuple[str, ...]],
    kind: SheetKind,
    chosen: Mapping[str, str],
    notes: Notes,
    given: Mapping[str, Proposal] = MappingProxyType({}),
    contents: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> tuple[ColumnReading, ...]:
    """Decide what each column of a sheet is; the user's choice comes first, then the surest reading of each field.

    Parameters
    ----------
    examples : a few cells of each column, by header in the order of the sheet
    chosen : header to field, as the user decided; "" keeps a column as it came
    given : header to what the shape of the table says of it
    contents : more cells of each column, repeats and all, by which persons are recognised
    """
    readings = []
    for header, cells in examples.items():
        if header in chosen and fits(chosen[header], kind):
            unit = split_unit(header)[1] if takes_unit(chosen[header]) else ""
            readings.append(ColumnReading(sheet, header, chosen[header], unit, "chosen", 100, cells))
            continue
        name, unit, reason, sure = given.get(header) or read_header(header, kind)
        if cells and _names_person(header, name, cells):
            name, unit, reason, sure = "private", "", "content", 90
        elif not name and (private := private_content(contents.get(header, cells))):
            name, reason, sure = private, "content", 90
        readings.append(ColumnReading(sheet, header, name, unit, reason, sure, cells))
    readings = _one_claim_each(_etiologies(readings), notes)
    if not any(reading.field == "patient_id" for reading in readings):
        readings = _person_as_identifier(readings)
    readings = _whole_endpoints(_whole_courses(readings))
    _note_likeness(readings, notes)
    return tuple(readings)


def _etiologies(readings: list[ColumnReading]) -> list[ColumnReading]:
    """Take a column called diagnosis for the etiology where it holds etiologies and no other column is called so."""
    if any(reading.field == "etiology" for reading in readings):
        return readings
    for i, reading in enumerate(readings):
        known = [
            etiology_word(cell).stratum or vocabulary.is_ambiguous_etiology(cell) for cell in reading.examples if cell
        ]
        if reading.field == "diagnosis" and reading.reason != "chosen" and known and all(known):
            return [
                *readings[:i],
                replace(reading, field="etiology", unit="", reason="content", sure=80),
                *readings[i + 1 :],
            ]
    return readings


def _names_person(header: str, name: str, cells: tuple[str, ...]) -> bool:
    """Say whether "name" on a sheet of treatments or events is a child's: nothing in it is a drug or an event."""
    if name != "label" or normal(header) not in _NAMES:
        return False
    return not any(vocabulary.is_drug(cell) or vocabulary.event_kind(cell) for cell in cells)


def _one_claim_each(readings: list[ColumnReading], notes: Notes) -> list[ColumnReading]:
    """Give each field (in each unit) to its surest column; a lesser claim is kept as it came and said.

    The percentage that a blood count lists beside an absolute number is no claim, and nothing is said of it.
    """
    shares = [reading.field.startswith("lab:") and is_share(reading.header) for reading in readings]
    order = sorted(
        range(len(readings)), key=lambda i: (readings[i].reason != "chosen", shares[i], -readings[i].sure, i)
    )
    taken: dict[tuple[str, str], str] = {}
    result = list(readings)
    for i in order:
        reading = readings[i]
        if not reading.field or is_private(reading.field):
            continue
        claim = (reading.field, reading.unit)
        if claim not in taken:
            taken[claim] = reading.header
            continue
        result[i] = replace(reading, field="", unit="", reason="none", sure=0)
        if shares[i]:
            continue
        notes.add(
            "warning",
            message(
                "Columns {used} and {other} both look like {field}; {used} is used, {other} is kept as it came.",
                used=taken[claim],
                other=reading.header,
                field=title(reading.field),
            ),
            message("Choose what each of the two columns is."),
            sheet=reading.sheet,
            column=reading.header,
        )
    return result


def _person_as_identifier(readings: list[ColumnReading]) -> list[ColumnReading]:
    """Tell patients apart by a record number, else by a name, where the sheet has nothing else; both are masked."""
    by_number = (i for i, reading in enumerate(readings) if reading.field == "record_number")
    by_name = (i for i, r in enumerate(readings) if r.field == "private" and normal(r.header) in _NAMES)
    i = next(by_number, next(by_name, None))
    if i is None or readings[i].reason == "chosen":
        return readings
    return [*readings[:i], replace(readings[i], field="patient_id"), *readings[i + 1 :]]


def _whole_courses(readings: list[ColumnReading]) -> list[ColumnReading]:
    """Take "x start" and "x stop" for a course of x only where it starts, and x is a drug or also stops."""
    edges: dict[str, set[str]] = {}
    for reading in readings:
        if reading.field.startswith("course:"):
            _, edge, drug = reading.field.split(":", 2)
            edges.setdefault(drug, set()).add(edge)

    def whole(reading: ColumnReading) -> bool:
        if not reading.field.startswith("course:") or reading.reason == "chosen":
            return True
        drug = reading.field.split(":", 2)[2]
        if drug == FIRST_LINE:
            return True  # its start has a field of its own
        return edges[drug] == {"start", "stop"} or ("start" in edges[drug] and vocabulary.is_drug(drug))

    return [r if whole(r) else replace(r, field="", unit="", reason="none", sure=0) for r in readings]


def _whole_endpoints(readings: list[ColumnReading]) -> list[ColumnReading]:
    """Take the time to an endpoint and its event for such only where the sheet has both."""
    fields = {reading.field for reading in readings}

    def whole(reading: ColumnReading) -> bool:
        part, _, code = reading.field.removeprefix("endpoint:").partition(":")
        other = {"time": "event", "event": "time"}.get(part)
        return not reading.field.startswith("endpoint:") or f"endpoint:{other}:{code}" in fields

    return [r if whole(r) else replace(r, field="", unit="", reason="none", sure=0) for r in readings]


def _note_likeness(readings: list[ColumnReading], notes: Notes) -> None:
    for reading in readings:
        if reading.reason == "likeness":
            notes.add(
                "note",
                message(
                    "Column {column} was taken for {field}, because it is written almost the same.",
                    column=reading.header,
                    field=title(reading.field),
                ),
                message("Choose another field for the column if it is something else."),
                sheet=reading.sheet,
                column=reading.header,
            )
