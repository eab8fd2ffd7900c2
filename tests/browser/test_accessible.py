"""Nothing serious or critical stands in the way of a keyboard or a screen reader, on any page, in either theme."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from hlhdash.ui.screens import SCREENS
from scripts import browser as driver

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(chromium: Browser) -> Iterator[str]:
    with driver.server() as (address, _):
        yield address


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("screen", [screen.address for screen in SCREENS])
def test_axe_finds_nothing_serious(chromium: Browser, address: str, screen: str, dark: bool) -> None:
    with driver.context(chromium, address, dark=dark) as (visit, left):
        page = visit.new_page()
        driver.go(page, address, "" if screen == SCREENS[0].address else screen)
        found = Axe().run(page).response["violations"]
        serious = [
            (one["id"], node["html"][:160])
            for one in found
            if one["impact"] in ("serious", "critical")
            for node in one["nodes"]
        ]
        assert serious == []
        assert left == []
