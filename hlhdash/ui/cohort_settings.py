"""The part of the Cohort screen that shows how the file was read as a whole, and lets the user change it."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from hlhdash.cohort.text_file import ENCODINGS
from hlhdash.language import message
from hlhdash.ui import visit
from hlhdash.ui.controls import words

GUESSED = ""
TITLES = {
    "utf-8": message("UTF-8"),
    "gb18030": message("Chinese (GB18030, GBK)"),
    "cp1252": message("Western Europe (cp1252)"),
    "big5": message("Chinese, traditional (Big5)"),
    "utf-16": message("UTF-16"),
}


def draw(opened: visit.Visit) -> None:
    """Offer the encoding of a text file, and the day on which the data were closed."""
    say = words()
    with st.popover(
        say("How it was read"), icon=":material/settings:", on_change="rerun", key="cohort.settings"
    ) as settings:
        if not settings.open:
            return
        changed = _cutoff(opened)
        if opened.cohort.encoding:
            changed = _encoding(opened) or changed
    if changed:
        st.rerun()


def _cutoff(opened: visit.Visit) -> bool:
    say = words()
    own = opened.settings.get("data_cutoff")
    last = opened.cohort.data_cutoff
    chosen = st.date_input(
        say("Data cut-off"),
        value=dt.date.fromisoformat(last) if last else None,
        min_value=dt.date(1950, 1, 1),
        max_value=dt.date(2199, 12, 31),
        format="YYYY-MM-DD",
        key=f"cutoff.{opened.cohort.fingerprint[:8]}.{own or GUESSED}",
        help=say(
            "The day on which the data were closed. What lies after it becomes a finding; nobody is censored by it."
        ),
    )
    if own is not None and st.button(say("Take it from the file"), type="tertiary"):
        return visit.set_setting("data_cutoff", None)
    if isinstance(chosen, dt.date) and chosen.isoformat() != last:
        return visit.set_setting("data_cutoff", chosen.isoformat())
    return False


def choose_encoding(used: str, key: str) -> str | None:
    """Ask for the encoding of a text file; None where it is to be guessed."""
    say = words()
    guess = say("Guessed: {encoding}", encoding=used) if used else say("Guessed")
    options = [GUESSED, *ENCODINGS]
    chosen = st.selectbox(
        say("Letters are read as"),
        options,
        index=0,
        format_func=lambda one: say(TITLES[one]) if one else guess,
        key=key,
        help=say("If letters look wrong, another encoding may be right."),
    )
    return chosen or None


def _encoding(opened: visit.Visit) -> bool:
    say = words()
    own = opened.settings.get("encoding")
    if own is None:
        chosen = choose_encoding(opened.cohort.encoding, f"encoding.{opened.cohort.fingerprint[:8]}")
        return chosen is not None and visit.set_setting("encoding", chosen)
    st.markdown(
        say("Letters are read as {encoding}, as you chose.", encoding=say(TITLES.get(own, message("{e}", e=own))))
    )
    return st.button(say("Guess the encoding"), type="tertiary") and visit.set_setting("encoding", None)
