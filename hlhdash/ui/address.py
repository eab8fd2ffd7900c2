"""The view in the address bar: our own words and option numbers, never a cell's text.

A link carries the first digits of the file's fingerprint; what it says is used once the same file is here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import streamlit as st

FILE = "file"
MAPPING = "map"  # digits of the corrections and answers: option numbers mean the same only with the same ones
FINGERPRINT_DIGITS = 12
_LINK = "_link"
_CURRENT = "_link_current"
_FILE_HERE = "_link_file_here"
_OWN = "view."
_KEPT_WITH_A_NEW_FILE = ("mask", "unit")  # a new file must not show names again that were masked


def open_link() -> None:
    """Keep what the address said when the visit began."""
    if _LINK not in st.session_state:
        st.session_state[_LINK] = {name: st.query_params.get_all(name)[-1] for name in st.query_params}


def asked(name: str) -> str | None:
    """Return what the opened link says of something that needs no file, such as the language."""
    return st.session_state.get(_LINK, {}).get(name)


def asked_fingerprint() -> str | None:
    """Return the fingerprint the opened link was made with, None for a link to no particular file."""
    return asked(FILE)


def asked_mapping() -> str | None:
    """Return the digits of the corrections the opened link was made with, None for none."""
    return st.session_state.get(_LINK, {}).get(MAPPING)


def is_file_here() -> bool:
    """Say whether the opened link's file is the one that is open."""
    return bool(st.session_state.get(_FILE_HERE, True))


def match(fingerprint: str, mapping: Mapping[str, str | None]) -> None:
    """Say which file is here and how it was read; a link made with another one waits, its address is left alone."""
    asked = asked_fingerprint()
    here = asked is None or fingerprint.startswith(asked)
    st.session_state[_FILE_HERE] = here
    st.session_state[_CURRENT] = here and (asked is None or asked_mapping() == digits(mapping))


def digits(mapping: Mapping[str, str | None]) -> str | None:
    """Return the digits that stand for corrections and answers in the address, None where there are none."""
    if not mapping:
        return None
    return hashlib.sha256(repr(sorted(mapping.items(), key=str)).encode()).hexdigest()[:6]


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


def keep(name: str, value: str | None) -> None:
    """Put something that needs no file into the address, even while the opened link waits for its own."""
    if value is not None and st.query_params.get(name) != value:
        st.query_params[name] = value


def is_setting(key: str) -> bool:
    """Say whether a key of the session holds a setting of the view."""
    return key.startswith(_OWN)


def state_key(name: str) -> str:
    """Return the widget key of a setting; all keys of the view begin alike so that a new file can reset them."""
    return _OWN + name


def reset_view() -> None:
    """Forget the settings of the view; each begins anew from the link or its default."""
    kept = {state_key(name) for name in _KEPT_WITH_A_NEW_FILE if read(name) is None}
    for key in [key for key in st.session_state if str(key).startswith(_OWN) and key not in kept]:
        del st.session_state[key]
