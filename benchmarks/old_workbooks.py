"""Small xls files, Microsoft's old workbooks, that want much: a container of sectors with the records of one book."""

from __future__ import annotations

import struct
from collections.abc import Iterable

_SECTOR = 512
_LONGEST = 8_000  # bytes of a record; what is longer is continued
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def record(kind: int, body: bytes) -> bytes:
    """Return one record of a book."""
    return struct.pack("<HH", kind, len(body)) + body


def texts(told: Iterable[str]) -> bytes:
    """Return the table of texts; one that is too long for a record is continued in the next, marks first."""
    told = list(told)
    parts = [struct.pack("<II", len(told), len(told))]
    for one in told:
        if len(parts[-1]) + 4 > _LONGEST:
            parts.append(b"")
        parts[-1] += struct.pack("<HB", len(one), 0)
        letters = one.encode("latin-1")
        while letters:
            room = _LONGEST - len(parts[-1])
            parts[-1] += letters[:room]
            letters = letters[room:]
            if letters:
                parts.append(b"\0")
    return record(0x00FC, parts[0]) + b"".join(record(0x003C, part) for part in parts[1:])


def named(row: int, column: int, text: int) -> bytes:
    """Return a cell that names a text of the table."""
    return record(0x00FD, struct.pack("<HHHI", row, column, 0, text))


def number(row: int, column: int, value: float) -> bytes:
    """Return a cell with a number."""
    return record(0x0203, struct.pack("<HHHd", row, column, 0, value))


def book(table: bytes, cells: bytes, sheets: int = 1) -> bytes:
    """Return an xls whose sheets all lie at the same place in the file."""
    begin = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    names = [f"p{i}".encode() for i in range(sheets)]
    length = sum(12 + len(name) for name in names)
    at = len(begin) + length + len(table) + 4
    listed = b"".join(record(0x0085, struct.pack("<IBBBB", at, 0, 0, len(name), 0) + name) for name in names)
    sheet = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0)) + cells + record(0x000A, b"")
    return _container(begin + listed + table + record(0x000A, b"") + sheet)


def _container(stream: bytes) -> bytes:
    """Put a stream into a compound file: its table of sectors, its directory, its sectors."""
    stream = stream.ljust(4096, b"\0")  # shorter ones are kept in another way
    held = -(-len(stream) // _SECTOR)
    tables = 1
    while tables * _SECTOR // 4 < tables + 1 + held:
        tables += 1
    chain = [*range(tables + 2, tables + 1 + held), _END]
    numbers = [*[_TABLE] * tables, _END, *chain]
    numbers += [_FREE] * (tables * _SECTOR // 4 - len(numbers))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<IIIIIIII", tables, tables, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<109I", *range(tables), *[_FREE] * (109 - tables))
    directory = _entry("Root Entry", 5, 1, _END, 0) + _entry("Workbook", 2, _FREE, tables + 1, len(stream))
    table = struct.pack(f"<{len(numbers)}I", *numbers)
    return header + table + directory.ljust(_SECTOR, b"\0") + stream.ljust(held * _SECTOR, b"\0")


def _entry(name: str, kind: int, child: int, first: int, length: int) -> bytes:
    written = (name + "\0").encode("utf-16-le")
    head = written.ljust(64, b"\0") + struct.pack("<HBBIII", len(written), kind, 1, _FREE, _FREE, child)
    return head + bytes(36) + struct.pack("<IQ", first, length)
