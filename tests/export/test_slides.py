"""Slides: one for each view, with charts that hold the numbers and tables that hold every cell."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from pptx import Presentation

import hlhdash
from hlhdash import views
from hlhdash.cohort.endpoints import STANDARD
from hlhdash.export.slides import deck
from hlhdash.language import Translator
from hlhdash.report.plain_table import plain_table
from hlhdash.views import ChangeView, CharacteristicsView, Lens, ResponseView, SurvivalView, SwimmerView, View

SAY = Translator("en")
SMOOTH = "{http://schemas.openxmlformats.org/drawingml/2006/chart}smooth"
VIEWS = (
    View(SwimmerView()),
    View(SurvivalView(by="etiology", against="EBV"), note="Say that nine are few."),
    View(ResponseView(), title="=1+1"),
    View(ResponseView("forest")),
    View(SurvivalView(STANDARD["time to HSCT"], shown="side by side"), Lens(unit="weeks")),
)


def presented(cohort: hlhdash.Cohort, wanted: tuple[View, ...]) -> tuple[Any, list[views.Answer]]:
    answers = [views.answer(view, cohort) for view in wanted]
    return Presentation(io.BytesIO(deck(answers, SAY))), answers


@pytest.fixture(scope="module")
def made(nine: hlhdash.Cohort) -> tuple[Any, list[views.Answer]]:
    return presented(nine, VIEWS)


def words(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def charts(slide: Any) -> Iterator[Any]:
    return (shape.chart for shape in slide.shapes if shape.has_chart)


def cells(slide: Any) -> list[list[str]]:
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]
    return [[cell.text_frame.text for cell in row.cells] for row in table.rows]


def test_a_slide_for_each_view_and_then_its_table(made: tuple[Any, list[views.Answer]]) -> None:
    presentation, _ = made
    titles = [slide.shapes.title.text_frame.text for slide in presentation.slides]
    assert presentation.slide_width / presentation.slide_height == pytest.approx(16 / 9, abs=1e-4)
    assert titles == [
        "What happened to each patient?",
        "Does survival differ between EBV and all others?",
        "'=1+1",
        "Which etiologies respond at week 1?",
        "Time to HSCT: how many, and when?",
        "Numbers: What happened to each patient?",
        "Numbers: Does survival differ between EBV and all others?",
        "Numbers: '=1+1",
        "Numbers: Which etiologies respond at week 1?",
        "Numbers: Time to HSCT: how many, and when?",
    ]


def test_survival_is_a_chart_of_straight_lines_with_the_estimate_in_it(made: tuple[Any, list[views.Answer]]) -> None:
    presentation, answers = made
    (chart,) = charts(presentation.slides[1])
    series = {one.name: one for one in chart.plots[0].series}
    assert list(series) == [
        "EBV, n = 5",
        "EBV, n = 5: few at risk",
        "EBV, n = 5: censored",
        "All others, n = 4",
        "All others, n = 4: censored",
    ]
    assert {one._element.find(SMOOTH).get("val") for one in series.values()} == {"0"}
    result = answers[1].result
    assert isinstance(result, hlhdash.Survival)
    drawn = [*series["EBV, n = 5"].values, *series["EBV, n = 5: few at risk"].values]
    assert sorted({round(y, 9) for y in drawn}, reverse=True) == [100, 80, 60, 40]
    assert sorted(set(result.groups[0].curve.table["survival"].round(9)), reverse=True) == [1, 0.8, 0.6, 0.4]
    times = [float(x.text) for x in series["EBV, n = 5: censored"]._element.xpath("c:xVal//c:v")]
    censored = result.groups[0].curve.table.query("censored > 0")["time"] / 30.4375
    assert times == pytest.approx(censored.tolist())


def test_numbers_at_risk_stand_in_a_native_table(made: tuple[Any, list[views.Answer]]) -> None:
    presentation, _ = made
    assert cells(presentation.slides[1]) == [
        ["At risk", "0", "3", "6", "9", "12", "15", "18", "21", "24"],
        ["EBV", "5", "4", "3", "2", "2", "1", "1", "0", "0"],
        ["All others", "4", "4", "4", "4", "4", "3", "2", "2", "1"],
    ]


def test_every_table_is_whole(made: tuple[Any, list[views.Answer]]) -> None:
    presentation, answers = made
    for place, asked in enumerate(answers):
        content = plain_table(asked.table, SAY)
        assert cells(presentation.slides[5 + place]) == [list(content.headings), *map(list, content.rows)]


def test_a_long_table_goes_on_to_the_next_slide(hundred: hlhdash.Cohort) -> None:
    presentation, (asked,) = presented(hundred, (View(SwimmerView(), title="All"),))
    parts = [cells(slide) for slide in list(presentation.slides)[1:]]
    content = plain_table(asked.table, SAY)
    assert [row for part in parts for row in part[1:]] == [list(row) for row in content.rows]
    assert len(content.rows) == 120


def test_a_very_long_table_takes_as_few_slides_as_legible_letters_allow(hundred: hlhdash.Cohort) -> None:
    presentation, (asked,) = presented(hundred, (View(ChangeView("etiology")),))
    parts = [cells(slide) for slide in presentation.slides]
    assert sum(len(part) - 1 for part in parts) == len(asked.table.rows) == 560
    assert len(parts) <= 35
    sizes = {
        run.font.size.pt
        for shape in presentation.slides[0].shapes
        if shape.has_table
        for cell in shape.table.iter_cells()
        for paragraph in cell.text_frame.paragraphs
        for run in paragraph.runs
    }
    assert sizes == {11.0}


def test_a_row_that_heads_others_does_not_end_a_slide(hundred: hlhdash.Cohort) -> None:
    presentation, (asked,) = presented(hundred, (View(CharacteristicsView("etiology")),))
    content = plain_table(asked.table, SAY)
    heads = {row[0] for row, level in zip(content.rows, content.levels, strict=True) if level == "heading"}
    ends = [cells(slide)[-1][0] for slide in presentation.slides]
    assert len(ends) > 1
    assert heads & set(ends[:-1]) == set()


def test_bars_count_every_class(made: tuple[Any, list[views.Answer]]) -> None:
    presentation, _ = made
    (chart,) = charts(presentation.slides[2])
    assert list(chart.plots[0].categories) == ["EBV", "FHL", "AID", "unknown", "Total"]
    assert {one.name: list(one.values) for one in chart.plots[0].series} == {
        "PR": [0, 1, 1, 1, 3],
        "improved": [4, 1, 0, 0, 5],
        "died": [1, 0, 0, 0, 1],
    }


def test_notes_hold_the_users_words_and_the_methods(made: tuple[Any, list[views.Answer]]) -> None:
    presentation, answers = made
    notes = presentation.slides[1].notes_slide.notes_text_frame.text.split("\n")
    assert notes[0] == "Say that nine are few."
    assert notes[1:] == list(map(str, answers[1].methods))


def test_what_must_be_said_and_where_it_comes_from_stand_on_every_slide(made: tuple[Any, list[views.Answer]]) -> None:
    for slide in made[0].slides:
        assert "Reconstruction from published totals, not patient data" in words(slide)
        assert "File: ruxolitinib9.xlsx (d8a5bd3c)" in words(slide)


def test_nothing_stands_outside_its_slide_or_on_another_part(made: tuple[Any, list[views.Answer]]) -> None:
    presentation, _ = made
    for slide in presentation.slides:
        boxes = [(one.name, one.left, one.top, one.left + one.width, one.top + one.height) for one in slide.shapes]
        for name, left, top, right, bottom in boxes:
            assert left >= 0, name
            assert top >= 0, name
            assert right <= presentation.slide_width, name
            assert bottom <= presentation.slide_height, name
        slack = 30_000  # a thirtieth of an inch
        for i, one in enumerate(boxes):
            for other in boxes[i + 1 :]:
                beside = one[3] <= other[1] + slack or other[3] <= one[1] + slack
                below = one[4] <= other[2] + slack or other[4] <= one[2] + slack
                assert beside or below, (one[0], other[0])


def test_a_picture_has_a_description(made: tuple[Any, list[views.Answer]]) -> None:
    (picture,) = [shape for shape in made[0].slides[0].shapes if shape.name == "Figure"]
    assert picture._element.nvPicPr.cNvPr.get("descr") == (
        "Swimmer plot, a lane for each of 9 patients: 3 died, 6 were alive at last follow-up; the longest follow-up is "
        "24.0 months."
    )
