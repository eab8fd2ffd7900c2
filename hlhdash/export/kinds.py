"""The kinds of report there are: what each is called, and how a briefing becomes one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hlhdash.export import document, page, slides
from hlhdash.export.briefing import Briefing
from hlhdash.export.wording import wording
from hlhdash.language import Message, Translator, message
from hlhdash.report.files import KINDS as TABLE_KINDS
from hlhdash.report.plain_table import plain_table
from hlhdash.report.workbook import sheets_to_xlsx

Progress = Callable[[float], None]


@dataclass(frozen=True)
class ReportKind:
    """A kind of report: its title, media type, and what writes it."""

    title: Message
    mime: str
    write: Callable[[Briefing, Translator, Progress | None], bytes]


def _slides(report: Briefing, say: Translator, progress: Progress | None) -> bytes:
    return slides.deck(report.answers, say, progress)


def _workbook(report: Briefing, say: Translator, progress: Progress | None) -> bytes:
    tables = [(wording(asked, say).title, plain_table(asked.table, say)) for asked in report.answers]
    kept = [one for one in (report.flow, report.findings) if one is not None]
    tables += [(plain_table(one, say).title, plain_table(one, say)) for one in kept]
    content = sheets_to_xlsx(tables)
    if progress is not None:
        progress(1.0)
    return content


REPORT_KINDS: dict[str, ReportKind] = {
    "html": ReportKind(message("Page with live figures (HTML)"), page.MIME, page.page),
    "docx": ReportKind(message("Document (Word)"), document.MIME, document.document),
    "pptx": ReportKind(message("Slides (PowerPoint)"), slides.MIME, _slides),
    "xlsx": ReportKind(message("Tables (Excel)"), TABLE_KINDS["xlsx"].mime, _workbook),
}
