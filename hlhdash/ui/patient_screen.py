"""The parts of the Patient screen."""

from __future__ import annotations

from typing import Any

import streamlit as st

import hlhdash
from hlhdash import report
from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.model import Cohort
from hlhdash.cohort.own_words import own_word
from hlhdash.language import message
from hlhdash.numbers import rounded
from hlhdash.ui import results, selection, show, swimmer_controls
from hlhdash.ui.controls import words
from hlhdash.ui.escape import markdown

MOST_DAYS = 120.0  # up to which a course is shown in days
MOST_FINDINGS = 12
MOST_MONTHS = 24  # of age, up to which it is said in months


def order(cohort: Cohort) -> tuple[str, ...]:
    """Return the patients in the order of the swimmer plot; those it cannot draw come last."""
    try:
        lanes = hlhdash.swimmer(cohort, sort=swimmer_controls.sort(), group=swimmer_controls.group())
    except CohortError:
        return tuple(cohort.patients["patient_id"])
    return (*lanes.lanes["patient_id"], *lanes.not_drawn)


def current(people: tuple[str, ...]) -> str:
    """Return the patient to show: the first selected one who is looked at, else the first lane."""
    chosen = selection.chosen()
    return next((one for one in people if one in chosen), people[0])


def steps(people: tuple[str, ...], shown: str) -> None:
    """Draw the buttons to the patient before and after, by mouse or by arrow keys."""
    say = words()
    place = people.index(shown)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            say("Previous"),
            icon=":material/chevron_left:",
            shortcut="Left",
            disabled=place == 0,
            key="patient.previous",
            on_click=_go,
            args=(people[max(place - 1, 0)],),
        )
        st.button(
            say("Next"),
            icon=":material/chevron_right:",
            icon_position="right",
            shortcut="Right",
            disabled=place == len(people) - 1,
            key="patient.next",
            on_click=_go,
            args=(people[min(place + 1, len(people) - 1)],),
        )
        st.caption(say("Patient {k} of {n}, in the order of the swimmer plot", k=place + 1, n=len(people)))


def _go(patient: str) -> None:
    selection.choose_here([patient])
    selection.repaint()


def unit(result: hlhdash.Patient, chosen: str, extent: str) -> str:
    """Return the unit of the axis: days for a course of a few weeks, whatever the sidebar says."""
    last = max((float(panel.points["day"].max()) for panel in result.panels), default=float("inf"))
    return "days" if extent == "labs" and last < MOST_DAYS else chosen


def facts(result: hlhdash.Patient) -> None:
    """Show what the file says of the child, on one line."""
    say = words()
    known = [(title, said) for name, title, value in result.facts if (said := _written(name, value)) is not None]
    st.markdown("  ·  ".join(f"{markdown(say(title), 40)}: **{markdown(said, 60)}**" for title, said in known))


def _written(name: str, value: Any) -> str | None:
    """Write a fact with its unit; the age of a small child in months."""
    say = words()
    if value is None:
        return None
    if isinstance(value, float):
        number = rounded(value, 2).rstrip("0").rstrip(".")
        if name == "age_years" and value < MOST_MONTHS / 12:
            return say("{k} months", k=rounded(value * 12))
        with_unit = {"age_years": message("{age} years", age=number), "weight_kg": message("{k} kg", k=number)}
        return say(with_unit[name]) if name in with_unit else number
    own = own_word(name, value)
    return str(value) if own is None else say(own)


def beside(cohort: Cohort, patient_id: str, unit: str) -> None:
    """Show where the child is on the survival curve of all, or why it is not on it."""
    try:
        result = results.computed(hlhdash.kaplan_meier, cohort)
    except CohortError as problem:
        show.refusal(problem)
        return
    reasons = result.left_out[result.left_out["patient_id"] == patient_id]["reason"].tolist()
    if reasons:
        show.sentence(message("This patient is not on the survival curve: {reason}", reason=reasons[0]))
        return
    show.linked_figure(_place, result, patient_id=patient_id, unit=unit, name="place")


def _place(result: hlhdash.Survival, *, selected: object, **settings: Any) -> hlhdash.figures.Figure:
    """Draw the child's place, whoever is selected elsewhere."""
    return hlhdash.figures.place_on_curve(result, **settings)


def diagnosis(result: hlhdash.Patient) -> None:
    """Show the diagnostic criteria and the HScore; where nothing of them is recorded, say so instead of two tables."""
    found = result.criteria.found
    if found.molecular is False and all(answer is None for answer in found.criteria.values()):
        show.sentence(
            message(
                "Diagnostic criteria and HScore cannot be said: the file has no value around the diagnosis of this "
                "patient, or up to day zero."
            )
        )
        return
    left, right = st.columns(2, gap="large")
    with left:
        show.table(report.patient_criteria_rows(result))
    with right:
        show.table(report.patient_hscore_rows(result))


def findings(result: hlhdash.Patient) -> None:
    """List the doubts about the child's rows."""
    say = words()
    found = result.findings
    if not found:
        st.caption(say("There is no doubt about any of this patient's rows."))
        return
    told = say.counted("{n} finding in this patient's rows", "{n} findings in this patient's rows", n=len(found))
    st.markdown(f"**{markdown(told)}**")
    st.markdown(
        "\n".join(
            f"- {markdown(say(one.sentence), 300)} {markdown(say(one.remedy), 200)}" for one in found[:MOST_FINDINGS]
        )
    )
    if len(found) > MOST_FINDINGS:
        st.caption(say("The other findings are listed on the Cohort screen."))
