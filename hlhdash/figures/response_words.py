"""The words around the response figure: question, denominator, tests, abbreviations."""

from __future__ import annotations

from hlhdash.analysis.response_classes import SUSTAINED
from hlhdash.analysis.response_result import ResponseTable
from hlhdash.cohort.fields import assessment_day
from hlhdash.cohort.own_words import RESPONSE_WORDS
from hlhdash.figures.frame import Items, Notice, Words
from hlhdash.figures.highlight import outlined_words
from hlhdash.figures.provenance import notices, pooled, sources
from hlhdash.figures.style import Look
from hlhdash.figures.text import inside
from hlhdash.figures.words import RESPONSE_TITLES
from hlhdash.language import Message, message
from hlhdash.numbers import p_equals, percent, percent_interval

DENOMINATORS = {
    ("all", "not counted"): message(
        "Responders ({classes}) among all treated patients; responses after added therapy not counted."
    ),
    ("all", "counted"): message(
        "Responders ({classes}) among all treated patients; responses after added therapy counted."
    ),
    ("evaluable", "not counted"): message(
        "Responders ({classes}) among evaluable patients only; responses after added therapy not counted."
    ),
    ("evaluable", "counted"): message(
        "Responders ({classes}) among evaluable patients only; responses after added therapy counted."
    ),
}
INTERVALS = {
    "clopper-pearson": message("Intervals: Clopper-Pearson, 95 %"),
    "wilson": message("Intervals: Wilson, 95 %"),
}


RULES = {"midwest": message("Midwest/Marsh rule"), "emapalumab": message("emapalumab rule (NI-0501-04)")}


def words(result: ResponseTable, look: Look, selected: frozenset[str] = frozenset()) -> Words:
    """Say what the figure asks, shows, tests and comes from, and who is outlined in it."""
    found = outlined_words(selected, result.patients["patient_id"])
    classes = ", ".join(look.say(RESPONSE_WORDS[one]) for one in result.responders)
    counted = DENOMINATORS[result.denominator, result.added_therapy]
    return Words(
        look.say(_question(result, look)),
        look.say(message(counted.template, classes=classes)),
        (*notices(result.provenance, look), *_marks(result, look)),
        (*_tests(result, look), *((Items("", (look.say(found),)),) if found is not None else ())),
        sources(result.provenance, look, INTERVALS[result.interval], *_abbreviations(result)),
        look.say(_alt(result)),
    )


def _marks(result: ResponseTable, look: Look) -> tuple[Notice, ...]:
    """Return what must stand on the figure: a rule that computed the classes, and a pooling made after looking."""
    found = []
    if result.rule is not None:
        found.append(Notice(look.say(message("Computed from labs by the {rule}", rule=RULES[result.rule]))))
    return (*found, *pooled(result.pooling, look))


def _question(result: ResponseTable, look: Look) -> Message:
    when = inside(look.say(result.title))
    dated = assessment_day(result.response) is not None
    if result.response == SUSTAINED:
        return message("Whose response is sustained?")
    if result.by is None:
        return (
            message("How many patients respond at {assessment}?", assessment=when)
            if dated
            else message("How many patients ever respond?")
        )
    if result.against is not None:
        group = look.word(result.against)
        return (
            message("Does {group} respond differently from all others at {assessment}?", group=group, assessment=when)
            if dated
            else message("Does the best response of {group} differ from that of all others?", group=group)
        )
    if result.by == "etiology":
        return (
            message("Which etiologies respond at {assessment}?", assessment=when)
            if dated
            else message("Which etiologies ever respond?")
        )
    column = inside(look.column(result.by))
    return (
        message("Does response at {assessment} differ by {column}?", assessment=when, column=column)
        if dated
        else message("Does best response differ by {column}?", column=column)
    )


def _tests(result: ResponseTable, look: Look) -> tuple[Items, ...]:
    if result.p is None:
        return (Items("", (look.say(result.method),)),) if result.by is not None else ()
    overall = message("Over all groups {p} by {method}.", p=p_equals(result.p), method=result.method)
    names = ("group", "responders", "n", "rest_responders", "rest_n", "p", "p_holm")
    columns = [result.against_rest[name].tolist() for name in names]
    each = tuple(
        look.say(
            message(
                "{group} {x}/{n}, others {rest_x}/{rest_n}: {p}, after Holm {holm}",
                group=look.word(label, 24),
                x=x,
                n=n,
                rest_x=rest_x,
                rest_n=rest_n,
                p=p_equals(p),
                holm=p_equals(holm),
            )
        )
        for label, x, n, rest_x, rest_n, p, holm in zip(*columns, strict=True)
    )
    heading = look.say(message("Each group against all others (Fisher's exact test):"))
    tests = Items("", (look.say(overall),))
    return (tests, Items(heading, each)) if each and result.against is None else (tests,)


def _abbreviations(result: ResponseTable) -> list[Message]:
    short = ("CR", "PR", "NR", "NE")
    present = {*result.classes, *result.responders}
    return [RESPONSE_TITLES[name] for name in short if name in present]


def _alt(result: ResponseTable) -> Message:
    total = result.total
    n = int(total["n"])
    if total["responders"] is None:
        return message("Stacked bars of response classes by group of {n} patients; small numbers are hidden.", n=n)
    return message(
        "Stacked bars of response classes by group with the share of responders: {x} of {n} patients responded "
        "({share}, 95 % interval {interval}).",
        x=int(total["responders"]),
        n=n,
        share=percent(total["proportion"], n),
        interval=percent_interval(total["lower"], total["upper"], n),
    )
