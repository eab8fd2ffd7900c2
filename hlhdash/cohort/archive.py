"""Workbooks as archives: whether one is safe to open, and what is lost in it.

The library that reads them is fast, but lays out every sheet as one rectangle up to its last cell: one stray cell in
the last corner of a sheet, in a file of 5 kB, asks for 500 GB and ends the whole process. So the archive is read
through once before, its sizes are counted and the far corners of its sheets looked up.
"""

from __future__ import annotations

import contextlib
import io
import re
import zipfile
import zlib
from typing import IO, NamedTuple
from xml.parsers import expat

from hlhdash.cohort import refusals
from hlhdash.cohort.corners import binary_corner, open_document_corner, texts_fit
from hlhdash.cohort.findings import Finding
from hlhdash.cohort.repeated_texts import text_of_cells
from hlhdash.language import message

MAX_BYTES = 50 * refusals.MEGABYTE
MAX_UNPACKED_BYTES = 300 * refusals.MEGABYTE
MAX_UNPACK_RATIO = 200
MAX_ARCHIVE_MEMBERS = 2_000
MAX_CELLS = 5_000_000  # of the rectangle around a sheet
MAX_ROWS = 200_000  # of a sheet: more would take minutes and gigabytes
MAX_COLUMNS = 2_000
MAX_DIFFERENT = 1_000_000  # values of a file, counted column by column: each is looked at once
MAX_TEXT_BYTES = 100 * refusals.MEGABYTE  # a workbook may repeat one long text in every cell

_CHUNK = 2**20
_LEAST_VALUE = 8  # bytes of a value with its marks
_PACKED_NUMBER = 2.5  # bytes that a cell with a number like no other takes at least; one of a few takes 1.5
_OVERLAP = 4096  # no empty formula is longer
_REFERENCE = re.compile(rb"""\sr\s*=\s*["']\s*([A-Za-z]{0,4})(\d{1,8})["']""")
_UNREFERENCED = re.compile(rb"""<(?:\w+:)?c(?!\w)(?:\s+(?!r\s*=)[^\s=/>]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*/?>""")
_NO_RESULT = re.compile(rb"</(?:\w+:)?f>\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>")
_ERROR_CELL = re.compile(rb"""\st\s*=\s*["']e["']""")
_FROM_1904 = re.compile(rb"""\sdate1904\s*=\s*["'](?:1|true)["']""")
_ZIP_PROBLEMS = (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError)


def inspect(data: bytes, name: str) -> list[Finding]:
    """Read the archive through: its sizes, its checksums and the corners of its sheets."""
    no_result = error_cell = False
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
        _refuse_by_list(members, len(data), name)
        _refuse_document(archive, members, name)
        for member in members:
            if _holds_too_many_numbers(archive, member):
                raise refusals.too_many_values(name, MAX_DIFFERENT)
            corner, seen = _corner(archive, member)
            _refuse_corner(corner, name, member.filename.rpartition("/")[2])
            if seen.letters > MAX_TEXT_BYTES:
                raise refusals.unpacks_too_far(name, seen.letters)
            no_result, error_cell = no_result or seen.no_result, error_cell or seen.error
        letters = text_of_cells(archive, MAX_TEXT_BYTES)
        if letters > MAX_TEXT_BYTES:
            raise refusals.unpacks_too_far(name, letters)
    except (*_ZIP_PROBLEMS, expat.ExpatError) as problem:
        raise refusals.broken(name) from problem
    return _lost_cells(no_result, error_cell)


def counts_from_1904(data: bytes) -> bool:
    """Say whether an xlsx counts its dates from 1904, as Excel for the Mac did; cells with a date format know."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _FROM_1904.search(archive.read("xl/workbook.xml")) is not None
    except (*_ZIP_PROBLEMS, KeyError):
        return False


def _corner(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> tuple[tuple[int, int], _Seen]:
    """Return the last filled row and column of one member of the archive, and what a first look at it shows."""
    if member.filename.startswith("xl/worksheets/") and member.filename.endswith(".bin"):
        return binary_corner(archive.read(member)), _NOTHING
    if member.filename == "xl/sharedStrings.bin" and not texts_fit(archive.read(member)):
        raise ValueError("more texts than there is room for")
    if member.filename == "content.xml":
        with archive.open(member) as stream:
            corner, letters = open_document_corner(stream)
            return corner, _NOTHING._replace(letters=letters)
    if member.file_size > _LEAST_VALUE * MAX_CELLS and _values(archive, member) > MAX_CELLS:
        return (1, MAX_CELLS + 1), _NOTHING
    with archive.open(member) as stream:
        seen = _scan(stream, hurry=True)
    corner = seen.corner
    if seen.unreferenced or _is_too_far(corner):
        with archive.open(member) as stream:
            corner = _last_filled_cell(stream)
        if _is_too_far(corner):
            return corner, seen
        with archive.open(member) as stream:
            seen = _scan(stream)
    return corner, seen


def _values(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> int:
    """Count the values of a sheet as fast as it unpacks; one that is cut in two between chunks is not counted."""
    with archive.open(member) as stream:
        return sum(chunk.count(b"</v>") for chunk in iter(lambda: stream.read(_CHUNK), b""))


def _holds_too_many_numbers(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Say whether a sheet writes too many values itself, not in the list of texts; different ones pack badly."""
    if member.compress_size <= _PACKED_NUMBER * MAX_DIFFERENT:
        return False
    with archive.open(member) as stream:
        chunks = iter(lambda: stream.read(_CHUNK), b"")
        numbers = sum(chunk.count(b"</v>") - chunk.count(b't="s"') for chunk in chunks)
    return MAX_DIFFERENT < numbers < member.compress_size / _PACKED_NUMBER


def _is_too_far(corner: tuple[int, int]) -> bool:
    return corner[0] > MAX_ROWS or corner[0] * corner[1] > MAX_CELLS


def _refuse_corner(corner: tuple[int, int], name: str, sheet: str) -> None:
    if corner[0] * corner[1] > MAX_CELLS:
        raise refusals.too_many_cells(name, sheet, MAX_CELLS)
    if corner[0] > MAX_ROWS:
        raise refusals.too_many_rows(name, sheet, MAX_ROWS)


def _refuse_by_list(members: list[zipfile.ZipInfo], size: int, name: str) -> None:
    """Look at the archive's own list before anything is unpacked; a list that lies fails its checksums later."""
    if any(member.flag_bits & 1 for member in members):
        raise refusals.locked(name)
    if not any(member.filename.startswith("xl/") or member.filename == "content.xml" for member in members):
        raise refusals.another_kind(name, message("an archive or another document"))
    unpacked = sum(member.file_size for member in members)
    if (
        len(members) > MAX_ARCHIVE_MEMBERS
        or unpacked > MAX_UNPACKED_BYTES
        or (unpacked > MAX_BYTES and unpacked > MAX_UNPACK_RATIO * size)
    ):
        raise refusals.unpacks_too_far(name, unpacked)


def _refuse_document(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], name: str) -> None:
    """Tell a spreadsheet of OpenDocument from a text or a presentation, and whether it is locked."""
    names = {member.filename for member in members}
    if "content.xml" not in names or any(one.startswith("xl/") for one in names):
        return
    if "mimetype" not in names or b"opendocument.spreadsheet" not in archive.read("mimetype")[:200]:
        raise refusals.another_kind(name, message("an archive or another document"))
    if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise refusals.locked(name)


class _Seen(NamedTuple):
    """What a first look at a member of the archive shows: the last row and column that any attribute r names, and
    whether there are cells without one, formulas without a result, or errors, and the letters of an ods."""

    corner: tuple[int, int]
    unreferenced: bool
    no_result: bool
    error: bool
    letters: int = 0


_NOTHING = _Seen((0, 0), False, False, False)


def _scan(stream: IO[bytes], *, hurry: bool = False) -> _Seen:
    """Look through a member; in a hurry only until a cell, be it empty, lies too far."""
    last_row, columns = 0, {b"A"}
    found = [False, False, False]
    tail = b""
    while chunk := stream.read(_CHUNK):
        text = tail + chunk
        references = _REFERENCE.findall(text)
        columns.update(letters for letters, _ in references)
        last_row = max(last_row, max((int(digits) for digits in {digits for _, digits in references}), default=0))
        for i, pattern in enumerate((_UNREFERENCED, _NO_RESULT, _ERROR_CELL)):
            found[i] = found[i] or pattern.search(text) is not None
        if hurry and _is_too_far((last_row, max(map(_column_number, columns)))):
            break
        tail = text[max(0, min(len(text) - _OVERLAP, text.rfind(b"<"))) :]  # never cut a tag in two
    return _Seen((last_row, max(map(_column_number, columns))), *found)


class _Enough(Exception):
    """A cell lies too far; how far does not matter."""


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _last_filled_cell(stream: IO[bytes]) -> tuple[int, int]:
    """Return the last row and column of cells that hold something; formatted empty cells do no harm.

    Once one lies too far nothing more is looked at.
    """
    row = column = last_row = last_column = 0
    parser = expat.ParserCreate()

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal row, column, last_row, last_column
        local, where = name.rpartition(":")[2], attributes.get("r", "")
        if local == "row":
            row, column = int(where) if where.isdecimal() else row + 1, 0
        elif local == "c":
            match = re.fullmatch(r"([A-Za-z]{1,4})(\d{1,8})", where)
            row = int(match[2]) if match else row
            column = _column_number(match[1].encode()) if match else column + 1
        elif local in ("v", "is", "f"):
            last_row, last_column = max(last_row, row), max(last_column, column)
            if _is_too_far((last_row, last_column)):
                raise _Enough

    parser.StartElementHandler = start
    with contextlib.suppress(_Enough):
        parser.ParseFile(stream)
    return last_row, last_column


def _lost_cells(no_result: bool, error: bool) -> list[Finding]:
    findings = []
    if no_result:
        findings.append(
            Finding(
                "warning",
                message("The workbook holds formulas whose results were never saved; these cells are read as empty."),
                message("Open the workbook in Excel, save it, and drop it again."),
            )
        )
    if error:
        findings.append(
            Finding(
                "warning",
                message("The workbook holds cells with errors such as #N/A or #DIV/0!; they are read as empty."),
                message("Mend the formulas, or write the values."),
            )
        )
    return findings
