"""Every file that can be taken along from a hostile cohort, opened and searched for anything live."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser

import openpyxl
import pytest

import hlhdash
from hlhdash import export
from hlhdash.export.briefing import Briefing, briefing
from hlhdash.export.kinds import REPORT_KINDS
from hlhdash.export.paper import Paper
from hlhdash.export.picture import printed
from hlhdash.language import Translator
from hlhdash.report import queries
from hlhdash.report.files import KINDS, table_file
from hlhdash.report.summary import table_one
from hlhdash.views import ResponseView, SurvivalView, SwimmerView, View, open_view, read_saved_view, save_view
from tests import hostile

SAY = Translator("en")
RUNS = frozenset({"script", "iframe", "object", "embed", "link", "base", "form", "foreignobject"})
ASK = ("src", "href", "xlink:href", "action", "formaction", "style", "srcset", "poster", "data", "background")
FORMULA = tuple("=+-@\t\r")


@pytest.fixture(scope="module")
def cohort() -> hlhdash.Cohort:
    return hlhdash.read_cohort(hostile.workbook(), hostile.FILE)


@pytest.fixture(scope="module")
def deck() -> tuple[View, ...]:
    title, note = hostile.ATTACKS[0], hostile.ATTACKS[3]
    return (
        View(SwimmerView(group="etiology", facts=("etiology", "gene", hostile.HEADER)), title=title, note=note),
        View(SurvivalView(by="line_of_therapy"), title=hostile.ATTACKS[6], note=note),
        View(ResponseView(by="etiology"), title=hostile.ATTACKS[4], note=note),
    )


@pytest.fixture(scope="module")
def report(cohort: hlhdash.Cohort, deck: tuple[View, ...]) -> Briefing:
    return briefing(cohort, deck, {})


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


def parts(data: bytes) -> Iterator[tuple[str, str]]:
    """Give the members of an archive, archives in it unpacked too."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            if content.startswith(b"PK"):
                yield from parts(content)
            else:
                yield name, content.decode("utf-8", "replace")


def assert_no_live_part(data: bytes) -> None:
    """Search a file of Office for links, formulas and relations to elsewhere."""
    for name, content in parts(data):
        assert 'TargetMode="External"' not in content, name
        assert "externalLink" not in name
        assert "vbaProject" not in name
        assert "<hyperlink" not in content, name
        assert "hlinkClick" not in content, name
        assert "w:instrText" not in content, name
        if "worksheets/" in name:
            assert not re.search(r"<f[ >]", content), name


def text_cells(data: bytes) -> list[str]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [str(cell.value) for sheet in book for row in sheet for cell in row if isinstance(cell.value, str)]


def test_the_attacks_reach_the_cohort(cohort: hlhdash.Cohort) -> None:
    assert len(cohort) == hostile.PATIENTS
    assert hostile.ATTACKS[0] in set(cohort.patients["etiology"])
    assert hostile.HEADER in cohort.patients


@pytest.mark.parametrize("kind", REPORT_KINDS)
def test_reports(report: Briefing, kind: str) -> None:
    data = REPORT_KINDS[kind].write(report, SAY, None)
    if kind == "html":
        content = data.decode()
        assert content.count("<script>") == 2
        assert [one[:7] for one in Markup(content).live] == ["<script"] * 2
        return
    assert_no_live_part(data)
    if kind == "xlsx":
        assert [cell for cell in text_cells(data) if cell.startswith(FORMULA)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_tables(cohort: hlhdash.Cohort, report: Briefing, kind: str) -> None:
    for table in (*(asked.table for asked in report.answers), table_one(hlhdash.summary(cohort)), report.findings):
        data = table_file(table, kind, SAY)  # type: ignore[arg-type]
        if kind in ("docx", "xlsx"):
            assert_no_live_part(data)
        if kind == "html":
            assert Markup(data.decode()).live == []
        if kind == "md":
            assert not re.search(r"(?<!\\)!\[|(?<!\\)\]\(|(?<!\\)<", data.decode())
        if kind == "xlsx":
            assert [cell for cell in text_cells(data) if cell.startswith(FORMULA)] == []


def test_query_lists(cohort: hlhdash.Cohort) -> None:
    data = queries.query_workbook(cohort.findings, SAY)
    assert_no_live_part(data)
    assert [cell for cell in text_cells(data) if cell.startswith(FORMULA)] == []
    lines = list(csv.reader(io.StringIO(queries.query_csv(cohort.findings, SAY).decode("utf-8-sig"))))
    assert len(lines) == len(cohort.findings) + 1
    assert [cell for line in lines for cell in line if cell.startswith(FORMULA)] == []


@pytest.mark.parametrize("kind", export.KINDS)
@pytest.mark.parametrize("place", range(3))
def test_figures_for_print(report: Briefing, kind: str, place: int) -> None:
    data = export.figure_file(printed(report.answers[place], Paper(180, False, SAY)), kind)  # type: ignore[arg-type]
    content = data.decode("latin-1")
    if kind == "svg":
        assert Markup(data.decode()).live == []
    if kind == "pdf":
        assert "/URI" not in content
        assert "/JavaScript" not in content
        assert "/Launch" not in content


def test_a_saved_view_comes_back_as_it_was(cohort: hlhdash.Cohort, deck: tuple[View, ...]) -> None:
    saved = read_saved_view(save_view(cohort, {}, deck).to_json(), hostile.FILE)
    opened = open_view(saved, cohort)
    assert opened.deck == deck
    assert opened.lost == ()
