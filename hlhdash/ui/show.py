"""Putting results on the screen: figures, tables, and how they were computed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Concatenate, TypeVar

import plotly.graph_objects as go
import streamlit as st

from hlhdash import figures
from hlhdash.cohort.findings import CohortError
from hlhdash.language import Message
from hlhdash.report.files import KINDS, table_file
from hlhdash.report.table import Table, to_html
from hlhdash.ui import results, selection
from hlhdash.ui.controls import words
from hlhdash.ui.escape import markdown
from hlhdash.ui.linked import linked

T = TypeVar("T")
Lanes = Callable[[go.Figure], Mapping[str, float]]
AS_TABLE = ":material/table_rows:"


def look() -> figures.Look:
    """Return the look of figures for this visit's theme and language."""
    return figures.Look(dark=st.context.theme.type == "dark", say=words())


@dataclass(frozen=True)
class _Mounted:
    """A figure as a page mounts it.

    Attributes
    ----------
    alt : what it shows, in words
    heights : of each patient's lane, where a box selects lanes instead of points
    """

    figure: go.Figure
    alt: str
    heights: Mapping[str, float] | None = None


def figure(drawn: go.Figure, *, name: str) -> None:
    """Show a figure across the page."""
    _mount(_as_mounted(drawn), f"figure.{name}")


@linked
def linked_figure(
    draw: Callable[Concatenate[T, ...], go.Figure], result: T, *, name: str, lanes: Lanes | None = None, **settings: Any
) -> None:
    """Show a figure in which patients can be selected: a click or a box sets the selection of every screen.

    Parameters
    ----------
    draw : called as `draw(result, look=..., selected=..., **settings)`; the figure is kept, so `draw` has a name
    lanes : the figure to the height of each patient's lane, where a box selects lanes instead of points
    """
    drawn = results.drawn(result, _linked, draw, lanes, look=look(), selected=selection.chosen(), **settings)
    key = selection.figure_key(name)
    _mount(drawn, key, on_select=lambda: selection.clicked(key, drawn.heights), selection_mode=("points", "box"))


def _linked(
    result: T, draw: Callable[Concatenate[T, ...], go.Figure], lanes: Lanes | None, **settings: Any
) -> _Mounted:
    drawn = draw(result, **settings)
    # Streamlit would set this itself, after painting the figure once without it.
    drawn.layout["clickmode"] = "event+select"
    return _as_mounted(drawn, None if lanes is None else lanes(drawn))


def _as_mounted(drawn: go.Figure, heights: Mapping[str, float] | None = None) -> _Mounted:
    return _Mounted(figures.painted_once(drawn), str(drawn.layout["meta"]["alt"]), heights)


def _mount(shown: _Mounted, key: str, **linking: Any) -> None:
    st.plotly_chart(shown.figure, width="stretch", theme=None, key=key, config=figures.CONFIG, alt=shown.alt, **linking)


def table(content: Table) -> None:
    """Show a table as a paper prints it."""
    st.html(to_html(content, words()))


def downloads(content: Table, name: str) -> None:
    """Offer a table as Word, Excel, HTML and Markdown; a file is written when its button is pressed."""
    say = words()
    label = say("Download this table")
    with st.popover(label, icon=":material/download:", on_change="rerun", key=f"save.{name}") as menu:
        if not menu.open:
            return
        for kind, about in KINDS.items():
            st.download_button(
                say(about.title),
                data=lambda kind=kind: table_file(content, kind, say),
                file_name=f"{name}.{kind}",
                mime=about.mime,
                key=f"save.{name}.{kind}",
                on_click="ignore",
                width="stretch",
            )


def folded(title: str, body: Callable[[], None], *, icon: str | None = None, key: str | None = None) -> None:
    """Offer a part of a screen that is seldom looked at; it is made only while it is open."""
    with st.expander(title, icon=icon, on_change="rerun", key=key) as opened:
        if opened.open:
            body()


def heading(title: Message) -> None:
    """Show a screen's name; the question it answers is the title of its figure."""
    st.title(words()(title), anchor=False)


def sentence(text: Message) -> None:
    """Show a sentence that may hold text of the file."""
    st.markdown(markdown(words()(text), 1_000))


def refusal(problem: CohortError) -> None:
    """Say what a screen needs and does not have."""
    st.info(markdown(words()(problem.sentence), 1_000), icon=":material/info:")


def how(methods: Callable[[], Iterable[Message]], code: Callable[[], str]) -> None:
    """Show how a result was computed, and Python that gives the same numbers; neither is made until it is opened."""
    say = words()

    def told() -> None:
        st.markdown("\n".join(f"- {markdown(say(method), 1_000)}" for method in methods()))
        st.caption(say("The same numbers in Python:"))
        st.code(code(), language="python")

    folded(say("How this was computed"), told, icon=":material/function:")
