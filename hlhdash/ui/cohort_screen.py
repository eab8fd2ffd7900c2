"""The parts of the Cohort screen."""

from __future__ import annotations

import pandas as pd
import streamlit as st

import hlhdash
from hlhdash.cohort.fields import ASSESSMENT_TITLES, title
from hlhdash.cohort.findings import Finding
from hlhdash.cohort.mapping import ColumnReading, field_choices
from hlhdash.cohort.model import Cohort
from hlhdash.language import Translator
from hlhdash.numbers import percent
from hlhdash.report import reading as reading_report
from hlhdash.report.csv import to_csv
from hlhdash.report.summary import table_one
from hlhdash.report.survival import follow_up_words
from hlhdash.ui import show, sidebar, visit
from hlhdash.ui.controls import words
from hlhdash.ui.escape import markdown


def welcome(opened: visit.Visit) -> None:
    """Tell a first visitor what they see and what to do."""
    if opened.is_sample:
        st.info(
            words()(
                "You are looking at the sample: nine children, a reconstruction from published totals, "
                "not patient data. Drop your own CSV or Excel file in the sidebar to begin."
            ),
            icon=":material/waving_hand:",
        )


def questions(cohort: Cohort) -> None:
    """Ask what the file cannot settle, with the consequence of each answer in numbers."""
    say = words()
    for i, question in enumerate(cohort.questions):
        with st.container(border=True):
            st.markdown(f"**{markdown(say(question.sentence), 500)}**")
            meanings = dict(zip(question.choices, question.consequences, strict=True))
            chosen = st.selectbox(
                say("Your answer") if question.answered else say("Assumed until you say otherwise"),
                question.choices,
                index=question.choices.index(question.assumed),
                format_func=lambda choice, meanings=meanings: f"{say(choice)}: {say(meanings[choice])}",
                key=f"question.{i}.{cohort.fingerprint[:8]}",
            )
            confirmed = not question.answered and st.button(say("That is right"), key=f"confirm.{i}")
        if chosen != question.assumed or confirmed:
            visit.reread({question.field: chosen})
            st.rerun()


def numbers(cohort: Cohort) -> None:
    """Show the four numbers everyone asks for first."""
    say = words()
    counted = hlhdash.summary(cohort)
    first, second, third, fourth = st.columns(4)
    first.metric(say("Patients"), sidebar.size_words(cohort, say).split(" ")[0], border=True)
    share = percent(counted.died / counted.n, counted.n) if counted.n else "–"
    second.metric(say("Died"), f"{counted.died} ({share})", border=True)
    third.metric(say("Transplanted"), str(counted.transplanted), border=True)
    fourth.metric(say("Lost to follow-up"), str(counted.lost), border=True)


def overview(cohort: Cohort) -> None:
    """Show Table 1, follow-up, and who is left out."""
    say = words()
    if not len(cohort):
        st.info(say("No patient meets the filters. Loosen one of them in the sidebar."))
        return
    left, right = st.columns([3, 2], gap="large")
    with left:
        show.table(table_one(hlhdash.summary(cohort)))
    with right:
        st.markdown(f"**{say('Follow-up')}**")
        try:
            show.sentence(follow_up_words(hlhdash.kaplan_meier(cohort), sidebar.time_unit()))
        except hlhdash.CohortError as problem:
            show.refusal(problem)
        st.markdown(f"**{say('Left out of survival')}**")
        left_out = cohort.left_out()
        if left_out.empty:
            st.markdown(say("Nobody: every patient has a status and a time."))
        for patient, reason in left_out.itertuples(index=False):
            st.markdown(f"- {markdown(patient, 60)}: {markdown(say(reason))}")


def columns(opened: visit.Visit) -> None:
    """Show what each column became, and let the user change it."""
    say = words()
    readings = opened.cohort.columns
    if sidebar.is_masked():
        readings = opened.cohort.masked().columns
    st.caption(say("Change a guess in the column “Became”; the file is then read again."))
    sheets = list(dict.fromkeys(reading.sheet for reading in readings))
    sheet = sheets[0]
    if len(sheets) > 1:
        sheet = st.selectbox(say("Sheet"), sheets, key="columns.sheet") or sheets[0]
    mine = tuple(reading for reading in readings if reading.sheet == sheet)
    table = reading_report.columns_table(mine, say)
    names = _choices(mine, say)
    edited = st.data_editor(
        table.drop(columns="sheet"),
        key=f"columns.{opened.cohort.fingerprint[:8]}.{sheet}.{len(opened.mapping)}",
        hide_index=True,
        num_rows="fixed",
        disabled=["column", "why", "sure", "examples"],
        column_config={
            "column": st.column_config.TextColumn(say("Column of the file")),
            "became": st.column_config.SelectboxColumn(
                say("Became"), options=list(names), required=True, width="medium"
            ),
            "why": st.column_config.TextColumn(say("Why")),
            "sure": st.column_config.ProgressColumn(say("Sure"), min_value=0, max_value=100, format="%d"),
            "examples": st.column_config.TextColumn(say("Examples"), width="large"),
        },
        height=min(38 + 35 * len(table), 640),
    )
    changes = {
        reading.header: names[str(now)] or None
        for reading, before, now in zip(mine, table["became"], edited["became"], strict=True)
        if now != before
    }
    if changes:
        visit.reread(changes)
        st.rerun()


def _choices(readings: tuple[ColumnReading, ...], say: Translator) -> dict[str, str]:
    kind = (
        "patients"
        if any(r.field in ("vital_status", "rux_start", "last_follow_up", "sex") for r in readings)
        else "events"
    )
    names = {say(reading_report.KEPT): ""}
    names |= {say(title(field.name)): field.name for field in field_choices(kind)}
    if kind == "patients":
        names |= {
            say("Response at {assessment}", assessment=shown): name
            for name, shown in ASSESSMENT_TITLES.items()
            if name != "best_response"
        }
    return names | {say(reading_report.field_words(reading)): reading.field for reading in readings}


def masked_findings(opened: visit.Visit, cohort: Cohort) -> tuple[Finding, ...]:
    """Return the findings with patients called as on the rest of the screen."""
    return opened.cohort.masked().findings if sidebar.is_masked() else cohort.findings


def findings(found: tuple[Finding, ...]) -> None:
    """List every doubt with its place and its remedy."""
    say = words()
    if not found:
        st.markdown(say("No finding: every cell could be used as it is."))
        return
    table = reading_report.findings_table(found, say)
    titles = {
        "level": say("Level"),
        "patient": say("Patient"),
        "row": say("Row"),
        "column": say("Column"),
        "found": say("What was found"),
        "remedy": say("What to do"),
        "read": say("Read"),
        "sheet": say("Sheet"),
    }
    st.dataframe(
        table,
        hide_index=True,
        column_config={
            name: st.column_config.TextColumn(shown, width="large" if name in ("found", "remedy") else None)
            for name, shown in titles.items()
            if name != "row"
        }
        | {"row": st.column_config.NumberColumn(titles["row"], format="%d")},
        height=min(38 + 35 * len(table), 640),
    )
    st.download_button(
        say("Download as CSV"),
        data=lambda: to_csv(table.rename(columns=titles)),
        file_name="findings.csv",
        mime="text/csv",
        icon=":material/download:",
    )


def patients(cohort: Cohort) -> None:
    """Show the patients as they were understood, times in days from day zero."""
    say = words()
    table = cohort.patients.drop(columns=[name for name in ("record_type",) if name in cohort.patients])
    st.caption(say("Times are days from day zero."))
    shown = pd.DataFrame({name: table[name] for name in table})
    st.dataframe(
        shown,
        hide_index=True,
        column_config={name: st.column_config.Column(say(title(str(name)))[:60]) for name in shown.columns},
        height=min(38 + 35 * max(len(shown), 1), 640),
    )
