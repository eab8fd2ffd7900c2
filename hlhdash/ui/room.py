"""Nothing is narrower than its words in a small window or at 200 % zoom: figures are moved sideways, selects wrap."""

from __future__ import annotations

import streamlit as st

from hlhdash.figures.style import SCREEN

# A select in the main part, and a column that holds nothing else.
_MAIN, _IN = '[data-testid="stMain"]', '[data-testid="stElementContainer"]'
_SELECT = f'{_MAIN} {_IN}:has(> [data-testid="stSelectbox"])'
_COLUMN = (
    f'{_MAIN} [data-testid="stColumn"]'
    f':has(> [data-testid="stVerticalBlock"] > {_IN}:only-child > [data-testid="stSelectbox"])'
)
# A screen of 1280 pixels has room for a whole figure beside the sidebar where the margins are smaller. In a narrow one
# the words of a button take two lines instead of being cut off. A select is as wide as what is chosen in it: a row of
# them that has no room for all takes two, and the last of them does not fill the second.
_STYLE = f"""<style>
[data-testid="stFullScreenFrame"]:has(> [data-testid="stPlotlyChart"]){{min-width:{SCREEN.width}px}}
@media (min-width:1200px) and (max-width:1360px){{
[data-testid="stMainBlockContainer"]{{padding-left:3rem;padding-right:3rem}}}}
@supports (field-sizing:content){{
{_MAIN} [data-testid="stSelectbox"] input{{field-sizing:content;width:auto;flex:1 0 auto}}
{_SELECT},{_COLUMN}{{min-width:min-content}}}}
@media (max-width:1360px){{{_COLUMN}{{max-width:16rem}}}}
@media (max-width:1000px){{
[data-testid="stPopoverButton"] :is([data-testid="stMarkdownContainer"],p){{white-space:normal}}}}
</style>"""


def draw() -> None:
    """Give every figure and every select the width of its words."""
    st.html(_STYLE)
