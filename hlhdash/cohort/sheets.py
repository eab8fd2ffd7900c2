"""From rows to sheets: where the column names stand, and the cells below them with their row numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from hlhdash.cohort import refusals
from hlhdash.cohort.by_column import ByColumn
from hlhdash.cohort.findings import Finding
from hlhdash.cohort.header_rows import Header, find_header, rows_of_names
from hlhdash.cohort.privacy import without_contacts
from hlhdash.cohort.remarks import ABOVE
from hlhdash.cohort.values import text
from hlhdash.cohort.workbook import MAX_BYTES, MAX_COLUMNS, MAX_ROWS, Rows
from hlhdash.language import counted, message

__all__ = ["MAX_BYTES", "MAX_COLUMNS", "Origins", "Sheet", "to_sheet"]

_EPOCH_1904 = dt.date(1904, 1, 1)
_SERIALS = range(18_000, 60_000)  # 1953 to 2068


Origins = Mapping[str, tuple[str, Mapping[int, tuple[str, int]]]]


@dataclass(frozen=True)
class Sheet:
    """A table as the file has it.

    Attributes
    ----------
    name : the sheet's name; for a text file the file's name without its ending
    cells : one column per header (made unique), cells as Python objects, indexed by the row number of the file
    decimal_comma : whether "1,5" means one and a half here
    event : what every row is where the sheet is of one kind of event, such as "adverse event"
    origins : header to the sheet its cells came from and, by the row they stand on here, their sheet and row there;
        under "" the same for whole rows
    """

    name: str
    cells: pd.DataFrame
    decimal_comma: bool = False
    event: str = ""
    origins: Origins = field(default_factory=dict)


def to_sheet(rows: Rows, *, decimal_comma: bool = False, headed: bool = False) -> tuple[Sheet | None, list[Finding]]:
    """Find the column names of a sheet and put the cells under them; None for a sheet without content.

    Parameters
    ----------
    headed : whether the first row holds the column names, as in a table of a statistics program
    """
    cells = rows.cells
    filled = (
        cells.filled() if isinstance(cells, ByColumn) else [i for i, row in enumerate(cells) if any(map(text, row))]
    )
    if not filled:
        return None, []
    width = cells.width if isinstance(cells, ByColumn) else max(len(cells[i]) for i in filled)
    if width > MAX_COLUMNS:
        raise refusals.too_many_columns(rows.name, width, MAX_COLUMNS)
    if len(filled) > MAX_ROWS + 1:
        raise refusals.too_many_rows(rows.name, rows.name, MAX_ROWS)
    header = Header([text(cell) for cell in cells[0]], (0,)) if headed else find_header(rows, filled, width)
    bottom = max(header.rows)
    headers, findings = _headers(header.names, width, rows.name, bottom + 1)
    findings += _above(cells, [i for i in filled if i < bottom and i not in header.rows], rows.name)
    body = [i for i in filled if i > bottom]
    table = _frame(cells, body, headers)
    again = rows_of_names(table, [cells[i] for i in header.rows])
    if again.any():
        findings += _say_again(table.index[again], rows.name)
        table = table[~again]
    table = _fill_merged(table, rows)
    findings += _say_1904(table, rows) if rows.date_1904 else []
    named = [bool(text(_cell(header.names, column))) for column in range(width)]
    used = [c for c in range(width) if named[c] or any(text(cell) for cell in table.iloc[:, c])]
    findings += _unnamed(rows.name, bottom + 1, [headers[c] for c in used if not named[c]])
    return Sheet(rows.name, table if len(used) == width else table.iloc[:, used], decimal_comma), findings


def _frame(cells: Sequence[list[Any]], body: list[int], headers: list[str]) -> pd.DataFrame:
    """Put the rows below the column names into a table, short ones filled up with nothing."""
    if isinstance(cells, ByColumn):
        return cells.frame(body, headers)
    width = len(headers)
    return pd.DataFrame(
        [cells[i] if len(cells[i]) == width else [*cells[i], *[None] * (width - len(cells[i]))] for i in body],
        index=pd.Index([i + 1 for i in body], name="row"),
        columns=headers,
        dtype=object,
    )


def _cell(row: list[Any], column: int) -> Any:
    return row[column] if column < len(row) else None


def _headers(row: list[Any], width: int, sheet: str, number: int) -> tuple[list[str], list[Finding]]:
    headers: dict[str, None] = {}
    findings = []
    for column in range(width):
        written = text(_cell(row, column)).lstrip("\ufeff")
        header = written or f"column {column + 1}"
        if header in headers:
            renamed = next(f"{header} ({k})" for k in range(2, width + 2) if f"{header} ({k})" not in headers)
            findings.append(
                Finding(
                    "warning",
                    message(
                        "Two columns are called {column}; the later one is kept as {renamed}.",
                        column=header,
                        renamed=renamed,
                    ),
                    message("Give each column a name of its own."),
                    sheet=sheet,
                    row=number,
                    column=header,
                )
            )
            header = renamed
        headers[header] = None
    return list(headers), findings


def _above(cells: Sequence[list[Any]], rows: list[int], sheet: str) -> list[Finding]:
    return [
        Finding(
            "note",
            message(ABOVE.template, row=i + 1),
            message("Nothing, if it is a title."),
            sheet=sheet,
            row=i + 1,
            read=without_contacts(" ".join(filter(None, map(text, cells[i]))))[:120],
        )
        for i in rows
    ]


def _say_again(rows: Iterable[int], sheet: str) -> list[Finding]:
    return [
        Finding(
            "note",
            message("This row repeats the column names and is not used."),
            message("Remove the row."),
            sheet=sheet,
            row=int(row),
        )
        for row in rows
    ]


def _unnamed(sheet: str, row: int, headers: Iterable[str]) -> list[Finding]:
    return [
        Finding(
            "note",
            message("This column has cells but no name; it is kept as {column}.", column=header),
            message("Give the column a name, or empty it."),
            sheet=sheet,
            row=row,
            column=header,
        )
        for header in headers
    ]


def _say_1904(table: pd.DataFrame, rows: Rows) -> list[Finding]:
    """Make dates of the serials among the dates of a workbook that counts from 1904, and point out the others."""
    findings = []
    for i in range(table.shape[1]):
        cells = table.iloc[:, i]
        serial = cells.map(lambda cell: isinstance(cell, (int, float)) and cell in _SERIALS).to_numpy(bool)
        if not serial.any() or not cells.map(lambda cell: isinstance(cell, dt.date)).any():
            continue
        dates = [_EPOCH_1904 + dt.timedelta(days=int(cell)) for cell in cells[serial]]
        table.iloc[serial.nonzero()[0], i] = pd.Series(dates, dtype=object).to_numpy()
        findings.append(
            Finding(
                "warning",
                counted(
                    "This workbook counts dates from 1904; {n} number among the dates of {column} was read so.",
                    "This workbook counts dates from 1904; {n} numbers among the dates of {column} were read so.",
                    n=int(serial.sum()),
                    column=str(table.columns[i]),
                ),
                message("Give these cells the format of a date."),
                sheet=rows.name,
                column=str(table.columns[i]),
            )
        )
    return findings


def _fill_merged(table: pd.DataFrame, rows: Rows) -> pd.DataFrame:
    """Give every row of a block merged downwards the block's cell: it was written once for all of them."""
    cells = rows.cells
    for first, last, column in rows.merged:
        inside = (table.index > first) & (table.index <= last + 1)
        if column < table.shape[1] and first + 1 in table.index:
            table.iloc[inside.nonzero()[0], column] = cells[first][column] if column < len(cells[first]) else None
    return table
