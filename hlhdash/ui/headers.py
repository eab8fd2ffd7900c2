"""What a shared server answers with: strict headers, known hosts only, and nothing of a visit to who is not signed in.

The hardened start, `server.py`, puts these around Streamlit; `app.py` alone, on a person's own machine, goes without.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
from pathlib import Path
from urllib.parse import urlsplit

import streamlit
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hlhdash.ui.sign_in import OnlySignedIn

HOSTS = "HLHDASH_HOSTS"  # the environment's list of names that a proxy in front uses, with commas between
OWN_HOSTS = ("127.0.0.1", "localhost")
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def content_policy(page: str) -> str:
    """Return the Content-Security-Policy for Streamlit's page: everything from this server, nothing from elsewhere.

    Parameters
    ----------
    page : the page's HTML; its own inline scripts are allowed by their SHA-256 and no other is. Styles may stand in
        elements, for Streamlit and Plotly write them there; pictures may be made in the page, as figures saved as SVG.
        Streamlit hands the few lines that make a table's cells pressable to the page as a blob; only a script that is
        allowed already can make one.
    """
    digests = [hashlib.sha256(script.encode()).digest() for script in _INLINE_SCRIPT.findall(page)]
    own = "".join(f" 'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' blob:{own}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


def headers() -> dict[str, str]:
    """Return the headers of every answer."""
    page = Path(streamlit.__file__).parent / "static" / "index.html"
    return {
        "Content-Security-Policy": content_policy(page.read_text(encoding="utf-8")),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


def hosts(listed: str) -> list[str]:
    """Return the host names that are answered: this machine's own and the listed ones, with commas between."""
    return [*OWN_HOSTS, *(name.strip() for name in listed.split(",") if name.strip())]


class StrictHeaders:
    """ASGI middleware: puts the headers on every answer, and keeps downloads out of caches."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.headers = headers()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, with the headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                answer.update(self.headers)
                if "/media/" in scope["path"]:
                    answer["Cache-Control"] = "no-store"
            await send(message)

        await self.app(scope, receive, with_headers)


class OwnPagesOnly:
    """ASGI middleware: a page of another site gets no connection.

    Streamlit refuses it, too, but asks an address on the internet first which address this machine has there.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, or close the connection before it stands (the browser sees 403)."""
        if scope["type"] == "websocket":
            told = Headers(scope=scope)
            page = told.get("origin")  # programs that are no browser send none
            if page is not None and urlsplit(page).netloc != told.get("host"):
                await send({"type": "websocket.close", "code": 1008})
                return
        await self.app(scope, receive, send)


def middleware() -> list[Middleware]:
    """Return what stands around the app, the outermost first."""
    return [
        Middleware(StrictHeaders),
        Middleware(TrustedHostMiddleware, allowed_hosts=hosts(os.environ.get(HOSTS, "")), www_redirect=False),
        Middleware(OwnPagesOnly),
        Middleware(OnlySignedIn),
    ]
