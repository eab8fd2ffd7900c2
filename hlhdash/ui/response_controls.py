"""The choices of the Response screen: four in sight, the rest in a popover that is drawn only when it is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, cast

import streamlit as st

from hlhdash.analysis.groups import label
from hlhdash.analysis.response import AddedTherapy
from hlhdash.analysis.response_classes import response_columns, response_title
from hlhdash.cohort.fields import assessment_day, title
from hlhdash.cohort.model import Cohort
from hlhdash.language import Message
from hlhdash.ui import address, criteria_controls, results, sidebar, visit
from hlhdash.ui.choices import ADDED_THERAPY, BENCHMARKS, DENOMINATORS, RESPONDERS, SOURCES, UNITS
from hlhdash.ui.controls import numbers_in, pick, pick_of_file, pick_some_of_file, switch, undrawn, words
from hlhdash.views import ResponseView
from hlhdash.views.further_settings import Unit

SWITCHES = ("evaluable", "added", "wilson")


@dataclass(frozen=True)
class Asked:
    """What was chosen.

    Attributes
    ----------
    table : the arguments of `hlhdash.response_table`
    benchmark : a rate fixed beforehand, None for none
    """

    table: dict[str, Any]
    benchmark: float | None = None


@dataclass(frozen=True)
class Timed:
    """What was chosen for the time to response; as `hlhdash.time_to_response` takes it, and the unit of the axis."""

    by: str | None
    against: str | None
    responders: tuple[str, ...]
    added_therapy: AddedTherapy
    unit: Unit
    pooled: dict[str, Any]


def draw(cohort: Cohort) -> Asked:
    """Ask for the assessment, the groups and what counts, and for rarer choices in a popover."""
    say = words()
    assessments = responses_of(cohort)
    if not assessments:
        return Asked({"response": "response_week1"})
    first, second, third, fourth, fifth = st.columns([4, 4, 4, 4, 3], vertical_alignment="bottom")
    with first:
        titles = {id: words for id, (_, words) in assessments.items()}
        chosen = pick(say("Assessment"), titles, name="assessment", default=next(iter(assessments)))
    response = assessments[chosen][0]
    with second:
        by = group_by(cohort)
    with third:
        against = compared(by)
    with fourth:
        counts = _counts()
    with fifth:
        _popover(by, columns_of(cohort), response)
    return _asked(response, by, against, counts, columns_of(cohort))


def draw_time(cohort: Cohort) -> Timed:
    """Ask for the groups, what counts, what becomes of added therapy, and the unit of the axis."""
    say = words()
    first, second, third, fourth = st.columns([4, 4, 4, 4], vertical_alignment="bottom")
    with first:
        by = group_by(cohort)
    with second:
        against = compared(by)
    with third:
        counts = _counts()
    with fourth:
        unit = pick(say("Time axis in"), UNITS, name="rspeed", default="days")
    added = count_added_therapy()
    return Timed(by, against, RESPONDERS[counts][1], ADDED_THERAPY[added], cast("Unit", unit), pooled(by))


def group_by(cohort: Cohort) -> str | None:
    """Ask by which column to group."""
    return sidebar.group_by(words()("Group by"), name="rby", default="etiology", columns=columns_of(cohort))


def compared(by: str | None) -> str | None:
    """Ask whether one group stands against all others."""
    return None if by is None else sidebar.against(by, name="ragainst")


def pooled(by: str | None) -> dict[str, Any]:
    """Return the pooling chosen under the tables by group; all views of the screen have the same groups."""
    return {"pools": _pools(by), "planned": _is_on("planned")}


def pooled_values(by: str | None) -> tuple[tuple[str, ...], bool]:
    """Return the values that are pooled, and whether that was planned, as a view keeps them."""
    given = pooled(by)
    return tuple(next(iter((given["pools"] or {}).values()), [])), given["planned"]


def kept_view(asked: Asked, shown: Literal["groups", "forest"]) -> ResponseView:
    """Return what was chosen as it can be kept."""
    given = {name: value for name, value in asked.table.items() if name not in ("pools", "rule_settings")}
    pooled = next(iter((asked.table.get("pools") or {}).values()), [])
    limits = asked.table.get("rule_settings")
    return ResponseView(shown, **given, pooled=tuple(pooled), limits=limits, benchmark=asked.benchmark)


def _counts() -> str:
    counted = {id: words for id, (words, _) in RESPONDERS.items()}
    return pick(words()("Counts as response"), counted, name="counts", default="pr")


def columns_of(cohort: Cohort) -> tuple[str, ...]:
    return tuple(name for name in visit.current().groupings if name not in cohort.assessments)


def count_added_therapy() -> bool:
    """Ask what becomes of a response after added therapy; one setting for all screens."""
    say = words()
    return switch(
        say("Count responses after added therapy"),
        name="added",
        help=say(
            "A response after another HLH treatment had started is not counted for the study drug, unless you say so."
        ),
    )


def responses_of(cohort: Cohort) -> dict[str, tuple[str, Message]]:
    """Return id to column and title; a column of the file goes by its number, so that no header is in the address."""
    columns = results.computed(response_columns, cohort)
    own = {name for name in columns if name in cohort.assessments or name == "sustained_response"}
    found = {}
    for i, name in enumerate(visit.current().responses):
        found[name if name in own else f"column{i}"] = (name, response_title(name))
    return found


def _popover(by: str | None, columns: tuple[str, ...], response: str) -> None:
    """Draw the rarer choices while the popover is open; what was chosen holds when it is closed."""
    say = words()
    with st.popover(say("More choices"), on_change="rerun", width="stretch", key="response.more") as more:
        if not more.open:
            return
        if assessment_day(response) is not None:
            pick(
                say("Response"),
                SOURCES,
                name="source",
                default="recorded",
                help=say(
                    "Recorded in the file, or recomputed from its labs by a published rule with the settings chosen "
                    "under “From labs”."
                ),
            )
        switch(
            say("Evaluable patients only"),
            name="evaluable",
            help=say("Leaves out patients without an assessment; the default counts them as not responding."),
        )
        count_added_therapy()
        switch(say("Wilson intervals"), name="wilson", help=say("Instead of Clopper-Pearson."))
        pick_of_file(
            say("Hold apart"),
            [None, *columns],
            lambda column: say("Nothing") if column is None else say(title(column)),
            name="within",
            default=None,
            help=say("Tests the groups within each value of a column, such as the line of therapy."),
        )
        if by is not None:
            shown = [label(value)[:60] for value in _values(by)]
            pick_some_of_file(say("Pool into one group"), shown, name="pool", placeholder=say("Nothing"))
            switch(
                say("This pooling was planned beforehand"),
                name="planned",
                help=say("A pooling made after looking is marked wherever its result is shown."),
            )
        pick(
            say("Benchmark rate"),
            BENCHMARKS,
            name="benchmark",
            default="none",
            help=say("A response rate fixed beforehand, tested by the exact binomial test."),
        )


def _asked(response: str, by: str | None, against: str | None, counts: str, columns: tuple[str, ...]) -> Asked:
    """Put together what is chosen, drawn or not."""
    on = {name: _is_on(name) for name in SWITCHES}
    source = undrawn("source", lambda v: v in SOURCES, "recorded")
    within = undrawn("within", lambda v: v in range(len(columns) + 1), 0, _linked_number("within"))
    benchmark = undrawn("benchmark", lambda v: v in BENCHMARKS, "none")
    rule = None if source == "recorded" or assessment_day(response) is None else source
    return Asked(
        {
            "response": response,
            "by": by,
            "against": against,
            "responders": RESPONDERS[counts][1],
            "denominator": DENOMINATORS[on["evaluable"]],
            "added_therapy": ADDED_THERAPY[on["added"]],
            "interval": "wilson" if on["wilson"] else "clopper-pearson",
            **pooled(by),
            "within": columns[within - 1] if within else None,
            "rule": rule,
            "rule_settings": None if rule is None else criteria_controls.changed_settings(rule),
        },
        None if benchmark == "none" else int(benchmark) / 100,
    )


def _pools(by: str | None) -> dict[str, list[str]] | None:
    if by is None:
        return None
    values = [label(value) for value in _values(by)]
    linked = numbers_in(address.read("pool"), len(values))
    chosen = undrawn("pool", lambda v: isinstance(v, list) and all(i in range(len(values)) for i in v), [], linked)
    pooled = [values[i] for i in chosen]
    return {" + ".join(pooled): pooled} if len(pooled) > 1 else None


def _values(by: str) -> list[Any]:
    """Return the values of a column among all patients, so that no filter renumbers them."""
    return [value for value in sidebar.everyone().values(by) if value is not None]


def _is_on(name: str) -> bool:
    return bool(undrawn(name, lambda v: isinstance(v, bool), False, _linked_switch(name)))


def _linked_switch(name: str) -> bool:
    return address.read(name) == "1"


def _linked_number(name: str) -> int:
    written = address.read(name) or ""
    return int(written) if written.isdecimal() and len(written) < 9 else 0  # Python refuses thousands of digits
