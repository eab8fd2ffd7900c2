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
