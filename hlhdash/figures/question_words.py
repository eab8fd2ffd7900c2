"""The words that survival and incidence share: the question asked, its clock, and what must not be missed."""

from __future__ import annotations

from hlhdash.analysis.incidence import Incidence
from hlhdash.analysis.landmark import grouping_title
from hlhdash.analysis.survival import Survival
from hlhdash.cohort.endpoints import ADDED_THERAPY, DAY_ZERO, RESPONSE, part_words
from hlhdash.figures.frame import Notice
from hlhdash.figures.provenance import notices
from hlhdash.figures.style import Look
from hlhdash.figures.text import inside
from hlhdash.figures.words import from_start, time_axis
from hlhdash.language import Message, counted, listed, message

Result = Survival | Incidence


def column(result: Result, look: Look) -> str:
    """Say what the patients are grouped by."""
    if result.by in (RESPONSE, ADDED_THERAPY):
        return look.say(grouping_title(result.by))
    return look.column(result.by or "")


def clock(result: Result, look: Look, unit: str) -> Message:
    """Name the time axis by what starts the clock."""
    if result.landmark is not None:
        return from_start(unit, message("the landmark, day {day}", day=f"{result.landmark.at:g}"))
    if result.endpoint.start != DAY_ZERO:
        return from_start(unit, part_words(result.endpoint.start))
    return time_axis(unit, look.column(result.provenance.day_zero))


def warnings(result: Result, look: Look) -> tuple[Notice, ...]:
    """Return what must stand above the plot: the sample's name, landmarks, bias, what the file does not record."""
    said = [*_landmark(result, look), *_unrecorded(result, look), *_filters(result, look)]
    return (*notices(result.provenance, look), *said)


def _landmark(result: Result, look: Look) -> list[Notice]:
    if result.naive:
        sentence = message(
            "Immortal-time bias: {column} is known only later, and whoever lives to have it looks as if it made them "
            "live. For teaching only; use the landmark.",
            column=inside(column(result, look)),
        )
        return [Notice(look.say(sentence), "warning")]
    cut = result.landmark
    if cut is None or result.by is None:
        return []
    sentence = counted(
        "{column} is known only after day zero, so patients are grouped by what had happened by day {day} and followed "
        "from that day on. Left out: {n} patient not followed beyond it.",
        "{column} is known only after day zero, so patients are grouped by what had happened by day {day} and followed "
        "from that day on. Left out: {n} patients not followed beyond it.",
        len(cut.excluded),
        column=column(result, look),
        day=f"{cut.at:g}",
    )
    words = look.say(sentence)
    return [Notice(words[:1].upper() + words[1:])]


def _unrecorded(result: Result, look: Look) -> list[Notice]:
    parts = [part for part in result.unrecorded if part in result.endpoint.parts]
    if not parts:
        return []
    names = listed([part_words(part, result.endpoint.failure_day) for part in parts])
    return [Notice(look.say(message("Nobody in this file has: {parts}. Check whether it was recorded.", parts=names)))]


def _filters(result: Result, look: Look) -> list[Notice]:
    columns = ", ".join(look.column(one) for one in dict.fromkeys(result.provenance.filters_after_day_zero))
    if not columns:
        return []
    sentence = message(
        "Filtered by something known only after day zero ({columns}): these curves do not show how patients fare "
        "from day zero.",
        columns=columns,
    )
    return [Notice(look.say(sentence), "warning")]


def left_out_words(result: Result) -> list[Message]:
    """Say how many have no usable time or status."""
    n = len(result.left_out)
    if not n:
        return []
    return [
        counted(
            "{n} patient without a usable time or status is left out",
            "{n} patients without a usable time or status are left out",
            n,
        )
    ]


def watermark(result: Result, look: Look) -> list[dict[str, object]]:
    """Return the words across naive curves, so that a picture of them cannot be taken for a result."""
    if not result.naive:
        return []
    return [
        {
            "text": f"<b>{look.write(message('immortal-time bias'))}</b>",
            "x": 0.5,
            "y": 0.72,
            "xref": "x domain",
            "yref": "y domain",
            "showarrow": False,
            "textangle": -12,
            "opacity": 0.32,
            "font": {"size": look.sizes.title * 2.2, "color": look.theme.warning},
        }
    ]
