"""What is written where small counts are hidden: no label on a slide or a printed figure tells their sum."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

import hlhdash
from hlhdash import views
from hlhdash.export import slides
from hlhdash.export.briefing import Briefing, briefing
from hlhdash.export.kinds import REPORT_KINDS
from hlhdash.export.paper import Paper
from hlhdash.export.picture import printed
from hlhdash.language import Translator
from hlhdash.report.plain_table import plain_table
from hlhdash.views import CourseView, LabsView, ResponseView, SpeedView, View
from tests.export.test_agreement import READERS

SAY = Translator("en")
DECK = (View(CourseView()), View(SpeedView()), View(LabsView(shown="pairs")), View(LabsView()))


@pytest.fixture(scope="module")
def cohort() -> hlhdash.Cohort:
    return hlhdash.read_cohort(Path(__file__).parents[2] / "sample_data" / "ruxolitinib9.xlsx")


@pytest.fixture(scope="module")
def hidden(cohort: hlhdash.Cohort) -> Briefing:
    return briefing(cohort, (View(ResponseView()),), {}, least=5)


def test_a_native_chart_writes_no_number_on_hidden_classes(hidden: Briefing) -> None:
    from pptx import Presentation

    made = Presentation(io.BytesIO(slides.deck(hidden.answers, SAY)))
    chart: Any = next(shape for shape in made.slides[0].shapes if shape.has_chart)
    series = {one.name: one for one in chart.chart.plots[0].series}
    assert list(series) == ["improved", "Hidden classes"]
    assert series["Hidden classes"]._element.xpath("c:dLbls") == []
    assert len(series["improved"]._element.xpath("c:dLbls/c:dLbl")) == 1


def test_a_printed_figure_writes_no_number_on_hidden_classes(hidden: Briefing) -> None:
    drawn = printed(hidden.answers[0], Paper(180, say=SAY)).figure
    inside = [text.get_text() for axes in drawn.axes for text in axes.texts]
    assert [one for one in inside if one.isdecimal()] == ["5"]


@pytest.mark.parametrize("kind", list(READERS))
def test_every_kind_of_file_has_the_masked_tables(cohort: hlhdash.Cohort, kind: str, tmp_path: Path) -> None:
    told, out = briefing(cohort, DECK, {}, least=5), tmp_path / f"report.{kind}"
    out.write_bytes(REPORT_KINDS[kind].write(told, SAY, None))
    wanted = [plain_table(views.masked(views.answer(view, cohort), 5).table, SAY) for view in DECK]
    found = READERS[kind](out, 0 if kind == "pptx" else len(DECK))
    assert [one.title for one in wanted if [list(one.headings), *map(list, one.rows)] not in found] == []
