"""Who is let in."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from hlhdash.ui import sign_in


@pytest.mark.parametrize(
    ("user", "let_in"),
    [
        ({"is_logged_in": True, "exp": 1_001}, True),
        ({"is_logged_in": True, "exp": 1_000}, False),
        ({"is_logged_in": True, "exp": "1001"}, False),
        ({"is_logged_in": True}, False),
        ({"is_logged_in": False, "exp": 1_001}, False),
        ({}, False),
    ],
)
def test_a_token_counts_until_it_expires(user: dict[str, object], let_in: bool) -> None:
    assert sign_in.valid(user, now=1_000.0) is let_in


def test_nobody_is_asked_where_no_provider_is_set_up() -> None:
    app = AppTest.from_file("../../app.py").run(timeout=60)
    assert "Sign in" not in [button.label for button in app.button]
    assert "Sign out" not in [button.label for button in app.button]


@pytest.mark.parametrize(
    ("path", "behind"),
    [
        ("/media/a.csv", True),
        ("/base/media/a.csv", True),
        ("/media/x/static/media/a.csv", True),
        ("/_stcore/upload_file/x/y", True),
        ("/_stcore/metrics", True),
        ("/static/media/font.woff2", False),
        ("/base/static/media/font.woff2", False),
        ("/_stcore/health", False),
        ("/survival", False),
    ],
)
def test_what_of_a_visit_is_behind_the_sign_in(path: str, behind: bool) -> None:
    assert (sign_in.BEHIND.search(path) is not None) is behind
