"""What a slide or a report says of an answer, as plain text: in one language, harmless in every kind of file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hlhdash.analysis.incidence import Incidence
from hlhdash.analysis.response_result import ResponseTable
from hlhdash.analysis.survival import Survival
from hlhdash.analysis.swimmer import Swimmer
from hlhdash.export import further
from hlhdash.export.kaplan_meier import FEW
from hlhdash.figures.forest import forest_words
from hlhdash.figures.frame import Words
from hlhdash.figures.incidence_words import incidence_words
from hlhdash.figures.response_words import words as response_words
from hlhdash.figures.style import Look
from hlhdash.figures.survival_words import words as survival_words
from hlhdash.figures.swimmer_words import words as swimmer_words
from hlhdash.figures.text import plain
from hlhdash.language import Message, Translator
from hlhdash.report.csv import defused
from hlhdash.report.plain_table import cleaned
from hlhdash.report.prose import legend_words, result_words
from hlhdash.views import Answer, ResponseView, SurvivalView, SwimmerView

LONGEST_TITLE, LONGEST_NOTE = 90, 2_000
_ENDS = (".", "!", "?", "。", "！", "？")


@dataclass(frozen=True)
class Wording:
    """The words of one answer, in the reader's language and without anything that a program could run.

    Attributes
    ----------
    title : the user's own, else the question
    notices : what must be said wherever these data go
    caption : tests and estimates, one paragraph each
    footer : n, day zero, data cut-off, filters, file
    methods : how it was computed, one sentence each
    results : what was found, one sentence each, for a manuscript
    legend : of the printed figure, one paragraph
    note : the user's own
    alt : one sentence for those who do not see the figure
    """

    title: str
    notices: tuple[str, ...]
    caption: tuple[str, ...]
    footer: str
    methods: tuple[str, ...]
    results: tuple[str, ...]
    legend: str
    note: str
    alt: str


def wording(asked: Answer, say: Translator) -> Wording:
    """Say what belongs to an answer."""
    words = figure_words(asked, Look(say=say))
    title = plain(asked.view.title, LONGEST_TITLE) or words.title
    return Wording(
        clean(title),
        tuple(clean(one.text) for one in words.notices),
        tuple(clean(_paragraph(one.heading, one.items)) for one in words.caption),
        clean("  ·  ".join(words.footer)),
        tuple(clean(say(one)) for one in asked.methods),
        tuple(clean(_capital(say(one))) for one in _results(asked)),
        _legend(asked, say),
        clean(cleaned(asked.view.note)[:LONGEST_NOTE]),
        clean(words.alt),
    )


def figure_words(asked: Answer, look: Look) -> Words:
    """Return the words around the figure of an answer, as the screen has them."""
    result, chosen = asked.result, asked.view.settings
    if isinstance(result, Swimmer):
        colour = chosen.colour if isinstance(chosen, SwimmerView) else "treatment"
        return swimmer_words(result, look, asked.unit, colour)
    if isinstance(result, ResponseTable):
        if isinstance(chosen, ResponseView) and chosen.shown == "forest":
            return forest_words(result, look, chosen.benchmark, published=True)
        return response_words(result, look)
    if not isinstance(chosen, SurvivalView):
        return further.words(asked, look)
    if isinstance(result, Incidence):
        return incidence_words(result, look, asked.unit, "stacked" if chosen.shown == "stacked" else "side by side")
    assert isinstance(result, Survival)
    return survival_words(result, look, asked.unit, band=False, censor_marks=chosen.ticks, tail=chosen.tail)


def clean(text: str) -> str:
    """Return text without control characters that no program takes for a formula."""
    return str(defused(cleaned(text)))


def paragraph(sentences: Iterable[Message], say: Translator) -> str:
    """Say several sentences as one paragraph."""
    parts = [_capital(cleaned(say(one))) for one in sentences]
    return clean(" ".join(part if part.endswith(_ENDS) else f"{part}." for part in parts if part))


def _results(asked: Answer) -> tuple[Message, ...]:
    result = asked.result
    if isinstance(result, Swimmer | Survival | Incidence | ResponseTable):
        return result_words(result, asked.unit, _times(asked))
    return ()


def _legend(asked: Answer, say: Translator) -> str:
    result = asked.result
    if isinstance(result, Swimmer | Survival | Incidence | ResponseTable):
        return paragraph(legend_words(result, asked.unit, band=_has_band(asked), counts=_has_counts(asked)), say)
    return clean(further.told(asked, Look(say=say))) if further.has_figure(asked) else ""


def _times(asked: Answer) -> tuple[float, ...]:
    chosen = asked.view.settings
    return chosen.times if isinstance(chosen, SurvivalView) else ()


def _has_band(asked: Answer) -> bool:
    result, chosen = asked.result, asked.view.settings
    if not isinstance(result, Survival) or not isinstance(chosen, SurvivalView):
        return False
    return chosen.band == "on" or (chosen.band == "few" and len(result.groups) <= FEW)


def _has_counts(asked: Answer) -> bool:
    return not isinstance(asked.view.settings, SurvivalView) or asked.view.settings.table


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _paragraph(heading: str, items: tuple[str, ...]) -> str:
    joined = " ".join(items) if all(one.endswith(_ENDS) for one in items) else "; ".join(items)
    return f"{heading} {joined}".strip()
