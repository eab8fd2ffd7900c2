"""Write tables as workbooks and CSV files whose bytes depend on nothing but the tables."""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

# lxml, where something else has installed it, would write the same XML with other bytes.
os.environ.setdefault("OPENPYXL_LXML", "False")

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

Cell = str | int | float | dt.date | None

_WRITTEN = "2020-07-14T00:00:00Z"  # the day the 2020 study appeared; a file's own clock would change its bytes
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_HEADER_FILL = PatternFill("solid", fgColor="DCE6F1")
_DATE_FORMAT = "yyyy-mm-dd"


@dataclass(frozen=True)
class Table:
    """One sheet: its column names, its rows, and how it looks in Excel.

    Attributes
    ----------
    headers : the column names
    rows : one sequence per row, as long as `headers`
    widths : width of a column in characters, by header; the others follow their contents
    formats : Excel number format of a column, by header ("@" keeps "001" a text); dates need none
    choices : words Excel offers in a column, by header; other words stay allowed
    wrapped : columns whose text is broken into lines
    """

    headers: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    widths: Mapping[str, float] = field(default_factory=dict)
    formats: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    wrapped: frozenset[str] = frozenset()


def write_csv(path: Path, table: Table) -> None:
    """Write one table as UTF-8 CSV with ISO dates; an empty cell is empty."""
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(table.headers)
        lines.writerows([["" if cell is None else cell for cell in row] for row in table.rows])


def write_workbook(path: Path, sheets: Mapping[str, Table]) -> None:
    """Write tables as the sheets of one workbook, header rows bold and frozen."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, table in sheets.items():
        _fill(book.create_sheet(name), table)
    packed = io.BytesIO()
    book.save(packed)
    path.write_bytes(_timeless(packed.getvalue()))


def _fill(sheet: Worksheet, table: Table) -> None:
    sheet.append(list(table.headers))
    for row in table.rows:
        sheet.append(list(row))
    for number, header in enumerate(table.headers, start=1):
        letter = get_column_letter(number)
        cells = [row[number - 1] for row in table.rows]
        is_date = any(isinstance(cell, dt.date) for cell in cells)
        style = table.formats.get(header, _DATE_FORMAT if is_date else None)
        sheet.column_dimensions[letter].width = table.widths.get(header, _width(header, cells))
        if style is not None:
            sheet.column_dimensions[letter].number_format = style
        for (cell,) in sheet.iter_rows(min_row=2, min_col=number, max_col=number):
            if style is not None and cell.value is not None:
                cell.number_format = style
            if header in table.wrapped:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
        if header in table.choices:
            _offer(sheet, letter, table.choices[header])
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), _HEADER_FILL
        cell.alignment = Alignment(vertical="top")
        cell.number_format = "General"
    sheet.freeze_panes = "B2" if table.headers[0] == "patient_id" else "A2"


def _width(header: str, cells: Sequence[Cell]) -> float:
    return min(40.0, max(len(str(cell)) for cell in (header, *cells) if cell is not None) + 2.0)


def _offer(sheet: Worksheet, letter: str, words: Sequence[str]) -> None:
    """Offer words in a drop-down; what is not on the list may be typed all the same."""
    listed = DataValidation("list", formula1=f'"{",".join(words)}"', allow_blank=True, showErrorMessage=False)
    listed.add(f"{letter}2:{letter}2000")
    sheet.add_data_validation(listed)


def _timeless(data: bytes) -> bytes:
    """Pack a workbook again without the moment it was written."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        for member in old.infolist():
            content = old.read(member)
            if member.filename == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:\w+[^>]*>)[^<]*", rb"\g<1>" + _WRITTEN.encode(), content)
            entry = zipfile.ZipInfo(member.filename, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, content)
    return packed.getvalue()
