"""The words around the survival figure: question, tests, medians, what lines and ticks mean."""

from __future__ import annotations

from hlhdash.analysis.survival import Survival
from hlhdash.figures.curves import Tail
from hlhdash.figures.frame import Items, Notice, Words
from hlhdash.figures.provenance import notices, sources
from hlhdash.figures.style import Look
from hlhdash.figures.text import inside
from hlhdash.figures.words import duration
from hlhdash.language import Message, counted, message
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
        (*notices(result.provenance, look), *_warnings(result, look)),
        _caption(result, look, unit),
        sources(result.provenance, look, *_left_out(result), *said, *TAIL_WORDS[tail]),
        look.say(_alt(result, look, unit)),
    )


def _question(result: Survival, look: Look) -> Message:
    if result.by is None:
        zero = inside(look.column(result.provenance.day_zero))
        return message("Who lives, and how long, from {zero}?", zero=zero)
    if result.against is not None:
        return message("Does survival differ between {group} and all others?", group=look.word(result.against))
    return message("Does survival differ by {column}?", column=inside(look.column(result.by)))


def _warnings(result: Survival, look: Look) -> list[Notice]:
    columns = ", ".join(look.column(one) for one in dict.fromkeys(result.provenance.filters_after_day_zero))
    if not columns:
        return []
    sentence = message(
        "Filtered by something known only after day zero ({columns}): these curves do not show how patients fare "
        "from day zero.",
        columns=columns,
    )
    return [Notice(look.say(sentence), "warning")]


def _caption(result: Survival, look: Look, unit: str) -> tuple[Items, ...]:
    medians = Items(look.say(message("Median survival (95 % interval):")), tuple(_medians(result, look, unit)))
    return (*(Items("", (look.say(one),)) for one in _tests(result)), medians)


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
        facts = {"group": look.word(one.name, 28), "events": curve.events, "n": curve.n, "median": limit(median.value)}
        if median.value is None and median.lower is None:
            sentence = message("{group} {median}, {events} of {n} died", **facts)
        else:
            sentence = message(
                "{group} {median} ({lower} to {upper}), {events} of {n} died",
                **facts,
                lower=limit(median.lower),
                upper=limit(median.upper),
            )
        said.append(look.say(sentence))
    return said


def _left_out(result: Survival) -> list[Message]:
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


def _alt(result: Survival, look: Look, unit: str) -> Message:
    groups = "; ".join(
        look.say(
            message(
                "{group}: {events} of {n} died, {survival} alive at the end of the curve",
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
