"""The Present screen: the deck with its titles and notes, and the way onto the stage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from hlhdash.language import Message, message
from hlhdash.numbers import HIDDEN
from hlhdash.ui import deck, stage, visit
from hlhdash.ui.choices import LEAST
from hlhdash.ui.controls import pick, switch, words
from hlhdash.ui.escape import markdown
from hlhdash.views import View, together_words
from hlhdash.views.settings import screen_title

LONGEST, LONGEST_NOTE = 90, 2_000  # letters
_WIDTHS = [1, 12, 14, 3, 4]


def draw() -> None:
    """List the slides, or say how to get one."""
    say = words()
    slides = deck.held().views
    if not slides:
        text = message(
            "The deck is empty. Open a screen such as Swimmer, choose what to show, and add it with “Add to the deck” "
            "under it."
        )
        st.info(say(text), icon=":material/slideshow:")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            say("Present"),
            type="primary",
            icon=":material/slideshow:",
            shortcut="P",
            on_click=stage.enter,
            help=say("Full screen: press H there for the keys, Esc to come back."),
        )
        safe = switch(
            say("Safe to project"),
            name="safe",
            default=True,
            help=say("Patients are called P01, P02 …, and dates and the file's name are gone."),
        )
        least = pick(
            say("Counts on the wall"),
            LEAST,
            name="least",
            default="5",
            help=say("Off while “Safe to project” is off."),
        )
    if safe and least != "0":
        _hidden(int(least))
        together = together_words(slides)
        if together is not None:
            st.warning(say(together), icon=":material/visibility:")
    if not safe:
        st.warning(say("Patient codes, dates and the file's name will be on the wall."), icon=":material/visibility:")
    for place, view in enumerate(slides):
        _line(place, view)


def _hidden(least: int) -> None:
    """Say what is masked on the slides, and why hardly anything may be left of a small cohort."""
    say = words()
    st.caption(
        say(
            "Counts under {least} are shown as {mark} on every slide, with each count from which one of them could be "
            "worked out; groups whose size is hidden are not drawn. In {n} patients that may be nearly all. Lanes of a "
            "swimmer plot, steps of a curve, and lines and strips of laboratory values show patients one by one all "
            "the same.",
            least=least,
            mark=HIDDEN,
            n=len(visit.view()),
        )
    )


def heading(view: View) -> Message:
    """Name a slide: by the user's words, else by its screen."""
    return message("{title}", title=view.title) if view.title else screen_title(view)


def _line(place: int, view: View) -> None:
    say = words()
    number, title, note, up, out = st.columns(_WIDTHS, vertical_alignment="bottom")
    shown = "visible" if place == 0 else "collapsed"
    # A new key when slides move, so that no title stays where another slide is now.
    mark = hash((place, view.settings, view.lens, len(deck.held().views)))
    with number:
        st.markdown(f"**{place + 1}**")
    with title:
        named = st.text_input(
            say("Title"),
            value=view.title,
            placeholder=say(screen_title(view)),
            max_chars=LONGEST,
            key=f"present.title.{mark}",
            label_visibility=shown,
        )
    with note:
        noted = st.text_input(
            say("Note for the speaker"),
            value=view.note,
            max_chars=LONGEST_NOTE,
            key=f"present.note.{mark}",
            label_visibility=shown,
        )
    if (named, noted) != (view.title, view.note):
        deck.change(place, replace(view, title=named, note=noted))
    about = say("Slide {n}: {title}", n=place + 1, title=say(heading(view)))
    with up:
        _act(say("Earlier"), about, f"up.{place}", deck.earlier, place, disabled=place == 0)
    with out:
        _act(say("Remove"), about, f"out.{place}", deck.remove, place)


def _act(label: str, about: str, name: str, act: Callable[[int], None], place: int, *, disabled: bool = False) -> None:
    key = f"present.{name}"
    st.button(label, key=key, on_click=act, args=(place,), disabled=disabled, type="tertiary", help=markdown(about))
