"""The part of the Cohort screen that shows how the file was read as a whole, and lets the user change it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from hlhdash.cohort.text_file import ENCODINGS
from hlhdash.language import message
from hlhdash.ui import visit
from hlhdash.ui.controls import words

GUESSED = ""
_CHANGED, _ROUND = "_settings_changed", "_settings_round"
TITLES = {
    "utf-8": message("UTF-8"),
    "gb18030": message("Chinese (GB18030, GBK)"),
    "cp1252": message("Western Europe (cp1252)"),
    "mac_roman": message("Old Macintosh (Mac Roman)"),
    "big5": message("Chinese, traditional (Big5)"),
    "utf-16": message("UTF-16"),
}


def draw(opened: visit.Visit) -> None:
    """Offer the encoding of a text file, and the day on which the data were closed."""
    if st.session_state.pop(_CHANGED, False):
        st.rerun()  # what was read anew concerns the sidebar, too
    say = words()
    with st.popover(
        say("How it was read"), icon=":material/settings:", on_change="rerun", key="cohort.settings"
    ) as settings:
        if not settings.open:
            return
        _cutoff(opened)
        if opened.cohort.encoding:
            _encoding(opened)


def change(name: str, value: str | None) -> None:
    """Read the file again; controls begin anew, so that one that was refused does not stay chosen."""
    visit.set_setting(name, value)
    st.session_state[_CHANGED] = True
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def _key(name: str) -> str:
    return f"{name}.{visit.current().cohort.fingerprint[:8]}.{st.session_state.get(_ROUND, 0)}"


def _cutoff(opened: visit.Visit) -> None:
    say = words()
    last, key = opened.cohort.data_cutoff, _key("cutoff")

    st.text_input(
        say("Data cut-off"),
        value=last or "",
        placeholder="2021-12-31",
        key=key,
        on_change=lambda: change("data_cutoff", st.session_state[key] or None),
        help=say(
            "The day on which the data were closed. What lies after it becomes a finding; nobody is censored by it."
        ),
    )
    if "data_cutoff" in opened.settings:
        st.button(say("Take it from the file"), type="tertiary", on_click=change, args=("data_cutoff", None))


def choose_encoding(used: str, key: str, on_change: Callable[[], None] | None = None) -> str | None:
    """Ask for the encoding of a text file; None where it is to be guessed."""
    say = words()
    guess = say("Guessed: {encoding}", encoding=used) if used else say("Guessed")
    chosen = st.selectbox(
        say("Letters are read as"),
        [GUESSED, *ENCODINGS],
        index=0,
        format_func=lambda one: say(TITLES[one]) if one else guess,
        key=key,
        on_change=on_change,
        help=say("If letters look wrong, another encoding may be right."),
    )
    return chosen or None


def _encoding(opened: visit.Visit) -> None:
    say = words()
    own, key = opened.settings.get("encoding"), _key("encoding")
    if own is None:
        choose_encoding(opened.cohort.encoding, key, lambda: change("encoding", st.session_state[key] or None))
        return
    title = say(TITLES[own]) if own in TITLES else own
    st.markdown(say("Letters are read as {encoding}, as you chose.", encoding=title))
    st.button(say("Guess the encoding"), type="tertiary", on_click=change, args=("encoding", None))
