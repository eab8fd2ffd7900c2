"""What is around every screen: page setup, menu, sidebar, and the boundary where errors stop."""

from __future__ import annotations

import contextvars
import functools
import logging
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from hlhdash.ui import address, sidebar, upload
from hlhdash.ui.controls import words
from hlhdash.ui.memory import keep_uploads_in_memory, warm_up
from hlhdash.ui.screens import SCREENS

ICON = Path(__file__).parent / "assets" / "icon.png"
LOGO = Path(__file__).parent / "assets" / "logo.svg"
_drawing = contextvars.ContextVar("drawing", default=False)
_log = logging.getLogger("hlhdash")


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
    keep_uploads_in_memory()
    warm_up()
    address.open_link()
    page = _set_up()
    st.logo(str(LOGO), size="medium")
    token = _drawing.set(True)
    try:
        _guarded(sidebar.draw)()
        upload.notices()
        _guarded(page.run)()
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
    return st.fragment(_guarded(body))


def _guarded(body: Callable[[], None]) -> Callable[[], None]:
    """Stop every error here: its text could quote a cell, so neither the log nor the screen may show it."""

    @functools.wraps(body)
    def run() -> None:
        try:
            body()
        except Exception as problem:
            where = problem.__traceback__
            while where is not None and where.tb_next is not None:
                where = where.tb_next
            place = f"{Path(where.tb_frame.f_code.co_filename).name}:{where.tb_lineno}" if where else "?"
            _log.error("%s in %s", type(problem).__name__, place)
            say = words()
            st.error(
                say(
                    "This screen could not be drawn ({kind} in {place}). Your file is still open; "
                    "another screen or setting may work. Please report these two words.",
                    kind=type(problem).__name__,
                    place=place,
                )
            )

    return run
