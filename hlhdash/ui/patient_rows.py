"""A table with one row per patient: its rows are selected by mouse or keyboard, and show who is selected elsewhere."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from hlhdash.ui import selection
from hlhdash.ui.controls import words
from hlhdash.ui.linked import linked


@linked
def patient_rows(table: pd.DataFrame, *, name: str, titles: dict[str, str], height: int) -> None:
    """Show a table of patients; selecting rows sets the selection of every screen.

    Parameters
    ----------
    table : one row per patient, with a column patient_id
    name : of the table, different from that of any other
    titles : column to its heading
    height : in pixels
    """
    st.caption(
        words()(
            "A row that is ticked is selected on every screen. On the keyboard, Shift and the space bar tick a row."
        )
    )
    people = tuple(table["patient_id"].tolist())
    chosen = selection.chosen()
    # What a table has in its memory is replaced only where the selection came from elsewhere: it keeps its place.
    memory = f"_rows.{name}"
    told, version = st.session_state.get(memory, (chosen, 0))
    version += told != chosen
    st.session_state[memory] = (chosen, version)
    key = f"rows.{name}.{version}.{hash(people)}"
    st.dataframe(
        table,
        hide_index=True,
        key=key,
        on_select=lambda: _picked(key, people, memory, version),
        selection_mode="multi-row",
        selection_default={"selection": {"rows": [i for i, one in enumerate(people) if one in chosen]}},
        column_config={column: st.column_config.Column(said) for column, said in titles.items()},
        height=height,
    )


def _picked(key: str, people: tuple[str, ...], memory: str, version: int) -> None:
    event: Any = st.session_state.get(key)
    selection.choose_here(people[i] for i in event["selection"]["rows"] if i < len(people))
    st.session_state[memory] = (selection.chosen(), version)
    selection.repaint()
