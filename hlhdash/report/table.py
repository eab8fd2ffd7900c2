"""One table object for the screen and for every file, so that they cannot disagree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html import escape
from typing import Literal

from hlhdash.cohort.own_words import ETIOLOGY_WORDS
from hlhdash.language import Message, Translator, message

Align = Literal["left", "right"]
Level = Literal["body", "total", "heading", "inner"]
Cell = tuple[int, int]  # row and column, from 0
_LONGEST = 80
_LONG = 32  # letters of a cell
_SHORT = 7  # letters of a Chinese cell that stand on one line
_RANGES = (" to ", " 至 ")
_WIDE = 7  # columns; a wider table is set smaller
_WIDEST = 11  # columns; beyond, it is set as small as can be read


@dataclass(frozen=True)
class Column:
    """A column's heading and how its cells stand."""

    title: str
    align: Align = "right"


@dataclass(frozen=True)
class Row:
    """A row of cells as they are printed; words of the program are Messages, text of the file plain strings."""

    cells: tuple[str, ...]
    level: Level = "body"


@dataclass(frozen=True)
class Table:
    """A table as a paper prints it: title, columns, rows and footnotes that name tests and denominators."""

    title: Message
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[Message, ...] = field(default=())


def shortened(table: Table, most: int) -> Table:
    """Return the first rows of a long table, with a footnote that says so."""
    if len(table.rows) <= most:
        return table
    cut = message("The first {most} of {n} rows; a downloaded table has all.", most=most, n=len(table.rows))
    return replace(table, rows=table.rows[:most], notes=(cut, *table.notes))


_STYLE = """<style>
.hd-t{border-collapse:collapse;width:100%;font-size:.9rem;font-variant-numeric:tabular-nums;line-height:1.35}
.hd-t caption{caption-side:top;text-align:left;font-weight:600;padding:0 0 .45rem}
.hd-t th,.hd-t td{padding:.34rem .42rem;border:0;border-bottom:1px solid rgba(128,128,128,.22);vertical-align:baseline}
.hd-t thead th{border-top:1.5px solid currentColor;border-bottom:1px solid currentColor;font-weight:600}
.hd-t tbody th{font-weight:400;text-align:left}
.hd-t .r{text-align:right;white-space:nowrap}.hd-t .l{text-align:left}.hd-t .b{white-space:pre-line}
.hd-t thead .k,.hd-t .k{white-space:nowrap}
.hd-t thead .r{white-space:normal;vertical-align:bottom}.hd-t thead .l{vertical-align:bottom}
.hd-t .total>*{font-weight:600;border-top:1px solid currentColor}
.hd-t .heading>*{font-weight:600}.hd-t .inner th{padding-left:1.6rem}
.hd-t tbody tr:last-child>*{border-bottom:1.5px solid currentColor}
.hd-n{font-size:.8rem;opacity:.82;margin:.4rem 0 0;line-height:1.45}
.hd-s{overflow-x:auto}
.hd-d{font-size:.8rem}.hd-d th,.hd-d td{padding:.28rem .3rem}
.hd-x{font-size:.72rem}.hd-x th,.hd-x td{padding:.26rem .2rem}.hd-x .inner th{padding-left:.8rem}
.hd-t button{all:unset;display:inline-flex;flex-direction:column;justify-content:center;box-sizing:border-box;
cursor:pointer;min-width:24px;min-height:24px;padding:0 .3rem;margin:-1px -.3rem;border-radius:4px;
text-decoration:underline dotted 1px;text-underline-offset:3px}
.hd-t button:hover{background:rgba(128,128,128,.18)}
.hd-t button:focus-visible{outline:2px solid currentColor;outline-offset:1px}
.hd-t button[aria-pressed=true]{outline:2px solid currentColor;font-weight:700;text-decoration:none}
</style>"""


def spoken(text: str, say: Translator) -> str:
    """Say a cell: words of the program in the reader's language, text of the file as it is, cut where it is long."""
    if isinstance(text, Message):
        return say(text)
    if text in ETIOLOGY_WORDS:
        return say(ETIOLOGY_WORDS[text])
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _stays_whole(words: str) -> bool:
    """Whether a cell is a short Chinese one: it could break after each letter, and a narrow column would do so."""
    return len(words) <= _SHORT and any("\u4e00" <= letter <= "\u9fff" for letter in words)


def _breaks(words: str, wide: bool, tag: str, column: Column) -> bool:
    """Whether a cell may break: numbers with others in brackets, in a wide table or very long."""
    ranged = "(" in words and any(mark in words for mark in _RANGES)
    return tag == "td" and column.align == "right" and ranged and (wide or len(words) > _LONG)


def to_html(table: Table, say: Translator, pressed: Mapping[Cell, bool] | None = None) -> str:
    """Write a table as HTML; every cell is escaped.

    Parameters
    ----------
    pressed : cells that are buttons, by row and column from 0, and whether each is pressed
    """
    wide, widest = len(table.columns) > _WIDE, len(table.columns) > _WIDEST
    buttons = pressed or {}

    def set_in(tag: str, text: str, column: Column) -> str:
        words = spoken(text, say)
        if tag == "th":
            words = words.replace(" = ", "\u00a0=\u00a0")  # "n = 8" stays on one line
        if _breaks(words, wide, tag, column):
            # Such a cell breaks before its bracket only, and always where the table is widest.
            words = words.replace(" ", "\u00a0").replace("\u00a0(", "\n(" if widest else " (")
        return escape(words)

    def cell(tag: str, text: str, column: Column, scope: str = "", inside: str | None = None) -> str:
        words = spoken(text, say)
        kind = "l" if column.align == "left" else "r b" if _breaks(words, wide, tag, column) else "r"
        kind += " k" if _stays_whole(words) and not _breaks(words, wide, tag, column) else ""
        return f'<{tag} class="{kind}"{scope}>{set_in(tag, text, column) if inside is None else inside}</{tag}>'

    def button(row: Row, i: int, j: int) -> str | None:
        if (i, j) not in buttons:
            return None
        words = set_in("td" if j else "th", row.cells[j], table.columns[j])
        named = say(
            message(
                "{row}, {column}: {cell}. Select these patients.",
                row=spoken(row.cells[0], say),
                column=spoken(table.columns[j].title, say),
                cell=spoken(row.cells[j], say),
            )
        )
        state = "true" if buttons[i, j] else "false"
        return (
            f'<button type="button" data-row="{i}" data-column="{j}" aria-pressed="{state}" '
            f'aria-label="{escape(named)}">{words}</button>'
        )

    head = "".join(cell("th", column.title, column, ' scope="col"') for column in table.columns)
    body = "".join(
        f'<tr class="{row.level}">'
        + "".join(
            cell("th" if j == 0 else "td", text, column, ' scope="row"' if j == 0 else "", button(row, i, j))
            for j, (text, column) in enumerate(zip(row.cells, table.columns, strict=True))
        )
        + "</tr>"
        for i, row in enumerate(table.rows)
    )
    notes = "".join(f'<p class="hd-n">{escape(say(note))}</p>' for note in table.notes)
    kind = "hd-t hd-d hd-x" if widest else "hd-t hd-d" if wide else "hd-t"
    return (
        f'{_STYLE}<div class="hd-s"><table class="{kind}"><caption>{escape(say(table.title))}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{notes}"
    )
