"""A table as a Word document, ready for a manuscript: three rules, no vertical lines, footnotes below."""

from __future__ import annotations

import io
from typing import Any

from hlhdash.report.plain_table import PlainTable

_FONT = "Times New Roman"
_LETTERS, _LONGEST = 96, 60  # letters on a line of a page, and of a cell, from which it is broken
_WIDE_FROM = 7  # columns from which the page lies on its side


def to_docx(table: PlainTable) -> bytes:
    """Write a table as a document of its own."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.shared import Pt

    document = Document()
    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(10)
    if len(table.headings) >= _WIDE_FROM:
        section = document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    write_table(document, table)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def write_table(document: Any, table: PlainTable) -> None:
    """Write a table with its title and notes at the end of a document."""
    _paragraph(document.add_paragraph(), table.title, bold=True, size=11)
    section = document.sections[-1]
    usable = section.page_width - section.left_margin - section.right_margin
    shares = _shares(table)
    _body(
        document.add_table(rows=1 + len(table.rows), cols=len(table.headings)), table, [usable * one for one in shares]
    )
    for note in table.notes:
        _paragraph(document.add_paragraph(), note, size=8.5)


def _shares(table: PlainTable) -> list[float]:
    """Return each column's share of the page: room for its longest word, and of what is left by its longest cell."""
    columns = [(heading, *cells) for heading, *cells in zip(table.headings, *table.rows, strict=True)]
    least = [max(len(word) for cell in one for word in (cell.split() or [""])) + 4 for one in columns]
    wanted = [
        max(low, *(min(len(cell), _LONGEST) for cell in one[1:]), 0) for low, one in zip(least, columns, strict=True)
    ]
    spare = max(_LETTERS - sum(least), 0)
    asked = max(sum(wanted) - sum(least), 1)
    widths = [low + (high - low) * min(spare / asked, 1) for low, high in zip(least, wanted, strict=True)]
    return [one / sum(widths) for one in widths]


def _body(made: Any, table: PlainTable, widths: list[float]) -> None:
    from docx.shared import Emu

    made.autofit = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Emu(int(width))
    rows = [("heading row", table.headings), *zip(table.levels, table.rows, strict=True)]
    for place, (level, cells) in enumerate(rows):
        # Cells of a row are found once: python-docx walks the whole table for each `cell(i, j)`.
        for column, (cell, text) in enumerate(zip(made.rows[place].cells, cells, strict=True)):
            cell.width = Emu(int(widths[column]))
            bold = level in ("heading row", "heading", "total")
            paragraph = cell.paragraphs[0]
            _paragraph(paragraph, text, bold=bold, size=9.5, right=table.aligns[column] == "right")
            if level == "inner" and column == 0:
                from docx.shared import Pt

                paragraph.paragraph_format.left_indent = Pt(12)
            edges = {"top": 12 if place == 0 else (6 if level == "total" else 0)}
            edges["bottom"] = 6 if place == 0 else (12 if place == len(rows) - 1 else 0)
            _rule(cell, edges)


def _paragraph(paragraph: Any, text: str, *, bold: bool = False, size: float, right: bool = False) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.paragraph_format.space_before = Pt(2)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _rule(cell: Any, edges: dict[str, int]) -> None:
    """Draw a line above or below a cell; widths in eighths of a point, 0 for none."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = OxmlElement("w:tcBorders")
    for edge, width in edges.items():
        if width:
            line = OxmlElement(f"w:{edge}")
            for name, value in (("val", "single"), ("sz", str(width)), ("space", "0"), ("color", "000000")):
                line.set(qn(f"w:{name}"), value)
            borders.append(line)
    cell._tc.get_or_add_tcPr().append(borders)
