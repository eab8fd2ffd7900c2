"""Signing in on a shared server, through OpenID Connect; off until `.streamlit/secrets.toml` has an `[auth]` part."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping

import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from hlhdash.language import message
from hlhdash.ui.controls import words

COOKIE = "_streamlit_user"  # what Streamlit signs once somebody has signed in
COOKIE_DAYS = 1.0  # Streamlit's own cookie lasts thirty
# Addresses of what holds, takes or counts something of a visit; under /static/media are the fonts of the page.
DOWNLOADS = re.compile(r"(?<!/static)/media/")
BEHIND = re.compile(rf"{DOWNLOADS.pattern}|/_stcore/(upload_file|metrics)")
_ENTERED = "_signed_in"


def wanted() -> bool:
    """Say whether this server asks visitors to sign in."""
    try:
        return "auth" in st.secrets
    except FileNotFoundError:
        return False


def valid(user: Mapping[str, object], now: float) -> bool:
    """Say whether the identity is one somebody signed in with whose token has not expired.

    Parameters
    ----------
    user : the claims, as `st.user` has them
    now : seconds since 1970
    """
    expires = user.get("exp")
    return bool(user.get("is_logged_in")) and isinstance(expires, (int, float)) and now < expires


def gate() -> bool:
    """Let a visitor in, or show the way to sign in and return False.

    A token is looked at when a visit begins; one that expires later does not take the cohort from the screen.
    """
    if not wanted() or (st.session_state.get(_ENTERED) and st.user.is_logged_in):
        return True
    if valid(st.user.to_dict(), time.time()):
        st.session_state[_ENTERED] = True
        return True
    say = words()
    st.title(say(message("hlhdash")), anchor=False)
    st.write(say(message("This server is for people who are signed in.")))
    st.button(say(message("Sign in")), type="primary", on_click=st.login)
    return False


def way_out() -> None:
    """Offer to sign out, where somebody signed in."""
    if wanted():
        st.button(words()(message("Sign out")), on_click=st.logout, width="stretch")


class OnlySignedIn:
    """ASGI middleware: downloads, uploads and counts of visits are for who is signed in, where anybody has to be."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, or with 401."""
        behind = scope["type"] == "http" and BEHIND.search(scope["path"]) is not None and wanted()
        if behind and not _knows(Request(scope).cookies):
            await PlainTextResponse("Sign in first.", status_code=401)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def _knows(cookies: Mapping[str, str]) -> bool:
    """Say whether the cookie is one that this server signed."""
    from streamlit.web.server.server_util import get_cookie_secret
    from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value

    signed = cookies.get(COOKIE)
    if signed is None:
        return False
    return decode_signed_value(get_cookie_secret(), COOKIE, signed.encode("latin-1"), COOKIE_DAYS) is not None
