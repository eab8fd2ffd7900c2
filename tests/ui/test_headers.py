"""The headers of a shared server."""

from __future__ import annotations

import socket

import pytest
from starlette.datastructures import Headers
from streamlit import net_util
from streamlit.web.server import server_util

from hlhdash.ui import own_address
from hlhdash.ui.headers import content_policy, hosts, own_page


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
    ("host", "origin", "own"),
    [
        ("hlh.example.org", "https://hlh.example.org", True),
        ("HLH.example.org", "https://hlh.example.org", True),
        ("127.0.0.1:8501", "http://127.0.0.1:8501", True),
        ("127.0.0.1:8501", None, True),
        ("127.0.0.1:8501", "http://127.0.0.1:9000", False),
        ("127.0.0.1:8501", "http://localhost:8501", False),
        ("hlh.example.org", "https://evil.test", False),
        ("hlh.example.org", "https://hlh.example.org.evil.test", False),
        ("hlh.example.org", "https://evil.test@hlh.example.org", False),
        ("hlh.example.org", "http://[::1", False),
        ("hlh.example.org", "null", False),
        ("hlh.example.org", "", False),
    ],
)
def test_only_a_page_of_the_host_that_is_asked_opens_a_visit(host: str, origin: str | None, own: bool) -> None:
    asked = {"host": host} if origin is None else {"host": host, "origin": origin}
    assert own_page(Headers(asked)) is own


def test_nobody_is_asked_for_this_machines_address(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(net_util, "_make_blocking_http_get", lambda url, timeout: asked.append(url))
    monkeypatch.setattr(net_util, "_internal_ip", None)
    monkeypatch.setattr(socket, "socket", lambda *kind: asked.append("a socket"))
    for name in ("get_external_ip", "get_internal_ip"):
        monkeypatch.setattr(net_util, name, getattr(net_util, name))  # and puts it back
    own_address.begin()
    assert server_util.is_url_from_allowed_origins("http://evil.test") is False
    assert asked == []
