"""Workbooks: the sheets of an xlsx, xlsb, ods or xls as rows of cells."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from hlhdash.cohort import refusals
from hlhdash.cohort.archive import (
    MAX_BYTES,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_DIFFERENT,
    MAX_ROWS,
    MAX_TEXT_BYTES,
    MAX_UNPACKED_BYTES,
    counts_from_1904,
    inspect,
)
from hlhdash.cohort.compound import books
from hlhdash.cohort.findings import CohortError, Finding
from hlhdash.cohort.old_cells import asked_for
from hlhdash.cohort.values import clean

__all__ = [
    "MAX_BYTES",
    "MAX_CELLS",
    "MAX_COLUMNS",
    "MAX_DIFFERENT",
    "MAX_ROWS",
    "MAX_TEXT_BYTES",
    "MAX_UNPACKED_BYTES",
    "Rows",
    "is_workbook",
    "read_workbook",
]

_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def is_workbook(data: bytes) -> bool:
    """Say whether a file begins as Excel files begin."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06", _OLE))


@dataclass(frozen=True)
class Rows:
    """The rows of one sheet, from its first row.

    Attributes
    ----------
    date_1904 : whether the workbook counts its dates from 1904
    merged : blocks of cells merged downwards: first row, last row, column
    spans : cells of one row merged sideways: row, first column, last column
    """

    name: str
    cells: Sequence[list[Any]]
    hidden: bool = False
    merged: tuple[tuple[int, int, int], ...] = field(default=())
    spans: tuple[tuple[int, int, int], ...] = field(default=())
    date_1904: bool = False


def read_workbook(data: bytes, name: str) -> tuple[list[Rows], list[Finding]]:
    """Return the sheets of an xlsx, xlsb, ods or xls.

    Raises
    ------
    CohortError
        For a workbook that is locked, broken or unpacks too far.
    """
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise refusals.locked(name)
        _inspect_old(data, name)
        findings: list[Finding] = []
    else:
        findings = inspect(data, name)
    try:
        return list(_sheets(data, name)), findings
    except CohortError:
        raise
    except BaseException as problem:  # the reader has an error for every part of a file, and panics on some
        if "password" in str(problem).lower():
            raise refusals.locked(name) from None
        if isinstance(problem, Exception) or type(problem).__name__ == "PanicException":
            raise refusals.broken(name) from None
        raise


def _inspect_old(data: bytes, name: str) -> None:
    """Refuse an xls whose container is damaged, or whose cells want too much."""
    found = books(data)
    if found is None:
        raise refusals.broken(name)
    for book in found:
        asked = asked_for(book, MAX_TEXT_BYTES)
        if asked is None:
            raise refusals.broken(name)
        if asked.cells > MAX_CELLS:
            raise refusals.too_many_cells(name, name, MAX_CELLS)
        if asked.letters > MAX_TEXT_BYTES:
            raise refusals.unpacks_too_far(name, asked.letters)


def _sheets(data: bytes, name: str) -> Iterator[Rows]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    held = 0
    date_1904 = counts_from_1904(data)
    for about in book.sheets_metadata:
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(about.name)
        if sheet.total_height * sheet.total_width > MAX_CELLS:
            raise refusals.too_many_cells(name, about.name, MAX_CELLS)
        rows: list[list[Any]] = []
        for row in sheet.iter_rows():
            held += sum(len(cell) for cell in row if type(cell) is str)
            if held > MAX_TEXT_BYTES:
                raise refusals.unpacks_too_far(name, held)
            rows.append([clean(cell) for cell in row])
        left = sheet.start[1] if sheet.start else 0
        ranges = [
            (first[0], first[1] - left, last[0], last[1] - left) for first, last in sheet.merged_cell_ranges or ()
        ]
        down = tuple((top, bottom, column) for top, column, bottom, last in ranges if column == last and bottom > top)
        across = tuple((top, first, last) for top, first, bottom, last in ranges if last > first >= 0 and top == bottom)
        yield Rows(
            about.name,
            rows,
            about.visible != SheetVisibleEnum.Visible,
            tuple(block for block in down if block[2] >= 0),
            across,
            date_1904,
        )
