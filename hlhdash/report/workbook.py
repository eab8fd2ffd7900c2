"""A table as an Excel workbook: numbers as numbers, rules as a journal sets them, footnotes below."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

from hlhdash.report.plain_table import PlainTable

_NUMBER = re.compile(r"^\d{1,15}(\.\d{1,6})?$")
_WIDEST, _NARROWEST = 46, 9
_UNFIT = re.compile(r"[\\/*?:\[\]\x00-\x1f]")  # what the name of a sheet must not have
_LONGEST_NAME = 31


def to_xlsx(table: PlainTable) -> bytes:
    """Write a table as a workbook with one sheet."""
    return sheets_to_xlsx([("Table", table)])


def sheets_to_xlsx(tables: Sequence[tuple[str, PlainTable]]) -> bytes:
    """Write tables as a workbook, each on a sheet of its own.

    Parameters
    ----------
    tables : name of the sheet, made fit for one, and the table
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for place, (name, table) in enumerate(tables, start=1):
        fit = _UNFIT.sub(" ", name).strip("' ")[:_LONGEST_NAME]
        free = fit if fit and fit.casefold() not in {one.casefold() for one in book.sheetnames} else ""
        _sheet(book.create_sheet(free or f"{place} {fit}"[:_LONGEST_NAME].strip()), table)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(sheet: Any, table: PlainTable) -> None:
    from openpyxl.styles import Alignment, Border, Font, Side

    sheet.sheet_view.showGridLines = False
    strong, thin = Side(style="medium"), Side(style="thin")
    _write(sheet, 1, 1, table.title, "left").font = Font(bold=True, size=12)
    for column, heading in enumerate(table.headings, start=1):
        cell = _write(sheet, 3, column, heading, table.aligns[column - 1])
        cell.font, cell.border = Font(bold=True), Border(top=strong, bottom=thin)
        cell.alignment = Alignment(horizontal=table.aligns[column - 1], vertical="bottom", wrap_text=True)
    last = 3 + len(table.rows)
    for row, (cells, level) in enumerate(zip(table.rows, table.levels, strict=True), start=4):
        for column, text in enumerate(cells, start=1):
            cell = _write(sheet, row, column, text, table.aligns[column - 1])
            cell.font = Font(bold=level in ("total", "heading"))
            cell.border = Border(top=thin if level == "total" else None, bottom=strong if row == last else None)
            if level == "inner" and column == 1:
                cell.alignment = Alignment(horizontal="left", indent=2)
    for row, note in enumerate(table.notes, start=last + 2):
        _write(sheet, row, 1, note, "left").font = Font(size=9, color="444444")
    for column in range(1, len(table.headings) + 1):
        longest = max([len(table.headings[column - 1]), *(len(cells[column - 1]) for cells in table.rows)])
        letter = sheet.cell(row=3, column=column).column_letter
        sheet.column_dimensions[letter].width = min(max(longest + 2, _NARROWEST), _WIDEST)
    sheet.freeze_panes = "B4"


def _write(sheet: Any, row: int, column: int, text: str, align: str) -> Any:
    """Write a cell: a plain number of a number column as a number, everything else as text, never as a formula."""
    from openpyxl.styles import Alignment

    cell = sheet.cell(row=row, column=column)
    if align == "right" and (match := _NUMBER.match(text)):
        decimals = len(match[1] or ".") - 1
        cell.value = float(text) if decimals else int(text)
        cell.number_format = "0." + "0" * decimals if decimals else "0"
    else:
        cell.value = text
        cell.data_type = "s"
    cell.alignment = Alignment(horizontal=align)
    return cell
