"""Small files to read, and the shortest way to ask what was said about them."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pandas as pd

import hlhdash
from hlhdash.cohort.columns import Column
from hlhdash.cohort.mapping import ColumnReading
from hlhdash.cohort.notes import Notes

HEADER = "patient_id,rux_start,last_follow_up,vital_status"


def read(*rows: str, header: str = HEADER, **options: Any) -> hlhdash.Cohort:
    """Read a CSV of a header and rows, called cohort.csv."""
    return hlhdash.read_cohort("\n".join((header, *rows)).encode(), "cohort.csv", **options)


def book(**sheets: list[list[Any]]) -> bytes:
    """Make a workbook of sheets, each a list of rows."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return saved(made)


def saved(workbook: openpyxl.Workbook) -> bytes:
    """Return the bytes of a workbook."""
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def tables(**sheets: dict[str, list[Any]]) -> hlhdash.Cohort:
    """Read a dict of tables, each a dict of columns."""
    return hlhdash.read_cohort({name: pd.DataFrame(columns, dtype=object) for name, columns in sheets.items()})


def said(about: hlhdash.Cohort | Notes, level: str | None = None) -> list[str]:
    """Return the sentences of the findings, of one level or of all."""
    return [str(finding.sentence) for finding in about.findings if level in (None, finding.level)]


def one(cohort: hlhdash.Cohort, words: str) -> hlhdash.Finding:
    """Return the one finding whose sentence has these words."""
    found = [finding for finding in cohort.findings if words in finding.sentence]
    assert len(found) == 1, [str(finding.sentence) for finding in cohort.findings]
    return found[0]


def column(field: str, *cells: Any, header: str = "", unit: Any = "", decimal_comma: bool = False) -> Column:
    """Make a column as a sheet has it, from row 2 on, its patients P1, P2 ..."""
    rows = pd.RangeIndex(2, len(cells) + 2)
    reading = ColumnReading("sheet", header or field, field, unit)
    patients = pd.Series([f"P{i}" for i in range(1, len(cells) + 1)], index=rows, dtype=object)
    return Column(reading, pd.Series(list(cells), index=rows, dtype=object), patients, decimal_comma)


def listed(cells: pd.Series) -> list[Any]:
    """Return cells as a list in which everything missing is None."""
    return [None if pd.isna(cell) else cell for cell in cells]
