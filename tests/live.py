"""What is live in a file that was written: formulas, links, scripts, relations to elsewhere; text is not."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser

import openpyxl

from tests import hostile

RUNS = frozenset({"script", "iframe", "object", "embed", "link", "base", "form", "foreignobject"})
ASK = ("src", "href", "xlink:href", "action", "formaction", "style", "srcset", "poster", "data", "background")
# With the full-width signs, which Excel takes for the same in Chinese, Japanese and Korean.
FORMULA = (*"=+-@\t\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
OWN_SCRIPT = "<script {}>"
_OFFICE = (
    'TargetMode="External"',
    "<hyperlink",
    "hlinkClick",
    "hlinkHover",
    "w:instrText",
    "w:fldSimple",
    "<oleObject",
    "<ddeLink",
)
_ELSEWHERE = ("externalLink", "vbaProject", "embeddings/oleObject", "activeX", "connections.xml", "customUI")
_PDF = (b"/URI", b"/JavaScript", b"/JS ", b"/Launch", b"/GoToR", b"/SubmitForm", b"/EmbeddedFile", b"/OpenAction")
_MARKDOWN = re.compile(r"(?<!\\)!\[|(?<!\\)\]\(|(?<!\\)<")


def live(name: str, data: bytes) -> list[str]:
    """Return what would run, be computed, or ask another machine for something, when a file is opened.

    Parameters
    ----------
    name : of the file; its ending says what it is
    """
    return SEARCHES[name.rpartition(".")[2]](data)


class Markup(HTMLParser):
    """Collects the elements of a page or a drawing that would run, or ask another machine for something."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.live: list[str] = []
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        runs = tag in RUNS and told.get("type") != "application/json"
        asks = any(hostile.EVIL in (told.get(name) or "") for name in ASK)
        if runs or asks or any(name.startswith("on") for name in told):
            self.live.append(f"<{tag} {told}>")


def _markup(data: bytes) -> list[str]:
    return Markup(data.decode()).live


def _parts(data: bytes) -> Iterator[tuple[str, str]]:
    """Give the members of an archive, archives in it unpacked too."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            if content.startswith(b"PK"):
                yield from _parts(content)
            else:
                yield name, content.decode("utf-8", "replace")


def _office(data: bytes) -> list[str]:
    """Search a file of Office, and the workbooks behind its charts, for links, formulas and relations to elsewhere."""
    found: list[str] = []
    for name, content in _parts(data):
        found += [f"{name}: {one}" for one in _OFFICE if one in content]
        found += [name for one in _ELSEWHERE if one in name]
        if "worksheets/" in name and re.search(r"<f[ >]", content):
            found.append(f"{name}: a formula")
    return found


def _workbook(data: bytes) -> list[str]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = (cell.value for sheet in book for row in sheet for cell in row)
    return _office(data) + [cell for cell in cells if isinstance(cell, str) and cell.startswith(FORMULA)]


def _csv(data: bytes) -> list[str]:
    """Search the cells, split as each spreadsheet may: at commas, semicolons or tabs."""
    told = data.decode("utf-8-sig")
    lines = [line for sign in ",;\t" for line in csv.reader(io.StringIO(told, newline=""), delimiter=sign)]
    return [cell for line in lines for cell in line if cell.lstrip(" ").startswith(FORMULA)]


def _pdf(data: bytes) -> list[str]:
    return [one.decode() for one in _PDF if one in data]


def _picture(data: bytes) -> list[str]:
    return [] if data.startswith(b"\x89PNG\r\n\x1a\n") else ["no picture"]


def _json(data: bytes) -> list[str]:
    return [] if isinstance(json.loads(data), dict) else ["no object"]


SEARCHES: dict[str, Callable[[bytes], list[str]]] = {
    "csv": _csv,
    "docx": _office,
    "html": _markup,
    "json": _json,
    "md": lambda data: _MARKDOWN.findall(data.decode()),
    "pdf": _pdf,
    "png": _picture,
    "pptx": _office,
    "svg": _markup,
    "xlsx": _workbook,
}
