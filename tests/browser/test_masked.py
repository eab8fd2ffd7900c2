"""One switch masks the names of patients: nothing on any screen and in any file that is saved tells them."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts import browser as driver
from tests.browser.test_app import SCREENS, to, upload

pytestmark = pytest.mark.browser
NAME = "QXKANARY"
SAMPLE = driver.ROOT / "sample_data" / "ruxolitinib9.csv"
EVERYTHING = """() => document.documentElement.outerHTML + [...document.querySelectorAll('.js-plotly-plot')]
  .map(plot => JSON.stringify([plot.data, plot.layout])).join('')"""


@pytest.fixture(scope="module")
def page(chromium: Browser, address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A visit with the sample under other names, one of them in a finding, masked; nothing leaves the machine."""
    header, *rows = SAMPLE.read_text(encoding="utf-8").splitlines()
    renamed = [re.sub(r"^P(\d)", rf"{NAME}\1", row) for row in rows]
    renamed[3] = renamed[3].replace(",M,", ",neither,").replace(",F,", ",neither,")
    path: Path = tmp_path_factory.mktemp("masked") / "cohort.csv"
    path.write_text("\n".join([header, *renamed]), encoding="utf-8")
    with driver.context(chromium, address, height=1600) as (visit, left):
        page = visit.new_page()
        driver.go(page, address)
        upload(page, path)
        assert NAME in page.evaluate(EVERYTHING)
        page.locator('[data-testid="stSidebar"]').get_by_text("Mask patient IDs").click()
        driver.settle(page, 1)
        yield page
        assert left == []


def names(data: bytes) -> int:
    """Return how often a name stands in a file, in the parts of an archive and in packed streams of a PDF too."""
    parts = [data]
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [archive.read(name) for name in archive.namelist()]
            parts += [part for one in parts if one[:2] == b"PK" for part in _inside(one)]
    elif data[:4] == b"%PDF":
        for stream in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
            try:
                parts.append(zlib.decompressobj().decompress(stream))
            except zlib.error:
                continue
    return sum(part.count(NAME.encode()) + part.count(NAME.encode("utf-16-le")) for part in parts)


def _inside(data: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [archive.read(name) for name in archive.namelist()]


def saved(page: Page) -> dict[str, bytes]:
    """Press every button on the screen that saves a file."""
    found: dict[str, bytes] = {}
    buttons = page.locator('[data-testid="stDownloadButton"] button:visible')
    for place in range(buttons.count()):
        button = buttons.nth(place)
        button.scroll_into_view_if_needed()
        with page.expect_download(timeout=60_000) as told:
            button.click()
        found[told.value.suggested_filename] = Path(told.value.path()).read_bytes()
    return found


def choose_first_patient(page: Page) -> None:
    page.locator('[data-testid="stSidebar"] [data-testid="stPopover"] button').first.click()
    driver.settle(page, 0.6)
    page.get_by_role("combobox", name="Patients").focus()
    page.keyboard.type("P01")
    page.wait_for_timeout(300)
    page.keyboard.press("Enter")
    driver.settle(page, 0.8)
    page.keyboard.press("Escape")


def test_no_screen_tells_a_name(page: Page) -> None:
    to(page, "Swimmer")
    choose_first_patient(page)
    assert page.locator('[data-testid="stSidebar"] [data-testid="stPopover"] p').first.inner_text() == "P01"
    for screen in SCREENS:
        to(page, screen)
        assert (screen, NAME in page.evaluate(EVERYTHING)) == (screen, False)
    to(page, "Cohort")
    for tab in ("Columns", "finding", "Patients", "Privacy check"):
        page.get_by_role("tab").filter(has_text=tab).click()
        driver.settle(page, 0.8)
        assert (tab, NAME in page.evaluate(EVERYTHING)) == (tab, False)
    for view in ("Rates", "Over time", "Time to response", "From labs", "Diagnosis", "Before and after", "Table 1"):
        to(page, "Response")
        page.get_by_role("radio", name=view, exact=True).click()
        driver.settle(page, 0.8)
        assert (view, NAME in page.evaluate(EVERYTHING)) == (view, False)


def test_no_file_of_a_screen_tells_a_name(page: Page) -> None:
    found: dict[str, bytes] = {}
    for screen in ("Swimmer", "Survival", "Response"):
        to(page, screen)
        if screen == "Response":
            page.get_by_role("radio", name="By group", exact=True).click()
            driver.settle(page, 0.8)
        page.get_by_role("button", name="Take along").click()
        driver.settle(page, 0.8)
        found |= saved(page)
        words = page.locator('[data-testid="stCode"]').all_text_contents()
        assert (screen, len(words), NAME in " ".join(words)) == (screen, 3, False)
        page.keyboard.press("Escape")
    to(page, "Cohort")
    for tab in ("Columns", "finding"):
        page.get_by_role("tab").filter(has_text=tab).click()
        driver.settle(page, 0.8)
        found |= saved(page)
    assert len(found) == 11  # three of each figure, and the two lists of queries
    assert {name: names(data) for name, data in found.items()} == dict.fromkeys(found, 0)


def test_no_report_tells_a_name(page: Page) -> None:
    for screen in ("Swimmer", "Labs", "Patient"):
        to(page, screen)
        if screen == "Swimmer":
            page.get_by_role("button", name="Take along").click()
            driver.settle(page, 0.8)
        page.get_by_role("button", name="Add to the deck").first.click()
        driver.settle(page, 0.8)
    page.get_by_role("button", name="Deck, 3 views").click()
    driver.settle(page, 1)
    found = saved(page)
    assert {"view.json", "report.docx", "report.html", "report.pptx"} <= set(found)
    assert {name: names(data) for name, data in found.items()} == dict.fromkeys(found, 0)
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Deck, 3 views")).to_be_visible()
