"""The real app in a real browser: what only there can be seen."""

from __future__ import annotations

import csv
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts import browser as driver

pytestmark = pytest.mark.browser
SAMPLE = driver.ROOT / "sample_data" / "ruxolitinib9.csv"
SCREENS = ("Swimmer", "Survival", "Response", "Patient", "Labs", "Safety", "Present", "Cohort")


@pytest.fixture(scope="module")
def app(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int, Path]]:
    log = tmp_path_factory.mktemp("server") / "log.txt"
    with driver.server(log=log) as (address, pid):
        yield address, pid, log


@pytest.fixture
def page(chromium: Browser, app: tuple[str, int, Path]) -> Iterator[Page]:
    """A fresh visit; fails when anything was asked of another machine."""
    with driver.context(chromium, app[0]) as (visit, left):
        yield visit.new_page()
        assert left == []


def upload(page: Page, path: Path) -> None:
    page.set_input_files("input[type=file]", str(path))
    page.wait_for_timeout(800)
    driver.settle(page, 0.6)


def to(page: Page, screen: str) -> None:
    page.click(f'[data-testid="stSidebarNav"] a:has-text("{screen}")')
    driver.settle(page, 0.6)


def choose_first_filter(page: Page, option: str) -> None:
    field = page.locator('[data-testid="stSidebar"] [data-testid="stMultiSelect"]').first
    field.scroll_into_view_if_needed()
    page.wait_for_timeout(300)  # a list that opens while the sidebar still scrolls closes again
    field.click()
    page.get_by_role("option", name=option).click()


def size(page: Page) -> str:
    return page.locator('[data-testid="stSidebar"] h3').first.inner_text()


def test_a_first_session_deep_link_opens_its_screen_with_the_whole_frame(chromium: Browser) -> None:
    with driver.server() as (address, _), driver.context(chromium, address) as (visit, left):
        page = visit.new_page()
        driver.go(page, address, "survival")
        expect(page.locator("h1")).to_have_text("Survival")
        assert page.locator('[data-testid="stSidebarNav"] a').count() == len(SCREENS)
        assert size(page) == "9 patients"
        assert left == []


def test_plotly_is_loaded_before_there_is_a_figure_and_none_stays(page: Page, app: tuple[str, int, Path]) -> None:
    loaded = "performance.getEntriesByType('resource').filter(one => /plotly/i.test(one.name)).length"
    driver.go(page, app[0])  # Cohort has no figure
    figures = page.locator('.js-plotly-plot, [data-testid="stPlotlyChart"]')
    expect(figures).to_have_count(0)
    assert page.evaluate(loaded) >= 1
    to(page, "Survival")
    expect(figures.locator("visible=true").first).to_be_visible()
    to(page, "Cohort")
    expect(figures).to_have_count(0)


def test_an_uploaded_file_shows_the_studys_p_value(page: Page, app: tuple[str, int, Path]) -> None:
    driver.go(page, app[0], "response")
    upload(page, SAMPLE)
    expect(page.locator(".js-plotly-plot").get_by_text("P = 0.048").first).to_be_visible()
    assert page.url.split("?")[0].endswith("/response")
    assert "file=" in page.url


def test_a_link_reopens_the_view_once_its_file_is_dropped(page: Page, app: tuple[str, int, Path]) -> None:
    driver.go(page, app[0])
    upload(page, SAMPLE)
    choose_first_filter(page, "EBV (5)")
    driver.settle(page)
    page.keyboard.press("Escape")
    to(page, "Response")
    assert size(page) == "5 of 9 patients"
    link = page.url
    assert "EBV" not in link

    colleague = page.context.new_page()
    colleague.goto(link)
    driver.settle(colleague, 0.6)
    expect(colleague.get_by_text("This link shows a view of another file")).to_be_visible()
    assert size(colleague) == "9 patients"
    upload(colleague, SAMPLE)
    assert size(colleague) == "5 of 9 patients"
    expect(colleague.locator("h1")).to_have_text("Response")


def test_a_file_that_cannot_be_read_keeps_the_cohort_that_was_there(
    page: Page, app: tuple[str, int, Path], tmp_path: Path
) -> None:
    picture = tmp_path / "scan.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    driver.go(page, app[0])
    upload(page, SAMPLE)
    before = size(page)
    upload(page, picture)
    expect(page.get_by_text("scan.csv is a PNG picture, not a table")).to_be_visible()
    assert size(page) == before
    to(page, "Survival")
    expect(page.locator(".js-plotly-plot")).to_be_visible()


def test_a_hostile_file_makes_no_request_and_no_markup(page: Page, app: tuple[str, int, Path], tmp_path: Path) -> None:
    evil = '![x](http://evil.test/a.png) <img src=http://evil.test/b> <a href="http://evil.test">c</a>'
    spans = '<span style="background:url(http://evil.test/d)">d</span> [e](http://evil.test/e) =1+1 :red[x] $x$'
    header = [
        "patient_id",
        "sex",
        "age_years",
        "etiology",
        "rux_start",
        "last_follow_up",
        "vital_status",
        "response_week1",
    ]
    path = tmp_path / "![n](http:evil.test).csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        write = csv.writer(out).writerow
        write([*header, evil])
        for i in range(8):
            status = "dead" if i % 3 == 0 else "alive"
            cell = evil + spans if i % 2 else spans + evil
            write([f"{cell}{i}", "F", i + 1, cell, f"2019-01-{i + 1:02d}", "2019-06-01", status, "PR", cell[:40]])
    driver.go(page, app[0])
    upload(page, path)
    assert size(page) == "8 patients"
    for screen in SCREENS:
        to(page, screen)
        assert page.locator('[src*="evil"], [href*="evil"], [style*="evil"]').count() == 0
    for tab in ("Columns", "finding", "Patients"):
        page.get_by_role("tab").filter(has_text=tab).click()
        driver.settle(page)
    page.get_by_text("More columns").click()
    driver.settle(page, 0.6)
    assert page.locator('[src*="evil"], [href*="evil"], [style*="evil"]').count() == 0


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="Open files of a process can be listed on Linux only.")
def test_an_upload_never_touches_the_disk_and_no_cell_reaches_the_log(
    page: Page, app: tuple[str, int, Path], tmp_path: Path
) -> None:
    canary = "CANARY7319"
    big = tmp_path / "big.csv"
    big.write_bytes(b"\x89PNG\r\n\x1a\n" + canary.encode() * (20 * 2**20 // len(canary)))
    driver.go(page, app[0])
    seen: set[str] = set()
    done = threading.Event()

    def watch() -> None:
        folder = f"/proc/{app[1]}/fd"
        while not done.is_set():
            for name in os.listdir(folder):
                try:
                    seen.add(os.readlink(f"{folder}/{name}"))
                except OSError:
                    continue
            time.sleep(0.002)

    watcher = threading.Thread(target=watch)
    watcher.start()
    upload(page, big)
    done.set()
    watcher.join()
    expect(page.get_by_text("big.csv is a PNG picture")).to_be_visible()
    assert [name for name in seen if "(deleted)" in name and "memfd" not in name] == []
    assert canary not in app[2].read_text(encoding="utf-8", errors="replace")
    assert canary not in page.url
