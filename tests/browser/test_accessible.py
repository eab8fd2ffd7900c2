"""Nothing serious or critical stands in the way of a keyboard or a screen reader, on any page, in either theme."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from hlhdash.ui.screens import SCREENS
from scripts import browser as driver
from tests.browser.axe import serious

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("screen", [screen.address for screen in SCREENS])
def test_axe_finds_nothing_serious(chromium: Browser, address: str, screen: str, dark: bool) -> None:
    with driver.context(chromium, address, dark=dark) as (visit, left):
        page = visit.new_page()
        driver.go(page, address, "" if screen == SCREENS[0].address else screen)
        assert serious(page) == []
        assert left == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_serious_with_a_patient_and_a_filter_chosen(
    chromium: Browser, address: str, dark: bool
) -> None:
    with driver.context(chromium, address, dark=dark, height=1400) as (visit, left):
        page = visit.new_page()
        driver.go(page, address, "swimmer")
        box = page.locator(".js-plotly-plot .nsewdrag").last.bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + box["width"] * 0.9, box["y"] + box["height"] * 7.5 / 9)
        driver.settle(page, 0.6)
        field = page.locator('[data-testid="stSidebar"] [data-testid="stMultiSelect"]').first
        field.scroll_into_view_if_needed()
        page.wait_for_timeout(300)
        field.click()
        page.get_by_role("option").first.click()
        driver.settle(page, 0.6)
        page.keyboard.press("Escape")
        page.locator('[data-testid="stSidebar"] [data-testid="stPopover"] button').first.click()
        driver.settle(page, 0.6)
        assert page.locator("[data-tag]").count() >= 2  # the filter's value, and the patient in the list
        assert serious(page) == []
        page.keyboard.press("Escape")
        for screen in SCREENS:
            page.click(f'[data-testid="stSidebarNav"] a:has-text("{screen.title}")')
            driver.settle(page, 0.6)
            assert (screen.address, serious(page)) == (screen.address, [])
        assert left == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("screen", ["swimmer", "survival"])
def test_axe_finds_nothing_serious_in_the_open_menu(chromium: Browser, address: str, screen: str, dark: bool) -> None:
    with driver.context(chromium, address, dark=dark) as (visit, left):
        page = visit.new_page()
        driver.go(page, address, screen)
        page.get_by_role("button", name="More", exact=True).first.click()
        driver.settle(page, 0.6)
        assert page.locator('[data-testid="stPopoverBody"] [role="combobox"]').count() >= 2
        assert serious(page) == []
        assert left == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_serious_on_the_stage(chromium: Browser, address: str, dark: bool) -> None:
    with driver.context(chromium, address, dark=dark, width=1920, height=1080) as (visit, left):
        page = visit.new_page()
        driver.go(page, address, "labs")
        page.get_by_role("button", name="Add to the deck").click()
        driver.settle(page, 0.6)
        page.click('[data-testid="stSidebarNav"] a:has-text("Present")')
        driver.settle(page, 0.6)
        assert serious(page) == []
        page.get_by_role("button", name="Present").first.click()
        driver.settle(page, 1)
        expect(page.get_by_text("Slide 1 of 1")).to_be_visible()
        assert serious(page) == []
        page.keyboard.press("h")
        driver.settle(page, 0.6)
        expect(page.get_by_text("Black screen, and back").last).to_be_visible()
        assert serious(page) == []
        assert left == []
