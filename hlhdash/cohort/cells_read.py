"""What was read, beside each doubt that has a place: the cell itself, unless it identifies a person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from hlhdash.cohort.findings import Finding
from hlhdash.cohort.joining import Read
from hlhdash.cohort.notes import LONGEST_CELL
from hlhdash.cohort.privacy import is_private
from hlhdash.cohort.sheets import Sheet
from hlhdash.cohort.values import text


def with_cells(findings: Iterable[Finding], sheets: Iterable[Read]) -> list[Finding]:
    """Return the findings, each that names one cell and quotes none with what stands there."""
    shown: dict[tuple[str, str], list[Sheet]] = {}
    for sheet, readings in sheets:
        for reading in readings:
            if not is_private(reading.field):
                shown.setdefault((sheet.name, reading.header), []).append(sheet)
    return [_with_cell(one, shown.get((one.sheet, one.column), [])) for one in findings]


def _with_cell(finding: Finding, sheets: list[Sheet]) -> Finding:
    if finding.read or finding.row is None:
        return finding
    for sheet in sheets:
        if finding.row in sheet.cells.index:
            return replace(finding, read=text(sheet.cells.at[finding.row, finding.column])[:LONGEST_CELL])
    return finding
