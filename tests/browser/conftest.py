"""What the tests in a browser share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from scripts import browser as driver


@pytest.fixture(scope="session")
def address(chromium: Browser) -> Iterator[str]:
    """The app on one server for all modules that do not end it or read its log; visits share nothing."""
    with driver.server() as (address, _):
        yield address
