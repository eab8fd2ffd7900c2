"""Workbooks that write one long text in very many cells: how much text their cells hold, before anything lays it out.

A workbook keeps each text once and names it in its cells by number. The library that reads workbooks copies it into
every cell: 500 kB can ask for gigabytes, and the library ends the whole process when it does not get them.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator

import numpy as np

_CHUNK = 2**20
_OVERLAP = 4096  # letters; no cell that names a text is longer
_LEAST_CELL = 8  # bytes of a cell that names a text, at least
_TEXT_END = re.compile(rb"</(?:\w+:)?si\s*>")
_NAMES_TEXT = re.compile(rb"""\st\s*=\s*["']s["']""")
_NUMBER = re.compile(rb"""\st\s*=\s*["']s["'][^<>]*>\s*<(?:\w+:)?v[^<>]*>\s*(\d{1,9})\s*<""")
_TEXT_ITEM, _TEXT_CELL = 19, 7  # records of an xlsb: BrtSSTItem, BrtCellIsst


def text_of_cells(archive: zipfile.ZipFile, most: int) -> int:
    """Return how many letters the cells of an xlsx or xlsb hold together; at most a guess above where that is enough.

    Parameters
    ----------
    most : letters up to which the exact number does not matter
    """
    members = [one for one in archive.infolist() if not one.is_dir()]
    total = 0
    for table, lengths_of, numbers_of in (
        ("xl/sharedstrings.xml", _lengths_in_xml, _numbers_in_xml),
        ("xl/sharedstrings.bin", _lengths_in_records, _numbers_in_records),
    ):
        texts = next((one for one in members if one.filename.lower() == table), None)
        if texts is None:
            continue
        sheets = [one for one in members if one is not texts and one.filename.endswith(table[-4:])]
        room = sum(one.file_size for one in sheets) // _LEAST_CELL
        if texts.file_size * room <= most:
            continue
        lengths = lengths_of(archive.read(texts))
        longest = int(lengths.max(initial=0))
        if longest * room <= most:
            continue
        for sheet in sheets:
            for numbers, unknown in numbers_of(archive, sheet):
                known = numbers[numbers < len(lengths)]
                total += int(lengths[known].sum()) + unknown * longest
                if total > most:
                    return total
    return total


def _lengths_in_xml(content: bytes) -> np.ndarray:
    """Return the bytes of each text with its markup: never fewer than its letters."""
    ends = [found.end() for found in _TEXT_END.finditer(content)]
    return np.diff(np.array([0, *ends], dtype=np.int64))


def _numbers_in_xml(archive: zipfile.ZipFile, sheet: zipfile.ZipInfo) -> Iterator[tuple[np.ndarray, int]]:
    """Give the numbers of the texts that cells name, and how many cells name one in a way that is not understood."""
    with archive.open(sheet) as stream:
        tail = b""
        while chunk := stream.read(_CHUNK):
            text = tail + chunk
            cut = max(text.rfind(b"</c>"), len(text) - _OVERLAP) if len(chunk) == _CHUNK else len(text)
            head, tail = text[:cut], text[cut:]
            numbers = np.array(_NUMBER.findall(head), dtype=np.int64)
            yield numbers, max(0, len(_NAMES_TEXT.findall(head)) - len(numbers))


def _lengths_in_records(content: bytes) -> np.ndarray:
    items = (body for kind, body in _records(content) if kind == _TEXT_ITEM and len(body) >= 5)
    return np.array([int.from_bytes(body[1:5], "little") for body in items], dtype=np.int64)


def _numbers_in_records(archive: zipfile.ZipFile, sheet: zipfile.ZipInfo) -> Iterator[tuple[np.ndarray, int]]:
    cells = (body for kind, body in _records(archive.read(sheet)) if kind == _TEXT_CELL and len(body) >= 12)
    yield np.array([int.from_bytes(body[8:12], "little") for body in cells], dtype=np.int64), 0


def _records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Give the records of a part of an xlsb; one that reaches beyond the end is the last."""
    at = 0
    while at < len(content):
        kind, at = seven_bits(content, at, 2)
        length, at = seven_bits(content, at, 4)
        yield kind, content[at : at + length]
        at += length


def seven_bits(data: bytes, at: int, most: int) -> tuple[int, int]:
    """Read a number of up to `most` bytes, seven bits in each, and where the next one begins.

    Raises
    ------
    ValueError
        Where the data end within it.
    """
    value = 0
    for i in range(most):
        if at >= len(data):
            raise ValueError("cut off")
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << (7 * i)
        if not byte & 0x80:
            break
    return value, at
