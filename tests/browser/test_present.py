"""A deck made and shown in the real app."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts import browser as driver
from tests.browser.test_app import to

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def app() -> Iterator[str]:
    with driver.server() as (address, _):
        yield address


@pytest.fixture
def page(chromium: Browser, app: str) -> Iterator[Page]:
    with driver.context(chromium, app, width=1920, height=1080) as (visit, left):
        yield visit.new_page()
        assert left == []


def take_along(page: Page, screen: str) -> None:
    to(page, screen)
    offer = page.get_by_role("button", name="Take along")
    offer.scroll_into_view_if_needed()
    offer.click()
    driver.settle(page, 0.6)
    page.get_by_role("button", name="Add to the deck").click()
    driver.settle(page, 0.8)
    page.keyboard.press("Escape")


def press(page: Page, key: str) -> None:
    page.keyboard.press(key)
    driver.settle(page, 0.8)


def test_a_deck_is_shown_with_keys_and_without_names(page: Page, app: str) -> None:
    driver.go(page, app, "swimmer")
    for screen in ("Swimmer", "Survival", "Response"):
        take_along(page, screen)
    to(page, "Present")
    page.get_by_role("button", name="Present").first.click()
    driver.settle(page, 1)
    figure = page.locator(".js-plotly-plot")
    expect(page.locator('[data-testid="stSidebar"]')).to_be_hidden()
    expect(figure.get_by_text("What happened to each patient?")).to_be_visible()
    words = figure.first.text_content() or ""
    assert "P09" in words
    assert "P9" not in words
    assert "2020-01-29" not in words
    assert "ruxolitinib9" not in words
    expect(page.get_by_text("Slide 1 of 3")).to_be_visible()
    press(page, "PageDown")
    expect(figure.get_by_text("Does survival differ by etiology?")).to_be_visible()
    press(page, "ArrowUp")
    expect(figure.get_by_text("Does survival differ by etiology?")).to_have_count(0)
    press(page, "End")
    expect(figure.get_by_text("P = 0.048").first).to_be_visible()
    press(page, "b")
    expect(figure).to_have_count(0)
    press(page, "PageUp")
    expect(page.get_by_text("Slide 2 of 3")).to_be_visible()
    press(page, "h")
    expect(page.get_by_text("Black screen, and back").last).to_be_visible()
    press(page, "Escape")
    expect(page.get_by_role("heading", name="Present")).to_be_visible()
    expect(page.locator('[data-testid="stSidebar"]')).to_be_visible()


def test_an_empty_deck_says_how_to_fill_it(page: Page, app: str) -> None:
    driver.go(page, app, "present")
    expect(page.get_by_text("The deck is empty.")).to_be_visible()
