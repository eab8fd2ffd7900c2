"""A deck made and shown in the real app."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pptx import Presentation

from scripts import browser as driver
from tests.browser.test_app import to

pytestmark = pytest.mark.browser


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    with driver.context(chromium, address, width=1920, height=1080) as (visit, left):
        yield visit.new_page()
        assert left == []


def take_along(page: Page, screen: str) -> None:
    to(page, screen)
    add(page)


def press(page: Page, key: str) -> None:
    page.keyboard.press(key)
    driver.settle(page, 0.8)


def test_a_deck_is_shown_with_keys_and_without_names(page: Page, address: str) -> None:
    driver.go(page, address, "swimmer")
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


def test_an_empty_deck_says_how_to_fill_it(page: Page, address: str) -> None:
    driver.go(page, address, "present")
    expect(page.get_by_text("The deck is empty.")).to_be_visible()


def add(page: Page) -> None:
    button = page.get_by_role("button", name="Add to the deck").first
    button.scroll_into_view_if_needed()
    button.click()
    driver.settle(page, 0.8)


def six_slides(page: Page, address: str) -> None:
    driver.go(page, address, "swimmer")
    for screen in ("Swimmer", "Survival", "Response"):
        take_along(page, screen)
    page.get_by_role("button", name="Over time").or_(page.get_by_role("radio", name="Over time")).first.click()
    driver.settle(page, 1)
    add(page)
    for screen in ("Labs", "Patient"):
        to(page, screen)
        add(page)


def test_six_slides_are_asked_what_if_and_taken_along(page: Page, address: str, tmp_path: Path) -> None:
    six_slides(page, address)
    to(page, "Present")
    expect(page.get_by_text("Counts under 5 are shown as [c] on every slide")).to_be_visible()
    page.get_by_role("button", name="Present").first.click()
    driver.settle(page, 1)
    figure = page.locator(".js-plotly-plot")
    press(page, "2")
    expect(figure.get_by_text("hidden, because fewer than 5 patients").first).to_be_visible()
    ticks = figure.locator(".xtick").all_text_contents()
    press(page, "f")
    page.get_by_label("Endpoint").first.click()
    page.get_by_role("option", name="Event-free survival").click()
    driver.settle(page, 1)
    expect(figure.get_by_text("Does event-free survival differ by etiology?")).to_be_visible()
    expect(page.get_by_text("Changed from the slide as it was pinned; A brings it back.")).to_be_visible()
    assert figure.locator(".xtick").all_text_contents() == ticks
    page.get_by_text("Slide 2 of 6").click()  # out of the list, where letters are typed
    press(page, "a")
    expect(figure.get_by_text("Does survival differ by etiology?")).to_be_visible()
    press(page, "4")
    expect(figure.get_by_text("How do responses change over time?")).to_be_visible()
    expect(figure.get_by_text("Hidden classes")).to_be_visible()
    press(page, "5")
    expect(figure.get_by_text("How does ferritin move after day zero?")).to_be_visible()
    press(page, "End")
    expect(figure.get_by_text("What was the course of P01?")).to_be_visible()
    press(page, "Escape")
    page.get_by_role("button", name="Deck, 6 views").click()
    driver.settle(page, 1)
    with page.expect_download() as told:
        page.get_by_role("button", name="Slides (PowerPoint)").click()
    told.value.save_as(tmp_path / "deck.pptx")
    titles = [slide.shapes.title.text_frame.text for slide in Presentation(str(tmp_path / "deck.pptx")).slides]
    assert titles[:6] == [
        "What happened to each patient?",
        "Does survival differ by etiology?",
        "Which etiologies respond at week 1?",
        "Response over time",
        "Labs: Ferritin",
        "Patient: P1",
    ]
    assert titles[6:] == [f"Numbers: {title}" for title in titles[:6]]


INSIDE = """() => {
    const main = document.querySelector('[data-testid=stMain]');
    const foot = document.querySelector('.st-key-stage_foot').getBoundingClientRect();
    const figure = document.querySelector('.js-plotly-plot').getBoundingClientRect();
    const all = [...document.querySelectorAll('.js-plotly-plot text')].map(one => one.getBoundingClientRect());
    const bar = document.querySelector('.st-key-stage_bar');
    return {
        scrolls: main.scrollHeight > main.clientHeight + 2,
        foot: foot.bottom <= window.innerHeight,
        under: figure.bottom <= foot.top + 1,
        over: !bar || bar.getBoundingClientRect().bottom <= figure.top + 1,
        wide: figure.right <= window.innerWidth,
        words: all.every(one => one.bottom <= foot.top + 1 && one.right <= window.innerWidth),
        large: figure.width > 0.6 * window.innerWidth || figure.height > 0.6 * window.innerHeight,
    };
}"""
AS_IT_SHOULD = {"scrolls": False} | dict.fromkeys(("foot", "under", "over", "wide", "words", "large"), True)


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1440, 900)])
def test_every_slide_fits_the_window_with_and_without_the_bar(
    page: Page, address: str, width: int, height: int
) -> None:
    six_slides(page, address)
    to(page, "Present")
    page.set_viewport_size({"width": width, "height": height})
    page.get_by_role("button", name="Present").first.click()
    driver.settle(page, 1)
    found = {}
    for bar in (False, True):
        for slide in range(1, 7):
            press(page, str(slide))
            found[slide, bar] = page.evaluate(INSIDE)
        press(page, "f")
    assert {key: one for key, one in found.items() if one != AS_IT_SHOULD} == {}
    press(page, "h")
    lowest = page.locator('[data-testid="stMain"] td').last.bounding_box()
    assert lowest is not None
    assert lowest["y"] + lowest["height"] <= height


def test_patients_are_chosen_on_the_stage_by_age_and_by_any_column(page: Page, address: str) -> None:
    driver.go(page, address, "swimmer")
    take_along(page, "Survival")
    to(page, "Present")
    page.get_by_text("Safe to project").click()
    driver.settle(page, 1)
    page.get_by_role("button", name="Present").first.click()
    driver.settle(page, 1)
    figure = page.locator(".js-plotly-plot")
    press(page, "f")
    page.get_by_role("button", name="Age", exact=True).click()
    page.get_by_role("slider").first.focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    driver.settle(page, 1)
    expect(page.get_by_role("button", name="Age: 2 to 5 years")).to_be_visible()
    expect(figure.get_by_text("of 9 patients").first).to_be_visible()
    page.get_by_text("Slide 1 of 1").click()
    page.get_by_role("button", name="More filters").click()
    page.get_by_role("combobox", name="Best response").click()
    page.get_by_role("option", name="CR").click()
    driver.settle(page, 1)
    expect(page.get_by_role("dialog", name="More filters (1)")).to_be_visible()


def test_a_figure_and_its_words_are_taken_along(page: Page, address: str, tmp_path: Path) -> None:
    driver.go(page, address, "response")
    offer = page.get_by_role("button", name="Take along")
    offer.scroll_into_view_if_needed()
    offer.click()
    driver.settle(page, 0.8)
    with page.expect_download() as told:
        page.get_by_role("button", name="SVG").click()
    told.value.save_as(tmp_path / "figure.svg")
    assert told.value.suggested_filename == "response_85mm.svg"
    assert (tmp_path / "figure.svg").read_text().count("<svg") == 1
    words = page.locator('[data-testid="stCode"]').all_text_contents()
    assert len(words) == 3
    assert "0 of 5 patients (0 %; 95 % interval 0 to 52 %) had a response" in words[0]
    assert "comparisons looked at" not in words[2]
    page.keyboard.press("Escape")
    to(page, "Survival")
    page.get_by_role("button", name="Take along").click()
    driver.settle(page, 0.8)
    words = page.locator('[data-testid="stCode"]').all_text_contents()
    assert "2 comparisons looked at in this visit." in words[2]
