"""The words around the survival figure: question, tests, medians, what lines and ticks mean."""

from __future__ import annotations

from typing import Any

from hlhdash.analysis.survival import Survival
from hlhdash.cohort.endpoints import DAY_ZERO, DEATH
from hlhdash.figures.curves import Tail
from hlhdash.figures.frame import Items, Words
from hlhdash.figures.provenance import sources
from hlhdash.figures.question_words import column, left_out_words, warnings
from hlhdash.figures.style import Look
from hlhdash.figures.text import inside
from hlhdash.figures.words import duration
from hlhdash.language import Message, message
from hlhdash.numbers import p_equals, percent, rounded

TAIL_WORDS: dict[Tail, tuple[Message, ...]] = {
    "dashed": (message("Dashed: fewer than 3 or 10 % of a group at risk (groups under 5 are never dashed)"),),
    "cut": (message("A curve ends where fewer than 3 or 10 % of its group are at risk"),),
    "full": (),
}


def words(result: Survival, look: Look, unit: str, *, band: bool, censor_marks: bool, tail: Tail) -> Words:
    """Say what the figure asks, shows, tests and comes from."""
    said = [result.groups[0].curve.method]
    said += [message("Shaded: pointwise interval")] if band else []
    said += [message("Ticks: censored")] if censor_marks else []
    return Words(
        look.say(_question(result, look)),
        look.say(
            message("{endpoint}. {definition}", endpoint=result.endpoint.title, definition=result.endpoint.definition)
        ),
        warnings(result, look),
        _caption(result, look, unit),
        sources(result.provenance, look, *left_out_words(result), *said, *TAIL_WORDS[tail]),
        look.say(_alt(result, look, unit)),
    )


def _question(result: Survival, look: Look) -> Message:
    if result.by is None:
        zero = inside(look.column(result.provenance.day_zero))
        if result.endpoint.name == "overall survival" and result.endpoint.start == DAY_ZERO and not result.landmark:
            return message("Who lives, and how long, from {zero}?", zero=zero)
        return message("{endpoint}: how many, and how long?", endpoint=result.endpoint.title)
    column_ = inside(column(result, look))
    if result.endpoint.name == "overall survival":
        if result.against is not None:
            return message("Does survival differ between {group} and all others?", group=look.word(result.against))
        return message("Does survival differ by {column}?", column=column_)
    endpoint = inside(look.say(result.endpoint.title))
    if result.against is not None:
        return message(
            "Does {endpoint} differ between {group} and all others?", endpoint=endpoint, group=look.word(result.against)
        )
    return message("Does {endpoint} differ by {column}?", endpoint=endpoint, column=column_)


def _caption(result: Survival, look: Look, unit: str) -> tuple[Items, ...]:
    medians = Items(look.say(_median_heading(result)), tuple(_medians(result, look, unit)))
    return (*(Items("", (look.say(one),)) for one in _tests(result)), medians)


def _median_heading(result: Survival) -> Message:
    if result.endpoint.parts == (DEATH,):
        return message("Median survival (95 % interval):")
    return message("Median time (95 % interval):")


def _tests(result: Survival) -> list[Message]:
    test = result.test
    if test is None:
        return [result.test_missing] if result.test_missing is not None and result.by is not None else []
    if test.p_exact is None:
        return [message("{p} by {method}.", p=p_equals(test.p), method=test.method)]
    return [
        message(
            "{p} by {method}. Chi-squared {statistic}, asymptotic {asymptotic}.",
            p=p_equals(test.p_exact),
            method=test.method,
            statistic=rounded(test.statistic, 2),
            asymptotic=p_equals(test.p_asymptotic),
        )
    ]


def _medians(result: Survival, look: Look, unit: str) -> list[str]:
    """Return the median of each curve that is drawn."""
    reached = message("not reached")

    def limit(days: float | None) -> Message:
        return reached if days is None else duration(days, unit)

    said = []
    for one in result.groups:
        curve, median = one.curve, one.curve.median
        facts: dict[str, Any] = {
            "group": look.word(one.name, 28),
            "events": curve.events,
            "n": curve.n,
            "median": limit(median.value),
        }
        reached_any = median.value is not None or median.lower is not None
        facts["least"] = result.least
        facts["limits"] = (limit(median.lower), limit(median.upper)) if reached_any else None
        sentence = _median_sentence(result, facts)
        said.append(look.say(sentence))
    return said


def _median_sentence(result: Survival, facts: dict[str, Any]) -> Message:
    limits = facts.pop("limits")
    died = result.endpoint.parts == (DEATH,)
    if facts.pop("least"):
        return _median_alone(facts, limits)
    if limits is None and died:
        return message("{group} {median}, {events} of {n} died", **facts)
    if limits is None:
        return message("{group} {median}, {events} of {n} with the event", **facts)
    facts |= {"lower": limits[0], "upper": limits[1]}
    if died:
        return message("{group} {median} ({lower} to {upper}), {events} of {n} died", **facts)
    return message("{group} {median} ({lower} to {upper}), {events} of {n} with the event", **facts)


def _median_alone(facts: dict[str, Any], limits: tuple[Message, Message] | None) -> Message:
    """Say a median without the numbers of patients, where they must not be seen."""
    named = {name: facts[name] for name in ("group", "median")}
    if limits is None:
        return message("{group} {median}", **named)
    return message("{group} {median} ({lower} to {upper})", lower=limits[0], upper=limits[1], **named)


def _alt(result: Survival, look: Look, unit: str) -> Message:
    if result.least:
        time = duration(result.last_day, unit)
        return message("Kaplan-Meier curves of {n} patients over {time}.", n=result.n, time=time)
    if result.endpoint.parts == (DEATH,):
        sentence = message("{group}: {events} of {n} died, {survival} alive at the end of the curve")
    else:
        sentence = message("{group}: {events} of {n} with the event, {survival} free of it at the end of the curve")
    groups = "; ".join(
        look.say(
            message(
                sentence.template,
                group=look.word(one.name),
                events=one.curve.events,
                n=one.curve.n,
                survival=percent(float(one.curve.table["survival"].iloc[-1]), one.curve.n),
            )
        )
        for one in result.groups
    )
    return message(
        "Kaplan-Meier curves of {n} patients over {time}. {groups}.",
        n=result.n,
        time=duration(result.last_day, unit),
        groups=groups,
    )
