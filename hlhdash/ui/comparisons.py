"""The comparisons of groups that were looked at in this visit."""

from __future__ import annotations

import streamlit as st

from hlhdash.language import Message
from hlhdash.report.looked_at import comparison, visit_words

_LOOKED_AT = "_comparisons"


def looked_at() -> set[str]:
    """Return them; the set grows while the visit goes on."""
    found: set[str] = st.session_state.setdefault(_LOOKED_AT, set())
    return found


def note(result: object) -> None:
    """Remember that a comparison was looked at; the same one again is no other."""
    asked = comparison(result)
    if asked is not None:
        looked_at().add(asked)


def words() -> Message | None:
    """Say how many there were, None for one or none."""
    return visit_words(len(looked_at()))
