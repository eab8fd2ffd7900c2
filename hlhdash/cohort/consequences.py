"""Which figures a finding matters for: by what its column became, else by what its sheet holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from hlhdash.cohort.fields import assessment_day, is_milestone
from hlhdash.cohort.findings import FIGURES, Figure, Finding
from hlhdash.cohort.headers import UNIT_OF, SheetKind
from hlhdash.cohort.mapping import ColumnReading
from hlhdash.cohort.privacy import is_private

_OF_KIND: dict[SheetKind, tuple[Figure, ...]] = {
    "patients": FIGURES,
    "treatments": ("swimmer", "response"),
    "events": ("survival", "swimmer", "response", "safety"),
    "labs": ("labs", "response"),
}
_OF_FIELD: dict[str, tuple[Figure, ...]] = {
    "patient_id": FIGURES,
    "vital_status": ("survival", "swimmer"),
    "last_follow_up": ("survival", "swimmer"),
    "death": ("survival", "swimmer", "response"),
    "data_cutoff": ("survival", "swimmer"),
    "rux_start": ("survival", "swimmer", "response", "labs"),
    "hsct": ("survival", "swimmer", "response"),
    "relapse": ("survival", "swimmer"),
    "best_response": ("swimmer", "response"),
    "grade": ("safety",),
    "dose": ("swimmer",),
    "added_therapy_start": ("swimmer", "response"),
}


def with_figures(
    findings: Iterable[Finding], readings: Mapping[SheetKind, Iterable[ColumnReading]]
) -> tuple[Finding, ...]:
    """Return the findings, each with the figures it matters for.

    Parameters
    ----------
    readings : what the columns of each kind of sheet became
    """
    fields: dict[tuple[str, str], str] = {}
    kinds: dict[str, SheetKind] = {}
    for kind, columns in readings.items():
        for reading in columns:
            fields[reading.sheet, reading.header] = reading.field
            kinds[reading.sheet] = kind

    def affected(finding: Finding) -> tuple[Figure, ...]:
        headers = _headers(finding, fields)
        if headers:
            kind = kinds[finding.sheet]
            found = {figure for header in headers for figure in of_field(fields[finding.sheet, header], kind)}
        elif finding.level == "note" and finding.row is None:
            found = set()
        else:
            found = set(_OF_KIND[kinds[finding.sheet]]) if finding.sheet in kinds else set(FIGURES)
        return tuple(figure for figure in FIGURES if figure in found)

    return tuple(one if one.affects else replace(one, affects=affected(one)) for one in findings)


def _headers(finding: Finding, fields: Mapping[tuple[str, str], str]) -> list[str]:
    """Return the columns of a finding; one about a time that several columns state names them all, with commas."""
    if (finding.sheet, finding.column) in fields:
        return [finding.column]
    return [header for header in finding.column.split(", ") if (finding.sheet, header) in fields]


def of_field(field: str, kind: SheetKind) -> tuple[Figure, ...]:
    """Return the figures that show a field of such a sheet; a column kept as it came can only group patients."""
    if kind != "patients":
        return _OF_FIELD[field] if field in ("grade", "dose") else _OF_KIND[kind]
    if field in _OF_FIELD:
        return _OF_FIELD[field]
    if field.startswith("endpoint:"):
        return ("survival",)
    if field.startswith(("lab:", UNIT_OF)):
        return ("labs", "response")
    if assessment_day(field) is not None:
        return ("swimmer", "response")
    if field.startswith("course:") or is_milestone(field):
        return ("swimmer",)
    return () if is_private(field) else ("groups",)
