"""Figures are never narrower than their words: in a small window, or at 200 % zoom, they are moved sideways."""

from __future__ import annotations

import streamlit as st

from hlhdash.figures.style import SCREEN

# A screen of 1280 pixels has room for a whole figure beside the sidebar where the margins are smaller. In a narrow one
# the words of a button take two lines instead of being cut off.
_STYLE = f"""<style>
[data-testid="stFullScreenFrame"]:has(> [data-testid="stPlotlyChart"]){{min-width:{SCREEN.width}px}}
@media (min-width:1200px) and (max-width:1360px){{
[data-testid="stMainBlockContainer"]{{padding-left:3rem;padding-right:3rem}}}}
@media (max-width:1000px){{
[data-testid="stPopoverButton"] :is([data-testid="stMarkdownContainer"],p){{white-space:normal}}}}
</style>"""


def draw() -> None:
    """Give every figure the width for which its words are set."""
    st.html(_STYLE)
