"""The container of an xls, Microsoft's compound file: whether its chains of sectors end and its sizes are possible.

The library that reads it follows a chain that turns back on itself until the memory is full, and reserves what a
damaged size asks for; both end the whole process. So both are looked up before, after [MS-CFB] and [MS-XLS].
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

_HEADER = 512
_LAST = 0xFFFFFFFC  # from here on a number is a mark, not a sector
_DIRECTORY_ENTRY = 128
_SHARED_STRINGS = 0x00FC
_BOOKS = frozenset({"Workbook", "Book", "WORKBOOK", "BOOK"})


def books(data: bytes) -> list[bytes] | None:
    """Return the workbooks in the container; None unless every chain of sectors ends, and every size fits."""
    try:
        return _books(data)
    except (struct.error, IndexError, ValueError):
        return None


def _books(data: bytes) -> list[bytes] | None:
    shift, small_shift = struct.unpack_from("<HH", data, 0x1E)
    if shift not in (9, 12) or small_shift != 6:
        return None
    size = 1 << shift
    table = _numbers(data, size, list(_table_sectors(data, size)))
    directory, cutoff, small = struct.unpack_from("<I4xII", data, 0x30)
    small_table = _numbers(data, size, _chain(table, small))
    if turns_back(table) or turns_back(small_table):
        return None
    found: list[bytes] = []
    entries = b"".join(_sector(data, size, i) for i in _chain(table, directory))
    root = b""
    for at in range(0, len(entries) - _DIRECTORY_ENTRY + 1, _DIRECTORY_ENTRY):
        name_length = min(64, struct.unpack_from("<H", entries, at + 64)[0])
        name = entries[at : at + max(0, name_length - 2)].decode("utf-16-le", "replace")
        first, length = struct.unpack_from("<II", entries, at + 116)
        if length > len(data):
            return None
        if at == 0:
            root = b"".join(_sector(data, size, i) for i in _chain(table, first))
        elif name in _BOOKS:
            if length < cutoff:
                parts = [root[i << 6 : (i + 1) << 6] for i in _chain(small_table, first)]
            else:
                parts = [_sector(data, size, i) for i in _chain(table, first)]
            found.append(b"".join(parts)[:length])
            if not _strings_fit(found[-1]):
                return None
    return found


def _sector(data: bytes, size: int, number: int) -> bytes:
    return (
        data[_HEADER + (number * size) : _HEADER + (number + 1) * size]
        if size == _HEADER
        else (data[(number + 1) * size : (number + 2) * size])
    )


def _table_sectors(data: bytes, size: int) -> Iterator[int]:
    """Return the sectors of the table of chains: 109 in the header, the others in a chain of their own."""
    yield from (one for one in struct.unpack_from("<109I", data, 0x4C) if one < _LAST)
    following = struct.unpack_from("<I", data, 0x44)[0]
    seen: set[int] = set()
    while following < _LAST:
        if following in seen:
            raise ValueError("the list of tables turns back")
        seen.add(following)
        numbers = struct.unpack(f"<{size // 4}I", _sector(data, size, following))
        yield from (one for one in numbers[:-1] if one < _LAST)
        following = numbers[-1]


def _numbers(data: bytes, size: int, sectors: Sequence[int]) -> list[int]:
    if len(sectors) * size > len(data) + size:
        raise ValueError("more tables than there is room for")
    found: list[int] = []
    for sector in sectors:
        part = _sector(data, size, sector)
        found.extend(struct.unpack(f"<{len(part) // 4}I", part[: len(part) // 4 * 4]))
    return found


def _chain(table: Sequence[int], first: int) -> list[int]:
    """Follow a chain to its end; one that leaves the table ends there."""
    found: list[int] = []
    while first < len(table):
        found.append(first)
        if len(found) > len(table):
            raise ValueError("the chain turns back")
        first = table[first]
    return found


def turns_back(table: Sequence[int]) -> bool:
    """Say whether any chain of a table comes back to a sector it has passed."""
    done = bytearray(len(table))  # 1 while a chain is followed, 2 once its end is known
    for start in range(len(table)):
        at, passed = start, []
        while at < len(table) and done[at] == 0:
            done[at] = 1
            passed.append(at)
            at = table[at]
        if at < len(table) and done[at] == 1:
            return True
        for one in passed:
            done[one] = 2
    return False


def _strings_fit(book: bytes) -> bool:
    """Say whether the table of texts holds no more of them than the file has room for: each takes 3 bytes."""
    at = 0
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        if kind == _SHARED_STRINGS and length >= 8:
            total, unique = struct.unpack_from("<II", book, at + 4)
            if 3 * unique > len(book) or total > 100 * len(book):
                return False
        at += 4 + length
    return True
