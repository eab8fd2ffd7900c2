"""The words around cumulative incidence: what it asks, shows, tests and comes from."""

from __future__ import annotations

from typing import Literal

from hlhdash.analysis.incidence import Incidence
from hlhdash.figures.frame import Items, Words
from hlhdash.figures.incidence_panels import MOST_PANELS
from hlhdash.figures.provenance import sources
from hlhdash.figures.question_words import column, left_out_words, warnings
from hlhdash.figures.style import Look
from hlhdash.figures.text import inside
from hlhdash.figures.words import duration
from hlhdash.language import Message, message
from hlhdash.numbers import p_equals

SMALL_GROUP = 10  # patients under which Gray's test is said to be doubtful
Way = Literal["side by side", "stacked"]


def incidence_words(result: Incidence, look: Look, unit: str, way: Way) -> Words:
    """Say what the figure asks, shows, tests and comes from."""
    facts = [message("Aalen-Johansen estimate; the competing event is counted, not censored")]
    if way == "stacked" and len(result.groups) > MOST_PANELS:
        facts.append(message("Stacked for all patients: more than {n} groups", n=MOST_PANELS))
    return Words(
        look.say(_question(result, look)),
        look.say(
            message("{endpoint}. {definition}", endpoint=result.endpoint.title, definition=result.endpoint.definition)
        ),
        warnings(result, look),
        tuple(Items("", (look.say(one),)) for one in tests_said(result)),
        sources(result.provenance, look, *left_out_words(result), *facts),
        look.say(
            message(
                "Cumulative incidence of {event} in {n} patients over {time}.",
                event=result.states[1],
                n=result.n,
                time=duration(result.last_day, unit),
            )
        ),
    )


def _question(result: Incidence, look: Look) -> Message:
    if result.by is None:
        return message("{endpoint}: how many, and when?", endpoint=result.endpoint.title)
    return message(
        "Does {endpoint} differ by {column}?",
        endpoint=inside(look.say(result.endpoint.title)),
        column=inside(column(result, look)),
    )


def tests_said(result: Incidence) -> list[Message]:
    """Say each test with its name, or why there is none."""
    if not result.tests:
        return [result.test_missing] if result.test_missing is not None and result.by is not None else []
    said = [
        message("{event}: {p} by {method}.", event=result.states[state], p=p_equals(test.p), method=test.method)
        for state, test in result.tests.items()
        if state in result.states
    ]
    if said and min(one.n for one in result.groups) < SMALL_GROUP:
        # docs/statistics.md: 2 against 18 patients without any difference, asked 20,000 times.
        said.append(
            message(
                "Gray's test finds differences that are not there too often where a group is small: in 8.5 % of "
                "cohorts at a level of 5 %, with 2 against 18 patients."
            )
        )
    return said
