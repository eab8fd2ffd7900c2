"""Take the README's pictures from the real app: `python -m scripts.take_pictures`."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from scripts import browser as driver

PICTURES = driver.ROOT / "docs" / "pictures"
SCREENS = ("Cohort", "Swimmer", "Survival", "Response")
WIDTH, HEIGHT = 1440, 900


def _whole(page: Page) -> None:
    """Make the window as tall as the screen's content, up to two windows."""
    tall = page.evaluate("document.querySelector('[data-testid=stMainBlockContainer]').scrollHeight")
    page.set_viewport_size({"width": WIDTH, "height": max(HEIGHT, min(int(tall), 2 * HEIGHT))})
    driver.settle(page, 0.8)


def take(folder: Path = PICTURES) -> None:
    """Write one picture of each screen with the sample, the survival of EBV against the rest."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        driver.server() as (address, _),
        driver.browser() as launched,
        driver.context(launched, address, width=WIDTH, height=HEIGHT) as (visit, _),
    ):
        page = visit.new_page()
        for screen in SCREENS:
            driver.go(page, address, "" if screen == "Cohort" else screen.lower(), "against=1")
            _whole(page)
            page.screenshot(path=str(folder / f"{screen.lower()}.png"))
            page.set_viewport_size({"width": WIDTH, "height": HEIGHT})


if __name__ == "__main__":
    take()
