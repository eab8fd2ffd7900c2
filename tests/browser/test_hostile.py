"""A hostile cohort through every screen, grouping, filter, fact and saved view: nothing asks another machine."""

from __future__ import annotations

import json
import os
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

from hlhdash.cohort.saved_mapping import SavedMapping
from hlhdash.views import SurvivalView, SwimmerView, View, save_view
from scripts import browser as driver
from tests import hostile
from tests.browser import taking
from tests.browser.test_app import SCREENS, size, to
from tests.live import OWN_SCRIPT, SEARCHES, live

pytestmark = pytest.mark.browser
MARKUP = '[src*="evil"], [href*="evil"], [style*="evil"], [xlink\\:href*="evil"]'
# CI opens some options of each list; a long run, as HLHDASH_STEPS=500, opens them all.
STEPS = int(os.environ.get("HLHDASH_STEPS", "3"))
LISTS = {"Swimmer": ("Sort by", "Group by"), "Survival": ("Group by", "Compare"), "Response": ("Group by", "Compare")}


@pytest.fixture(scope="module")
def page(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """One visit with the hostile cohort open; every request to elsewhere, dialog and script error is a failure."""
    folder = tmp_path_factory.mktemp("hostile")
    path: Path = folder / hostile.FILE
    path.write_bytes(hostile.workbook())
    said: list[str] = []
    with driver.server(driver.ROOT / "server.py") as (address, _), driver.context(chromium, address) as (visit, left):
        opened = visit.new_page()
        opened.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
        opened.on("pageerror", lambda error: said.append(str(error)))
        driver.go(opened, address)
        opened.set_input_files("input[type=file]", str(path))
        opened.wait_for_timeout(2_000)
        driver.settle(opened, 1)
        assert size(opened) == f"{hostile.PATIENTS} patients"
        yield opened
        assert left == []
        assert said == []


def safe(page: Page) -> None:
    assert page.locator(MARKUP).count() == 0
    assert page.get_by_text("This screen could not be drawn").count() == 0
    assert hostile.EVIL not in page.url


def take(page: Page, option: Locator) -> None:
    """Click an option of an open list; a click while the list still scrolls is lost, so it is scrolled first."""
    option.scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    option.click()


def choose(page: Page, box: Locator, place: int) -> bool:
    """Choose an option of a list by its place; False where there are fewer."""
    box.click()
    options = page.get_by_role("option")
    options.first.wait_for()
    if options.count() <= place:
        page.keyboard.press("Escape")
        return False
    take(page, options.nth(place))
    driver.settle(page, 0.4)
    return True


def test_every_view_of_every_screen_and_every_file_that_can_be_taken_from_it(page: Page) -> None:
    taken: dict[str, bytes] = {}
    known: dict[str, bool] = {}  # menus
    for screen in SCREENS:
        to(page, screen)
        for number, view in enumerate(taking.views(page)):
            taking.unfold(page)
            safe(page)
            found = taking.take(page, known=known)
            assert [(screen, view, name, live(name, data)) for name, data in found.items() if live(name, data)] == []
            taken |= found
            if not number:
                taking.pin(page)
    kept = taking.take(page, '[data-testid="stSidebar"]')
    own = {"report.html": [OWN_SCRIPT] * 2}  # the library that draws its figures, and what calls it
    assert {name: live(name, data) for name, data in kept.items() if live(name, data)} == own
    assert {name.rpartition(".")[2] for name in (*taken, *kept)} == set(SEARCHES)
    open_as_page(page, kept["report.html"])


def open_as_page(page: Page, content: bytes) -> None:
    """Open a report in a tab of its own, where whatever it asked for would be seen, and no policy stops it."""
    tab = page.context.new_page()
    failed: list[str] = []
    tab.on("dialog", lambda dialog: (failed.append(dialog.message), dialog.dismiss()))
    tab.on("pageerror", lambda error: failed.append(str(error)))
    place = f"{page.url.split('?')[0]}/report.html"
    tab.route(place, lambda route: route.fulfill(body=content, content_type="text/html"))
    tab.goto(place)
    tab.locator(".js-plotly-plot .main-svg").first.wait_for()
    assert tab.locator(MARKUP).count() == 0
    assert failed == []
    tab.close()


@pytest.mark.parametrize("screen", LISTS)
def test_grouping_by_each_column(page: Page, screen: str) -> None:
    to(page, screen)
    chance = random.Random(8)
    for label in LISTS[screen]:
        for place in chance.sample(range(24), min(STEPS, 24)):
            box = page.get_by_role("combobox", name=label, exact=True)
            if box.count() and choose(page, box, place):
                safe(page)


def test_the_waterfall_and_the_recorded_end_of_fever(page: Page) -> None:
    to(page, "Swimmer")
    page.locator(taking.MAIN).get_by_role("button", name="More", exact=True).click()
    assert choose(page, page.get_by_role("combobox", name="Waterfall of best change"), 1)
    page.keyboard.press("Escape")
    driver.settle(page, 0.4)
    assert page.locator(".js-plotly-plot").count() == 2  # lanes, and bars under them
    safe(page)
    to(page, "Labs")
    box = page.get_by_role("combobox", name="Analyte")
    box.click()
    take(page, page.get_by_role("option", name="Fever, recorded end"))
    driver.settle(page, 0.4)
    safe(page)


def test_filtering_by_hostile_values(page: Page) -> None:
    to(page, "Swimmer")
    field = page.locator('[data-testid="stSidebar"] [data-testid="stMultiSelect"]').first
    field.scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    field.click()
    take(page, page.get_by_role("option").last)  # the first takes all
    driver.settle(page, 0.6)
    page.keyboard.press("Escape")
    safe(page)
    assert re.fullmatch(r"\d+ of 34 patients", size(page))
    for screen in ("Survival", "Response", "Patient"):
        to(page, screen)
        safe(page)


def test_a_saved_view_of_hostile_words(page: Page, tmp_path: Path) -> None:
    import hlhdash

    cohort = hlhdash.read_cohort(hostile.workbook(), hostile.FILE)
    deck = (View(SwimmerView(group=hostile.HEADER), title=hostile.ATTACKS[0]), View(SurvivalView(by="gene"), note="x"))
    told = json.loads(save_view(cohort, {}, deck).to_json())
    told |= {"headers": list(hostile.ATTACKS), "sha256": "0" * 64, "versions": {"numpy": hostile.ATTACKS[2]}}
    path = tmp_path / "view.json"
    path.write_text(json.dumps(told), encoding="utf-8")
    page.set_input_files("input[type=file]", str(path))
    page.wait_for_timeout(1_500)
    driver.settle(page, 0.6)
    safe(page)
    page.get_by_role("button", name="all the same").click()
    driver.settle(page, 0.8)
    safe(page)
    assert page.locator("h1").first.inner_text() == "Swimmer"


def test_column_choices_of_hostile_names_are_saved_as_text(page: Page, tmp_path: Path) -> None:
    cohort, choices = tmp_path / hostile.FILE, tmp_path / "column_choices.json"
    cohort.write_bytes(hostile.workbook())
    choices.write_bytes(SavedMapping((hostile.HEADER,), {hostile.HEADER: "gene"}).to_json())
    page.set_input_files("input[type=file]", [str(cohort), str(choices)])
    page.wait_for_timeout(2_000)
    driver.settle(page, 1)
    to(page, "Cohort")
    page.get_by_role("tab", name="Columns").click()
    driver.settle(page, 0.6)
    safe(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the choices").click()
    assert json.loads(download.value.path().read_bytes())["choices"] == {hostile.HEADER: "gene"}
