"""The chip in the sidebar: who is selected, and what can be done with them."""

from __future__ import annotations

import streamlit as st

from hlhdash.ui import selection, visit
from hlhdash.ui.controls import words
from hlhdash.ui.escape import markdown
from hlhdash.ui.linked import linked
from hlhdash.ui.screens import PAGES

_PICK = "chip.pick"


@linked
def draw() -> None:
    """Draw the chip; the list to pick from is only made while it is open."""
    say = words()
    people = selection.in_order()
    label = markdown(say(selection.said(people))) if people else say("Select patients")
    opened = st.popover(label, icon=":material/person_search:", width="stretch", on_change="rerun", key="chip")
    if opened.open:
        with opened:
            _picker(people)
    if people:
        with st.container(horizontal=True, gap="small"):
            if st.button(say("Open"), type="tertiary", help=say("Show the course of this patient."), key="chip.open"):
                st.switch_page(str(PAGES / "patient.py"))
            st.button(
                say("Restrict"),
                type="tertiary",
                help=say("Look at nobody else."),
                key="chip.restrict",
                on_click=_restrict,
            )
            st.button(
                say("Exclude"),
                type="tertiary",
                help=say("What if we leave them out?"),
                key="chip.exclude",
                on_click=_exclude,
            )
            st.button(say("Clear"), type="tertiary", on_click=_clear, key="chip.clear")
    narrowed = selection.narrowed(visit.view())
    if narrowed is not None:
        st.caption(markdown(say(narrowed)))
        st.button(say("Look at everyone again"), type="tertiary", key="chip.all", on_click=_let_back)


def _picker(people: tuple[str, ...]) -> None:
    say = words()
    roster = visit.view().roster
    places = {name: i for i, name in enumerate(roster)}
    st.session_state[_PICK] = [places[one] for one in people]
    st.multiselect(
        say("Patients"),
        range(len(roster)),
        format_func=lambda i: roster[i][:60],
        key=_PICK,
        placeholder=say("Type a name"),
        on_change=_picked,
    )


def _picked() -> None:
    roster = visit.view().roster
    selection.choose_here(roster[int(i)] for i in st.session_state[_PICK])
    selection.repaint()


def _clear() -> None:
    selection.clear()
    selection.repaint()


# These change the cohort itself, so the sidebar and the screen are drawn anew.
def _restrict() -> None:
    selection.restrict()
    st.rerun()


def _exclude() -> None:
    selection.exclude()
    st.rerun()


def _let_back() -> None:
    selection.let_back()
    st.rerun()
