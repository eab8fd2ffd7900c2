"""Take the README's pictures from the real app: `python -m scripts.take_pictures`, or only some by their names."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page

from scripts import browser as driver

PICTURES = driver.ROOT / "docs" / "pictures"
SCREENS = ("Cohort", "Swimmer", "Survival", "Response")
PRESENT = "present"
WALL = (1920, 1080)  # pixels of a projector
WIDTH, HEIGHT = 1440, 900


def _whole(page: Page) -> None:
    """Make the window as tall as the screen's content, up to two windows."""
    tall = page.evaluate("document.querySelector('[data-testid=stMainBlockContainer]').scrollHeight")
    page.set_viewport_size({"width": WIDTH, "height": max(HEIGHT, min(int(tall), 2 * HEIGHT))})
    driver.settle(page, 0.8)


def take(names: Sequence[str] = (), folder: Path = PICTURES) -> None:
    """Write one picture of each screen with the sample, the survival of EBV against the rest, and one of a slide.

    Parameters
    ----------
    names : of the pictures to take, none for all
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (
        driver.server() as (address, _),
        driver.browser() as launched,
        driver.context(launched, address, width=WIDTH, height=HEIGHT) as (visit, _),
    ):
        page = visit.new_page()
        for screen in SCREENS:
            if names and screen.lower() not in names:
                continue
            driver.go(page, address, "" if screen == "Cohort" else screen.lower(), "against=1")
            _whole(page)
            page.screenshot(path=str(folder / f"{screen.lower()}.png"))
            page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
        if not names or PRESENT in names:
            _stage(page, address, folder)


def _stage(page: Page, address: str, folder: Path) -> None:
    """Put two views into the deck and show the second one as the room sees it, with its bar."""
    page.set_viewport_size({"width": WALL[0], "height": WALL[1]})
    for screen in ("swimmer", "survival"):
        if screen == "swimmer":
            driver.go(page, address, screen)
        else:
            page.click('[data-testid="stSidebarNav"] a:has-text("Survival")')
            driver.settle(page, 0.8)
        page.get_by_role("button", name="Add to the deck").first.click()
        driver.settle(page, 0.8)
    page.click('[data-testid="stSidebarNav"] a:has-text("Present")')
    driver.settle(page, 0.8)
    page.get_by_role("button", name="Present").first.click()
    for key in ("PageDown", "f"):
        driver.settle(page, 0.8)
        page.keyboard.press(key)
    driver.settle(page, 1)
    page.screenshot(path=str(folder / f"{PRESENT}.png"))


if __name__ == "__main__":
    take(sys.argv[1:])
