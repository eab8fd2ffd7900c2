"""What several tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from scripts import browser as driver


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium, Chrome or Edge; skips where there is none, fails in CI."""
    if driver.find_browser() is None:
        if os.environ.get("CI"):
            pytest.fail(driver.INSTALL)
        pytest.skip(driver.INSTALL)
    with driver.browser() as launched:
        yield launched
