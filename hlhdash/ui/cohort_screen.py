"""The parts of the Cohort screen that say what was read and who is in it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

import hlhdash
from hlhdash.cohort.fields import title
from hlhdash.cohort.model import Cohort
from hlhdash.numbers import percent
from hlhdash.report import reading as reading_report
from hlhdash.report.certainty import completeness_words
from hlhdash.report.changes import change_words
from hlhdash.report.flow import flow_table
from hlhdash.report.summary import table_one
from hlhdash.report.survival import follow_up_words
from hlhdash.ui import cohort_settings, pin, show, sidebar, visit
from hlhdash.ui.controls import words
from hlhdash.ui.escape import markdown
from hlhdash.ui.patient_rows import patient_rows
from hlhdash.views import CharacteristicsView

COMPLETE_TO = 12  # months
CHANGES_SHOWN = 6  # what else changed is folded


def understood(opened: visit.Visit) -> None:
    """Say what this file is and what was made of it."""
    say = words()
    if opened.is_sample:
        st.info(
            say(
                "You are looking at the sample: nine children, a reconstruction from published totals, "
                "not patient data. Drop your own file in the sidebar to begin."
            ),
            icon=":material/waving_hand:",
        )
    # A row that wraps would leave a gap between the sentence and the button; columns keep them side by side.
    sentence, settings = st.columns((3, 1), vertical_alignment="top", gap="medium")
    with sentence:
        st.markdown(" ".join(markdown(say(one), 300) for one in reading_report.understood(opened.cohort)))
    with settings:
        cohort_settings.draw(opened)
    if opened.recalled:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(say("Your choices for a file with the same columns were used again."), width="content")
            if st.button(say("Read it without them"), type="tertiary"):
                visit.forget_choices()
                st.rerun()


def changes(opened: visit.Visit) -> None:
    """Say what a newer version of the same file says otherwise."""
    found = opened.changes
    if found is None:
        return
    say = words()
    found = found.masked(opened.cohort.masks) if sidebar.is_masked() else found
    said = [f"- {markdown(say(sentence), 400)}" for sentence in change_words(found)]
    with st.container(border=True):
        st.markdown(f"**{markdown(say('What changed since {file}', file=found.before))}**")
        st.markdown("\n".join(said[:CHANGES_SHOWN]))
        rest = said[CHANGES_SHOWN:]
        if rest:
            with st.expander(say.counted("{n} more change", "{n} more changes", n=len(rest))):
                st.markdown("\n".join(rest))


def numbers(cohort: Cohort) -> None:
    """Show the four numbers everyone asks for first."""
    say = words()
    counted = hlhdash.summary(cohort)
    first, second, third, fourth = st.columns(4)
    first.metric(say("Patients"), sidebar.size_words(cohort, say).split(" ")[0], border=True)
    known = int(cohort.patients["vital_status"].notna().sum())
    if known == counted.n:
        share = percent(counted.died / counted.n, counted.n) if counted.n else "–"
        second.metric(say("Died"), f"{counted.died} ({share})", border=True)
    else:  # a share of all would take those of whom nothing is known for alive
        value = say("{died} of {n} known", died=counted.died, n=known)
        help_ = say("Of the others the vital status is not known.")
        second.metric(say("Died"), value, border=True, help=help_)
    third.metric(say("Transplanted"), str(counted.transplanted), border=True)
    fourth.metric(say("Lost to follow-up"), str(counted.lost), border=True)


def overview(cohort: Cohort) -> None:
    """Show Table 1, follow-up, and who is left out of what."""
    say = words()
    if not len(cohort):
        st.info(say("No patient meets the filters. Loosen one of them in the sidebar."))
        return
    left, right = st.columns(2, gap="large")
    with left:
        show.table(table_one(hlhdash.summary(cohort)))
        pin.offer(CharacteristicsView(), name="table_one")
    with right:
        show.table(flow_table(hlhdash.exclusion_flow(cohort)))
        st.markdown(f"**{say('Follow-up')}**")
        try:
            result = hlhdash.kaplan_meier(cohort)
            show.sentence(follow_up_words(result, sidebar.time_unit()))
            show.sentence(completeness_words(result, COMPLETE_TO, "months"))
        except hlhdash.CohortError as problem:
            show.refusal(problem)


def patients(cohort: Cohort) -> None:
    """Show the patients as they were understood, times in days from day zero."""
    say = words()
    table = cohort.patients.drop(columns=[name for name in ("record_type",) if name in cohort.patients])
    st.caption(say("Times are days from day zero."))
    shown = pd.DataFrame({name: table[name] for name in table})
    titles = {str(name): say(title(str(name)))[:60] for name in shown.columns}
    patient_rows(shown, name="patients", titles=titles, height=min(38 + 35 * max(len(shown), 1), 640))
