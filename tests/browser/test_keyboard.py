"""Every control of every screen is reached by the keyboard, in the order of the page, and its place is seen."""

from __future__ import annotations

import io
from collections import Counter

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from hlhdash.ui.screens import SCREENS
from scripts import browser as driver

pytestmark = pytest.mark.browser

# Whatever can be pressed, written in, moved or opened; of a row of tabs or buttons one is reached, arrows do the rest.
CONTROLS = """where => {
  const all = ['button', 'a[href]', 'input', 'textarea', 'summary', '[role=combobox]', '[role=tab]'];
  const found = [...document.querySelectorAll(all.map(one => `${where} ${one}`).join())];
  const box = one => (one.type === 'range' ? one.parentElement.parentElement
    : one.closest('[data-testid=stCheckbox] label') || one).getBoundingClientRect();
  window.controls = found.filter(one => !one.disabled && one.tabIndex >= 0 && box(one).width > 2
    && !one.matches('[role=radio][aria-checked=false], .modebar *')
    && one.checkVisibility({ visibilityProperty: true }));
  window.boxes = () => window.controls.map(one => ({ ...box(one).toJSON(), kind: one.className }));
  return window.controls.map(one => one.ariaLabel || one.innerText || one.closest('label')?.innerText || one.id);
}"""
BOXES = "() => window.boxes()"
FOCUSED = "() => window.controls.indexOf(document.activeElement)"
AROUND = 12  # pixels; the frame of a list is wider than the words in it
STANDS_OUT = 3.0  # contrast of what changes with what was there before (WCAG 2.2, 2.4.13)
LEAST = 30  # pixels that change so much
MOST = 4  # controls of one look that are looked at: the cells of a table are all alike


def look(page: Page, place: dict[str, int] | None = None) -> np.ndarray:
    """Return the luminance (WCAG 2.2) of each pixel of the page, or of a place on it."""
    with Image.open(io.BytesIO(page.screenshot(clip=place))) as picture:
        channels = np.asarray(picture.convert("RGB"), float) / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def around(box: dict[str, float]) -> dict[str, int]:
    """Return a control's place in whole pixels, with what is around it."""
    x, y = (max(int(box[side]) - AROUND, 0) for side in ("x", "y"))
    return {"x": x, "y": y, "width": int(box["width"]) + 2 * AROUND, "height": int(box["height"]) + 2 * AROUND}


def stands_out(page: Page, box: dict[str, float], plain: np.ndarray) -> bool:
    """Say whether enough of what is in and around a control stands out from what was there before."""
    place = around(box)
    focused = look(page, place)
    before = plain[place["y"] :, place["x"] :][: focused.shape[0], : focused.shape[1]]
    focused = focused[: before.shape[0], : before.shape[1]]
    low, high = np.minimum(before, focused), np.maximum(before, focused)
    return int(((high + 0.05) / (low + 0.05) >= STANDS_OUT).sum()) >= LEAST


def walk(page: Page, where: str) -> tuple[list[str], list[str], list[str]]:
    """Press Tab through the page: its controls, those that were reached in their order, those not seen to be."""
    page.add_style_tag(content="*{transition:none!important}")  # a frame would change its colour slowly
    wanted, boxes, plain = page.evaluate(CONTROLS, where), page.evaluate(BOXES), look(page)
    looked_at = Counter()
    reached, hidden = [], []
    for _ in range(160):
        page.keyboard.press("Tab")
        page.wait_for_timeout(30)
        if (i := page.evaluate(FOCUSED)) >= 0:
            reached.append(wanted[i])
            looked_at[boxes[i]["kind"]] += 1
            if looked_at[boxes[i]["kind"]] <= MOST and not stands_out(page, boxes[i], plain):
                hidden.append(wanted[i])
        if len(reached) == len(wanted):
            break
    return wanted, reached, hidden


def with_controls(page: Page, address: str, screen: str) -> None:
    """Open a screen as it is in use: with a file that has adverse events, and a deck with a slide."""
    driver.go(page, address, "labs" if screen == "present" else "" if screen == SCREENS[0].address else screen)
    if screen in ("safety", "patient"):
        page.set_input_files("input[type=file]", str(driver.ROOT / "sample_data" / "invented120.xlsx"))
        page.wait_for_timeout(1_500)
        driver.settle(page, 0.8)
    if screen == "present":
        page.get_by_role("button", name="Add to the deck").click()
        driver.settle(page, 0.6)
        page.click('[data-testid="stSidebarNav"] a:has-text("Present")')
        driver.settle(page, 0.6)


def unfold(page: Page, where: str) -> None:
    """Open by the keyboard whatever is folded, then let the next Tab begin at the top of the page."""
    folded = page.locator(f"{where} details:not([open]) > summary")
    while left := folded.count():
        folded.first.focus()
        page.keyboard.press("Enter")
        driver.settle(page, 0.4)
        assert folded.count() < left
    page.get_by_role("link", name="Skip to main content").focus()


# Every screen, with how many controls it has at least where all is unfolded.
KEYS = {"cohort": 1, "swimmer": 9, "survival": 30, "response": 25, "patient": 5, "labs": 10, "safety": 25, "present": 3}
MAIN, SIDE, OPEN = '[data-testid="stMain"]', '[data-testid="stSidebar"]', '[data-testid="stPopoverBody"]'
THEMES = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])


def test_the_keyboard_is_tried_on_every_screen() -> None:
    assert set(KEYS) == {screen.address for screen in SCREENS}


@THEMES
@pytest.mark.parametrize("screen", KEYS)
def test_the_keyboard_reaches_every_control_in_order_and_its_place_is_seen(
    chromium: Browser, address: str, screen: str, dark: bool
) -> None:
    with driver.context(chromium, address, height=3000, dark=dark) as (visit, left):
        page = visit.new_page()
        with_controls(page, address, screen)
        unfold(page, MAIN)
        wanted, reached, hidden = walk(page, MAIN)
        assert reached == wanted  # in the order in which they stand on the screen
        assert len(wanted) >= KEYS[screen]
        assert hidden == []
        assert left == []


@THEMES
def test_the_keyboard_reaches_every_control_of_the_sidebar(chromium: Browser, address: str, dark: bool) -> None:
    with driver.context(chromium, address, height=3000, dark=dark) as (visit, left):
        page = visit.new_page()
        driver.go(page, address, "swimmer")
        unfold(page, SIDE)
        wanted, reached, hidden = walk(page, SIDE)
        assert reached == wanted
        assert len(wanted) >= len(SCREENS) + 18  # the file, the mask, a range's ends, the filters of all columns
        assert hidden == []
        assert left == []


@pytest.mark.parametrize(("screen", "kind"), [("response", "radio"), ("cohort", "tab")])
def test_arrows_go_along_a_row_of_buttons_or_tabs(chromium: Browser, address: str, screen: str, kind: str) -> None:
    with driver.context(chromium, address) as (visit, _):
        page = visit.new_page()
        driver.go(page, address, "" if screen == SCREENS[0].address else screen)
        row = page.locator(f'{MAIN} [role="{kind}"]')
        row.first.focus()
        for i in range(1, row.count()):
            page.keyboard.press("ArrowRight")
            expect(row.nth(i)).to_be_focused()


@THEMES
@pytest.mark.parametrize("screen", ["swimmer", "survival", "response"])
def test_the_keyboard_opens_what_is_seldom_changed_and_closes_it_again(
    chromium: Browser, address: str, screen: str, dark: bool
) -> None:
    with driver.context(chromium, address, height=3000, dark=dark) as (visit, left):
        page = visit.new_page()
        driver.go(page, address, screen)
        more = page.locator(f'{MAIN} [data-testid="stPopover"] button', has_text="More").first
        more.focus()
        page.keyboard.press("Enter")
        driver.settle(page, 0.6)
        wanted, reached, hidden = walk(page, OPEN)
        assert reached == wanted
        assert len(wanted) >= 3
        assert hidden == []
        page.keyboard.press("Escape")
        expect(page.locator(OPEN)).to_have_count(0)
        expect(more).to_be_focused()
        assert left == []
