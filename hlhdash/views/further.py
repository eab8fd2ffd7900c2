"""What the further views find: results, tables, how they were computed, and the Python that gives them again."""

from __future__ import annotations

from typing import Any

from hlhdash.analysis.fever import fever
from hlhdash.analysis.first_time import FirstTime, time_to_adverse_event, time_to_normal
from hlhdash.analysis.labs import Labs, labs
from hlhdash.analysis.patient import Patient, patient
from hlhdash.analysis.safety import Safety, safety
from hlhdash.analysis.states_over_time import StatesOverTime, states_over_time
from hlhdash.analysis.swimmer import swimmer
from hlhdash.analysis.time_to_response import TimeToResponse, time_to_response
from hlhdash.analysis.waterfall import Waterfall, waterfall
from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.model import Cohort
from hlhdash.language import Message, message
from hlhdash.report.labs import fever_methods, fever_rows, labs_methods, normal_rows, pair_rows
from hlhdash.report.methods import provenance_words, versions
from hlhdash.report.patient import patient_criteria_rows, verdict_rows
from hlhdash.report.response_effects import speed_rows, states_rows
from hlhdash.report.safety import rate_rows
from hlhdash.report.table import Table
from hlhdash.report.waterfall import waterfall_rows
from hlhdash.views.further_settings import (
    CourseView,
    FeverView,
    FurtherSettings,
    LabsView,
    PatientView,
    SafetyView,
    SpeedView,
    WaterfallView,
    pools_of,
)
from hlhdash.views.table_settings import TABLES
from hlhdash.views.tables import TableResult, call_of_table, found_table

FurtherResult = Labs | FirstTime | Waterfall | Patient | Safety | StatesOverTime | TimeToResponse | TableResult
LabsSettings = LabsView | FeverView | WaterfallView
TimeSettings = PatientView | SafetyView | CourseView | SpeedView
_Found = tuple[FurtherResult, Table, tuple[Message, ...]]


def found(chosen: FurtherSettings, cohort: Cohort) -> tuple[FurtherResult, Table, tuple[Message, ...]]:
    """Put the question of a further view to a cohort as the lens shows it.

    Returns
    -------
    tuple
        The result, its table, and how it was computed.

    Raises
    ------
    CohortError
        Where the cohort cannot answer, or the patient does not meet the filters.
    """
    result, table, how = (*found_table(chosen, cohort), ()) if isinstance(chosen, TABLES) else _drawn(chosen, cohort)
    return result, table, (*(how or table.notes), *provenance_words(result.provenance), versions())


def _drawn(chosen: LabsSettings | TimeSettings, cohort: Cohort) -> _Found:
    """Answer a view that has a figure."""
    if isinstance(chosen, CourseView):
        states = states_over_time(cohort, **_grouped(chosen))
        return states, states_rows(states, states.groups), ()
    if isinstance(chosen, SpeedView):
        counting: dict[str, Any] = {"responders": chosen.responders, "added_therapy": chosen.added_therapy}
        speed = time_to_response(cohort, **_grouped(chosen), **counting)
        return speed, speed_rows(speed), ()
    if isinstance(chosen, SafetyView):
        events = safety(cohort, chosen.by)
        if chosen.shown == "terms":
            return events, rate_rows(events), ()
        first = time_to_adverse_event(cohort, chosen.by)
        return first, rate_rows(events, first), ()
    if isinstance(chosen, PatientView):
        child = patient(cohort, patient_of(chosen, cohort), rule=chosen.rule)
        return child, verdict_rows(child) or patient_criteria_rows(child), ()
    return _measured(chosen, cohort)


def _measured(chosen: LabsSettings, cohort: Cohort) -> _Found:
    """Answer a view of one analyte of all patients."""
    if isinstance(chosen, LabsView):
        return _labs(chosen, cohort)
    if isinstance(chosen, FeverView):
        ended = fever(cohort, chosen.by)
        return ended.first, fever_rows(ended), tuple(fever_methods())
    order = swimmer(cohort, sort=chosen.lanes, group=chosen.group, align=chosen.align).order
    bars = waterfall(cohort, chosen.analyte, order=order, sort="given" if chosen.same_order else "change")
    return bars, waterfall_rows(bars), ()


def patient_of(chosen: PatientView, cohort: Cohort) -> str:
    """Return what the cohort calls the patient of a view.

    Raises
    ------
    CohortError
        Where the file has no such row any more, or the patient does not meet the filters.
    """
    people = cohort.roster
    if not 0 <= chosen.place < len(people):
        raise CohortError(message("This file has no patient number {k}. Choose another one.", k=chosen.place + 1))
    name = people[chosen.place]
    if name not in set(cohort.patients["patient_id"]):
        raise CohortError(message("This patient does not meet the filters. Loosen one of them."))
    return name


def _labs(chosen: LabsView, cohort: Cohort) -> _Found:
    result = labs(cohort, chosen.analyte, by=chosen.by, scale=chosen.scale, after_day=chosen.after_day, log=chosen.log)
    how = tuple(labs_methods(result))
    first = time_to_normal(cohort, chosen.analyte, chosen.by) if chosen.shown == "normal" else None
    table = pair_rows(result) if chosen.shown == "pairs" else None
    table = table or (normal_rows(result, first) if chosen.scale == "value" else None) or pair_rows(result)
    return first or result, table or Table(result.title, (), ()), how


def _grouped(chosen: CourseView | SpeedView) -> dict[str, Any]:
    return {
        "by": chosen.by,
        "against": chosen.against,
        "pools": pools_of(chosen.pooled),
        "planned": chosen.planned,
    }


def call_of(chosen: FurtherSettings) -> str:
    """Return the Python that gives the same result of the same cohort."""
    if isinstance(chosen, TABLES):
        return call_of_table(chosen)
    if isinstance(chosen, LabsView | FeverView | WaterfallView):
        return _call_of_labs(chosen)
    if isinstance(chosen, PatientView):
        return f"result = hlhdash.patient(cohort, cohort.roster[{chosen.place}], rule={chosen.rule!r})"
    if isinstance(chosen, SafetyView):
        name = "safety" if chosen.shown == "terms" else "time_to_adverse_event"
        return f"result = hlhdash.{name}(cohort, {chosen.by!r})"
    given = ", ".join(f"{name}={value!r}" for name, value in _grouped(chosen).items() if value)
    if isinstance(chosen, CourseView):
        return f"result = hlhdash.states_over_time(cohort, {given})"
    counting = f"responders={chosen.responders!r}, added_therapy={chosen.added_therapy!r}"
    by = "" if chosen.by else "by=None, "
    return f"result = hlhdash.time_to_response(cohort, {by}{given}{', ' if given else ''}{counting})"


def _call_of_labs(chosen: LabsSettings) -> str:
    if isinstance(chosen, FeverView):
        return f"result = hlhdash.fever(cohort, {chosen.by!r}).first"
    if isinstance(chosen, WaterfallView):
        return (
            f"order = hlhdash.swimmer(cohort, sort={chosen.lanes!r}, group={chosen.group!r}, "
            f"align={chosen.align!r}).order\n"
            f"result = hlhdash.waterfall(cohort, {chosen.analyte!r}, order=order, "
            f"sort={'given' if chosen.same_order else 'change'!r})"
        )
    if chosen.shown == "normal":
        return f"result = hlhdash.time_to_normal(cohort, {chosen.analyte!r}, {chosen.by!r})"
    return (
        f"result = hlhdash.labs(cohort, {chosen.analyte!r}, by={chosen.by!r}, scale={chosen.scale!r}, "
        f"after_day={chosen.after_day}, log={chosen.log})"
    )
