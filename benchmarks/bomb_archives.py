"""Archives that unpack to much, or hold what is no sheet: links, programs, entities, archives in archives."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterator

from benchmarks.bomb_parts import HEADER, MAIN, MEGABYTE, OFFICE, RELS, ROW, TYPES, cohort, row, workbook, zipped


def external_links() -> bytes:
    """Make a workbook that links to another one and to a picture elsewhere."""
    rels = (
        f'<Relationships xmlns="{RELS}"><Relationship Id="r1" Type="{OFFICE}/externalLinkPath" '
        'Target="http://evil.test/other.xlsx" TargetMode="External"/></Relationships>'
    )
    link = f'<externalLink xmlns="{MAIN}"><externalBook r:id="r1" xmlns:r="{OFFICE}"/></externalLink>'
    return workbook(
        lambda: cohort(10),
        {
            "xl/externalLinks/externalLink1.xml": link.encode(),
            "xl/externalLinks/_rels/externalLink1.xml.rels": rels.encode(),
            "xl/worksheets/_rels/sheet1.xml.rels": rels.encode(),
        },
    )


def macros() -> bytes:
    """Make an xlsm: the sheets beside a program, which nothing here can run."""
    return workbook(lambda: cohort(10), {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" + b"Sub Auto_Open()" * 5_000})


def entities() -> bytes:
    """Make a sheet whose XML defines entities that multiply to 3 GB, and one that names a file of the machine."""
    lols = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    doctype = f'<!DOCTYPE w [<!ENTITY l0 "lol">{lols}<!ENTITY f SYSTEM "file:///etc/passwd">]>'

    def pieces() -> Iterator[bytes]:
        yield b"<sheetData>" + row(1, HEADER) + row(2, ("&l9;", "&f;", *ROW[1:])) + b"</sheetData>"

    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(pieces))) as before, zipfile.ZipFile(made, "w") as after:
        for member in before.infolist():
            content = before.read(member)
            is_sheet = member.filename.endswith("sheet1.xml")
            after.writestr(member.filename, doctype.encode() + content if is_sheet else content)
    return made.getvalue()


def nested() -> bytes:
    """Make an archive of archives, six deep, ten each."""
    inner = gzip.compress(bytes(10 * MEGABYTE))
    for _ in range(6):
        inner = zipped({f"{i}.zip": inner for i in range(10)})
    return inner


def nested_workbook() -> bytes:
    """Make a workbook that holds such an archive beside its sheet."""
    return workbook(lambda: cohort(10), {"xl/embeddings/more.zip": nested()})


def binary_workbook() -> bytes:
    """Make an xlsb whose sheet unpacks to 512 MB."""
    return zipped({"[Content_Types].xml": TYPES, "xl/workbook.bin": b"\x00", "xl/worksheets/sheet1.bin": bytes(2**29)})


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
    return zipped({"mimetype": kind, "META-INF/manifest.xml": listed.encode(), "content.xml": content.encode()})
