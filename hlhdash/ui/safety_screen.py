"""The Safety screen: adverse events by term and grade, their rates, and when the first one came."""

from __future__ import annotations

import streamlit as st

import hlhdash
from hlhdash import report
from hlhdash.analysis import groups as grouping
from hlhdash.cohort.model import Cohort
from hlhdash.language import message
from hlhdash.report import people
from hlhdash.ui import exports, results, show, sidebar, visit
from hlhdash.ui.controls import pick_of_file, words
from hlhdash.ui.linked_table import linked_table
from hlhdash.views import SafetyView


def draw() -> None:
    """Ask for the groups and show the events, or say what is missing and what such a sheet looks like."""
    say = words()
    by_place, group_place, _ = st.columns([1, 1, 2])
    by = None
    if (visit.view().events["kind"] == "adverse event").any():
        with by_place:
            by = sidebar.group_by(say("Group by"), name="sby", default=None, columns=visit.current().groupings)
    try:
        result = results.computed(hlhdash.safety, visit.view(), by=by)
    except hlhdash.CohortError as problem:
        show.refusal(problem)
        show.table(report.example_rows())
        return
    group = None
    if by is not None:
        with group_place:
            group = pick_of_file(
                say("Drawn"),
                (None, *groups(by, sidebar.everyone())),
                lambda label: say("All patients") if label is None else show.look().word(label),
                name="sgroup",
                default=None,
            )
        if group is not None and group not in result.groups:
            show.sentence(message("Nobody of {group} meets the filters; all patients are drawn.", group=group[:60]))
            group = None
    if result.terms.empty:
        show.sentence(
            message(
                "No adverse event came on or after day zero in a patient who was followed after it, so there is no "
                "share or rate. Choose an earlier day zero, or add last_follow_up to the patients sheet."
            )
        )
        return
    show.linked_figure(hlhdash.figures.safety, result, group=group, name="safety")
    exports.offer_further(SafetyView(by, group), name="safety")
    first = results.computed(hlhdash.time_to_adverse_event, visit.view(), by) if any(result.n.values()) else None
    linked_table(report.rate_rows(result, first), people.rate_people(result), name="rates")
    _terms(result)
    if first is not None:
        unit = sidebar.time_unit()
        show.linked_figure(hlhdash.figures.time_to_adverse_event, first, unit=unit, name="first")
        exports.offer_further(SafetyView(by, None, "first"), name="first", beside=True)


def groups(by: str | None, everyone: Cohort) -> tuple[str, ...]:
    """Return the groups of all patients, whatever the filters: these must not renumber what is chosen."""
    return () if by is None else grouping.group(everyone, by).order


def _terms(result: hlhdash.Safety) -> None:
    """Show the terms; of many groups in two tables, so that none runs off the screen."""
    if len(result.groups) <= report.MOST_GROUPS_BESIDE:
        linked_table(report.term_rows(result), people.term_people(result), name="terms")
        return
    tables, behind = report.term_rows_apart(result), people.term_people_apart(result)
    for name, table, ids in zip(("terms", "severe"), tables, behind, strict=True):
        linked_table(table, ids, name=name)
