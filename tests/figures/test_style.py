"""Nothing leaves the machine, and every figure stands on the page's own ground."""

from __future__ import annotations

from typing import Literal

import plotly.graph_objects as go
import pytest

import hlhdash
from hlhdash import figures
from hlhdash.language import Message, Translator
from tests.figures.cohorts import cohort
from tests.figures.reading import plain


def test_the_mode_bar_offers_no_cloud_and_saves_svg() -> None:
    assert figures.CONFIG["showSendToCloud"] is False
    assert figures.CONFIG["displaylogo"] is False
    assert figures.CONFIG["toImageButtonOptions"]["format"] == "svg"


@pytest.mark.parametrize("dark", [False, True])
def test_the_ground_is_the_pages_own(study: hlhdash.Cohort, dark: bool) -> None:
    look = figures.Look(dark=dark)
    for figure in (
        figures.swimmer(hlhdash.swimmer(study), look=look),
        figures.survival(hlhdash.kaplan_meier(study), look=look),
        figures.response(hlhdash.response_table(study), look=look),
    ):
        assert figure.layout.template.layout.paper_bgcolor == "rgba(0,0,0,0)"
        assert figure.layout.template.layout.font.color == look.theme.ink
        assert "system-ui" in figure.layout.template.layout.font.family


@pytest.mark.parametrize("size", ["screen", "room"])
def test_every_property_is_one_that_plotly_knows(study: hlhdash.Cohort, size: Literal["screen", "room"]) -> None:
    look = figures.Look(size=size)
    table = cohort(120)
    drawn = (
        figures.swimmer(hlhdash.swimmer(study, group="etiology"), look=look, references=(28,)),
        figures.swimmer(hlhdash.swimmer(table), look=look, colour="etiology"),
        figures.survival(hlhdash.kaplan_meier(table, by="etiology"), look=look),
        figures.survival(hlhdash.kaplan_meier(study, by="etiology", against="EBV"), look=look, tail="cut"),
        figures.response(hlhdash.response_table(table, "response_week4"), look=look),
    )
    for figure in drawn:
        spec = figure.to_plotly_json()
        checked = go.Figure(spec)  # raises where a property or a value is not known
        assert len(checked.data) == len(spec["data"])


def test_words_are_said_in_the_readers_language(study: hlhdash.Cohort) -> None:
    class Shouting(Translator):
        def _say(self, template: str, plural: str | None, values: dict[str, object]) -> str:
            return super()._say(template, plural, values).upper()

    figure = figures.response(hlhdash.response_table(study), look=figures.Look(say=Shouting("en")))
    texts = [plain(one.text) for one in figure.layout.annotations if one.text]
    assert texts[0] == "WHICH ETIOLOGIES RESPOND AT WEEK 1?"
    assert [text for text in texts if text != text.upper()] == []


def test_a_word_of_ours_is_translated_and_text_of_a_file_is_not() -> None:
    class Marking(Translator):
        def _say(self, template: str, plural: str | None, values: dict[str, object]) -> str:
            return f"[{super()._say(template, plural, values)}]"

    look = figures.Look(say=Marking("en"))
    assert look.word(Message("Total")) == "[Total]"
    assert look.word("Total") == "Total"
    assert look.word("unknown") == "[unknown]"
