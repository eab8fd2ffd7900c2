"""Nothing is cut off or lies on anything else, on a projector and at 200 %."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from hlhdash.ui.screens import SCREENS
from scripts import browser as driver
from tests.browser.axe import serious
from tests.browser.laid_out import WINDOWS, misplaced

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("window", WINDOWS)
def test_nothing_is_cut_off_or_lies_on_anything_else(chromium: Browser, address: str, window: str) -> None:
    width, height = WINDOWS[window]
    with driver.context(chromium, address, width=width, height=height) as (visit, left):
        page = visit.new_page()
        for screen in SCREENS:
            driver.go(page, address, "" if screen is SCREENS[0] else screen.address)
            assert (screen.address, misplaced(page)) == (screen.address, [])
            assert (screen.address, serious(page)) == (screen.address, [])
        assert left == []
