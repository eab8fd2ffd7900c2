"""The browser that all these tests drive reaches nothing but this machine, and what it tries is listed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from scripts import browser as driver

pytestmark = pytest.mark.browser

OTHERS = ["http://192.0.2.1/picture.png", "https://example.org/script.js", "http://elsewhere.invalid/"]


def test_a_request_elsewhere_is_stopped_and_listed(chromium: Browser, address: str) -> None:
    with driver.context(chromium, address) as (visit, left):
        page = visit.new_page()
        page.goto(f"{address}/_stcore/health")
        assert left == []
        asked = "one => fetch(one, {mode: 'no-cors'}).then(() => 'answered', () => 'stopped')"
        assert [page.evaluate(asked, one) for one in OTHERS] == ["stopped"] * len(OTHERS)
        assert page.evaluate(asked, f"{address}/_stcore/health") == "answered"
    assert left == OTHERS
