"""The part of the Cohort screen that shows what each column became, and lets the user change it."""

from __future__ import annotations

import streamlit as st

from hlhdash.cohort.fields import ANALYTES, ASSESSMENT_TITLES, title
from hlhdash.cohort.mapping import ColumnReading, field_choices
from hlhdash.language import Translator
from hlhdash.report import reading as reading_report
from hlhdash.ui import sidebar, visit
from hlhdash.ui.controls import words

_OF_PATIENTS = ("vital_status", "rux_start", "last_follow_up", "sex", "age_years", "etiology")


def columns(opened: visit.Visit) -> None:
    """Show what each column became, why and how sure that is, beside three of its values."""
    say = words()
    readings = opened.cohort.masked().columns if sidebar.is_masked() else opened.cohort.columns
    st.caption(say("Change a guess in the column “Became”; the file is then read again."))
    sheets = list(dict.fromkeys(reading.sheet for reading in readings))
    sheet = sheets[0]
    if len(sheets) > 1:
        sheet = st.selectbox(say("Sheet"), sheets, key="columns.sheet") or sheets[0]
    mine = tuple(reading for reading in readings if reading.sheet == sheet)
    changes = _edited(mine, sheet, opened, say)
    _save(opened, say)
    if changes:
        visit.reread(changes)
        st.rerun()


def _edited(mine: tuple[ColumnReading, ...], sheet: str, opened: visit.Visit, say: Translator) -> dict[str, str | None]:
    table = reading_report.columns_table(mine, say)
    names = _choices(mine, say)
    edited = st.data_editor(
        table.drop(columns="sheet"),
        key=f"columns.{opened.cohort.fingerprint[:8]}.{sheet}.{len(opened.mapping)}",
        hide_index=True,
        num_rows="fixed",
        disabled=["column", "why", "sure", "examples"],
        column_config={
            "column": st.column_config.TextColumn(say("Column of the file"), width=190),
            "became": st.column_config.SelectboxColumn(say("Became"), options=list(names), required=True, width=200),
            "why": st.column_config.TextColumn(say("Why"), width=125),
            "sure": st.column_config.ProgressColumn(say("Sure"), min_value=0, max_value=100, format="%d", width=115),
            "examples": st.column_config.TextColumn(say("Three of its values"), width=330),
        },
        height=min(38 + 35 * len(table), 640),
        placeholder="",
    )
    return {
        reading.header: names[str(now)] or None
        for reading, before, now in zip(mine, table["became"], edited["became"], strict=True)
        if now != before
    }


def _save(opened: visit.Visit, say: Translator) -> None:
    """Offer the choices as a file that can be dropped beside the cohort."""
    if not opened.mapping:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            say("Save the choices"),
            data=lambda: opened.saved_mapping.to_json(),
            file_name="column_choices.json",
            mime="application/json",
            icon=":material/save:",
        )
        if st.button(say("Forget the choices"), type="tertiary"):
            visit.forget_choices()
            st.rerun()
        st.caption(
            say("The file holds the names of the columns and your choices, no data. Drop it together with a cohort."),
            width="content",
        )


def _choices(readings: tuple[ColumnReading, ...], say: Translator) -> dict[str, str]:
    """Return what is shown in the list, each with the field it stands for."""
    kind = "patients" if any(reading.field in _OF_PATIENTS for reading in readings) else "events"
    names = {say(reading_report.KEPT): ""}
    names |= {say(title(field.name)): field.name for field in field_choices(kind)}
    if kind == "patients":
        names |= {
            say("Response at {assessment}", assessment=shown): name
            for name, shown in ASSESSMENT_TITLES.items()
            if name != "best_response"
        }
        names |= {say(analyte.title): f"lab:{analyte.name}:" for analyte in ANALYTES}
    return names | {say(reading_report.field_words(reading)): reading.field for reading in readings}
