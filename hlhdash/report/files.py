"""One table as a file: HTML, Markdown, Excel, Word, all with the same cells and footnotes.

Text that a spreadsheet would take for a formula is defused in every kind of file, because tables are copied from one
to another. Each library is imported when a file of its kind is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Literal

from hlhdash.language import Message, Translator, message
from hlhdash.report.plain_table import PlainTable, plain_table
from hlhdash.report.table import Column, Row, Table, to_html
from hlhdash.report.word import to_docx
from hlhdash.report.workbook import to_xlsx

Kind = Literal["html", "docx", "xlsx", "md"]
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~$!&])")


@dataclass(frozen=True)
class FileKind:
    """A kind of file: what it is called, its media type, and how a table becomes one."""

    title: Message
    mime: str
    write: Callable[[PlainTable], bytes]


def table_file(table: Table, kind: Kind, say: Translator) -> bytes:
    """Write a table as a file of a kind."""
    return KINDS[kind].write(plain_table(table, say))


def _html(table: PlainTable) -> bytes:
    content = to_html(_as_table(table), Translator("en"))
    head = f'<meta charset="utf-8"><title>{escape(table.title)}</title>'
    style = "<style>body{font-family:Georgia,serif;max-width:60rem;margin:2rem auto;color:#111}</style>"
    return f"<!doctype html><html><head>{head}{style}</head><body>{content}</body></html>\n".encode()


def _as_table(table: PlainTable) -> Table:
    columns = tuple(Column(title, align) for title, align in zip(table.headings, table.aligns, strict=True))
    rows = tuple(Row(cells, level) for cells, level in zip(table.rows, table.levels, strict=True))
    # The words stand already; a template with them inside takes braces for text.
    return Table(_said(table.title), columns, rows, tuple(_said(note) for note in table.notes))


def _said(text: str) -> Message:
    return message("{words}", words=text)


def _markdown(table: PlainTable) -> bytes:
    def line(cells: tuple[str, ...]) -> str:
        return "| " + " | ".join(_plain(cell) for cell in cells) + " |"

    rule = "|" + "|".join("---" if align == "left" else "---:" for align in table.aligns) + "|"
    indented = [
        (f"\u2003{cells[0]}", *cells[1:]) if level == "inner" else cells
        for cells, level in zip(table.rows, table.levels, strict=True)
    ]
    lines = [f"**{_plain(table.title)}**", "", line(table.headings), rule, *map(line, indented), ""]
    lines += [f"{_plain(note)}\n" for note in table.notes]
    return ("\n".join(lines).rstrip() + "\n").encode()


def _plain(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)


KINDS: dict[Kind, FileKind] = {
    "docx": FileKind(
        message("Word"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", to_docx
    ),
    "xlsx": FileKind(message("Excel"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_xlsx),
    "html": FileKind(message("HTML"), "text/html", _html),
    "md": FileKind(message("Markdown"), "text/markdown", _markdown),
}
