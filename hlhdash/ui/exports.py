"""What can be taken from a screen: its figure for print, its words, and the view itself for the deck."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass

import streamlit as st

from hlhdash import export
from hlhdash.cohort.model import Cohort
from hlhdash.export.paper import Width
from hlhdash.export.picture import printed
from hlhdash.export.wording import wording
from hlhdash.language import Message, message
from hlhdash.report.table import Table
from hlhdash.ui import comparisons, lens, pin, visit
from hlhdash.ui.controls import words
from hlhdash.views import Answer, Condition, View
from hlhdash.views.answer import Result
from hlhdash.views.further import found
from hlhdash.views.further_settings import FurtherSettings
from hlhdash.views.settings import Settings

WIDTHS: dict[Width, Message] = {
    85: message("85 mm, one column"),
    120: message("120 mm, one and a half"),
    180: message("180 mm, two columns"),
}


@dataclass(frozen=True)
class Part:
    """A part of the patients on the screen, and what makes it."""

    condition: Condition
    cohort: Cohort


def offer(
    settings: Settings,
    result: Result,
    table: Callable[[], Table],
    methods: Callable[[], Iterable[Message]],
    *,
    name: str,
    beside: bool = False,
    only: Part | None = None,
) -> None:
    """Offer a place in the deck for what is shown, its figure as a file, and its words; drawn while it is open.

    Parameters
    ----------
    settings : of the screen, as they can be kept
    table, methods : make the table of numbers and the sentences about how they were computed
    name : of what is shown; files are called so
    beside, only : as `hlhdash.ui.pin.offer` takes them
    """
    comparisons.note(result)
    condition, cohort = (only.condition, only.cohort) if only is not None else (None, visit.view())

    def asked() -> Answer:
        view = View(settings, lens.current(condition))
        return Answer(view, cohort, result, table(), tuple(methods()))

    with _row():
        pin.offer(settings, name=name, beside=beside, only=condition)
        _menu(asked, name)


def offer_further(settings: FurtherSettings, *, name: str, beside: bool = False) -> None:
    """Offer the same of a further view; what goes with its figure is found when the menu is opened."""

    def asked() -> Answer:
        return Answer(View(settings, lens.current()), visit.view(), *found(settings, visit.view()))

    with _row():
        pin.offer(settings, name=name, beside=beside)
        _menu(asked, name)


def _row() -> AbstractContextManager[object]:
    return st.container(horizontal=True, vertical_alignment="center")


def _menu(asked: Callable[[], Answer], name: str) -> None:
    label, key = words()("Take along"), f"take.{name}"
    with st.popover(label, icon=":material/download:", on_change="rerun", key=key, width="content") as menu:
        if menu.open:
            taken = asked()
            _figure(taken, name)
            _words(taken)


def _figure(asked: Answer, name: str) -> None:
    """Offer the printed figure; it is drawn when a button is pressed."""
    say = words()
    key = f"take.{name}.width"
    width: Width = st.selectbox(
        say("Figure for print"), list(WIDTHS), format_func=lambda one: say(WIDTHS[one]), key=key
    )
    grey = st.toggle(say("Shades of grey"), key=f"take.{name}.grey")
    paper = export.Paper(width or 85, grey, say)
    with st.container(horizontal=True):
        for kind, (title, mime) in export.KINDS.items():
            st.download_button(
                say(title),
                data=lambda kind=kind: export.figure_file(printed(asked, paper), kind),
                file_name=f"{name}_{width}mm{'_grey' if grey else ''}.{kind}",
                mime=mime,
                key=f"take.{name}.{kind}",
                on_click="ignore",
            )


def _words(asked: Answer) -> None:
    """Show what can be pasted into a manuscript; each block has a button that copies it."""
    say = words()
    said = wording(asked, say)
    counted = comparisons.words()
    how = (*said.methods, *([say(counted)] if counted is not None else []))
    for title, text in (
        (say("Results"), " ".join(said.results)),
        (say("Legend of the figure"), said.legend),
        (say("Methods"), " ".join(how)),
    ):
        if not text:
            continue
        st.caption(title)
        st.code(text, language=None, wrap_lines=True, height=120)
