"""Text files: their encoding, their separator, and their rows of cells."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from hlhdash.cohort import refusals
from hlhdash.cohort.by_column import ByColumn, TooManyDifferent, rows_of, split_by_column
from hlhdash.cohort.findings import Finding
from hlhdash.cohort.workbook import MAX_BYTES, MAX_CELLS, MAX_COLUMNS, MAX_DIFFERENT, MAX_ROWS, Rows
from hlhdash.language import counted, message

SEPARATORS = (",", ";", "\t", "|")
ENCODINGS = ("utf-8", "gb18030", "cp1252", "mac_roman", "big5", "utf-16")  # that a screen may offer
_SAMPLED = 500  # rows by which decimals are judged

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_INSIDE_WORDS = re.compile(rb"(?<=[A-Za-z])[\x80-\xff](?=[a-z])")
# In Macintosh Roman these are accented letters; in Windows' code page they are signs, no letters inside a word.
_MAC_LETTERS = frozenset(range(0x80, 0xA0)) - frozenset(range(0x91, 0x98)) - frozenset(b"\x8a\x8e\x9a\x9e")
_WINDOWS_LETTERS = frozenset(range(0xC0, 0x100))
_COMMA_DECIMAL = re.compile(r"[-+]?(?:\d+,(?:\d{1,2}|\d{4,})|0,\d+)")
_DOT_DECIMAL = re.compile(r"[-+]?(?:\d+\.(?:\d{1,2}|\d{4,})|0\.\d+)")


def read_text(data: bytes, name: str, encoding: str | None = None) -> tuple[Rows, bool, list[Finding], str]:
    """Return the rows of a text file, whether "1,5" is one and a half in it, what was noticed, and its encoding.

    Parameters
    ----------
    encoding : as the user says it, such as "gb18030"; guessed unless given

    Raises
    ------
    CohortError
        For bytes that are no text, or are not in that encoding, or too many rows or cells.
    """
    written, used = _decode(data, name) if encoding is None else _decode_as(data, name, encoding)
    if written.count("\n") > 2 * MAX_ROWS:  # half of them may lie between quotation marks
        raise refusals.too_many_rows(name, name, MAX_ROWS)
    separator = _separator(written)
    width = 1 + max((line.count(separator) for line in _first_lines(written)), default=0)
    if width > 2 * MAX_COLUMNS:
        raise refusals.too_many_columns(Path(name).stem, width, MAX_COLUMNS)
    try:
        rows, findings = _split(written, separator)
    except TooManyDifferent:
        raise refusals.too_many_values(name, MAX_DIFFERENT) from None
    if len(rows) > MAX_ROWS + 1:
        raise refusals.too_many_rows(name, name, MAX_ROWS)
    if (rows.width * len(rows) if isinstance(rows, ByColumn) else sum(map(len, rows))) > MAX_CELLS:
        raise refusals.too_many_cells(name, name, MAX_CELLS)
    if encoding is None and used not in ("utf-8-sig", "utf-16", "utf-32"):
        findings.append(
            Finding(
                "note",
                message("{file} is not written in UTF-8; it was read as {encoding}.", file=name, encoding=used),
                message("If letters look wrong, choose another encoding, or save the file as “CSV UTF-8”."),
            )
        )
    findings += [] if isinstance(rows, ByColumn) else _ragged(rows)
    return Rows(Path(name).stem, rows), _decimal_comma(rows, separator), findings, used


def _decode_as(data: bytes, name: str, encoding: str) -> tuple[str, str]:
    """Decode as the user says; an encoding nobody knows, or that the bytes are not in, is refused."""
    try:
        written = data.decode("utf-8-sig" if encoding.lower() in ("utf-8", "utf8") else encoding)
    except (LookupError, UnicodeError, ValueError, TypeError) as problem:
        raise refusals.not_in_encoding(name, encoding, ENCODINGS) from problem
    if not isinstance(written, str) or "\x00" in written:
        raise refusals.not_in_encoding(name, encoding, ENCODINGS)
    return written.removeprefix("\ufeff"), encoding


def _decode(data: bytes, name: str) -> tuple[str, str]:
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-32", "utf-16")
    elif data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ("utf-16",)
    elif b"\x00" in data:
        encodings = _without_mark(data)
    else:
        encodings = ("utf-8-sig", *_local_encodings(data))
    for encoding in encodings:
        try:
            written = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in written:
            return written, encoding
    raise refusals.not_text(name)


def _without_mark(data: bytes) -> tuple[str, ...]:
    """Guess UTF-16 and UTF-32 without a byte-order mark: of a header's letters, every other byte is zero, or three."""
    start = data[:200]
    if start.count(0) > len(start) * 5 / 8:
        return ("utf-32-le",) if start[:1] != b"\x00" else ("utf-32-be",)
    if start[1::2].count(0) > len(start) / 4:
        return ("utf-16-le",)
    return ("utf-16-be",) if start[::2].count(0) > len(start) / 4 else ()


def _local_encodings(data: bytes) -> tuple[str, ...]:
    """Order the encodings that are not UTF-8: Chinese letters come as pairs of high bytes, accents alone.

    Between letters, an old Macintosh has its accents where Windows has signs.
    """
    runs = [len(run) for run in re.findall(rb"[\x80-\xff]+", data[:1_000_000])]
    pairs = sum(run % 2 == 0 for run in runs)
    if 2 * pairs > len(runs):
        return ("gb18030", "cp1252")
    inside = b"".join(_INSIDE_WORDS.findall(data[:1_000_000]))
    as_on_mac, as_in_windows = (sum(byte in letters for byte in inside) for letters in (_MAC_LETTERS, _WINDOWS_LETTERS))
    return ("mac_roman",) if as_on_mac > as_in_windows else ("cp1252", "gb18030")


def _first_lines(written: str) -> list[str]:
    return [line for line in written[:1_000_000].splitlines()[:30] if line.strip()]


def _separator(written: str) -> str:
    """Choose the separator that splits the first lines into the most columns, the same number on each."""
    lines = _first_lines(written)
    best, best_score = ",", (0, 0)
    for candidate in SEPARATORS:
        widths = [len(row) for row in csv.reader(lines, delimiter=candidate)]
        usual = max(set(widths), key=widths.count, default=0)
        score = (widths.count(usual) if usual > 1 else 0, usual)
        if score > best_score:
            best, best_score = candidate, score
    return best


def _split(written: str, separator: str) -> tuple[list[list[str]] | ByColumn, list[Finding]]:
    """Split text into cells; a quotation mark that is never closed would swallow every row after it."""
    by_column = split_by_column(written, separator, MAX_DIFFERENT)
    if by_column is not None:
        return by_column, []
    csv.field_size_limit(MAX_BYTES)

    def read(**dialect: object) -> list[list[str]]:
        return rows_of(csv.reader(_lines(written), delimiter=separator, **dialect), MAX_DIFFERENT)  # type: ignore[arg-type]

    try:
        return read(strict=True), []
    except csv.Error as problem:
        if "unexpected end" not in str(problem):
            return read(), []
    return read(quoting=csv.QUOTE_NONE), [
        Finding(
            "warning",
            message("A quotation mark is opened and never closed; all of them were read as letters."),
            message("Remove the single quotation mark from the cell that holds it."),
        )
    ]


def _lines(written: str) -> Iterator[str]:
    """Give the lines with their ends, as a file opened with newline="" does; StringIO holds four bytes a letter."""
    return (line[0] for line in _LINE.finditer(written))


def _ragged(rows: list[list[str]]) -> list[Finding]:
    """Look for rows with more cells than the header, whose values stand in wrong columns, and for shorter ones."""
    top = next((i for i, row in enumerate(rows) if sum(map(bool, map(str.strip, row))) > 1), 0)
    header = len(rows[top]) if rows else 0
    odd = [
        (i, row) for i, row in enumerate(rows, start=1) if i > top and len(row) != header and any(map(str.strip, row))
    ]
    longer = [i for i, row in odd if any(map(str.strip, row[header:]))]
    shorter = [i for i, row in odd if 1 < len(row) < header]
    findings = []
    if longer:
        findings.append(
            Finding(
                "warning",
                counted(
                    "Row {row} has more cells than there are columns; its values may stand in the wrong columns.",
                    "{n} rows, the first row {row}, have more cells than there are columns; "
                    "their values may stand in the wrong columns.",
                    n=len(longer),
                    row=longer[0],
                ),
                message("Put cells that hold the separator between quotation marks."),
                row=longer[0],
            )
        )
    if shorter:
        findings.append(
            Finding(
                "note",
                counted(
                    "Row {row} has fewer cells than there are columns; the others are read as empty.",
                    "{n} rows, the first row {row}, have fewer cells than there are columns; "
                    "the others are read as empty.",
                    n=len(shorter),
                    row=shorter[0],
                ),
                message("Check that the file is complete."),
                row=shorter[0],
            )
        )
    return findings


def _decimal_comma(rows: Sequence[list[str]], separator: str) -> bool:
    """Judge by the cells that can only be one of the two; without any, semicolons go with decimal commas."""
    cells = [cell.strip() for row in rows[:_SAMPLED] for cell in row]
    comma = any(_COMMA_DECIMAL.fullmatch(cell) for cell in cells)
    dot = any(_DOT_DECIMAL.fullmatch(cell) for cell in cells)
    return separator == ";" if comma == dot else comma
