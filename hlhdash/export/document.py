"""A report as a Word document: printed figures, tables with three rules, and how everything was computed."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from hlhdash.export.briefing import DISCLAIMER, TITLE, Briefing
from hlhdash.export.drawing import figure_file
from hlhdash.export.further import has_figure
from hlhdash.export.paper import Paper
from hlhdash.export.picture import printed
from hlhdash.export.wording import Wording, clean, paragraph, wording
from hlhdash.language import Translator, message
from hlhdash.report.plain_table import plain_table
from hlhdash.report.table import Table
from hlhdash.report.word import write_table
from hlhdash.views import Answer

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FONT = "Times New Roman"
_WIDE = 170  # mm of the type area of an A4 page
_HIGH = 215  # mm that a figure may take of a page


def document(report: Briefing, say: Translator, progress: Callable[[float], None] | None = None) -> bytes:
    """Write a report as docx."""
    from docx import Document
    from docx.shared import Mm, Pt

    made = Document()
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(20)
    style: Any = made.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(10.5)
    made.core_properties.title, made.core_properties.author = clean(say(TITLE)), ""
    _heading(made, say(TITLE), 1)
    if report.note is not None:
        _text(made, _capital(clean(say(report.note))), bold=True)
    for one in report.sources:
        _text(made, clean(say(one)))
    for done, asked in enumerate(report.answers, start=1):
        _view(made, done, asked, say)
        if progress is not None:
            progress(done / (len(report.answers) + 1))
    for table in (report.flow, report.findings):
        if table is not None:
            _table(made, table, say)
    _text(made, clean(say(DISCLAIMER)), small=True)
    out = io.BytesIO()
    made.save(out)
    if progress is not None:
        progress(1.0)
    return out.getvalue()


def _view(made: Any, number: int, asked: Answer, say: Translator) -> None:
    words = wording(asked, say)
    _heading(made, words.title, 2, new_page=number > 1)
    if words.note:
        _text(made, words.note)
    if has_figure(asked):
        _figure(made, number, asked, words, say)
    _table(made, asked.table, say)
    _heading(made, say(message("How this was computed")), 3)
    _text(made, paragraph(asked.methods, say))


def _figure(made: Any, number: int, asked: Answer, words: Wording, say: Translator) -> None:
    """Add the printed figure with its legend, and what was found."""
    from docx.shared import Mm

    drawing = printed(asked, Paper(180, say=say))
    wide, high = drawing.millimetres
    scale = min(_WIDE / wide, _HIGH / high)
    picture = made.add_picture(io.BytesIO(figure_file(drawing, "png")), width=Mm(wide * scale))
    picture._inline.docPr.set("descr", words.alt)
    legend = say(message("Figure {number}. {words}", number=number, words=f"{words.title} {words.legend}"))
    _text(made, clean(legend), small=True)
    _text(made, " ".join(words.results))


def _table(made: Any, table: Table, say: Translator) -> None:
    write_table(made, plain_table(table, say))


def _heading(made: Any, text: str, level: int, *, new_page: bool = False) -> None:
    from docx.shared import RGBColor

    heading = made.add_heading(clean(text), level)
    heading.paragraph_format.page_break_before = new_page
    for run in heading.runs:
        run.font.name, run.font.color.rgb = _FONT, RGBColor(0, 0, 0)


def _text(made: Any, text: str, *, bold: bool = False, small: bool = False) -> None:
    from docx.shared import Pt

    written = made.add_paragraph()
    written.paragraph_format.space_after = Pt(4)
    run = written.add_run(text)
    run.bold = bold
    if small:
        run.font.size = Pt(9)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
