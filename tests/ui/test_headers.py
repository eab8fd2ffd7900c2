"""The headers of a shared server."""

from __future__ import annotations

import asyncio

import pytest
from starlette.types import Message, Receive, Scope, Send

from hlhdash.ui.headers import OwnPagesOnly, content_policy, hosts


def test_only_the_pages_own_inline_scripts_are_allowed() -> None:
    policy = content_policy("<script>alert(1)</script><script type='module' src='./a.js'></script>")
    # The digest is that of openssl dgst -sha256 -binary | base64.
    assert "script-src 'self' blob: 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='" in policy
    assert policy.count("sha256-") == 1
    assert "unsafe-eval" not in policy
    assert "http" not in policy


def test_hosts_of_a_proxy_are_added_to_the_machines_own() -> None:
    assert hosts("") == ["127.0.0.1", "localhost"]
    assert hosts(" hlh.example.org ,, dash.example.org") == [
        "127.0.0.1",
        "localhost",
        "hlh.example.org",
        "dash.example.org",
    ]


@pytest.mark.parametrize(
    ("kind", "headers", "answer"),
    [
        ("websocket", {"host": "hlh.example.org", "origin": "https://hlh.example.org"}, "websocket.accept"),
        ("websocket", {"host": "127.0.0.1:8501", "origin": "http://127.0.0.1:8501"}, "websocket.accept"),
        ("websocket", {"host": "hlh.example.org"}, "websocket.accept"),
        ("websocket", {"host": "hlh.example.org", "origin": "https://evil.example.net"}, "websocket.close"),
        ("websocket", {"host": "127.0.0.1:8501", "origin": "http://127.0.0.1:9000"}, "websocket.close"),
        ("websocket", {"host": "hlh.example.org", "origin": "null"}, "websocket.close"),
        ("http", {"host": "hlh.example.org", "origin": "https://evil.example.net"}, "websocket.accept"),
    ],
)
def test_a_page_of_another_site_gets_no_connection(kind: str, headers: dict[str, str], answer: str) -> None:
    sent: list[Message] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "websocket.accept"})

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(told: Message) -> None:
        sent.append(told)

    scope = {"type": kind, "headers": [(name.encode(), value.encode()) for name, value in headers.items()]}
    asyncio.run(OwnPagesOnly(app)(scope, receive, send))
    assert [told["type"] for told in sent] == [answer]
