"""The view in the address bar: our own words and option numbers, never a cell's text.

A link carries the first digits of the file's fingerprint; what it says is used once the same file is here.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

FILE = "file"
FINGERPRINT_DIGITS = 12
_LINK = "_link"
_CURRENT = "_link_current"
_OWN = "view."


def open_link() -> None:
    """Keep what the address said when the visit began."""
    if _LINK not in st.session_state:
        st.session_state[_LINK] = {name: st.query_params.get_all(name)[-1] for name in st.query_params}


def asked_fingerprint() -> str | None:
    """Return the fingerprint the opened link was made with, None for a link to no particular file."""
    return st.session_state.get(_LINK, {}).get(FILE)


def match(fingerprint: str) -> None:
    """Say which file is here; where the link was made with another one, it waits and the address is left alone."""
    asked = asked_fingerprint()
    st.session_state[_CURRENT] = asked is None or fingerprint.startswith(asked)


def is_waiting() -> bool:
    """Say whether the opened link waits for its file."""
    return not st.session_state.get(_CURRENT, True)


def forget_link() -> None:
    """Drop the opened link; the view of the file that is here takes its place."""
    st.session_state[_LINK] = {}
    st.session_state[_CURRENT] = True


def read(name: str) -> str | None:
    """Return what the opened link says of a setting, None while it waits for its file."""
    return None if is_waiting() else st.session_state.get(_LINK, {}).get(name)


def write(settings: Mapping[str, str | None]) -> None:
    """Put settings into the address; None takes one out."""
    if is_waiting():
        return
    for name, value in settings.items():
        if value is None:
            if name in st.query_params:
                del st.query_params[name]
        elif st.query_params.get(name) != value:
            st.query_params[name] = value


def state_key(name: str) -> str:
    """Return the widget key of a setting; all keys of the view begin alike so that a new file can reset them."""
    return _OWN + name


def reset_view() -> None:
    """Forget every setting of the view; each begins anew from the link or its default."""
    for key in [key for key in st.session_state if str(key).startswith(_OWN)]:
        del st.session_state[key]
