"""When a value becomes normal, and when a first adverse event comes."""

from __future__ import annotations

import plotly.graph_objects as go

from hlhdash.analysis.first_time import SEEN, FirstTime
from hlhdash.figures.first_curves import Said, first_curves
from hlhdash.figures.frame import Items, Words
from hlhdash.figures.provenance import notices, sources
from hlhdash.figures.style import Look
from hlhdash.figures.text import inside, plain
from hlhdash.language import Message, counted, message


def time_to_normal(
    result: FirstTime,
    *,
    look: Look = Look(),  # noqa: B008 - frozen
    unit: str = "days",
    selected: frozenset[str] = frozenset(),
) -> go.Figure:
    """Draw by which day an analyte became normal: see `first_curves`."""
    name = inside(plain(look.say(result.title), 30))
    words = _words(
        result,
        look,
        message("How soon does {analyte} become normal?", analyte=name),
        message("Patients whose last value up to day zero was not normal; death before that competes."),
        message("A step stands at the visit that first saw a normal value; between two visits nobody knows"),
    )
    said = Said(message("Have become normal (%)"), message("{share} % have become normal"))
    return first_curves(result, said, words, look=look, unit=unit, selected=selected)


def time_to_end_of_fever(
    result: FirstTime,
    *,
    look: Look = Look(),  # noqa: B008 - frozen
    unit: str = "days",
    selected: frozenset[str] = frozenset(),
) -> go.Figure:
    """Draw by which day fever had ended, as the file records it: see `first_curves`."""
    words = _words(
        result,
        look,
        message("How soon does fever end?"),
        message("The recorded end of fever; death before it competes."),
        message("Who has no end of fever recorded counts as not free of it until death or last follow-up"),
    )
    said = Said(message("Free of fever (%)"), message("{share} % free of fever"))
    return first_curves(result, said, words, look=look, unit=unit, selected=selected)


def time_to_adverse_event(
    result: FirstTime,
    *,
    look: Look = Look(),  # noqa: B008 - frozen
    unit: str = "months",
    selected: frozenset[str] = frozenset(),
) -> go.Figure:
    """Draw by which day patients had a first adverse event: see `first_curves`."""
    words = _words(
        result,
        look,
        message("How soon does a first adverse event come?"),
        message("{what}, on or after day zero; death before it competes.", what=result.title),
        None,
    )
    said = Said(message("Have had one (%)"), message("{share} % have had one"))
    return first_curves(result, said, words, look=look, unit=unit, selected=selected)


def _words(result: FirstTime, look: Look, asked: Message, told: Message, caption: Message | None) -> Words:
    seen = int((result.patients["state"] == SEEN).sum())
    alt = (
        message("{question} Curves of groups; how many patients they count is hidden.", question=asked)
        if result.least
        else message(
            "{question} Curves of {n} patients, in {x} of whom it was seen.",
            question=asked,
            x=seen,
            n=len(result.patients),
        )
    )
    left_out = (
        (
            counted(
                "{n} patient is left out of this figure", "{n} patients are left out of this figure", result.left_out
            ),
        )
        if result.left_out and not result.least
        else ()
    )
    return Words(
        look.say(asked),
        look.say(told),
        notices(result.provenance, look),
        (Items("", (look.say(caption),)),) if caption is not None else (),
        sources(result.provenance, look, message("Cumulative incidence: Aalen-Johansen"), *left_out),
        look.say(alt),
    )
