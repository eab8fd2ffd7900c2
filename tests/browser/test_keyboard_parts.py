"""By the keyboard alone: the tabs of Cohort, the rows of a table, what the sidebar opens, and the stage."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from hlhdash.ui.stage_keys import KEYS
from scripts import browser as driver
from tests.browser.test_app import to
from tests.browser.test_keyboard import MAIN, OPEN, SIDE, THEMES, unfold, walk

pytestmark = pytest.mark.browser
TABS = {"Who is in it": 1, "Columns": 4, "8 findings": 5, "Patients": 3, "Privacy check": 3}  # controls of each
SEEN = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect();
  if (!one.closest('.st-key-stage_keys')) return null;
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return [one.querySelector('p')?.textContent, one.contains(top) && box.right < innerWidth && box.bottom < innerHeight];
}"""


def chip(page: Page) -> str:
    return page.locator(f'{SIDE} [data-testid="stPopover"] p').first.inner_text()


@THEMES
def test_every_tab_of_cohort_is_reached_and_a_row_of_patients_is_ticked(
    chromium: Browser, address: str, dark: bool
) -> None:
    with driver.context(chromium, address, height=3000, dark=dark) as (visit, left):
        page = visit.new_page()
        driver.go(page, address)
        tabs = page.locator(f'{MAIN} [role="tab"]')
        assert tabs.all_inner_texts() == list(TABS)
        tabs.first.focus()
        for tab, least in TABS.items():
            expect(page.get_by_role("tab", name=tab)).to_have_attribute("aria-selected", "true")
            panel = f'{MAIN} [role="tabpanel"]'
            unfold(page, panel)
            page.get_by_role("tab", name=tab).focus()
            wanted, reached, hidden = walk(page, panel)
            assert (tab, reached, hidden) == (tab, wanted, [])
            assert len(wanted) >= least
            page.get_by_role("tab", name=tab).focus()
            if tab == "Patients":
                tick_the_second_row(page)
            page.get_by_role("tab", name=tab).focus()
            page.keyboard.press("ArrowRight")
            driver.settle(page, 0.4)
        assert left == []


def tick_the_second_row(page: Page) -> None:
    """Go past the buttons over the table into it, down a row, and tick that."""
    for _ in range(4):
        page.keyboard.press("Tab")
        page.wait_for_timeout(200)
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(200)
    page.keyboard.press("Shift+Space")
    driver.settle(page, 0.6)
    assert chip(page) == "P2"
    expect(page.get_by_text("Shift and the space bar tick a row")).to_be_visible()


def test_what_the_sidebar_opens_is_reached_closed_and_left_where_it_was(chromium: Browser, address: str) -> None:
    with driver.context(chromium, address, height=3000) as (visit, left):
        page = visit.new_page()
        driver.go(page, address, "labs")
        page.get_by_role("button", name="Add to the deck").click()
        driver.settle(page, 0.6)
        offers = page.locator(f'{SIDE} [data-testid="stPopover"] button')
        for place, least in enumerate((1, 11)):  # the patients; the deck
            offers.nth(place).focus()
            page.keyboard.press("Enter")
            driver.settle(page, 0.6)
            wanted, reached, hidden = walk(page, OPEN)
            assert (reached, hidden) == (wanted, [])
            assert len(wanted) >= least
            page.keyboard.press("Escape")
            expect(page.locator(OPEN)).to_have_count(0)
            expect(offers.nth(place)).to_be_focused()
        assert offers.count() == 2
        menu = page.get_by_role("button", name="Main menu")
        menu.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("menuitem").or_(page.get_by_text("Print")).first).to_be_visible()
        page.keyboard.press("Escape")
        expect(menu).to_be_focused()
        assert left == []


def test_every_key_of_the_stage_is_a_button_that_is_seen_once_it_is_reached(chromium: Browser, address: str) -> None:
    with driver.context(chromium, address) as (visit, left):
        page = visit.new_page()
        driver.go(page, address, "survival")
        for screen in ("Survival", "Labs"):
            to(page, screen)
            page.get_by_role("button", name="Add to the deck").click()
            driver.settle(page, 0.6)
        to(page, "Present")
        page.get_by_role("button", name="Present").first.focus()
        page.keyboard.press("Enter")
        driver.settle(page, 1)
        expect(page.get_by_text("Slide 1 of 2")).to_be_visible()
        page.get_by_role("link", name="Skip to main content").focus()
        named = [*(str(title) for _, keys, title in KEYS for _ in keys), "Slide 1", "Slide 2"]
        found = []
        for _ in range(len(named) + 3):
            page.keyboard.press("Tab")
            page.wait_for_timeout(60)
            found.append(page.evaluate(SEEN))
        assert list(filter(None, found)) == [[name, True] for name in named]
        page.locator(".st-key-stage_keys button", has_text="Slide 2").focus()
        page.keyboard.press("Enter")
        driver.settle(page, 0.8)
        expect(page.get_by_text("Slide 2 of 2")).to_be_visible()
        page.locator(".st-key-stage_foot button").first.focus()
        page.keyboard.press("Enter")
        driver.settle(page, 0.8)
        filters = page.get_by_role("button", name="Etiology")
        filters.focus()
        page.keyboard.press("Enter")
        expect(page.locator(OPEN)).to_have_count(1)
        page.keyboard.press("Escape")  # closes the list only
        expect(page.locator(OPEN)).to_have_count(0)
        expect(filters).to_be_focused()
        expect(page.get_by_text("Slide 2 of 2")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.get_by_role("heading", name="Present")).to_be_visible()
        assert left == []
