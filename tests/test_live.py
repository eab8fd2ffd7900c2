"""The search for what is live in a file finds each kind of it, and takes text for text."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from tests.live import SEARCHES, live

RELATION = '<Relationship Id="r1" Target="http://evil.test/a" TargetMode="External"/>'


def archive(name: str, content: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(name, content)
    return out.getvalue()


def workbook(cell: str, *, formula: bool) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    made = book.worksheets[0].cell(1, 1)
    made.value = cell
    made.data_type = "f" if formula else "s"
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("a.html", b'<img src="http://evil.test/a">', ["<img {'src': 'http://evil.test/a'}>"]),
        ("a.html", b"<p onclick=x()>a</p><script>b</script>", ["<p {'onclick': 'x()'}>", "<script {}>"]),
        ("a.svg", b'<svg><a xlink:href="http://evil.test/b"/></svg>', ["<a {'xlink:href': 'http://evil.test/b'}>"]),
        ("a.docx", archive("word/_rels/a.rels", RELATION), ['word/_rels/a.rels: TargetMode="External"']),
        ("a.pptx", archive("ppt/b.xlsx", archive("xl/vbaProject.bin", "")), ["xl/vbaProject.bin"]),
        ("a.xlsx", workbook("=1+1", formula=True), ["xl/worksheets/sheet1.xml: a formula", "=1+1"]),
        ("a.xlsx", workbook("@SUM(1)", formula=False), ["@SUM(1)"]),
        ("a.csv", b'a,=1+1\n\'-2,"\tx"\n', ["=1+1", "\tx"]),
        ("a.md", rb"![a](b) \![c\](d)", ["![", "]("]),
        ("a.pdf", b"<< /URI (http://evil.test) >>", ["/URI"]),
        ("a.png", b"<svg/>", ["no picture"]),
        ("a.json", b"[]", ["no object"]),
    ],
)
def test_each_kind_is_found(name: str, data: bytes, found: list[str]) -> None:
    assert live(name, data) == found


def test_text_is_not_live() -> None:
    assert live("a.html", b"<p title='evil.test'>http://evil.test &lt;script></p>") == []
    assert live("a.xlsx", workbook("'=1+1", formula=False)) == []
    assert live("a.csv", b"'=1+1,a=1\n") == []


def test_every_kind_that_is_offered_can_be_searched() -> None:
    from hlhdash import export
    from hlhdash.export.kinds import REPORT_KINDS
    from hlhdash.report.files import KINDS

    assert {*export.KINDS, *REPORT_KINDS, *KINDS, "csv", "json"} == set(SEARCHES)
