"""What a theme's settings cannot make legible."""

from __future__ import annotations

import streamlit as st

# Streamlit sets white words on the dark theme's light blue, at a contrast of 2.1; these have 8.4.
_ON_BLUE = (
    '[data-testid="stMultiSelect"] [data-tag] *',
    '[data-testid="stBaseButton-primary"]:not(:disabled) *',
    '[data-testid="stBaseButton-primaryFormSubmit"]:not(:disabled) *',
)
_DARK = f"<style>{','.join(_ON_BLUE)}{{color:#0f172a}}</style>"


def draw() -> None:
    """Set chips of chosen values and primary buttons in dark words where the page is dark."""
    if st.context.theme.type == "dark":
        st.html(_DARK)
