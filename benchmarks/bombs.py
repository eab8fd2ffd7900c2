"""Files that are small and want much: each is refused or read within 5 s and 500 MB, in a sentence.

Run `python -m benchmarks.bombs`; it reads each in a process of its own and prints what came of it, processor seconds
and peak memory as a Markdown table. The tests hold each file to the same memory.
"""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import old_workbooks as old

ROOT = Path(__file__).resolve().parents[1]
MEGABYTE = 2**20
MOST_MEMORY = 500  # MB at the peak, the modules included
LIMIT = 3 * 2**30  # bytes of address space: a file that wants more must not take the machine with it
ROWS, COLUMNS = 1_048_576, 16_384  # the largest sheet of Excel

_TYPES = b"""<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/></Types>"""
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_HEADER = ("patient_id", "rux_start", "last_follow_up", "vital_status")
_ROW = ("2020-01-01", "2020-12-31", "alive")


@dataclass(frozen=True)
class Outcome:
    """What came of reading a file: its patients or the sentence of the refusal, processor seconds, peak in MB."""

    said: str
    patients: int | None
    seconds: float
    peak: float


def workbook(sheet: Callable[[], Iterator[bytes]], extra: dict[str, bytes] | None = None) -> bytes:
    """Make an xlsx of one sheet; `sheet` gives its XML in pieces, `extra` other members of the archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_RELS}"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="p" sheetId="1" r:id="r1"/></sheets>'
            "</workbook>",
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{_RELS}"><Relationship Id="r1" Type="{_OFFICE}/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>',
        )
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as member:
            member.write(f'<worksheet xmlns="{_MAIN}">'.encode())
            for piece in sheet():
                member.write(piece)
            member.write(b"</worksheet>")
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return out.getvalue()


def letters(column: int) -> str:
    """Return the letters of a column, counted from 0."""
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def row(number: int, cells: tuple[str, ...], start: int = 0) -> bytes:
    """Return one row of texts as the XML of a sheet."""
    written = "".join(
        f'<c r="{letters(i)}{number}" t="inlineStr"><is><t>{cell}</t></is></c>' for i, cell in enumerate(cells, start)
    )
    return f'<row r="{number}">{written}</row>'.encode()


def _cohort(rows: int) -> Iterator[bytes]:
    yield b"<sheetData>" + row(1, _HEADER)
    for number in range(2, rows + 1):
        yield row(number, (f"A{number}", *_ROW))
    yield b"</sheetData>"


def long_sheet() -> bytes:
    """Make a sheet of as many rows as Excel has, all filled."""
    return workbook(lambda: _cohort(ROWS))


def full_sheet(rows: int, columns: int) -> bytes:
    """Make a sheet of numbers, all different."""

    def pieces() -> Iterator[bytes]:
        names = (*_HEADER, *(f"c{i}" for i in range(columns - len(_HEADER))))
        yield b"<sheetData>" + row(1, names)
        places = [letters(i) for i in range(len(_HEADER), columns)]
        for number in range(2, rows + 1):
            told = "".join(f'<c r="{place}{number}"><v>{number}.{i}</v></c>' for i, place in enumerate(places))
            yield row(number, (f"A{number}", *_ROW)).removesuffix(b"</row>") + f"{told}</row>".encode()
        yield b"</sheetData>"

    return workbook(pieces)


def long_text_file() -> bytes:
    """Make a text file of as many rows."""
    lines = (f"A{number},{','.join(_ROW)}\n" for number in range(2, ROWS + 1))
    return (",".join(_HEADER) + "\n" + "".join(lines)).encode()


def full_text_file(rows: int, columns: int, cell: str, end: str = "") -> bytes:
    """Make a text file of numbers, written as `cell` says with {row} and {column}."""
    names = ",".join((*_HEADER, *(f"c{i}" for i in range(columns - len(_HEADER)))))
    lines = (
        ",".join((f"A{row}", *_ROW, *(cell.format(row=row, column=i) for i in range(columns - len(_HEADER)))))
        for row in range(2, rows + 1)
    )
    return "\n".join((names, *lines, end)).encode()


def wide_sheet(rows: int = 3) -> bytes:
    """Make a sheet of as many columns as Excel has."""

    def pieces() -> Iterator[bytes]:
        yield b"<sheetData>" + row(1, (*_HEADER, *(f"c{i}" for i in range(COLUMNS - len(_HEADER)))))
        for number in range(2, rows + 2):
            yield row(number, (f"A{number}", *_ROW, *("x" for _ in range(COLUMNS - len(_HEADER)))))
        yield b"</sheetData>"

    return workbook(pieces)


def wide_text_file(rows: int = 300) -> bytes:
    """Make a text file of as many columns."""
    header = ",".join((*_HEADER, *(f"c{i}" for i in range(COLUMNS - len(_HEADER)))))
    lines = (",".join((f"A{i}", *_ROW, *("x" for _ in range(COLUMNS - len(_HEADER))))) for i in range(rows))
    return "\n".join((header, *lines)).encode()


def merges(count: int = 200_000) -> bytes:
    """Make a small sheet with very many merged ranges, one of them over every cell."""

    def pieces() -> Iterator[bytes]:
        yield from _cohort(50)
        yield f'<mergeCells count="{count}"><mergeCell ref="F1:XFD{ROWS}"/>'.encode()
        for number in range(1, count):
            yield f'<mergeCell ref="F{number}:F{number + 40}"/>'.encode()
        yield b"</mergeCells>"

    return workbook(pieces)


def merged_codes() -> bytes:
    """Make a sheet whose first patient's cell is merged down over every row."""

    def pieces() -> Iterator[bytes]:
        yield from _cohort(50)
        yield f'<mergeCells count="1"><mergeCell ref="A2:A{ROWS}"/></mergeCells>'.encode()

    return workbook(pieces)


def formulas() -> bytes:
    """Make a sheet of formulas: a web service, a command, a reference to another file, one that refers to itself."""

    def pieces() -> Iterator[bytes]:
        yield b"<sheetData>" + row(1, (*_HEADER, "remark"))
        told = ('WEBSERVICE("http://evil.test/a")', "cmd|' /C calc'!A0", "[1]Sheet1!A1", "E5")
        for number, formula in enumerate(told, start=2):
            cells = row(number, (f"A{number}", *_ROW)).removesuffix(b"</row>")
            yield cells + f'<c r="E{number}" t="str"><f>{formula}</f><v>kept {number}</v></c></row>'.encode()
        yield b"</sheetData>"

    return workbook(pieces)


def external_links() -> bytes:
    """Make a workbook that links to another one and to a picture elsewhere."""
    rels = (
        f'<Relationships xmlns="{_RELS}"><Relationship Id="r1" Type="{_OFFICE}/externalLinkPath" '
        'Target="http://evil.test/other.xlsx" TargetMode="External"/></Relationships>'
    )
    link = f'<externalLink xmlns="{_MAIN}"><externalBook r:id="r1" xmlns:r="{_OFFICE}"/></externalLink>'
    return workbook(
        lambda: _cohort(10),
        {
            "xl/externalLinks/externalLink1.xml": link.encode(),
            "xl/externalLinks/_rels/externalLink1.xml.rels": rels.encode(),
            "xl/worksheets/_rels/sheet1.xml.rels": rels.encode(),
        },
    )


def macros() -> bytes:
    """Make an xlsm: the sheets beside a program, which nothing here can run."""
    return workbook(lambda: _cohort(10), {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" + b"Sub Auto_Open()" * 5_000})


def entities() -> bytes:
    """Make a sheet whose XML defines entities that multiply to 3 GB, and one that names a file of the machine."""
    lols = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    doctype = f'<!DOCTYPE w [<!ENTITY l0 "lol">{lols}<!ENTITY f SYSTEM "file:///etc/passwd">]>'

    def pieces() -> Iterator[bytes]:
        yield b"<sheetData>" + row(1, _HEADER) + row(2, ("&l9;", "&f;", *_ROW[1:])) + b"</sheetData>"

    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(pieces))) as before, zipfile.ZipFile(made, "w") as after:
        for member in before.infolist():
            content = before.read(member)
            is_sheet = member.filename.endswith("sheet1.xml")
            after.writestr(member.filename, doctype.encode() + content if is_sheet else content)
    return made.getvalue()


def _zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def inflating_xlsx() -> bytes:
    """Make a workbook of 1 MB whose one sheet unpacks to 1 GB."""
    spaces = b" " * MEGABYTE
    return workbook(lambda: iter([b"<sheetData>", *[spaces] * 1024, b"</sheetData>"]))


def below_the_limit() -> bytes:
    """Make a workbook whose sheet unpacks to 280 MB of empty cells: just under what is refused by size."""
    cells = row(1, ("",) * 16) * 600

    def pieces() -> Iterator[bytes]:
        yield b"<sheetData>" + row(1, _HEADER) + row(2, ("A1", *_ROW))
        for _ in range(280 * MEGABYTE // len(cells)):
            yield cells
        yield b"</sheetData>"

    return workbook(pieces)


def one_text_in_every_cell() -> bytes:
    """Make a workbook of one text of 30 kB that every one of 100,000 cells repeats."""
    table = f'<sst xmlns="{_MAIN}"><si><t>{"x" * 30_000}</t></si></sst>'.encode()

    def pieces() -> Iterator[bytes]:
        yield b"<sheetData>" + row(1, _HEADER)
        for number in range(2, 100_002):
            yield f'<row r="{number}"><c r="A{number}" t="s"><v>0</v></c></row>'.encode()
        yield b"</sheetData>"

    made = io.BytesIO(workbook(pieces, {"xl/sharedStrings.xml": table}))
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        rels = archive.read("xl/_rels/workbook.xml.rels")
    more = f'<Relationship Id="r2" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    rels = rels.replace(b"</Relationships>", more.encode())
    return _replaced(made.getvalue(), {"xl/_rels/workbook.xml.rels": rels})


def _replaced(data: bytes, members: dict[str, bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as before:
        return _zipped({one: members.get(one) or before.read(one) for one in before.namelist()})


def old_workbook(rows: int, text: str) -> bytes:
    """Make an xls of one text that a cell of every row names."""
    words = (*_HEADER, *_ROW, text)
    cells = [old.named(0, i, i) for i in range(len(_HEADER))]
    for number in range(1, rows):
        cells.append(old.number(number, 0, number))
        cells += [old.named(number, i, len(_HEADER) + i - 1) for i in range(1, len(_ROW) + 1)]
        cells.append(old.named(number, 4, len(words) - 1))
    return old.book(old.texts(words), b"".join(cells))


def nested() -> bytes:
    """Make an archive of archives, six deep, ten each."""
    inner = gzip.compress(bytes(10 * MEGABYTE))
    for _ in range(6):
        inner = _zipped({f"{i}.zip": inner for i in range(10)})
    return inner


def nested_workbook() -> bytes:
    """Make a workbook that holds such an archive beside its sheet."""
    return workbook(lambda: _cohort(10), {"xl/embeddings/more.zip": nested()})


def binary_workbook() -> bytes:
    """Make an xlsb whose sheet unpacks to 512 MB."""
    return _zipped(
        {"[Content_Types].xml": _TYPES, "xl/workbook.bin": b"\x00", "xl/worksheets/sheet1.bin": bytes(2**29)}
    )


def open_document(repeated: int, text: str = "x") -> bytes:
    """Make an ods of one text that says to stand in `repeated` rows and columns."""
    office = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{office}:office:1.0" xmlns:table="{office}:table:1.0" '
        f'xmlns:text="{office}:text:1.0"><office:body><office:spreadsheet><table:table table:name="p">'
        f'<table:table-row table:number-rows-repeated="{repeated}"><table:table-cell office:value-type="string" '
        f'table:number-columns-repeated="{repeated}"><text:p>{text}</text:p></table:table-cell></table:table-row>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    listed = f'<manifest:manifest xmlns:manifest="{manifest}"/>'
    return _zipped({"mimetype": kind, "META-INF/manifest.xml": listed.encode(), "content.xml": content.encode()})


def r_objects(pack: Callable[[bytes], bytes]) -> bytes:
    """Make an .rds that unpacks to 512 MB of one vector of numbers."""
    head = b"X\n\x00\x00\x00\x02\x00\x04\x01\x02\x00\x02\x03\x00" + b"\x00\x00\x00\x0e\x08\x00\x00\x00"
    return pack(head + bytes(2**29))


def r_nested_lists() -> bytes:
    """Make an .rds of 90 MB of lists in lists, each of one element."""
    head = b"X\n\x00\x00\x00\x02\x00\x04\x01\x02\x00\x02\x03\x00"
    return gzip.compress(head + b"\x00\x00\x00\x13\x00\x00\x00\x01" * (90 * MEGABYTE // 8))


def r_claims() -> bytes:
    """Make an .rds of a few bytes that claims to hold a vector of two thousand million numbers."""
    head = b"X\n\x00\x00\x00\x02\x00\x04\x01\x02\x00\x02\x03\x00" + b"\x00\x00\x00\x0e\x7f\xff\xff\xff"
    return gzip.compress(head + bytes(100))


def parquet(rows: int, more: Callable[[int], dict[str, Any]]) -> bytes:
    """Make a parquet file; `more` gives its further columns for that many rows."""
    import pyarrow
    import pyarrow.parquet

    told = {_HEADER[0]: [f"A{i}" for i in range(rows)]}
    told |= {header: [cell] * rows for header, cell in zip(_HEADER[1:], _ROW, strict=True)}
    out = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(told | more(rows)), out, compression="zstd")
    return out.getvalue()


def spss(rows: int, more: dict[str, Any]) -> bytes:
    """Make an SPSS file whose further columns hold the same in every row."""
    import pandas as pd
    import pyreadstat

    told = dict(zip(_HEADER[1:], _ROW, strict=True)) | more
    frame: Any = pd.DataFrame({_HEADER[0]: [f"A{i}" for i in range(rows)]} | {k: [v] * rows for k, v in told.items()})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.sav"
        pyreadstat.write_sav(frame, str(path), compress=True)
        return path.read_bytes()


BOMBS: dict[str, Callable[[], bytes]] = {
    "rows.xlsx": long_sheet,
    "rows.csv": long_text_file,
    "cells.xlsx": lambda: full_sheet(150_000, 40),
    "numbers.xlsx": lambda: full_sheet(100_000, 40),
    "numbers.csv": lambda: full_text_file(100_000, 40, "{row}.{column}"),
    "numbers_by_row.csv": lambda: full_text_file(100_000, 40, "{row}.{column}", "\n"),  # an empty line: not by column
    "just_few_enough.csv": lambda: full_text_file(100_000, 22, "{row}.{column}"),
    "repeated_by_row.csv": lambda: full_text_file(100_000, 50, "{column}", "\n"),
    "columns.xlsx": wide_sheet,
    "columns.csv": wide_text_file,
    "many_columns.csv": lambda: wide_text_file(1_450),
    "merges.xlsx": merges,
    "merged_codes.xlsx": merged_codes,
    "formulas.xlsx": formulas,
    "external_links.xlsx": external_links,
    "macros.xlsm": macros,
    "entities.xlsx": entities,
    "inflating.xlsx": inflating_xlsx,
    "below_the_limit.xlsx": below_the_limit,
    "one_text.xlsx": one_text_in_every_cell,
    "repeated.xls": lambda: old_workbook(60_000, "x" * 30_000),
    "repeated_a_little.xls": lambda: old_workbook(60_000, "x" * 1_500),
    "corner.xls": lambda: old.book(old.texts([]), old.number(0, 0, 1) + old.number(65_535, 255, 1)),
    "sheets.xls": lambda: old.book(old.texts([]), old.number(0, 0, 1) + old.number(60_000, 70, 1), 200),
    "nested.zip": nested,
    "nested.xlsx": nested_workbook,
    "binary.xlsb": binary_workbook,
    "repeated.ods": lambda: open_document(1_000_000),
    "repeated_a_little.ods": lambda: open_document(3_000),
    "repeated_text.ods": lambda: open_document(1_000, "x" * 30_000),
    "repeated.parquet": lambda: parquet(100_000, lambda rows: {"note": ["x" * 10_000] * rows}),
    "zeros.parquet": lambda: parquet(100_000, lambda rows: {f"c{i}": [0.0] * rows for i in range(45)}),
    "lists.parquet": lambda: parquet(20_000, lambda rows: {"list": [[0] * 500] * rows}),
    "numbers.parquet": lambda: parquet(
        100_000, lambda rows: {f"c{i}": [row + i / 100 for row in range(rows)] for i in range(36)}
    ),
    "columns.parquet": lambda: parquet(1, lambda _: {f"c{i}": [1] for i in range(40_000)}),
    "zeros.sav": lambda: spss(100_000, {f"c{i}": 0.0 for i in range(45)}),
    "repeated.sav": lambda: spss(4_000, {"note": "x" * 30_000}),
    "zeros.csv.gz": lambda: gzip.compress(bytes(2**29), 9),
    "numbers_gz.rds": lambda: r_objects(lambda data: gzip.compress(data, 9)),
    "numbers_bz2.rds": lambda: r_objects(bz2.compress),
    "numbers_xz.rds": lambda: r_objects(lambda data: lzma.compress(data, preset=0)),
    "lists.rds": r_nested_lists,
    "claims.rds": r_claims,
}

_CHILD = """
import json, os, resource, sys
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]),) * 2)
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import hlhdash, hlhdash.cohort.reading
patients = None
before = resource.getrusage(resource.RUSAGE_SELF)
try:
    cohort = hlhdash.read_cohort(sys.argv[1])
    patients, said = len(cohort), f"{len(cohort)} patients, {len(cohort.findings)} findings"
except hlhdash.CohortError as problem:
    said = str(problem)
except MemoryError:
    said = "MemoryError"
used = resource.getrusage(resource.RUSAGE_SELF)
seconds = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
# Not ru_maxrss: that begins with the peak of the process that started this one.
peak = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps([said, patients, seconds, peak / 1024]))
"""


def read_alone(path: Path, limit: int = LIMIT) -> Outcome:
    """Read a file in a process of its own, which may not take more than `limit` bytes of addresses (Linux)."""
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, str(path), str(limit)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"},
        capture_output=True,
        timeout=300,
        check=False,
    )
    if done.returncode:
        return Outcome(f"the process ended with {done.returncode}", None, float("inf"), float("inf"))
    return Outcome(*json.loads(done.stdout.splitlines()[-1]))


def main() -> None:
    """Read each file and print the table."""
    wanted = sys.argv[1:] or list(BOMBS)
    print("| file | size | seconds | peak MB | what is said |")
    print("|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for name in wanted:
            path = Path(folder) / name
            path.write_bytes(BOMBS[name]())
            found = read_alone(path)
            size = path.stat().st_size / 1000
            print(f"| {name} | {size:,.0f} kB | {found.seconds:.1f} | {found.peak:.0f} | {found.said} |", flush=True)
            path.unlink()


if __name__ == "__main__":
    main()
