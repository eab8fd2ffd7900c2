"""The part of the Cohort screen that says who could still be recognised, and coarsens the cohort with one click."""

from __future__ import annotations

import streamlit as st

import hlhdash
from hlhdash.cohort.coarsening import AGES, FEWEST, Ages, Coarsening
from hlhdash.language import Message, message
from hlhdash.report.disclosure import disclosure_table, disclosure_words
from hlhdash.ui import show, sidebar, visit
from hlhdash.ui.cohort_settings import change
from hlhdash.ui.controls import words
from hlhdash.ui.escape import markdown

SETTING = "coarsen"
SMALLEST = (2, 3, 5, 10)  # patients of the smallest group, to choose from
AGE_WORDS: dict[Ages, Message] = {"years": message("Whole years"), "bands": message("Bands")}


def draw(opened: visit.Visit) -> None:
    """Say what could still identify somebody in the whole file, whatever is filtered."""
    say = words()
    how = opened.cohort.coarsening
    st.caption(
        say(
            "Names, record numbers and birth dates were set aside when the file was read. This looks for what is left, "
            "in all patients of the file."
        )
    )
    if how is None:
        _offer()
    else:
        _undo(how)
    cohort = opened.cohort.masked() if sidebar.is_masked() else opened.cohort
    found = hlhdash.disclosure(cohort, FEWEST if how is None else how.fewest)
    for one in disclosure_words(found):
        show.sentence(one)
    if found.risks:
        show.table(disclosure_table(found))


def _offer() -> None:
    say = words()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        ages = st.selectbox(
            say("Ages in"), AGES, format_func=lambda one: say(AGE_WORDS[one]), key="privacy.ages", width=160
        )
        fewest = st.selectbox(
            say("Smallest group"), SMALLEST, index=SMALLEST.index(FEWEST), key="privacy.fewest", width=160
        )
        how = Coarsening(ages or "years", int(fewest or FEWEST))
        st.button(
            say("Coarsen"),
            type="primary",
            icon=":material/blur_on:",
            help=say(
                "Ages become whole years or bands, smaller groups become “other”, and dates and free text are left "
                "out, on every screen and in every file. Of the data cut-off the year remains. You can undo it."
            ),
            on_click=change,
            args=(SETTING, str(how)),
            key="privacy.coarsen",
        )


def _undo(how: Coarsening) -> None:
    say = words()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(markdown(say("{note}.", note=how.words)), width="content")
        st.button(
            say("Show it as in the file again"),
            icon=":material/undo:",
            on_click=change,
            args=(SETTING, None),
            key="privacy.undo",
        )
