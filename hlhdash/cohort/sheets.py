"""From bytes to sheets: what kind of file it is, whether it is safe to open, and its cells with their row numbers."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from hlhdash.cohort.findings import CohortError, Finding
from hlhdash.cohort.values import text
from hlhdash.language import Message, message

MAX_BYTES = 50 * 1024 * 1024
MAX_UNPACKED_BYTES = 300 * 1024 * 1024
MAX_UNPACK_RATIO = 200
MAX_ARCHIVE_MEMBERS = 2_000
MAX_COLUMNS = 2_000
SEPARATORS = (",", ";", "\t", "|")

_PICTURES_AND_DOCUMENTS = (
    (b"\x89PNG", message("a PNG picture")),
    (b"\xff\xd8\xff", message("a JPEG picture")),
    (b"GIF8", message("a GIF picture")),
    (b"BM", message("a bitmap picture")),
    (b"II*\x00", message("a TIFF picture")),
    (b"MM\x00*", message("a TIFF picture")),
    (b"%PDF", message("a PDF document")),
    (b"\x1f\x8b", message("a compressed archive")),
    (b"7z\xbc\xaf", message("a compressed archive")),
    (b"Rar!", message("a compressed archive")),
)
_OLE = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class Sheet:
    """A table as the file has it.

    Attributes
    ----------
    name : the sheet's name; for a text file the file's name without its ending
    cells : one column per header (made unique), cells as Python objects, indexed by the row number of the file
    decimal_comma : whether "1,5" means one and a half here
    """

    name: str
    cells: pd.DataFrame
    decimal_comma: bool = False


@dataclass(frozen=True)
class Source:
    """What was read: a name to show, the sheets, the SHA-256 of the input and what was noticed on the way."""

    name: str
    sheets: tuple[Sheet, ...]
    fingerprint: str
    findings: tuple[Finding, ...] = field(default=())


def open_source(source: Any, name: str | None = None) -> Source:
    """Read a path, bytes with a name, an open binary file, a DataFrame or a dict of sheets.

    Raises
    ------
    CohortError
        For a file that is empty, too large, no table, locked or broken; the sentence names the file.
    """
    if isinstance(source, pd.DataFrame):
        return _from_frames({name or "patients": source}, name or "table")
    if isinstance(source, Mapping):
        return _from_frames(source, name or "tables")
    if isinstance(source, (str, Path)):
        path = Path(source)
        try:
            if path.stat().st_size > MAX_BYTES:
                raise CohortError(_too_large(path.name))
            return _from_bytes(path.read_bytes(), name or path.name)
        except OSError as problem:
            raise CohortError(
                message("{file} could not be opened. Check that it is there and may be read.", file=path.name)
            ) from problem
    if hasattr(source, "read"):
        name = name or Path(str(getattr(source, "name", "upload"))).name
        source = source.read()
    if not isinstance(source, (bytes, bytearray, memoryview)):
        raise CohortError(message("This is neither a file, nor bytes, nor a table; pass one of these."))
    return _from_bytes(bytes(source), name or "upload")


def _from_frames(frames: Mapping[str, pd.DataFrame], name: str) -> Source:
    digest = hashlib.sha256()
    sheets, findings = [], []
    for sheet_name, frame in frames.items():
        digest.update(f"{sheet_name}\n".encode())
        digest.update(frame.to_csv(index=False).encode("utf-8", "surrogatepass"))
        rows = [list(frame.columns), *frame.astype(object).to_numpy().tolist()]
        sheet, noticed = _sheet(str(sheet_name), rows)
        sheets.append(sheet)
        findings += noticed
    usable = [sheet for sheet in sheets if sheet is not None and len(sheet.cells)]
    if not usable:
        raise CohortError(_no_rows(name))
    return Source(name, tuple(usable), digest.hexdigest(), tuple(findings))


def _from_bytes(data: bytes, name: str) -> Source:
    if len(data) > MAX_BYTES:
        raise CohortError(_too_large(name))
    if not data.strip():
        raise CohortError(message("{file} is empty. Choose the file that holds the cohort.", file=name))
    for magic, what in _PICTURES_AND_DOCUMENTS:
        if data.startswith(magic) and (magic != b"BM" or b"\x00" in data[:64]):
            raise CohortError(
                message(
                    "{file} is {what}, not a table. Save the cohort as CSV or Excel (xlsx) and drop that.",
                    file=name,
                    what=what,
                )
            )
    is_workbook = data.startswith((b"PK", _OLE))
    rows_by_sheet, decimal_comma, findings = _workbook(data, name) if is_workbook else _text(data, name)
    sheets: list[Sheet] = []
    for sheet_name, rows in rows_by_sheet.items():
        sheet, noticed = _sheet(sheet_name, rows, decimal_comma=decimal_comma)
        if sheet is not None:
            sheets.append(sheet)
        findings += noticed
    if not any(len(sheet.cells) for sheet in sheets):
        raise CohortError(_no_rows(name))
    return Source(name, tuple(sheets), hashlib.sha256(data).hexdigest(), tuple(findings))


def _workbook(data: bytes, name: str) -> tuple[dict[str, list[list[Any]]], bool, list[Finding]]:
    from python_calamine import CalamineWorkbook

    if data.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in data:
        raise CohortError(
            message(
                "{file} is protected by a password. Save it without a password and drop it again.", file=name
            )
        )
    if data.startswith(b"PK"):
        _refuse_bomb(data, name)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        rows = {
            sheet: book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
            for sheet in book.sheet_names
        }
    except Exception as problem:  # calamine has an error type for every part of every format
        raise CohortError(_broken(name)) from problem
    return rows, False, []


def _refuse_bomb(data: bytes, name: str) -> None:
    """Look at the archive's own list of sizes before anything is unpacked."""
    try:
        members = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as problem:
        raise CohortError(_broken(name)) from problem
    unpacked = sum(member.file_size for member in members)
    if (
        len(members) > MAX_ARCHIVE_MEMBERS
        or unpacked > MAX_UNPACKED_BYTES
        or (unpacked > MAX_BYTES and unpacked > MAX_UNPACK_RATIO * len(data))
    ):
        raise CohortError(
            message(
                "{file} unpacks to {size} MB, far more than its size: it was not opened. "
                "Copy the cohort into a new workbook, without empty formatted rows, and drop that.",
                file=name,
                size=round(unpacked / 2**20),
            )
        )


def _text(data: bytes, name: str) -> tuple[dict[str, list[list[Any]]], bool, list[Finding]]:
    written, encoding = _decode(data, name)
    separator = _separator(written)
    csv.field_size_limit(MAX_BYTES)
    try:
        rows = list(csv.reader(io.StringIO(written, newline=""), delimiter=separator))
    except csv.Error as problem:
        raise CohortError(_not_text(name)) from problem
    findings = []
    if encoding not in ("utf-8-sig", "utf-16"):
        findings.append(
            Finding(
                "note",
                message(
                    "{file} is not written in UTF-8; it was read as {encoding}.", file=name, encoding=encoding
                ),
                message("If letters look wrong, save the file as “CSV UTF-8”."),
            )
        )
    return {Path(name).stem: rows}, separator == ";", findings


def _decode(data: bytes, name: str) -> tuple[str, str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ("utf-16",)
    elif b"\x00" in data:
        raise CohortError(_not_text(name))
    else:
        encodings = ("utf-8-sig", "gb18030", "cp1252")
    for encoding in encodings:
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise CohortError(_not_text(name))


def _separator(written: str) -> str:
    """Choose the separator that splits the first lines into the most columns, the same number on each."""
    lines = [line for line in written.splitlines()[:30] if line.strip()]
    best, best_score = ",", (0, 0)
    for candidate in SEPARATORS:
        widths = [len(row) for row in csv.reader(lines, delimiter=candidate)]
        usual = max(set(widths), key=widths.count)
        score = (widths.count(usual) if usual > 1 else 0, usual)
        if score > best_score:
            best, best_score = candidate, score
    return best


def _sheet(
    name: str, rows: list[list[Any]], *, decimal_comma: bool = False
) -> tuple[Sheet | None, list[Finding]]:
    filled = [index for index, row in enumerate(rows) if any(text(cell) for cell in row)]
    if not filled:
        return None, []
    first = next((i for i in filled if sum(bool(text(cell)) for cell in rows[i]) > 1), filled[0])
    width = max(len(rows[i]) for i in filled)
    if width > MAX_COLUMNS:
        raise CohortError(
            message(
                "Sheet {sheet} has {width} columns; at most {most} can be read. Remove the empty ones.",
                sheet=name,
                width=width,
                most=MAX_COLUMNS,
            )
        )
    headers, findings = _headers(rows[first], width, name, first + 1)
    findings += [
        Finding(
            "note",
            message("Row {row} stands above the column names and was not read as data.", row=i + 1),
            message("Nothing, if it is a title."),
            sheet=name,
            row=i + 1,
            read=" ".join(filter(None, map(text, rows[i])))[:120],
        )
        for i in filled
        if i < first
    ]
    body = [i for i in filled if i > first]
    cells = pd.DataFrame(
        [[*rows[i], *[None] * (width - len(rows[i]))] for i in body],
        index=pd.Index([i + 1 for i in body], name="row"),
        columns=headers,
        dtype=object,
    )
    used = [
        column
        for column, header in enumerate(headers)
        if text(_cell(rows[first], column)) or _any(cells, column)
    ]
    return Sheet(name, cells.iloc[:, used], decimal_comma), findings


def _cell(row: list[Any], column: int) -> Any:
    return row[column] if column < len(row) else None


def _any(cells: pd.DataFrame, column: int) -> bool:
    return any(text(cell) for cell in cells.iloc[:, column])


def _headers(row: list[Any], width: int, sheet: str, number: int) -> tuple[list[str], list[Finding]]:
    headers: list[str] = []
    findings = []
    for column in range(width):
        written = text(_cell(row, column)).lstrip("\ufeff")
        header = written or f"column {column + 1}"
        if header in headers:
            copy = next(k for k in range(2, width + 2) if f"{header} ({k})" not in headers)
            renamed = f"{header} ({copy})"
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
        headers.append(header)
    return headers, findings


def _too_large(name: str) -> Message:
    return message(
        "{file} is larger than {most} MB, the most that is read. Keep only the columns of the cohort and drop it again.",
        file=name,
        most=MAX_BYTES // 2**20,
    )


def _no_rows(name: str) -> Message:
    return message(
        "{file} has column names but no rows below them. Put one patient on each row and drop it again.",
        file=name,
    )


def _broken(name: str) -> Message:
    return message(
        "{file} is damaged or cut off and could not be opened. Open it in Excel, save it as a new xlsx, and drop that.",
        file=name,
    )


def _not_text(name: str) -> Message:
    return message(
        "{file} is not a table: it holds bytes that no text file has. Save the cohort as CSV or Excel (xlsx).",
        file=name,
    )
