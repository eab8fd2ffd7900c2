"""The lanes of the swimmer plot as a table: patients are selected in it by mouse or keyboard."""

from __future__ import annotations

from typing import Any

import streamlit as st

from hlhdash.analysis.swimmer import Swimmer
from hlhdash.cohort.fields import title
from hlhdash.ui import selection
from hlhdash.ui.controls import words

MOST_PIXELS = 420
HIDDEN = ("lane", "alive_at_end", "cutoff_day", "first_response")


def draw(result: Swimmer) -> None:
    """Draw the table while it is open; the selected patients' rows are selected."""
    say = words()
    with st.expander(say("Lanes as a table"), icon=":material/table_rows:", on_change="rerun", key="lanes") as opened:
        if not opened.open:
            return
        table = result.lanes.drop(columns=[*HIDDEN, *([] if result.group else ["group"])])
        more = [name for name in result.facts if name not in table]
        table = table.assign(**{name: result.beside[name] for name in more})
        people = table["patient_id"].tolist()
        chosen = selection.chosen()
        key = f"{selection.figure_key('lanes')}.{hash(tuple(people))}"
        titles = {str(name): say(title(str(name)))[:60] for name in table}
        titles |= {"end_day": say("Last day of follow-up"), "group": say("Group")}
        st.dataframe(
            table,
            hide_index=True,
            key=key,
            on_select=lambda: _picked(key, people),
            selection_mode="multi-row",
            selection_default={"selection": {"rows": [i for i, one in enumerate(people) if one in chosen]}},
            column_config={name: st.column_config.Column(shown) for name, shown in titles.items()},
            height=min(38 + 35 * max(len(table), 1), MOST_PIXELS),
        )


def _picked(key: str, people: list[str]) -> None:
    event: Any = st.session_state.get(key)
    selection.choose(people[i] for i in event["selection"]["rows"] if i < len(people))
    selection.repaint()
