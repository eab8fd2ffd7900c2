"""What the tests in a browser share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from scripts import browser as driver


@pytest.fixture(scope="module")
def address(chromium: Browser) -> Iterator[str]:
    """The app on a server of this module's own."""
    with driver.server() as (address, _):
        yield address
