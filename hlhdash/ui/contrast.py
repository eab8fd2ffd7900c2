"""What a theme's settings cannot make legible, or seen."""

from __future__ import annotations

import streamlit as st

# Streamlit sets white words on the dark theme's light blue, at a contrast of 2.1; these have 8.4.
_ON_BLUE = (
    '[data-testid="stMultiSelect"] [data-tag] *',
    '[data-testid="stBaseButton-primary"]:not(:disabled) *',
    '[data-testid="stBaseButton-primaryFormSubmit"]:not(:disabled) *',
)
_DARK = f"{','.join(_ON_BLUE)}{{color:#0f172a}}"
# Streamlit's own ring around what the keyboard has reached is a pale shadow, at a contrast of under 3 on the page.
_RINGED = (
    "button:focus-visible",
    "a:focus-visible",
    "summary:focus-visible",
    "div:has(> div > [type=range]:focus-visible)",  # the knob of a slider
    "[role=tab]:focus-visible",
    "label:has(:is([type=checkbox],[type=radio]):focus-visible)",
)
# The buttons over a table are seen under the mouse; the keyboard reaches them, too.
_FOUND = '[data-testid="stElementToolbar"]:has(:focus-visible){opacity:1}'
_RING = "{{outline:2px solid {colour}!important;outline-offset:1px}}"


def draw() -> None:
    """Set a ring around what the keyboard has reached; in the dark, words on the light blue in dark ink."""
    dark = st.context.theme.type == "dark"
    ring = ",".join(_RINGED) + _RING.format(colour=st.get_option(f"theme.{'dark' if dark else 'light'}.primaryColor"))
    st.html(f"<style>{ring}{_FOUND}{_DARK if dark else ''}</style>")
