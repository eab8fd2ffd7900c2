"""A report says how many comparisons of groups there were, in every kind of file."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

import hlhdash
from hlhdash.export import document, page, slides
from hlhdash.export.briefing import briefing
from hlhdash.language import Translator
from hlhdash.report.looked_at import comparison
from hlhdash.views import LabsView, ResponseView, SurvivalView, SwimmerView, View, answer

SAY = Translator("en")
DECK = (View(SwimmerView()), View(SurvivalView(by="etiology")), View(ResponseView()), View(SurvivalView(by=None)))
SAID = "2 comparisons of groups in this report."
BY_SEX = View(SurvivalView(by="sex"))


@pytest.fixture(scope="module")
def cohort() -> hlhdash.Cohort:
    return hlhdash.read_cohort(Path(__file__).parents[2] / "sample_data" / "ruxolitinib9.xlsx")


def test_each_comparison_says_how_many_there_are_in_the_report(cohort: hlhdash.Cohort) -> None:
    told = briefing(cohort, DECK, {})
    assert [SAID in " ".join(one.methods) for one in told.answers] == [False, True, True, False]


def test_those_of_the_visit_are_counted_once_with_those_of_the_report(cohort: hlhdash.Cohort) -> None:
    seen = {comparison(answer(one, cohort).result) or "" for one in (BY_SEX, DECK[1])}
    told = briefing(cohort, DECK, {}, looked_at=seen)
    assert told.answers[1].methods[-1].startswith("3 comparisons looked at in this visit.")


def test_one_comparison_alone_says_nothing(cohort: hlhdash.Cohort) -> None:
    told = briefing(cohort, (DECK[1], DECK[1], DECK[0]), {})
    assert "by chance" not in " ".join(told.answers[0].methods)


def test_what_compares_no_groups_is_no_comparison(cohort: hlhdash.Cohort) -> None:
    for view in (DECK[0], DECK[3], View(LabsView(by="etiology"))):
        assert comparison(answer(view, cohort).result) is None


def test_the_document_says_it(cohort: hlhdash.Cohort) -> None:
    from docx import Document

    made = Document(io.BytesIO(document.document(briefing(cohort, DECK[1:3], {}), SAY)))
    assert [SAID in one.text for one in made.paragraphs].count(True) == 2


def test_the_page_says_it(cohort: hlhdash.Cohort) -> None:
    assert page.page(briefing(cohort, DECK[1:3], {}), SAY).decode().count(SAID) == 2


def test_the_notes_of_slides_say_it(cohort: hlhdash.Cohort) -> None:
    from pptx import Presentation

    made = Presentation(io.BytesIO(slides.deck(briefing(cohort, DECK, {}).answers, SAY)))
    notes = [slide.notes_slide.notes_text_frame for slide in made.slides]
    assert [one is not None and SAID in one.text for one in notes[:4]] == [False, True, True, False]
