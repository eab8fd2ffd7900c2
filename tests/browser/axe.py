"""What axe finds in the way of a keyboard or a screen reader."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def serious(page: Page) -> list[tuple[str, str]]:
    """Return what axe finds serious or critical, with the element."""
    found = Axe().run(page).response["violations"]
    return [
        (one["id"], node["html"][:160])
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]
