"""What the cells of an xls ask for: how far they reach, and how much text they hold, before anything lays them out.

The library that reads them lays out every sheet as one rectangle and copies a text that is kept once into every cell
that names it; it ends the whole process when it does not get the memory. Records are those of [MS-XLS].
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

_SHEET, _TEXTS, _CONTINUED, _NAMES_TEXT, _SEVERAL = 0x0085, 0x00FC, 0x003C, 0x00FD, 0x00BD
_START, _END = 0x0809, 0x000A  # of a workbook, a sheet, a chart
# A formula, a text in the cell, a number, a truth value or an error, a short number, a text with formats.
_CELLS = frozenset({0x0006, 0x0204, 0x0203, 0x0205, 0x027E, 0x00D6, _NAMES_TEXT, _SEVERAL})
_WIDE, _PHONETIC, _FORMATTED = 0x01, 0x04, 0x08


@dataclass(frozen=True)
class Asked:
    """What a workbook asks for.

    Attributes
    ----------
    cells : of the rectangles from the first cell to the last filled one, over all sheets
    letters : that its cells name in the table of texts; a guess above where that is few
    """

    cells: int
    letters: int


def asked_for(book: bytes, few: int) -> Asked | None:
    """Look through the records of a workbook; None where two sheets claim the same place in the file.

    Parameters
    ----------
    few : letters up to which the exact number does not matter
    """
    places: set[bytes] = set()
    texts: list[bytes] = []
    named: list[int] = []
    cells = row = column = 0
    before = 0
    for kind, body in _records(book):
        if kind == _SHEET:
            if body[:4] in places:
                return None
            places.add(body[:4])
        elif kind == _TEXTS or (kind == _CONTINUED and before == _TEXTS):
            texts.append(body[8:] if kind == _TEXTS else body)
            kind = _TEXTS  # what is continued may be continued again
        elif kind in _CELLS and len(body) >= 6:
            row = max(row, 1 + int.from_bytes(body[:2], "little"))
            last = body[-2:] if kind == _SEVERAL else body[2:4]
            column = max(column, 1 + int.from_bytes(last, "little"))
            if kind == _NAMES_TEXT and len(body) >= 10:
                named.append(int.from_bytes(body[6:10], "little"))
        elif kind in (_START, _END):
            cells, row, column = cells + row * column, 0, 0
        before = kind
    return Asked(cells + row * column, _letters(texts, named, few))


def _records(book: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        yield kind, book[at + 4 : at + 4 + length]
        at += 4 + length


def _letters(texts: list[bytes], named: list[int], few: int) -> int:
    guess = sum(map(len, texts)) * len(named)
    if guess <= few:
        return guess
    lengths = np.fromiter(_lengths(texts), dtype=np.int64)
    numbers = np.array(named, dtype=np.int64)
    return int(lengths[numbers[numbers < len(lengths)]].sum())


def _lengths(texts: list[bytes]) -> Iterator[int]:
    """Give the letters of each text of the table, which runs over several records.

    A text that is cut in two between them begins again with the mark of how wide its letters are.
    """
    part = at = 0
    while part < len(texts):
        body = texts[part]
        if at + 3 > len(body):
            part, at = part + 1, 0
            continue
        letters, marks = struct.unpack_from("<HB", body, at)
        yield letters
        at += 3
        further = 0
        if marks & _FORMATTED:
            further += 4 * int.from_bytes(body[at : at + 2], "little")
            at += 2
        if marks & _PHONETIC:
            further += int.from_bytes(body[at : at + 4], "little")
            at += 4
        part, at = _beyond_letters(texts, part, at, letters, marks)
        while part < len(texts) and at + further > len(texts[part]):
            further -= max(0, len(texts[part]) - at)
            part, at = part + 1, 0
        at += further


def _beyond_letters(texts: list[bytes], part: int, at: int, letters: int, marks: int) -> tuple[int, int]:
    """Return the record and the place in it where the letters of a text end."""
    wide = 1 + (marks & _WIDE)
    while part < len(texts) and at + letters * wide > len(texts[part]):
        letters -= max(0, len(texts[part]) - at) // wide
        part, at = part + 1, 1
        wide = 1 + (texts[part][0] & _WIDE) if part < len(texts) and texts[part] else 1
    return part, at + letters * wide
