"""Parts of a screen that follow the selection: another selection redraws them alone, not the controls around them."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import ParamSpec

import streamlit as st

from hlhdash.ui import selection
from hlhdash.ui.boundary import guarded

P = ParamSpec("P")


def linked(body: Callable[P, None]) -> Callable[P, None]:
    """Make a part of a screen one that follows the selection.

    It is called again with the arguments of its screen's last drawing, so these hold results and settings, and `body`
    asks `selection.chosen` itself. Two parts in one place need an element between them, or be of another container.
    """

    @functools.wraps(body)
    def draw(*args: P.args, **settings: P.kwargs) -> None:
        _part(lambda: guarded(body)(*args, **settings))

    return draw


# One function for all parts: Streamlit gives a key to one function only, and redraws every place it was called from.
@st.fragment(key=selection.LINKED)
def _part(body: Callable[[], None]) -> None:
    body()
