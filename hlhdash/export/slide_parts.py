"""The parts of a slide: text, native tables and pictures, in inches on a page of 16 to 9."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hlhdash.report.plain_table import PlainTable

WIDTH, HEIGHT = 13.333, 7.5  # inches
EDGE = 0.5
INK, MUTED, WARNING = "0F172A", "475569", "92400E"
FONT = "Arial"
ROW = 0.3  # inches of a row of a table


@dataclass(frozen=True)
class Place:
    """A rectangle in inches from the top left."""

    left: float
    top: float
    width: float
    height: float

    @property
    def emu(self) -> tuple[Any, Any, Any, Any]:
        """The same for python-pptx."""
        from pptx.util import Inches

        return Inches(self.left), Inches(self.top), Inches(self.width), Inches(self.height)


def write(slide: Any, place: Place, paragraphs: list[str], size: float, **style: Any) -> None:
    """Write paragraphs; `style` may be bold, colour and name (of the shape)."""
    from pptx.util import Inches

    box = slide.shapes.add_textbox(*place.emu)
    box.name = style.get("name", "Text")
    frame = box.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Inches(0)
    for i, text in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if i == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = text
        letters(run.font, size, bold=bool(style.get("bold")), colour=str(style.get("colour", INK)))


def letters(font: Any, size: float, *, bold: bool = False, colour: str = INK) -> None:
    """Set font, size, weight and colour."""
    from pptx.dml.color import RGBColor
    from pptx.util import Pt

    font.name, font.size, font.bold = FONT, Pt(size), bold
    font.color.rgb = RGBColor.from_string(colour)


def table(
    slide: Any,
    place: Place,
    content: PlainTable,
    size: float,
    widths: list[float] | None = None,
    *,
    centred: bool = False,
) -> None:
    """Write a native table with three rules, as a paper has it.

    Parameters
    ----------
    widths : inches of each column; None shares the width by the longest text of each
    centred : whether numbers stand in the middle of their column instead of at its right
    """
    from pptx.util import Inches

    rows, columns = 1 + len(content.rows), len(content.headings)
    frame = slide.shapes.add_table(rows, columns, *place.emu)
    frame.name = "Table"
    made = frame.table
    _plain_style(frame)
    for column, wide in zip(made.columns, widths or _widths(content, place.width), strict=True):
        column.width = Inches(wide)
    levels = ("heading", *content.levels)
    for i, (level, cells) in enumerate(zip(levels, (content.headings, *content.rows), strict=True)):
        made.rows[i].height = Inches(place.height / rows)
        for j, text in enumerate(cells):
            cell = made.cell(i, j)
            side = "left" if content.aligns[j] == "left" else ("centre" if centred else "right")
            _cell(cell, text, size, side, bold=level in ("heading", "total"))
            _rules(cell, top=1.5 if i == 0 else (0.75 if level == "total" else 0), bottom=_bottom(i, rows))


def _bottom(row: int, rows: int) -> float:
    return 0.75 if row == 0 else (1.5 if row == rows - 1 else 0)


def _widths(content: PlainTable, width: float) -> list[float]:
    columns = zip(content.headings, *content.rows, strict=True)
    longest = [min(max(max(map(len, one[1:]), default=1), min(len(one[0]), 14)), 40) + 2 for one in columns]
    return [width * one / sum(longest) for one in longest]


def _cell(cell: Any, text: str, size: float, side: str, *, bold: bool) -> None:
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Inches

    cell.margin_left = cell.margin_right = Inches(0.06)
    cell.margin_top = cell.margin_bottom = Inches(0.02)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = {"left": PP_ALIGN.LEFT, "right": PP_ALIGN.RIGHT, "centre": PP_ALIGN.CENTER}[side]
    run = paragraph.add_run()
    run.text = text
    letters(run.font, size, bold=bold)
    cell.fill.background()


def _plain_style(frame: Any) -> None:
    """Take away banding and the colours of PowerPoint's usual style."""
    properties = frame._element.graphic.graphicData.tbl.tblPr
    for name in ("firstRow", "bandRow"):
        properties.set(name, "0")
    style = properties.find("{http://schemas.openxmlformats.org/drawingml/2006/main}tableStyleId")
    if style is not None:
        style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # "No Style, No Grid"


def _rules(cell: Any, *, top: float, bottom: float) -> None:
    """Draw lines above and below a cell, in points; 0 for none."""
    from pptx.oxml.ns import qn
    from pptx.util import Pt

    properties = cell._tc.get_or_add_tcPr()
    lines = []
    for name, width in (("a:lnL", 0.0), ("a:lnR", 0.0), ("a:lnT", top), ("a:lnB", bottom)):
        line = properties.makeelement(qn(name), {"w": str(int(Pt(width)))})
        if width:
            fill = line.makeelement(qn("a:solidFill"), {})
            fill.append(fill.makeelement(qn("a:srgbClr"), {"val": INK}))
            line.append(fill)
        else:
            line.append(line.makeelement(qn("a:noFill"), {}))
        lines.append(line)
    for place, line in enumerate(lines):
        properties.insert(place, line)  # lines stand before the fill
