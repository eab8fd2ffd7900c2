"""Results sentences and figure legends for a manuscript, made from what was run."""

from __future__ import annotations

from typing import Any

from hlhdash.analysis.groups import ALL
from hlhdash.analysis.incidence import Incidence
from hlhdash.analysis.landmark import grouping_title
from hlhdash.analysis.response_result import ResponseTable
from hlhdash.analysis.survival import Survival
from hlhdash.analysis.swimmer import Swimmer
from hlhdash.cohort.endpoints import DEATH
from hlhdash.cohort.fields import title
from hlhdash.cohort.own_words import ETIOLOGY_WORDS
from hlhdash.language import Message, message
from hlhdash.numbers import p_equals, percent, percent_interval
from hlhdash.report import response
from hlhdash.report.survival import ASKED, UNIT_TITLES, test_words, time_words

Result = Swimmer | Survival | Incidence | ResponseTable
_ONE_DECIMAL = 20  # an estimate has one decimal, however few the patients


def result_words(result: Result, unit: str, asked: tuple[float, ...] = ()) -> tuple[Message, ...]:
    """Say what was found, one sentence a group and one for the test.

    Parameters
    ----------
    unit : of time
    asked : times in the unit; the third of them, or the last, is the one that is told
    """
    if isinstance(result, Swimmer):
        return _swimmer(result, unit)
    if isinstance(result, ResponseTable):
        return _response(result)
    if result.least:  # each sentence counts patients
        return _tests(result)
    times = asked or ASKED[unit]
    told = times[min(2, len(times) - 1)]
    return _survival(result, unit, told) if isinstance(result, Survival) else _incidence(result, unit, told)


def _swimmer(result: Swimmer, unit: str) -> tuple[Message, ...]:
    if result.lanes.empty:
        return (message("No patient could be drawn."),)
    state = result.lanes["vital_status"] if "vital_status" in result.lanes else result.lanes["lane"].map(lambda _: "")
    return (
        message(
            "Of {n} patients, {died} died and {alive} were alive at last follow-up; the longest follow-up was "
            "{longest} {unit}.",
            n=len(result.lanes),
            died=int((state == "dead").sum()),
            alive=int((state == "alive").sum()),
            longest=time_words(float(result.lanes["end_day"].max()), unit),
            unit=UNIT_TITLES[unit],
        ),
    )


def _survival(result: Survival, unit: str, told: float) -> tuple[Message, ...]:
    died = result.endpoint.parts == (DEATH,)
    counts = {row["group"]: row for row in result.medians().to_dict("records")}
    names = {str(one.name): one.name for one in result.with_overall}
    said = []
    for row in result.at((told,), unit).to_dict("records"):
        facts: dict[str, Any] = {
            "endpoint": result.endpoint.title,
            "time": f"{told:g}",
            "unit": UNIT_TITLES[unit],
            "group": _named(names[row["group"]]),
            "events": counts[row["group"]]["events"],
            "n": counts[row["group"]]["n"],
        }
        if row["survival"] != row["survival"]:
            sentence = message("{group} (n = {n}): not followed to {time} {unit}, so {endpoint} is not estimable then.")
        else:
            facts |= {
                "share": percent(row["survival"], _ONE_DECIMAL),
                "interval": percent_interval(row["lower"], row["upper"], _ONE_DECIMAL),
            }
            sentence = _DIED if died else _HAPPENED
        said.append(message(sentence.template, **facts))
    return (*said, *_tests(result))


def _named(group: str) -> str:
    """Return a group's name so that it can be said: an etiology is the program's word, "All patients" is a Message."""
    return ETIOLOGY_WORDS.get(group, group)


_DIED = message(
    "{group} (n = {n}): {endpoint} at {time} {unit} was {share} (95 % interval {interval}); {events} of {n} died."
)
_HAPPENED = message(
    "{group} (n = {n}): {endpoint} at {time} {unit} was {share} (95 % interval {interval}); {events} of {n} had the "
    "event."
)


def _incidence(result: Incidence, unit: str, told: float) -> tuple[Message, ...]:
    groups = {str(one.name): one for one in result.with_overall}
    said = []
    for row in result.at((told,), unit).to_dict("records"):
        one, share = groups[row["group"]], row["incidence"]
        facts = {
            "group": _named(one.name),
            "n": one.n,
            "event": result.states[row["state"]],
            "time": f"{told:g}",
            "unit": UNIT_TITLES[unit],
        }
        if share != share:
            said.append(message("{group} (n = {n}): not followed to {time} {unit} ({event}).", **facts))
            continue
        facts |= {"share": percent(share, _ONE_DECIMAL)}
        if row["lower"] != row["lower"]:
            said.append(
                message("{group} (n = {n}): the cumulative incidence of {event} at {time} {unit} was {share}.", **facts)
            )
            continue
        facts |= {"interval": percent_interval(row["lower"], row["upper"], _ONE_DECIMAL)}
        said.append(
            message(
                "{group} (n = {n}): the cumulative incidence of {event} at {time} {unit} was {share} (95 % interval "
                "{interval}).",
                **facts,
            )
        )
    return (*said, *_tests(result))


def _tests(result: Survival | Incidence) -> tuple[Message, ...]:
    """Say the test of a survival analysis, or those of each event."""
    if isinstance(result, Survival):
        return (test_words(result),) if result.by is not None else ()
    return tuple(
        message("{event}: {p} ({method}).", event=result.states[state], p=p_equals(test.p), method=test.method)
        for state, test in result.tests.items()
        if state in result.states
    )


def _response(result: ResponseTable) -> tuple[Message, ...]:
    name, last = result.rows.columns[0], len(result.rows) - 1
    said = [
        message(
            "{group}: {x} of {n} patients ({share}; 95 % interval {interval}) had a response ({classes}), "
            "{assessment}.",
            group=ALL if place == last else _named(row[name]),
            x=row["responders"],
            n=row["n"],
            share=percent(row["proportion"], row["n"]),
            interval=percent_interval(row["lower"], row["upper"], row["n"]),
            classes=response.counted_words(result),
            assessment=response.assessment_words(result),
        )
        for place, row in enumerate(result.rows.to_dict("records"))
        if row["responders"] is not None
    ]
    test = (response.test_words(result),) if result.by is not None else ()
    return (*said, *test, *([result.pooling.words] if result.pooling is not None else []))


def legend_words(result: Result, unit: str, *, band: bool = True, counts: bool = True) -> tuple[Message, ...]:
    """Say what a printed figure shows, so that a stranger can read it: lines, marks, intervals, denominators.

    Parameters
    ----------
    band : whether intervals are shaded
    counts : whether numbers at risk stand under the axis
    """
    if isinstance(result, Swimmer):
        return (
            message("Each lane is a patient (n = {n}), day zero is {zero}.", n=len(result.lanes), zero=_zero(result)),
            message("Bars are courses of treatment, the thin line is follow-up; symbols are explained in the figure."),
            *_note(result),
        )
    if isinstance(result, ResponseTable):
        return (
            message("{table}, n = {n}.", table=response.table_title(result), n=int(result.total["n"])),
            message("Bars: share of each class. Squares and lines: responders with their 95 % interval; diamond: all."),
            response.denominator_words(result),
            response.CLASS_WORDS,
            *_note(result),
        )
    return (*_curves(result), *_marks(result, band), *([_RISK] if counts else []), *_note(result))


_RISK = message("Under the axis: patients at risk at each time.")


_SURVIVAL = {
    False: message("Kaplan-Meier curve, {endpoint} (n = {n})."),
    True: message("Kaplan-Meier curves, {endpoint} by {column} (n = {n})."),
}
_INCIDENCE = {
    False: message("Cumulative incidence, {endpoint} (n = {n})."),
    True: message("Cumulative incidence, {endpoint} by {column} (n = {n})."),
}


def _curves(result: Survival | Incidence) -> list[Message]:
    facts: dict[str, Any] = {"endpoint": result.endpoint.title, "n": result.n}
    if result.by is not None:
        facts["column"] = grouping_title(result.by)
    kinds = _SURVIVAL if isinstance(result, Survival) else _INCIDENCE
    return [message(kinds[result.by is not None].template, **facts), result.endpoint.definition]


def _marks(result: Survival | Incidence, band: bool) -> list[Message]:
    if isinstance(result, Incidence):
        return [message("The competing event is counted as an event of its own, not censored.")]
    said = [
        message("Ticks: censored patients."),
        message("Dashed: fewer than 3 patients, or 10 % of a group of 5 or more, are at risk."),
    ]
    return [message("Shaded: 95 % interval at each time."), *said] if band else said


def _zero(result: Swimmer) -> Message:
    return title(result.provenance.day_zero)


def _note(result: Result) -> list[Message]:
    """Say what must be said wherever the data are shown, and the landmark."""
    where = result.provenance
    said = [message("{note}.", note=note) for note in (where.note, where.coarsened) if note is not None]
    if isinstance(result, Survival | Incidence) and result.landmark is not None:
        said.append(message("Followed from the landmark, day {day}.", day=f"{result.landmark.at:g}"))
    if isinstance(result, Survival | Incidence) and result.naive:
        said.append(message("Without a landmark: biased in favour of whoever lives to have it."))
    return said
