"""From a path, bytes or tables to sheets: what kind of file it is, and what was read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd

from hlhdash.cohort import refusals
from hlhdash.cohort.findings import CohortError, Finding
from hlhdash.cohort.r_file import is_packed
from hlhdash.cohort.sheets import Sheet, to_sheet
from hlhdash.cohort.statistical import kind_of, read_statistical
from hlhdash.cohort.text_file import read_text
from hlhdash.cohort.values import clean
from hlhdash.cohort.workbook import MAX_BYTES, MAX_CELLS, MAX_DIFFERENT, Rows, is_workbook, read_workbook
from hlhdash.language import Message, listed, message

_PICTURE, _ARCHIVE = message("a picture"), message("a compressed archive")
_OTHER_KINDS: tuple[tuple[bytes, Message], ...] = (
    (b"\x89PNG", message("a PNG picture")),
    (b"\xff\xd8\xff", message("a JPEG picture")),
    (b"GIF8", message("a GIF picture")),
    (b"II*\x00", message("a TIFF picture")),
    (b"MM\x00*", message("a TIFF picture")),
    (b"RIFF", _PICTURE),
    (b"%PDF", message("a PDF document")),
    (b"{\\rtf", message("a text document")),
    (b"\x1f\x8b", _ARCHIVE),
    (b"BZh", _ARCHIVE),
    (b"\xfd7zXZ", _ARCHIVE),
    (b"7z\xbc\xaf", _ARCHIVE),
    (b"Rar!", _ARCHIVE),
)
_WEB_PAGES = (b"<!doctype", b"<html", b"<table", b"<?xml", b"<svg")


@dataclass(frozen=True)
class Source:
    """What was read.

    Attributes
    ----------
    name : to show
    sheets : the tables
    fingerprint : SHA-256 of the input
    findings : what was noticed on the way
    encoding : of a text file, "" for other kinds
    """

    name: str
    sheets: tuple[Sheet, ...]
    fingerprint: str
    findings: tuple[Finding, ...] = field(default=())
    encoding: str = ""


def open_source(source: Any, name: str | None = None, *, encoding: str | None = None) -> Source:
    """Read a path, bytes with a name, an open binary file, a DataFrame, a dict of sheets, or a list of such.

    Parameters
    ----------
    encoding : of text files, such as "gb18030"; guessed unless given

    Raises
    ------
    CohortError
        For a file that is empty, too large, no table, locked or broken; the sentence names the file.
    """
    if isinstance(source, tuple) and len(source) == 2 and isinstance(source[1], str) and _is_content(source[0]):
        return open_source(source[0], name or source[1], encoding=encoding)
    if isinstance(source, (list, tuple)):
        return _together(list(source), name, encoding)
    if isinstance(source, pd.DataFrame):
        return _from_frames({name or "patients": source}, name or "table")
    if isinstance(source, Mapping):
        return _from_frames(source, name or "tables")
    if isinstance(source, (str, Path)):
        return _from_path(Path(source), name, encoding)
    if hasattr(source, "read"):
        name = name or Path(str(getattr(source, "name", "upload"))).name
        source = source.read()
    if not isinstance(source, (bytes, bytearray, memoryview)):
        raise CohortError(message("This is neither a file, nor bytes, nor a table; pass one of these."))
    return _from_bytes(bytes(source), name or "upload", encoding)


def _is_content(source: Any) -> bool:
    return isinstance(source, (bytes, bytearray, memoryview, pd.DataFrame)) or hasattr(source, "read")


def _together(sources: list[Any], name: str | None, encoding: str | None) -> Source:
    """Read several files as one: their sheets side by side, the fingerprint the same in whatever order they come."""
    if not sources:
        raise CohortError(message("There is no file to read. Choose at least one."))
    opened = [open_source(one, encoding=encoding) for one in sources]
    if len(opened) == 1:
        return opened[0] if name is None else replace(opened[0], name=name)
    digests = sorted({one.fingerprint for one in opened})
    opened = list({one.fingerprint: one for one in opened}.values())
    cells = sum(sheet.cells.size for one in opened for sheet in one.sheets)
    title = name or str(listed([one.name for one in opened]))
    if cells > MAX_CELLS:
        raise refusals.too_many_cells(title, opened[-1].name, MAX_CELLS)
    used: dict[str, None] = {}
    sheets, findings = [], []
    for one in opened:
        for sheet in one.sheets:
            renamed = sheet.name if sheet.name not in used else f"{one.name}: {sheet.name}"
            used[renamed] = None
            sheets.append(replace(sheet, name=renamed))
            findings += [replace(x, sheet=renamed) for x in one.findings if x.sheet == sheet.name]
        known = {sheet.name for sheet in one.sheets}
        findings += [finding for finding in one.findings if finding.sheet not in known]
    fingerprint = hashlib.sha256("\n".join(digests).encode()).hexdigest() if len(digests) > 1 else digests[0]
    encodings = dict.fromkeys(one.encoding for one in opened if one.encoding)
    return Source(title, tuple(sheets), fingerprint, tuple(findings), ", ".join(encodings))


def _from_path(path: Path, name: str | None, encoding: str | None) -> Source:
    name = name or path.name
    try:
        if path.stat().st_size > MAX_BYTES:
            raise refusals.too_large(name, MAX_BYTES)
        data = path.read_bytes()
    except (OSError, ValueError) as problem:  # a ValueError for a path with a null byte
        raise refusals.not_readable(name) from problem
    return _from_bytes(data, name, encoding)


def _from_frames(frames: Mapping[Any, Any], name: str) -> Source:
    digest = hashlib.sha256()
    rows = []
    for sheet_name, frame in frames.items():
        if not isinstance(frame, pd.DataFrame):
            raise CohortError(
                message("Sheet {sheet} is no DataFrame; pass one table for each sheet.", sheet=sheet_name)
            )
        if any(level is not None for level in frame.index.names):
            frame = frame.reset_index()
        digest.update(f"{sheet_name}\n".encode("utf-8", "surrogatepass"))
        digest.update(frame.to_csv(index=False).encode("utf-8", "surrogatepass"))
        cells = [[clean(cell) for cell in row] for row in frame.astype(object).to_numpy().tolist()]
        rows.append(Rows(str(sheet_name), [list(map(str, frame.columns)), *cells]))
    return _source(rows, name, digest.hexdigest(), [], headed=True)


def _from_bytes(data: bytes, name: str, encoding: str | None) -> Source:
    source = _opened(data, name, encoding)
    if sum(sheet.cells.size for sheet in source.sheets) > MAX_DIFFERENT:
        # Each different value is looked at once; it is they that take time, not the cells.
        different = 0
        for cells in (sheet.cells[header] for sheet in source.sheets for header in sheet.cells):
            different += cells.nunique()
            if different > MAX_DIFFERENT:
                raise refusals.too_many_values(name, MAX_DIFFERENT)
    return source


def _opened(data: bytes, name: str, encoding: str | None) -> Source:
    if len(data) > MAX_BYTES:
        raise refusals.too_large(name, MAX_BYTES)
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        raise refusals.empty(name)
    digest = hashlib.sha256(data).hexdigest()
    if kind := kind_of(data):
        rows, findings = read_statistical(data, kind, name)
        return _source(rows, name, digest, findings, headed=True)
    if is_packed(data) and name.lower().endswith((".rds", ".rda", ".rdata")):
        raise refusals.broken_table(name)
    if what := _other_kind(data, start):
        raise refusals.another_kind(name, what)
    if is_workbook(data):
        rows, findings = read_workbook(data, name)
        return _source(rows, name, digest, findings)
    text_rows, decimal_comma, findings, encoding = read_text(data, name, encoding)
    source = _source([text_rows], name, digest, findings, decimal_comma=decimal_comma)
    return replace(source, encoding=encoding)


def _other_kind(data: bytes, start: bytes) -> Message | None:
    for magic, what in _OTHER_KINDS:
        if data.startswith(magic):
            return what
    if data.startswith(b"BM") and b"\x00" in data[:64]:
        return message("a bitmap picture")
    return message("a web page") if start.startswith(_WEB_PAGES) else None


def _source(
    rows: list[Rows],
    name: str,
    fingerprint: str,
    findings: list[Finding],
    *,
    decimal_comma: bool = False,
    headed: bool = False,
) -> Source:
    """Find the header of each sheet; `headed` where it is the first row by the kind of file."""
    sheets = []
    for one in rows:
        sheet, noticed = to_sheet(one, decimal_comma=decimal_comma, headed=headed)
        findings = [*findings, *noticed]
        if sheet is None:
            continue
        sheets.append(sheet)
        if one.hidden:
            findings.append(
                Finding(
                    "note",
                    message("Sheet {sheet} is hidden in the workbook; it was read like the others.", sheet=one.name),
                    message("Delete the sheet if it does not belong to the cohort."),
                    sheet=one.name,
                )
            )
    if not any(len(sheet.cells) for sheet in sheets):
        raise refusals.no_rows(name) if sheets else refusals.empty(name)
    return Source(name, tuple(sheets), fingerprint, tuple(findings))
