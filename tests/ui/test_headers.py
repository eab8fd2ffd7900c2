"""The headers of a shared server."""

from __future__ import annotations

from hlhdash.ui.headers import content_policy, hosts


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
