"""Walks over whatever stands on a screen: every view, every part that opens, every button that gives a file.

Nothing here names a button, so that a new one is walked over by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Download, Locator, Page, TimeoutError

from scripts import browser as driver

MAIN = '[data-testid="stMain"]'
BUTTON = '[data-testid="stDownloadButton"] button'
MENU = '[data-testid="stPopover"] [data-testid="stPopoverButton"]'
OPEN_MENU = '[data-testid="stPopoverBody"]'
PIN = "Add to the deck"
VIEWS = ("View", "Show as")  # lists of which each option is another figure


def views(page: Page) -> Iterator[str]:
    """Show each view of a screen in turn: each tab, each of a row of buttons, each option of a list of views."""
    yield ""
    for place in ('[role="tab"]', '[data-testid="stButtonGroup"] button'):
        choices = page.locator(f"{MAIN} {place}")
        for i in range(1, choices.count()):
            choices.nth(i).click()
            driver.settle(page, 0.1)
            yield choices.nth(i).inner_text()
    for label in VIEWS:
        yield from _listed(page, page.locator(MAIN).get_by_role("combobox", name=label, exact=True))


def _listed(page: Page, box: Locator) -> Iterator[str]:
    place = 1
    while box.count():
        box.scroll_into_view_if_needed()
        page.wait_for_timeout(300)  # a list that opens while the page still scrolls closes again
        box.click()
        options = page.get_by_role("option")
        options.first.wait_for()
        if options.count() <= place:
            page.keyboard.press("Escape")
            return
        name = options.nth(place).inner_text()
        options.nth(place).click()
        driver.settle(page, 0.1)
        yield name
        place += 1


def unfold(page: Page) -> None:
    """Open every part of the screen that is closed."""
    closed = page.locator(f"{MAIN} details:not([open]) > summary:visible")
    while closed.count():
        closed.first.click()
        driver.settle(page, 0.1)


def take(page: Page, place: str = MAIN, known: dict[str, bool] | None = None) -> dict[str, bytes]:
    """Press every button of a part of the page that gives a file, in every menu too; name to content.

    Parameters
    ----------
    known : whether the menus of a name hold such a button, where one was opened before; those without are left closed
    """
    known = {} if known is None else known
    taken = _pressed(page, page.locator(f"{place} {BUTTON}:visible"))
    for menu in page.locator(f"{place} {MENU}:visible").all():
        name = menu.inner_text()
        if not known.get(name, True):
            continue
        menu.click()
        buttons = page.locator(f"{OPEN_MENU} {BUTTON}:visible")
        if name in known:
            buttons.first.wait_for()
        driver.settle(page, 0.1 if name in known else 1)
        found = _pressed(page, buttons)
        known[name] = bool(found)
        taken |= found
        page.keyboard.press("Escape")
        page.locator(OPEN_MENU).first.wait_for(state="detached")
        driver.settle(page, 0.1)
    return taken


def _pressed(page: Page, buttons: Locator) -> dict[str, bytes]:
    """Press buttons one after the other, each when the screen stands."""
    files = [_file(page, button) for button in buttons.all()]
    return {file.suggested_filename: Path(file.path()).read_bytes() for file in files}


def _file(page: Page, button: Locator, seconds: float = 45) -> Download:
    """Press a button for its file; a press while the screen is drawn anew is lost, and one presses again."""
    driver.settle(page, 0.1)
    try:
        with page.expect_download(timeout=seconds * 1000) as coming:
            button.click()
        return coming.value
    except TimeoutError:
        driver.settle(page, 1)
        with page.expect_download(timeout=seconds * 1000) as coming:
            button.click()
        return coming.value


def pin(page: Page) -> None:
    """Put the view that is shown first into the deck, where it can be."""
    button = page.locator(MAIN).get_by_role("button", name=PIN).first
    if button.count():
        button.click()
        driver.settle(page, 0.1)
