"""The empty workbook to fill in, and the sheet that explains its columns, both from hlhdash's dictionary of fields."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sample_template_words import CHOICES, EXAMPLES, FORMATS, LAB_EXAMPLES, MEANINGS, NOTES, OPEN_CHOICES
from sample_workbook import Table

from hlhdash.cohort.fields import (
    ANALYTES,
    ASSESSMENT_DAYS,
    ASSESSMENT_TITLES,
    BIRTH_DATE_ALIASES,
    LONG_FIELDS,
    MILESTONE_FIELDS,
    PATIENT_FIELDS,
    PRIVATE_FIELD,
    RECORD_NUMBER_ALIASES,
    Analyte,
    Field,
)
from hlhdash.cohort.mapping import SheetKind, read_header

# Understood in any file, but nothing a child's row should have to say twice or at all.
NOT_IN_TEMPLATE = ("first_line_to_rux", "record_type")

# The columns of the long sheets under the names a clinic uses, and the field each becomes.
LONG_COLUMNS: dict[SheetKind, dict[str, str]] = {
    "treatments": {"drug": "label", "start": "start_day", "stop": "end_day", "dose": "dose"},
    "events": {"date": "day", "kind": "kind", "label": "label", "grade": "grade"},
    "labs": {"date": "day", "analyte": "analyte", "value": "value", "unit": "unit"},
}
_EXPLAINED = {
    "sheet": 12,
    "column": 22,
    "on screen": 22,
    "meaning": 50,
    "unit or format": 44,
    "example": 16,
    "also called": 44,
    "also called (Chinese)": 28,
}
_PATIENTS = {field.name: field for field in (*PATIENT_FIELDS, *MILESTONE_FIELDS)}
_LONG = {field.name: field for field in (PATIENT_FIELDS[0], *LONG_FIELDS)}


def patient_columns() -> list[str]:
    """Return the columns of the patients sheet: who, what was given when, how it went, how it ended."""
    last = ["best_response", "vital_status", "data_cutoff"]
    facts = [field.name for field in PATIENT_FIELDS if field.name not in (*NOT_IN_TEMPLATE, *last)]
    milestones = [field.name for field in MILESTONE_FIELDS if field.name not in NOT_IN_TEMPLATE]
    end = milestones.index("death")
    return [*facts, *milestones[:end], *ASSESSMENT_DAYS, *last[:2], *milestones[end:], last[2]]


def columns() -> dict[SheetKind, dict[str, str]]:
    """Return the columns of each sheet to fill in, and the field each becomes."""
    named: dict[SheetKind, dict[str, str]] = {"patients": {name: name for name in patient_columns()}}
    named.update({sheet: {"patient_id": "patient_id", **own} for sheet, own in LONG_COLUMNS.items()})
    return named


def workbook() -> dict[str, Table]:
    """Return the empty sheets and the sheet that explains them."""
    return {**{sheet: _empty(sheet, named) for sheet, named in columns().items()}, "fields": _fields()}


def _empty(sheet: SheetKind, named: dict[str, str]) -> Table:
    formats = {}
    for header, name in named.items():
        if name == "patient_id":
            formats[header] = "@"  # keeps “001” from becoming 1
        elif name == "data_cutoff" or (name not in ASSESSMENT_DAYS and _field(sheet, name).kind == "milestone"):
            formats[header] = "yyyy-mm-dd"
    return Table(
        list(named),
        [],
        widths={header: max(12.0, len(header) + 3.0) for header in named},
        formats=formats,
        choices={header: CHOICES[name] for header, name in named.items() if name in CHOICES},
    )


def _field(sheet: SheetKind, name: str) -> Field:
    return (_PATIENTS if sheet == "patients" else _LONG)[name]


def _fields() -> Table:
    rows = [["every sheet", "", "", note, "", "", "", ""] for note in NOTES]
    for sheet, named in columns().items():
        for header, name in named.items():
            explained = _assessment(name) if name in ASSESSMENT_DAYS else _explained(sheet, header, name)
            rows.append([sheet, header, *explained])
    rows += [["labs", f"analyte: {one.name}", *_analyte(one)] for one in ANALYTES]
    rows += [["may be added", name, *_explained("patients", name, name)] for name in NOT_IN_TEMPLATE]
    private = (*PRIVATE_FIELD.aliases, *BIRTH_DATE_ALIASES, *RECORD_NUMBER_ALIASES)
    rows.append(
        ["leave out", "", str(PRIVATE_FIELD.title), MEANINGS["patients", "private"], "", "", *_by_language(private)]
    )
    return Table(list(_EXPLAINED), rows, widths=_EXPLAINED, wrapped=frozenset(_EXPLAINED))


def _explained(sheet: SheetKind, header: str, name: str) -> list[str]:
    """Return screen name, meaning, format, example and other names of a column."""
    field = _field(sheet, name)
    return [
        str(field.title),
        MEANINGS.get((sheet, header), str(field.meaning)),
        _format(sheet, field),
        EXAMPLES.get((sheet, header)) or EXAMPLES["", name],
        *_by_language(_understood(sheet, header, field)),
    ]


def _understood(sheet: SheetKind, header: str, field: Field) -> list[str]:
    """Return the other names that lead to this field on this sheet; one that another field has taken does not."""
    return [
        name for name in (field.name, *field.aliases) if name != header and read_header(name, sheet)[0] == field.name
    ]


def _assessment(name: str) -> list[str]:
    day = ASSESSMENT_DAYS[name]
    unit, count = re.fullmatch(r"response_(day|week)(\d+)", name).groups()  # type: ignore[union-attr]
    others = [f"response_day{day}"] if unit == "week" else []
    return [
        str(ASSESSMENT_TITLES[name]),
        f"The response class on day {day} from ruxolitinib start; “died” where the child died before it.",
        _one_of(name),
        EXAMPLES["", "response"],
        ", ".join([*others, f"{unit} {count} response", f"{unit}{count}"]),
        f"第{count}{'天' if unit == 'day' else '周'}疗效",
    ]


def _analyte(one: Analyte) -> list[str]:
    return [
        str(one.title),
        MEANINGS["labs", "one analyte"],
        one.unit,
        LAB_EXAMPLES[one.name],
        *_by_language(one.aliases),
    ]


def _format(sheet: SheetKind, field: Field) -> str:
    if field.name in CHOICES:
        return _one_of(field.name)
    if field.name in FORMATS:
        return FORMATS[field.name]
    if field.kind == "milestone":
        return FORMATS["milestone" if sheet == "patients" else "long milestone"].format(name=field.name)
    return field.unit or FORMATS[field.kind]


def _one_of(name: str) -> str:
    words = "one of: " + ", ".join(CHOICES[name])
    return words + "; another word is kept as it is written" if name in OPEN_CHOICES else words


def _by_language(names: Iterable[str]) -> tuple[str, str]:
    """Split names into English and Chinese."""
    listed = list(names)
    chinese = [name for name in listed if re.search(r"[\u4e00-\u9fff]", name)]
    return ", ".join(name for name in listed if name not in chinese), "、".join(chinese)
