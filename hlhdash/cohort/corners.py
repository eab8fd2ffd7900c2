"""The last filled row and column of sheets in xlsb and ods, looked up before anything lays a sheet out as a rectangle.

`workbook` does the same for xlsx. One stray cell in the last corner of a sheet would ask for 500 GB.
"""

from __future__ import annotations

from typing import IO
from xml.parsers import expat

from hlhdash.cohort.repeated_texts import seven_bits

_ROW_HEADER = 0  # the records of a sheet in [MS-XLSB]: BrtRowHdr, and BrtCellBlank to BrtFmlaError
_CELLS = range(1, 12)
_TEXTS = 159  # BrtBeginSst
_LONGEST_RECORD = 2**28
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_OF_CELLS = (f"{_TABLE} table-cell", f"{_TABLE} covered-table-cell")
_MOST_LETTERS = 2**31
_MOST_COLUMNS, _MOST_ROWS = 1_048_576, 16_777_216


def binary_corner(data: bytes) -> tuple[int, int]:
    """Return the last row and column that hold a cell in a sheet of an xlsb, (0, 0) where there is none.

    Raises
    ------
    ValueError
        For records that do not follow each other.
    """
    at, row, last_row, last_column = 0, 0, 0, 0
    end = len(data)
    while at < end:
        kind, at = seven_bits(data, at, 2)
        length, at = seven_bits(data, at, 4)
        if length > _LONGEST_RECORD or at + length > end:
            raise ValueError("record beyond the end")
        if kind == _ROW_HEADER and length >= 4:
            row = int.from_bytes(data[at : at + 4], "little") + 1
        elif kind in _CELLS and length >= 4:
            last_row = max(last_row, row)
            last_column = max(last_column, int.from_bytes(data[at : at + 4], "little") + 1)
        at += length
    return last_row, last_column


def texts_fit(data: bytes) -> bool:
    """Say whether the texts of an xlsb are no more than the file has room for; room is made for as many as it says."""
    kind, at = seven_bits(data, 0, 2)
    _, at = seven_bits(data, at, 4)
    return kind != _TEXTS or int.from_bytes(data[at + 4 : at + 8], "little") <= len(data)


class _OpenDocument:
    """Counts through content.xml, whose rows and cells may say that they are repeated."""

    def __init__(self) -> None:
        self.row = self.column = self.rows_here = 0
        self.repeat = 1
        self.filled = False
        self.letters = 0  # of all cells, repeats laid out
        self.letters_here = self.letters_of_cell = 0
        self.holds = False  # whether the cell read now is filled; only then it is given its text
        self.widest = (0, 0)  # rows, columns of the sheet read now
        self.corner = (0, 0)  # of the sheet with the largest rectangle

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == f"{_TABLE} table":
            self.row, self.widest = 0, (0, 0)
        elif name == f"{_TABLE} table-row":
            self.column, self.filled, self.letters_here = 0, False, 0
            self.rows_here = _times(attributes.get(f"{_TABLE} number-rows-repeated"), _MOST_ROWS)
        elif name in _OF_CELLS:
            self.repeat = _times(attributes.get(f"{_TABLE} number-columns-repeated"), _MOST_COLUMNS)
            self.column += self.repeat
            self.letters_of_cell = sum(map(len, attributes.values()))
            self.holds = any("value" in key or "formula" in key for key in attributes)
            if self.holds:
                self.filled = True
                self.widest = (self.widest[0], max(self.widest[1], self.column))
        elif name == f"{_TEXT} s":
            self.letters_of_cell += _times(attributes.get(f"{_TEXT} c"), _MOST_LETTERS)

    def text(self, written: str) -> None:
        self.letters_of_cell += len(written)

    def end(self, name: str) -> None:
        if name in _OF_CELLS and self.holds:
            self.letters_here += self.letters_of_cell * self.repeat
        if name != f"{_TABLE} table-row":
            return
        self.letters += self.letters_here * self.rows_here
        self.row += self.rows_here
        if self.filled:
            self.widest = (self.row, self.widest[1])
            self.corner = max(self.corner, self.widest, key=lambda corner: corner[0] * corner[1])


def _times(written: str | None, most: int) -> int:
    return min(int(written), most) if written is not None and written.isdecimal() else 1


def open_document_corner(stream: IO[bytes]) -> tuple[tuple[int, int], int]:
    """Return rows and columns of the largest sheet of an ods up to its last filled cell, and the letters of all cells.

    Repeats are laid out in both.

    Raises
    ------
    ExpatError
        For broken XML.
    """
    seen = _OpenDocument()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = seen.start
    parser.EndElementHandler = seen.end
    parser.CharacterDataHandler = seen.text
    # A document of this kind declares no entities; one that does could unfold to gigabytes.
    parser.EntityDeclHandler = _refuse_entity
    parser.ParseFile(stream)
    return seen.corner, seen.letters


def _refuse_entity(*_: object) -> None:
    raise ValueError("entity")
