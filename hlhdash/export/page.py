"""A report as one HTML file with live figures that asks nothing of any server."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable
from html import escape
from typing import Any

from hlhdash.export.briefing import DISCLAIMER, TITLE, Briefing
from hlhdash.export.further import has_figure
from hlhdash.export.picture import live
from hlhdash.export.wording import Wording, clean, wording
from hlhdash.figures.style import CONFIG, FONT, Look
from hlhdash.language import Message, Translator, message
from hlhdash.report.plain_table import plain_table
from hlhdash.report.table import Column, Row, Table, to_html
from hlhdash.views import Answer

MIME = "text/html"
_STYLE = """
:root{color-scheme:light}body{font:16px/1.5 FONT;color:#0f172a;background:#fff;margin:0}
main{max-width:1120px;margin:0 auto;padding:2rem 1.5rem 4rem}h1{font-size:1.9rem;margin:0 0 .4rem}
h2{font-size:1.35rem;margin:0 0 .6rem}section{margin:2.6rem 0 0;padding:1.6rem 0 0;border-top:1px solid #cbd5e1}
.lead,.methods{color:#475569;margin:.15rem 0}.note{background:#fef3c7;color:#92400e;padding:.4rem .7rem;font-weight:600}
nav a{display:block;color:#1d4ed8}.figure{width:100%;min-height:320px}details{margin:1rem 0}summary{cursor:pointer}
pre{background:#f1f5f9;padding:.8rem;overflow-x:auto;font-size:.85rem}
.hd-s{margin-top:1.4rem}.unseen{position:absolute;clip-path:inset(50%);height:1px;overflow:hidden}
@media print{.figure,table{break-inside:avoid}nav,details{display:none}}
"""
# Reads each figure from its block of data; nothing in such a block can run.
_SCRIPT = """
"use strict";
document.querySelectorAll("script[type='application/json']").forEach(function (block) {
  var told = JSON.parse(block.textContent);
  Plotly.newPlot(block.dataset.figure, told.data, told.layout, told.config);
});
"""


def page(report: Briefing, say: Translator, progress: Callable[[float], None] | None = None) -> bytes:
    """Write a report as HTML.

    Its policy allows the two scripts that are in it, by their SHA-256, and no request to anywhere.
    """
    from plotly.offline import get_plotlyjs

    library = get_plotlyjs()
    sections = []
    for done, (asked, code) in enumerate(zip(report.answers, report.scripts, strict=True), start=1):
        sections.append(_section(done, asked, code, say))
        if progress is not None:
            progress(done / (len(report.answers) + 1))
    end = [
        _table_section(name, table, say)
        for name, table in (("flow", report.flow), ("findings", report.findings))
        if table is not None
    ]
    policy = (
        f"default-src 'none'; script-src {_allowed(library)} {_allowed(_SCRIPT)}; style-src 'unsafe-inline'; "
        "img-src data: blob:; connect-src 'none'; base-uri 'none'; form-action 'none'"
    )
    style = _STYLE.replace("FONT", FONT)
    content = "".join(
        (
            f'<!doctype html><html lang="{escape(say.language[:2])}"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(say(TITLE))}</title><style>{style}</style></head><body><main>",
            _head(report, say),
            *sections,
            *end,
            f'<section><p class="lead">{escape(say(DISCLAIMER))}</p></section></main>',
            f"<script>{library}</script><script>{_SCRIPT}</script></body></html>\n",
        )
    )
    if progress is not None:
        progress(1.0)
    return content.encode("utf-8", "replace")


def _allowed(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def _head(report: Briefing, say: Translator) -> str:
    note = f'<p class="note">{_text(report.note, say)}</p>' if report.note is not None else ""
    lead = "".join(f'<p class="lead">{_text(one, say)}</p>' for one in report.sources)
    titles = [wording(asked, say).title for asked in report.answers]
    links = "".join(f'<a href="#view{i}">{escape(title)}</a>' for i, title in enumerate(titles, start=1))
    return f"<h1>{escape(say(TITLE))}</h1>{note}{lead}<nav>{links}</nav>"


def _text(said: Message, say: Translator) -> str:
    words = clean(say(said))
    return escape(words[:1].upper() + words[1:])


def _section(number: int, asked: Answer, code: str, say: Translator) -> str:
    words = wording(asked, say)
    note = f"<p>{escape(words.note)}</p>" if words.note else ""
    # A figure and a table say themselves what they are; only the user's own title stands above them.
    hidden = "" if asked.view.title else ' class="unseen"'
    shown = _figure(number, asked, words, say) if has_figure(asked) else ""
    how = "".join(f'<li class="methods">{escape(one)}</li>' for one in words.methods)
    return (
        f'<section id="view{number}"><h2{hidden}>{escape(words.title)}</h2>{note}{shown}'
        f"{_table(asked.table, say)}<h3>{escape(say(message('How this was computed')))}</h3><ul>{how}</ul>"
        f"<details><summary>{escape(say(message('Words for a manuscript')))}</summary>"
        f"<p>{escape(' '.join(words.results))}</p><p>{escape(words.legend)}</p></details>"
        f"<details><summary>{escape(say(message('The same numbers in Python')))}</summary>"
        f"<pre>{escape(code)}</pre></details></section>"
    )


def _figure(number: int, asked: Answer, words: Wording, say: Translator) -> str:
    drawn = live(asked, Look(say=say))
    told: dict[str, Any] = json.loads(str(drawn.to_json()))
    told["config"] = {name: value for name, value in CONFIG.items() if name != "toImageButtonOptions"}
    block = json.dumps(told, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    place = f"figure{number}"
    return (
        f'<div class="figure" id="{place}" role="img" aria-label="{escape(words.alt)}"></div>'
        f'<script type="application/json" data-figure="{place}">{block}</script>'
    )


def _table(table: Table, say: Translator) -> str:
    """Write a table with what a spreadsheet would run defused: tables are copied from pages."""
    content = plain_table(table, say)
    columns = tuple(Column(title, align) for title, align in zip(content.headings, content.aligns, strict=True))
    rows = tuple(
        Row(tuple(_said(cell) for cell in cells), level)
        for cells, level in zip(content.rows, content.levels, strict=True)
    )
    return to_html(Table(_said(content.title), columns, rows, tuple(_said(note) for note in content.notes)), say)


def _said(text: str) -> Message:
    return message("{words}", words=text)


def _table_section(name: str, table: Table, say: Translator) -> str:
    return f'<section id="{name}">{_table(table, say)}</section>'
