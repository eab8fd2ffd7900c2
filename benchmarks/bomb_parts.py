"""What small files that want much are made of: the cells of a cohort, and workbooks around sheets."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator

MEGABYTE = 2**20
ROWS, COLUMNS = 1_048_576, 16_384  # the largest sheet of Excel
TYPES = b"""<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/></Types>"""
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEADER = ("patient_id", "rux_start", "last_follow_up", "vital_status")
ROW = ("2020-01-01", "2020-12-31", "alive")


def workbook(sheet: Callable[[], Iterator[bytes]], extra: dict[str, bytes] | None = None) -> bytes:
    """Make an xlsx of one sheet; `sheet` gives its XML in pieces, `extra` other members of the archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{RELS}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="p" sheetId="1" r:id="r1"/></sheets>'
            "</workbook>",
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{RELS}"><Relationship Id="r1" Type="{OFFICE}/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>',
        )
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as member:
            member.write(f'<worksheet xmlns="{MAIN}">'.encode())
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


def cohort(rows: int) -> Iterator[bytes]:
    """Give the XML of a sheet of patients."""
    yield b"<sheetData>" + row(1, HEADER)
    for number in range(2, rows + 1):
        yield row(number, (f"A{number}", *ROW))
    yield b"</sheetData>"


def zipped(members: dict[str, bytes]) -> bytes:
    """Pack files into an archive, by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def replaced(data: bytes, members: dict[str, bytes]) -> bytes:
    """Return an archive with some of its members replaced."""
    with zipfile.ZipFile(io.BytesIO(data)) as before:
        return zipped({one: members.get(one) or before.read(one) for one in before.namelist()})
