"""From a path, bytes or tables to sheets: what kind of file it is, and what was read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from hlhdash.cohort import refusals
from hlhdash.cohort.findings import CohortError, Finding
from hlhdash.cohort.sheets import Sheet, to_sheet
from hlhdash.cohort.text_file import read_text
from hlhdash.cohort.values import clean
from hlhdash.cohort.workbook import MAX_BYTES, Rows, is_workbook, read_workbook
from hlhdash.language import Message, message

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
    (b"7z\xbc\xaf", _ARCHIVE),
    (b"Rar!", _ARCHIVE),
)
_WEB_PAGES = (b"<!doctype", b"<html", b"<table", b"<?xml", b"<svg")


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
        return _from_path(Path(source), name)
    if hasattr(source, "read"):
        name = name or Path(str(getattr(source, "name", "upload"))).name
        source = source.read()
    if not isinstance(source, (bytes, bytearray, memoryview)):
        raise CohortError(message("This is neither a file, nor bytes, nor a table; pass one of these."))
    return _from_bytes(bytes(source), name or "upload")


def _from_path(path: Path, name: str | None) -> Source:
    name = name or path.name
    try:
        if path.stat().st_size > MAX_BYTES:
            raise refusals.too_large(name, MAX_BYTES)
        data = path.read_bytes()
    except (OSError, ValueError) as problem:  # a ValueError for a path with a null byte
        raise refusals.not_readable(name) from problem
    return _from_bytes(data, name)


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
    return _source(rows, name, digest.hexdigest(), [], decimal_comma=False)


def _from_bytes(data: bytes, name: str) -> Source:
    if len(data) > MAX_BYTES:
        raise refusals.too_large(name, MAX_BYTES)
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        raise refusals.empty(name)
    if what := _other_kind(data, start):
        raise refusals.another_kind(name, what)
    digest = hashlib.sha256(data).hexdigest()
    if is_workbook(data):
        rows, findings = read_workbook(data, name)
        return _source(rows, name, digest, findings, decimal_comma=False)
    text_rows, decimal_comma, findings = read_text(data, name)
    return _source([text_rows], name, digest, findings, decimal_comma=decimal_comma)


def _other_kind(data: bytes, start: bytes) -> Message | None:
    for magic, what in _OTHER_KINDS:
        if data.startswith(magic):
            return what
    if data.startswith(b"BM") and b"\x00" in data[:64]:
        return message("a bitmap picture")
    return message("a web page") if start.startswith(_WEB_PAGES) else None


def _source(rows: list[Rows], name: str, fingerprint: str, findings: list[Finding], *, decimal_comma: bool) -> Source:
    sheets = []
    for one in rows:
        sheet, noticed = to_sheet(one, decimal_comma=decimal_comma)
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
