"""Files of statistics programs: SPSS, Stata, SAS, R and Parquet, with their value labels, as rows of cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from hlhdash.cohort import refusals
from hlhdash.cohort.by_column import ByColumn
from hlhdash.cohort.findings import CohortError, Finding
from hlhdash.cohort.frames import Coded, coded
from hlhdash.cohort.headers import read_header
from hlhdash.cohort.legends import legend
from hlhdash.cohort.parquet import read_parquet
from hlhdash.cohort.r_file import is_r, read_r
from hlhdash.cohort.reader import read_table
from hlhdash.cohort.values import clean
from hlhdash.cohort.workbook import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_DIFFERENT,
    MAX_TEXT_BYTES,
    MAX_UNPACKED_BYTES,
    Rows,
)
from hlhdash.language import message

_SAS = bytes(12) + b"\xc2\xea\x81\x60\xb3\x14\x11\xcf\xbd\x92\x08\x00\x09\xc7\x31\x8c\x18\x1f\x10\x11"
_OLD_STATA = frozenset(range(105, 120))  # the number of the format, from Stata 5 on
_KNOWN = frozenset({"exact", "alias", "pattern"})


def kind_of(data: bytes) -> str | None:
    """Return "sav", "dta", "sas7bdat", "xport", "parquet" or "r" by how a file begins, else None."""
    if data.startswith((b"$FL2", b"$FL3")):
        return "sav"
    if data.startswith(b"<stata_dta>") or _is_old_stata(data):
        return "dta"
    if data.startswith(_SAS):
        return "sas7bdat"
    if data.startswith(b"HEADER RECORD*******LIB"):
        return "xport"
    if data.startswith(b"PAR1"):
        return "parquet"
    return "r" if is_r(data) else None


def _is_old_stata(data: bytes) -> bool:
    return len(data) > 109 and data[0] in _OLD_STATA and data[1] in (1, 2) and data[2] == 1 and data[3] == 0


def read_statistical(data: bytes, kind: str, name: str) -> tuple[list[Rows], list[Finding]]:
    """Return the tables of a file as sheets; labelled codes come as their labels.

    Raises
    ------
    CohortError
        For a file that is damaged or too large.
    """
    try:
        if kind == "parquet":
            return [_of_frame(Path(name).stem, read_parquet(data, name), name)], []
        if kind == "r":
            tables = read_r(data, name)
            return [_of_frame(table or Path(name).stem, frame, name) for table, frame in tables.items()], []
        return _of_program(data, kind, name)
    except CohortError:
        raise
    except MemoryError:
        raise refusals.unpacks_too_far(name, MAX_UNPACKED_BYTES) from None
    except Exception:  # each reader has an error for every part of a file
        raise refusals.broken_table(name) from None


def _of_program(data: bytes, kind: str, name: str) -> tuple[list[Rows], list[Finding]]:
    table = read_table(data, kind, name)
    renamed, findings = _by_label(table.headers, table.labels, Path(name).stem)
    columns = [
        column.each(partial(_labelled, table.words.get(header, {})))
        for header, column in zip(table.headers, table.columns, strict=True)
    ]
    headers = [renamed.get(header, header) for header in table.headers]
    return [_rows(Path(name).stem, headers, columns, name)], findings


def _by_label(headers: list[str], labels: Mapping[str, str], sheet: str) -> tuple[dict[str, str], list[Finding]]:
    """Return what to call columns by their labels: whole where the dictionary knows the label and not the name (V3).

    Of another label only what it says of the codes is added: "osstat (1=alive, 0=dead)".
    """
    renamed: dict[str, str] = {}
    findings = []
    for column in headers:
        label = _called(column, labels.get(column) or "")
        if label == column or label in headers or label in renamed.values():
            continue
        renamed[column] = label
        findings.append(
            Finding(
                "note",
                message("Column {column} is called by its label, {label}.", column=column, label=label),
                message("Nothing, if the label is right."),
                sheet=sheet,
                column=label,
            )
        )
    return renamed, findings


def _called(column: str, label: str) -> str:
    known = read_header(column, "patients")[2] in _KNOWN
    if label and not known and read_header(label, "patients")[2] in _KNOWN:
        return label
    codes = legend(label)
    return f"{column} ({', '.join(f'{one}={word}' for one, word in codes.items())})" if codes else column


def _of_frame(sheet: str, frame: pd.DataFrame, name: str) -> Rows:
    if frame.size > MAX_CELLS:
        raise refusals.too_many_cells(name, sheet, MAX_CELLS)
    if frame.shape[1] > MAX_COLUMNS:
        raise refusals.too_many_columns(sheet, frame.shape[1], MAX_COLUMNS)
    columns = []
    different = 0
    for i in range(frame.shape[1]):
        column, found = coded(frame.iloc[:, i])
        columns.append(column)
        different += found
        if different > MAX_DIFFERENT:
            raise refusals.too_many_values(name, MAX_DIFFERENT)
    return _rows(sheet, list(map(str, frame.columns)), columns, name)


def _rows(sheet: str, headers: list[str], columns: Sequence[Coded], name: str) -> Rows:
    """Put the names of columns above them."""
    held = sum(column.letters() for column in columns)
    if held > MAX_TEXT_BYTES:
        raise refusals.unpacks_too_far(name, held)
    if not columns:
        return Rows(sheet, [headers])
    return Rows(sheet, ByColumn([column.cells(header) for header, column in zip(headers, columns, strict=True)]))


def _labelled(words: Mapping[Any, str], read: Any) -> Any:
    cell = clean(read)
    return words.get(cell) or cell
