"""How many comparisons of groups were looked at in this visit, because with many some have a small P by chance."""

from __future__ import annotations

import streamlit as st

from hlhdash.analysis.incidence import Incidence
from hlhdash.analysis.response_result import ResponseTable
from hlhdash.analysis.survival import Survival
from hlhdash.language import Message, message
from hlhdash.views.answer import Result

_LOOKED_AT = "_comparisons"


def note(result: Result) -> None:
    """Remember that a comparison was looked at; the same one again is no other."""
    if not isinstance(result, Survival | Incidence | ResponseTable) or result.by is None:
        return
    where = result.provenance
    about: tuple[object, ...]
    if isinstance(result, ResponseTable):
        about = (result.response, result.responders, result.denominator, result.added_therapy, result.rule)
        about = (*about, None if result.pooling is None else result.pooling.names)
    else:
        about = (result.endpoint, result.landmark.at if result.landmark else None)
    asked = (where.fingerprint, where.day_zero, where.filters, result.by, result.against, *about)
    st.session_state.setdefault(_LOOKED_AT, set()).add(repr(asked))


def words() -> Message | None:
    """Say how many there were, None for one or none."""
    n = len(st.session_state.get(_LOOKED_AT, ()))
    if n < 2:
        return None
    return message(
        "{n} comparisons looked at in this visit. The more there are, the more often one has a small P by chance.", n=n
    )
