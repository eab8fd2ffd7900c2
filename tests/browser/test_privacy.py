"""The privacy check in a browser: one click coarsens the sidebar and every figure, another undoes it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts import browser as driver
from tests.browser.test_app import to

pytestmark = pytest.mark.browser
COARSE = "Coarsened: ages in whole years, groups of fewer than 3 as “other”"


@pytest.fixture
def page(chromium: Browser) -> Iterator[tuple[Page, str]]:
    with driver.server() as (address, _), driver.context(chromium, address) as (visit, left):
        yield visit.new_page(), address
        assert left == []


def open_check(page: Page) -> None:
    to(page, "Cohort")
    page.get_by_role("tab").filter(has_text="Privacy check").click()
    driver.settle(page, 0.6)


def figure(page: Page, screen: str) -> str:
    to(page, screen)
    return (page.locator(".js-plotly-plot").first.text_content() or "").replace("\u00a0", " ")


def test_one_click_coarsens_every_screen_and_one_undoes_it(page: tuple[Page, str]) -> None:
    tab, address = page
    driver.go(tab, address)
    assert "FHL, n = 2" in figure(tab, "Survival")
    open_check(tab)
    tab.get_by_role("button", name="Coarsen").click()
    driver.settle(tab, 0.8)
    expect(tab.get_by_text(COARSE)).to_be_visible()
    shown = figure(tab, "Survival")
    assert "other, n = 3" in shown
    assert "FHL" not in shown
    assert COARSE in shown
    open_check(tab)
    tab.get_by_role("button", name="Show it as in the file again").click()
    driver.settle(tab, 0.8)
    shown = figure(tab, "Survival")
    assert "FHL, n = 2" in shown
    assert "Coarsened" not in shown
