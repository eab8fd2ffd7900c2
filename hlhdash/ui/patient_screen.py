"""The parts of the Patient screen."""

from __future__ import annotations

from typing import Any

import streamlit as st

import hlhdash
from hlhdash.analysis.diagnosis import ASKED, HSCORE_CUT_OFF, HSCORE_MOST, NEEDED, Diagnosis
from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.model import Cohort
from hlhdash.figures.words import ETIOLOGY_WORDS
from hlhdash.language import Message, message
from hlhdash.numbers import rounded
from hlhdash.ui import selection, show, swimmer_controls
from hlhdash.ui.controls import words
from hlhdash.ui.escape import markdown

MOST_DAYS = 120.0  # up to which a course is shown in days
_SIGNS: dict[bool | None, tuple[str, Message]] = {
    True: (":material/check_circle:", message("met")),
    False: (":material/cancel:", message("not met")),
    None: (":material/help:", message("not recorded")),
}


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
    last = max((float(panel.points["day"].max()) for panel in result.panels), default=0.0)
    return "days" if extent == "labs" and last < MOST_DAYS else chosen


def facts(result: hlhdash.Patient) -> None:
    """Show what the file says of the child, on one line."""
    say = words()
    known = [(title, value) for title, value in result.facts if value is not None]
    st.markdown(
        "  ·  ".join(f"{markdown(say(title), 40)}: **{markdown(_written(value), 60)}**" for title, value in known)
    )


def _written(value: Any) -> str:
    say = words()
    if isinstance(value, float):
        return rounded(value, 2).rstrip("0").rstrip(".")
    return say(ETIOLOGY_WORDS[value]) if isinstance(value, str) and value in ETIOLOGY_WORDS else str(value)


def criteria(result: hlhdash.Patient, has_diagnosis: bool) -> None:
    """Show which criteria of HLH-2004 are met, and the HScore as far as the file tells."""
    say = words()
    found: Diagnosis = result.criteria
    st.markdown(
        "**"
        + markdown(
            say(
                "HLH-2004: {met} of {asked} criteria met, {open} not recorded; {needed} are needed, "
                "or a molecular diagnosis.",
                met=found.met,
                asked=ASKED,
                open=found.open,
                needed=NEEDED,
            ),
            300,
        )
        + "**"
    )
    told = [(_SIGNS[one.met], one.name) for one in found.criteria]
    st.markdown(
        "\n".join(
            f"- {icon} {markdown(say('{criterion}: {found}', criterion=say(name), found=say(word)))}"
            for (icon, word), name in told
        )
    )
    low, high = found.score
    score = (
        message("HScore {score} of {most}", score=low, most=HSCORE_MOST)
        if low == high
        else message(
            "HScore between {low} and {high} of {most}: {known} of 9 items are known",
            low=low,
            high=high,
            most=HSCORE_MOST,
            known=found.known,
        )
    )
    show.sentence(
        message("{score}; the cut-off is {cut}. The score was derived in adults.", score=score, cut=HSCORE_CUT_OFF)
    )
    st.caption(
        say("The value nearest to the day of diagnosis is used, at most 14 days from it.")
        if has_diagnosis
        else say("The file gives no day of diagnosis: the value nearest to day zero is used, at most 14 days from it.")
    )


def findings(result: hlhdash.Patient) -> None:
    """List the doubts about the child's rows."""
    say = words()
    st.markdown(
        "**"
        + say.counted("{n} finding in this patient's rows", "{n} findings in this patient's rows", len(result.findings))
        + "**"
    )
    st.markdown(
        "\n".join(f"- {markdown(say(one.sentence), 300)} {markdown(say(one.remedy), 200)}" for one in result.findings)
    )
