"""The parts of the Labs screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import streamlit as st

import hlhdash
from hlhdash import report
from hlhdash.analysis.normal import TITLES
from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.model import Cohort
from hlhdash.language import message
from hlhdash.report import people
from hlhdash.ui import exports, results, show, sidebar, visit
from hlhdash.ui.choices import AFTER_DAYS, AXES, LAB_VIEWS, SCALES, UNTIL
from hlhdash.ui.controls import pick, pick_of_file, words
from hlhdash.ui.linked_table import linked_table
from hlhdash.views import FeverView, LabsView

Places = Any  # a column of the page
FEVER = "end of fever"  # no analyte: the day that the file records
_SAID = TITLES | {FEVER: message("Fever, recorded end")}
MOST_DAYS = 120.0  # up to which the axis counts days, whatever the sidebar says


def analyte() -> str | None:
    """Choose what was measured; None where nothing was. Its number goes to the address."""
    say = words()
    cohort = visit.current().cohort  # of all patients: a filter must not renumber them
    found = names(cohort)
    if not found:
        return None
    return pick_of_file(
        say("Analyte"),
        found,
        lambda name: say(_SAID.get(str(name), "")) or str(name)[:60],
        name="analyte",
        default="ferritin" if "ferritin" in found else found[0],
    )


def names(cohort: Cohort) -> tuple[str, ...]:
    """Return what can be chosen: analytes, and the end of fever where the file records it."""
    return (*hlhdash.analytes(cohort), *((FEVER,) if hlhdash.fever_recorded(cohort) else ()))


@dataclass(frozen=True)
class Asked:
    """What the controls of the screen say."""

    by: str | None
    view: Literal["time", "pairs", "normal", "strips"]
    scale: Literal["value", "percent", "difference"]
    log: bool | None
    until: float | None
    after: int


def ask(by_place: Places, view_place: Places, scale_place: Places, axis_place: Places, time_place: Places) -> Asked:
    """Draw the controls beside the analyte."""
    say = words()
    with by_place:
        by = _by()
    with view_place:
        view = pick(say("View"), LAB_VIEWS, name="lview", default="time")
    scale, axis, until, after = "value", "auto", "all", "7"
    if view != "normal":
        with scale_place:
            scale = pick(say("Scale"), SCALES, name="lscale", default="value")
        with axis_place:
            axis = pick(say("Axis"), AXES, name="laxis", default="auto")
        with time_place:
            if view == "pairs":
                after = pick(say("Compare with"), AFTER_DAYS, name="lafter", default="7")
            else:
                until = pick(say("Time shown"), UNTIL, name="luntil", default="63")
    log = None if axis == "auto" else axis == "log"
    return Asked(by, view, scale, log, None if until == "all" else float(until), int(after))


def draw(cohort: Cohort, analyte: str, asked: Asked) -> None:
    """Show the figure of the chosen view and the tables under it."""
    result = results.computed(
        hlhdash.labs, cohort, analyte, by=asked.by, scale=asked.scale, after_day=asked.after, log=asked.log
    )
    if asked.log and not result.log:
        show.sentence(message("A logarithmic axis cannot show values that are not above 0; the axis is linear."))
    first = _first(cohort, analyte, asked.by)
    is_drawn = _time_to_normal(first) if asked.view == "normal" else _figure(result, asked)
    kept = LabsView(analyte, asked.by, asked.view, asked.scale, asked.log, asked.until, asked.after)
    if is_drawn:
        exports.offer_further(kept, name="labs")
    if asked.view == "pairs":
        _table(report.pair_rows(result), people.pair_people(result), "pairs")
    if asked.scale == "value":
        table = report.normal_rows(result, first if isinstance(first, hlhdash.FirstTime) else None)
        _table(table, people.normal_people(result.normalised), "by_when")
    show.how(lambda: report.labs_methods(result), lambda: snippet(result))


def draw_fever(cohort: Cohort, by_place: Places) -> None:
    """Ask for the groups and show when fever ended, as the file records it."""
    with by_place:
        by = _by()
    result = results.computed(hlhdash.fever, cohort, by)
    show.linked_figure(hlhdash.figures.time_to_end_of_fever, result.first, unit=_unit(result.first), name="fever")
    exports.offer_further(FeverView(by), name="fever")
    _table(report.fever_rows(result), people.normal_people(result.ended), "fever")
    show.how(report.fever_methods, lambda: fever_snippet(result))


def _by() -> str | None:
    return sidebar.group_by(words()("Group by"), name="lby", default=None, columns=visit.current().groupings)


def _unit(first: hlhdash.FirstTime) -> str:
    return "days" if first.last_day < MOST_DAYS else sidebar.time_unit()


def _first(cohort: Cohort, analyte: str, by: str | None) -> hlhdash.FirstTime | CohortError:
    try:
        return results.computed(hlhdash.time_to_normal, cohort, analyte, by)
    except CohortError as problem:
        return problem


def _time_to_normal(first: hlhdash.FirstTime | CohortError) -> bool:
    """Draw when values became normal, or say why that cannot be; returns whether it is drawn."""
    if isinstance(first, CohortError):
        show.refusal(first)
        return False
    show.linked_figure(hlhdash.figures.time_to_normal, first, unit=_unit(first), name="normal")
    return True


def _figure(result: hlhdash.Labs, asked: Asked) -> bool:
    """Draw the values, or say why there is nothing to draw; returns whether it is drawn."""
    if asked.view == "pairs" and not result.paired:
        show.sentence(
            message(
                "Nobody has a value up to day zero and another near day {day}. Compare with another day.",
                day=asked.after,
            )
        )
        return False
    unit = "days" if asked.until is not None and asked.until < MOST_DAYS else sidebar.time_unit()
    if asked.until is not None and not (result.points["day"] <= asked.until).any():
        show.sentence(message("No value lies within the time shown. Choose a longer one."))
        return False
    if asked.view == "strips":
        show.linked_figure(hlhdash.figures.lab_strips, result, unit=unit, until=asked.until, name="labs")
    else:
        view = "pairs" if asked.view == "pairs" else "time"
        show.linked_figure(hlhdash.figures.labs, result, unit=unit, view=view, until=asked.until, name="labs")
    return True


def _table(table: report.Table | None, behind: people.People, name: str) -> None:
    if table is not None:
        linked_table(table, behind, name=name)


def nothing() -> None:
    """Say what a labs sheet looks like."""
    say = words()
    st.info(
        say(
            "This file has no laboratory values. Add a sheet “labs” with the columns patient_id, day, analyte and "
            "value (one row per measurement), or columns such as ferritin_d0 and ferritin_d7 to the patients sheet."
        ),
        icon=":material/info:",
    )


def _opened(where: hlhdash.Provenance) -> list[str]:
    lines = ["import hlhdash", "", f"cohort = hlhdash.read_cohort({where.source!r})"]
    lines.append(f"cohort = cohort.with_day_zero({where.day_zero!r})")
    return lines + [f"# then the filter: {said!s}".replace("\n", " ") for said in where.filters]


def fever_snippet(result: hlhdash.Fever) -> str:
    """Return Python that gives the same numbers from the same file."""
    lines = [*_opened(result.first.provenance), f"result = hlhdash.fever(cohort, {result.first.by!r})"]
    return "\n".join([*lines, "print(result.ended, result.first.patients)"])


def snippet(result: hlhdash.Labs) -> str:
    """Return Python that gives the same numbers from the same file."""
    lines = _opened(result.provenance)
    lines.append(
        f"result = hlhdash.labs(cohort, {result.analyte!r}, by={result.by!r}, scale={result.scale!r}, "
        f"after_day={result.after_day}, log={result.log})"
    )
    return "\n".join([*lines, "print(result.medians, result.pairs, result.normalised)"])
