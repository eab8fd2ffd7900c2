"""The parts of the Response screen; each is computed only when it is shown."""

from __future__ import annotations

from typing import Literal

import streamlit as st

import hlhdash
from hlhdash import report
from hlhdash.analysis import response_tests
from hlhdash.analysis.groups import ALL
from hlhdash.analysis.response_result import ResponseTable
from hlhdash.analysis.trajectories import trajectories
from hlhdash.cohort.model import Cohort
from hlhdash.report import people
from hlhdash.ui import exports, pin, response_controls, results, show
from hlhdash.ui.controls import switch, words
from hlhdash.ui.escape import markdown
from hlhdash.ui.linked_table import linked_table
from hlhdash.ui.response_controls import Asked
from hlhdash.views import ChangeView, CharacteristicsView, CourseView, SpeedView

MOST_LISTED = 200  # rows of a table on the screen; a file holds all of them
MOST_GROUPS = 5  # whose states are drawn without being asked for


def by_group(result: ResponseTable, asked: Asked) -> None:
    """Show the classes and responders of each group, and their table."""
    show.linked_figure(hlhdash.figures.response, result, name="response")
    table = results.made(result, report.response_rows)
    _offer(result, asked, "groups")
    linked_table(table, results.made(result, people.response_people), name="response")
    if _is_quick(result):
        _fragility(result)
    show.downloads(table, "response")
    _more(result, asked)
    show.how(lambda: report.response_methods(result), lambda: report.snippet(result))


def _is_quick(result: ResponseTable) -> bool:
    """Whether the table can be tested anew for every patient at each redrawing."""
    return len(result.known) <= MOST_GROUPS


def _fragility(result: ResponseTable) -> None:
    """Say whether one patient changes the answer, and which one; nothing where there is no test."""
    fragile = results.made(result, response_tests.fragility)
    if fragile is not None:
        show.sentence(report.response_fragility_words(fragile))


def rates(result: ResponseTable, asked: Asked) -> None:
    """Show the forest of response rates beside those published elsewhere."""
    show.linked_figure(hlhdash.figures.forest, result, benchmark=asked.benchmark, name="forest")
    _offer(result, asked, "forest")
    tables = [report.published_rows()]
    if asked.benchmark is not None:
        found = response_tests.against_benchmark(result, asked.benchmark)
        tables.insert(0, report.benchmark_rows(result, found))
    for table in tables:
        show.table(table)
    show.downloads(tables[0], "rates")
    show.how(lambda: report.response_methods(result), lambda: report.snippet(result))


def _offer(result: ResponseTable, asked: Asked, shown: Literal["groups", "forest"]) -> None:
    """Offer figure, words and view."""
    exports.offer(
        response_controls.kept_view(asked, shown),
        result,
        lambda: report.response_rows(result),
        lambda: report.response_methods(result),
        name="response" if shown == "groups" else "rates",
    )


def course(cohort: Cohort) -> None:
    """Show what became of everyone from one assessment to the next."""
    first, second, _ = st.columns([4, 4, 8], vertical_alignment="bottom")
    with first:
        by = response_controls.group_by(cohort)
    with second:
        against = response_controls.compared(by)
    found = results.computed(hlhdash.states_over_time, cohort, by, against=against, **response_controls.pooled(by))
    wanted = found.groups if len(found.groups) <= MOST_GROUPS else (ALL,)
    show.linked_figure(hlhdash.figures.states, found, groups=wanted, name="states")
    exports.offer_further(CourseView(by, against, *response_controls.pooled_values(by)), name="course")
    if len(found.groups) > MOST_GROUPS:
        st.caption(words()("Choose a group under “Compare” to see it beside all patients; the table has every group."))
    # The figure has room for a few groups, a table for all of them.
    table = report.states_rows(found, found.groups)
    linked_table(table, people.states_people(found, found.groups), name="states")
    show.downloads(table, "response_over_time")


def speed(cohort: Cohort) -> None:
    """Show how soon a first response is seen."""
    asked = response_controls.draw_time(cohort)
    found = results.computed(
        hlhdash.time_to_response,
        cohort,
        asked.by,
        against=asked.against,
        responders=asked.responders,
        added_therapy=asked.added_therapy,
        **asked.pooled,
    )
    show.linked_figure(hlhdash.figures.time_to_response, found, unit=asked.unit, name="speed")
    together = response_controls.pooled_values(asked.by)
    kept = SpeedView(asked.by, asked.against, asked.responders, asked.added_therapy, *together, asked.unit)
    exports.offer_further(kept, name="speed")
    table = report.speed_rows(found)
    show.table(table)
    show.downloads(table, "time_to_response")


def before_and_after(cohort: Cohort) -> None:
    """Show the labs at day 0, 7, 28 and 56 and how much they changed."""
    first, second, _ = st.columns([4, 4, 8], vertical_alignment="bottom")
    with first:
        by = response_controls.group_by(cohort)
    with second:
        split = by is not None and switch(words()("Split by group"), name="bsplit")
    pooled = response_controls.pooled(by if split else None)
    table = report.trajectory_rows(results.computed(trajectories, cohort, by if split else None, **pooled))
    show.table(report.shortened(table, MOST_LISTED))
    pin.offer(ChangeView(by if split else None, *response_controls.pooled_values(by if split else None)), name="before")
    show.downloads(table, "labs_before_and_after")


def who(cohort: Cohort) -> None:
    """Show Table 1 with the groups side by side; labs and comparisons on request."""
    say = words()
    first, second = st.columns([4, 12], vertical_alignment="bottom")
    with first:
        by = response_controls.group_by(cohort)
    with second, st.container(horizontal=True):
        labs = switch(say("Labs at day zero"), name="t1labs")
        compare = by is not None and switch(
            say("Standardised differences and P values"),
            name="t1compare",
            help=say("Table 1 describes; tests belong in it only where they were planned."),
        )
    pooled = response_controls.pooled(by)
    table = report.table_one(results.computed(hlhdash.summary, cohort, by, labs=labs, compare=compare, **pooled))
    show.table(table)
    pin.offer(CharacteristicsView(by, labs, compare, *response_controls.pooled_values(by)), name="who")
    show.downloads(table, "table_1")


def _more(result: ResponseTable, asked: Asked) -> None:
    """Offer effects, strata and other tests."""
    title = words()("Effects and other tests")
    show.folded(title, lambda: _effects(result, asked), icon=":material/query_stats:")


def _effects(result: ResponseTable, asked: Asked) -> None:
    if result.p is None:
        st.markdown(markdown(words()(result.method)))
        return
    if not _is_quick(result):
        _fragility(result)
    effects = report.effects_rows(result)
    show.table(effects)
    show.downloads(effects, "effects")
    if result.within is not None:
        show.table(report.strata_rows(result))
    show.table(report.tests_rows(result, response_tests.further_tests(result)))
    if asked.benchmark is not None:
        found = response_tests.against_benchmark(result, asked.benchmark)
        show.table(report.benchmark_rows(result, found))
