"""The reader's language: the one chosen in the sidebar, else the link's, else the browser's."""

from __future__ import annotations

import functools

import streamlit as st

from hlhdash.language import Translator
from hlhdash.ui import address

NAMES = {"en": "English", "zh": "简体中文"}  # each in its own language: whoever looks for it reads it
CATALOGUES = {"en": "en", "zh": "zh_CN"}
ADDRESS = "lang"
_CHOSEN = "_language"  # empty as long as neither the reader nor the link has said anything
_QUESTION = "question."  # an answer of the Cohort screen
_SWITCH = "language.switch"


def current() -> str:
    """Return "en" or "zh"."""
    if _CHOSEN not in st.session_state:
        linked = address.asked(ADDRESS)
        if linked in NAMES:
            st.session_state[_CHOSEN] = linked
    return st.session_state.get(_CHOSEN) or _of_browser()


def translator() -> Translator:
    """Return the translator into the reader's language."""
    return _translator(CATALOGUES[current()])


@functools.cache  # one for each language: what was said in it is known by it
def _translator(catalogue: str) -> Translator:
    return Translator(catalogue)


def switch() -> None:
    """Offer the languages, and keep a choice in the address, so that a link opens in the language it was made in."""
    st.session_state[_SWITCH] = current()
    say = translator()
    st.segmented_control(
        say("Language"),
        list(NAMES),
        format_func=NAMES.__getitem__,
        key=_SWITCH,
        required=True,
        on_change=_switched,
        width="stretch",
    )
    address.keep(ADDRESS, st.session_state.get(_CHOSEN))


def _switched() -> None:
    # The browser answers with an option as it is displayed, which the other language does not have: every setting is
    # given again as what it means.
    for key in [key for key in st.session_state if address.is_setting(str(key)) or str(key).startswith(_QUESTION)]:
        st.session_state[key] = st.session_state[key]
    st.session_state[_CHOSEN] = st.session_state[_SWITCH]


def _of_browser() -> str:
    locale = st.context.locale
    return "zh" if isinstance(locale, str) and locale.lower().startswith("zh") else "en"
