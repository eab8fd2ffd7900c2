"""What is around every screen: page setup, menu and sidebar."""

from __future__ import annotations

import contextvars
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from hlhdash.ui import (
    address,
    contrast,
    forgetting,
    own_address,
    plotly_early,
    quiet_log,
    room,
    sidebar,
    sign_in,
    upload,
)
from hlhdash.ui.boundary import guarded
from hlhdash.ui.controls import words
from hlhdash.ui.memory import keep_uploads_in_memory, set_modules_aside
from hlhdash.ui.screens import SCREENS

ICON = Path(__file__).parent / "assets" / "icon.png"
LOGO = Path(__file__).parent / "assets" / "logo.svg"
_drawing = contextvars.ContextVar("drawing", default=False)


def _set_up() -> st.Page:
    """Set the page up and register the screens; the icon first, or a screen's own would be fetched from outside."""
    st.set_page_config(page_title="hlhdash", page_icon=str(ICON), layout="wide")
    say = words()
    return st.navigation(
        [
            st.Page(
                screen.path,
                title=say(screen.title),
                icon=screen.icon,
                url_path=screen.address,
                default=screen is SCREENS[0],
                help=say(screen.question),
            )
            for screen in SCREENS
        ]
    )


def draw() -> None:
    """Set up the page, draw the menu and the sidebar, and run the chosen screen."""
    quiet_log.begin()
    own_address.begin()
    keep_uploads_in_memory()
    set_modules_aside()
    forgetting.begin()
    address.open_link()
    page = _set_up()
    st.logo(str(LOGO), size="medium")
    contrast.draw()
    room.draw()
    if not sign_in.gate():
        return
    token = _drawing.set(True)
    try:
        with plotly_early.meanwhile():
            guarded(sidebar.draw)()
            guarded(upload.notices)()
            guarded(page.run)()
    finally:
        _drawing.reset(token)


def guard() -> None:
    """Send a visit that began on this screen through app.py; the first statement of every page.

    While a folder called pages exists, the first visit after a server start runs the page's file alone, without page
    setup and sidebar. Registering the navigation once ends that.
    """
    if not _drawing.get():
        _set_up()
        st.rerun()


def screen(body: Callable[[], None]) -> Callable[[], None]:
    """Make a page's body a fragment: changing one of its controls redraws the screen, not the sidebar."""
    return st.fragment(guarded(body))
