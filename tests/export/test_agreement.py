"""Ten views over the samples: slides, document, workbook, page, script and screen have the same numbers."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from pptx import Presentation

import hlhdash
from hlhdash import views
from hlhdash.cohort.endpoints import STANDARD, Endpoint
from hlhdash.command.report import main
from hlhdash.language import Translator
from hlhdash.report.plain_table import plain_table
from hlhdash.report.table import to_html
from hlhdash.views import Answer, Condition, Lens, ResponseView, SurvivalView, SwimmerView, View
from tests.export.conftest import SAMPLES

SAY = Translator("en")
Cells = list[list[str]]
NINE = (
    View(SwimmerView("etiology", "etiology"), Lens(unit="weeks")),
    View(SurvivalView(by="etiology", against="EBV")),
    View(SurvivalView(Endpoint("event-free survival", ("death", "relapse")), interval="bpcp"), Lens(masked=True)),
    View(SurvivalView(STANDARD["time to HSCT"], shown="side by side", times=(3.0, 6.0))),
    View(ResponseView()),
)
HUNDRED = (
    View(SwimmerView("response"), Lens(conditions=(Condition("etiology", ("FHL", "MAS")),))),
    View(SurvivalView(by="line_of_therapy"), Lens(conditions=(Condition("age_years", (), 0.0, 5.0),), unit="years")),
    View(SurvivalView(by="response_week1", landmark=7.0)),
    View(SurvivalView(STANDARD["time to HSCT"], by="sex", shown="stacked")),
    View(ResponseView("forest", "best_response", by="sex", interval="wilson", denominator="evaluable", benchmark=0.5)),
)
DECKS = {"ruxolitinib9.xlsx": NINE, "invented120.xlsx": HUNDRED}


def of_slides(place: Path, count: int) -> list[Cells]:
    """Read the tables that have a slide of their own; those beside a chart are not whole."""
    found: list[Cells] = []
    titles: list[str] = []
    for slide in Presentation(str(place)).slides:
        if any(shape.name in ("Chart", "Figure") for shape in slide.shapes):
            continue
        (table,) = [shape.table for shape in slide.shapes if shape.has_table]
        rows = [[cell.text_frame.text for cell in row.cells] for row in table.rows]
        title = slide.shapes.title.text_frame.text
        if titles and titles[-1] == title and found[-1][0] == rows[0]:
            found[-1] += rows[1:]
        else:
            found.append(rows)
        titles.append(title)
    return found


def of_document(place: Path, count: int) -> list[Cells]:
    tables = docx.Document(str(place)).tables[:count]
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in tables]


def of_workbook(place: Path, count: int) -> list[Cells]:
    found = []
    for sheet in openpyxl.load_workbook(place).worksheets[:count]:
        rows = []
        for row in sheet.iter_rows(min_row=3):
            if all(cell.value is None for cell in row):  # then come the footnotes
                break
            rows.append([_as_shown(cell) for cell in row])
        found.append(rows)
    return found


def _as_shown(cell: Any) -> str:
    """Return what Excel shows: a number with the decimals of its format."""
    if isinstance(cell.value, int | float):
        decimals = len(cell.number_format.partition(".")[2])
        return f"{cell.value:.{decimals}f}"
    return "" if cell.value is None else str(cell.value)


def of_page(place: Path, count: int) -> list[Cells]:
    return of_html(place.read_text())[:count]


def of_html(content: str) -> list[Cells]:
    spaced = content.replace("\u00a0", " ").replace("\n", " ")  # a long cell is broken before its bracket
    tables = re.findall(r'<table class="hd-t[^"]*">(.*?)</table>', spaced)
    rows = [re.findall(r"<tr.*?</tr>", table) for table in tables]
    return [[list(map(unescape, re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row))) for row in one] for one in rows]


READERS: dict[str, Callable[[Path, int], list[Cells]]] = {
    "pptx": of_slides,
    "docx": of_document,
    "xlsx": of_workbook,
    "html": of_page,
}


@pytest.fixture(scope="module", params=list(DECKS))
def sample(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path, Path]:
    """The name of a sample, a folder, and its saved deck."""
    folder = tmp_path_factory.mktemp("agreement")
    cohort = hlhdash.read_cohort(SAMPLES / request.param)
    saved = folder / "view.json"
    saved.write_bytes(views.save_view(cohort, {}, DECKS[request.param]).to_json())
    return request.param, folder, saved


def expected(name: str) -> list[Answer]:
    """Return what the views find; patients are masked in all, as soon as they are in one."""
    cohort, deck = hlhdash.read_cohort(SAMPLES / name), DECKS[name]
    masked = any(view.lens.masked for view in deck)
    return [views.answer(view.safe() if masked else view, cohort) for view in deck]


def printed(asked: Answer) -> Cells:
    content = plain_table(asked.table, SAY)
    return [list(content.headings), *map(list, content.rows)]


@pytest.mark.parametrize("kind", list(READERS))
def test_the_command_line_writes_the_numbers_of_the_views(sample: tuple[str, Path, Path], kind: str) -> None:
    name, folder, saved = sample
    out = folder / f"report.{kind}"
    code = main(["report", str(SAMPLES / name), "--view", str(saved), "--out", str(out), "--quiet"], io.StringIO())
    assert code == 0
    wanted = [printed(asked) for asked in expected(name)]
    found = READERS[kind](out, len(wanted))
    assert found == wanted


def test_the_screen_shows_the_same_cells(sample: tuple[str, Path, Path]) -> None:
    for asked in expected(sample[0]):
        (shown,) = of_html(to_html(asked.table, SAY))
        assert shown == printed(asked)


def test_the_script_of_each_view_prints_the_same(
    sample: tuple[str, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(SAMPLES)
    for asked in expected(sample[0]):
        names: dict[str, Any] = {}
        with contextlib.redirect_stdout(io.StringIO()):
            exec(views.script(asked, {}), names)
        again = Answer(asked.view, asked.cohort, names["result"], asked.table, asked.methods)
        assert printed(_retold(again)) == printed(asked)


def _retold(asked: Answer) -> Answer:
    """Return the answer with its table made anew from the result of the script."""
    from hlhdash.report.comparisons import incidence_rows
    from hlhdash.report.response import response_rows
    from hlhdash.report.survival import ASKED, survival_rows
    from hlhdash.report.swimmer_table import swimmer_rows

    result, chosen = asked.result, asked.view.settings
    if isinstance(result, hlhdash.Swimmer):
        table = swimmer_rows(result, asked.unit)
    elif isinstance(result, hlhdash.ResponseTable):
        table = response_rows(result)
    else:
        assert isinstance(chosen, SurvivalView)
        times = chosen.times or ASKED[asked.unit]
        rows = survival_rows if isinstance(result, hlhdash.Survival) else incidence_rows
        table = rows(result, times, asked.unit)  # pyright: ignore[reportArgumentType]
    return Answer(asked.view, asked.cohort, result, table, asked.methods)
