"""The parts of a slide: text, native tables and pictures, in inches on a page of 16 to 9."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hlhdash.figures.text import px, wrapped
from hlhdash.report.plain_table import PlainTable

WIDTH, HEIGHT = 13.333, 7.5  # inches
EDGE = 0.5
INK, MUTED, WARNING = "0F172A", "475569", "92400E"
FONT = "Arial"
PAD = 0.2  # inches in a cell beside its text
SMALLEST = 11.0  # points, down to which letters shrink before lines are broken
FEWEST_WIDE = 5  # Chinese letters that stand on one line of a narrow cell
LEADING, LEADING_WIDE = 1.2, 1.42  # height of a line of text, of its font size, and of one with Chinese letters


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


def lines_of(text: str, size: float, width: float, *, bold: bool = False) -> int:
    """Return how many lines a text takes in some inches."""
    return max(len(wrapped(text, width * 72, size, bold=bold)), 1)


def height_of(paragraphs: Sequence[str], size: float, width: float) -> float:
    """Return the inches that paragraphs take."""
    return sum(lines_of(text, size, width) * _leading(text) for text in paragraphs) * size / 72


@dataclass(frozen=True)
class Grid:
    """A table laid out before it is drawn: the size of its letters, and inches of columns and rows."""

    size: float
    columns: tuple[float, ...]
    rows: tuple[float, ...]

    @property
    def height(self) -> float:
        """Inches of all rows."""
        return sum(self.rows)


def grid(content: PlainTable, width: float, sizes: Sequence[float]) -> Grid:
    """Lay a table out in some inches: in the largest size in which each cell is one line, else no word is broken."""
    rows = (content.headings, *content.rows)
    columns_of = list(zip(*rows, strict=True))

    def natural(size: float) -> list[float]:
        """Return the inches of each column in which its cells are one line; headings may break between words."""
        widths = [
            [_word(column[0], size), *(px(text, size, bold=True) for text in column[1:])] for column in columns_of
        ]
        return [max(one) / 72 + PAD for one in widths]

    def narrowest(size: float) -> list[float]:
        widths = [[_word(column[0], size), *(_part(text, size) for text in column[1:])] for column in columns_of]
        return [max(one) / 72 + PAD for one in widths]

    whole = (size for size in sizes if size >= SMALLEST and sum(natural(size)) <= width)
    broken = (size for size in sizes if sum(narrowest(size)) <= width)
    size = next(whole, None) or next(broken, sizes[-1])
    wanted, least = natural(size), narrowest(size)
    spare, asked = max(width - sum(least), 0.0), max(sum(wanted) - sum(least), 1e-9)
    columns = [low + (high - low) * min(spare / asked, 1.0) for low, high in zip(least, wanted, strict=True)]
    columns = [one * width / sum(columns) for one in columns]
    heights = [
        max(
            lines_of(text, size, wide - PAD, bold=True) * _leading(text)
            for text, wide in zip(cells, columns, strict=True)
        )
        for cells in rows
    ]
    return Grid(size, tuple(columns), tuple(lines * size / 72 + 0.07 for lines in heights))


def _word(text: str, size: float) -> float:
    return max((px(word, size, bold=True) * 1.05 for word in text.split()), default=0.0)


def _part(text: str, size: float) -> float:
    """Return the width of the longest part of a cell that stays on one line; Chinese breaks after a few letters."""
    if not _is_wide(text):
        return _word(text, size)
    whole = max(px(part, size, bold=True) * 1.05 for part in wrapped(text, 0, size))
    return max(whole, min(_word(text, size), FEWEST_WIDE * size))


def _leading(text: str) -> float:
    return LEADING_WIDE if _is_wide(text) else LEADING


def _is_wide(text: str) -> bool:
    return any("\u2e80" <= letter <= "\uffef" for letter in text)


def table(slide: Any, left: float, top: float, content: PlainTable, laid: Grid, *, centred: bool = False) -> None:
    """Write a native table with three rules, as a paper has it.

    Parameters
    ----------
    left, top : inches of its corner
    centred : whether numbers stand in the middle of their column instead of at its right
    """
    from pptx.util import Inches

    rows, columns = 1 + len(content.rows), len(content.headings)
    place = Place(left, top, sum(laid.columns), laid.height)
    frame = slide.shapes.add_table(rows, columns, *place.emu)
    frame.name = "Table"
    made = frame.table
    _plain_style(frame)
    for column, wide in zip(made.columns, laid.columns, strict=True):
        column.width = Inches(wide)
    levels = ("heading", *content.levels)
    for i, (level, cells) in enumerate(zip(levels, (content.headings, *content.rows), strict=True)):
        made.rows[i].height = Inches(laid.rows[i])
        for j, text in enumerate(cells):
            cell = made.cell(i, j)
            side = "left" if content.aligns[j] == "left" else ("centre" if centred else "right")
            _cell(cell, text, laid.size, side, bold=level in ("heading", "total"))
            _rules(cell, top=1.5 if i == 0 else (0.75 if level == "total" else 0), bottom=_bottom(i, rows))


def _bottom(row: int, rows: int) -> float:
    return 0.75 if row == 0 else (1.5 if row == rows - 1 else 0)


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
    # Without it LibreOffice takes 18 points for an empty cell, which makes its row higher.
    paragraph._p.get_or_add_endParaRPr().set("sz", str(int(size * 100)))
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
