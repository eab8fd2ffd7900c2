"""Tables whose cells select the patients behind them, by mouse or by keyboard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from hlhdash.report.people import People
from hlhdash.report.table import Table, to_html
from hlhdash.ui import selection
from hlhdash.ui.controls import words
from hlhdash.ui.linked import linked

_PRESSED = "pressed"
# The table is plain HTML; this only listens for its buttons, so that no text of a file passes through a script.
_LISTEN = """
export default function({ data, setTriggerValue }) {
  const pressed = event => {
    const button = event.target.closest?.(`.st-key-${data.table} .hd-t button[data-row]`);
    if (button) setTriggerValue("pressed", [Number(button.dataset.row), Number(button.dataset.column)]);
  };
  document.addEventListener("click", pressed);
  return () => document.removeEventListener("click", pressed);
}
"""
_listener = component("hlhdash.linked_table", js=_LISTEN)


@linked
def linked_table(content: Table, people: People, *, name: str) -> None:
    """Show a table as a paper prints it; a cell with patients behind it is a button that selects them.

    Parameters
    ----------
    people : row and column to the patients behind the cell
    name : of the table, different from that of any other on the screen
    """
    chosen = selection.chosen()
    pressed = {cell: not chosen.isdisjoint(behind) for cell, behind in people.items() if cell[0] < len(content.rows)}
    key = f"linked.{name}"
    with st.container(key=f"table-{name}", gap=None):
        st.html(to_html(content, words(), pressed))
        _listener(key=key, data={"table": f"table-{name}"}, on_pressed_change=lambda: _choose(key, people))


def _choose(key: str, people: People) -> None:
    state: Any = st.session_state.get(key)
    cell = state.get(_PRESSED) if isinstance(state, Mapping) else None
    if isinstance(cell, list | tuple) and len(cell) == 2:
        selection.choose_here(people.get((int(cell[0]), int(cell[1])), ()))
        selection.repaint()
