"""The server ends and comes back, the page is reloaded: the user is told, and is one step from where they were."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from benchmarks.invented import write_cohort
from scripts import browser as driver
from tests.browser.test_app import SAMPLE, size, to, upload
from tests.wire import wire

pytestmark = pytest.mark.browser
DROPPED = float(os.environ.get("HLHDASH_DROPPED", "5"))  # seconds without a connection; a long run takes 60


def test_a_reload_forgets_the_file_says_so_and_dropping_it_opens_the_view_again(chromium: Browser) -> None:
    with driver.server() as (address, _), driver.context(chromium, address) as (visit, left):
        page = visit.new_page()
        driver.go(page, address)
        upload(page, SAMPLE)
        to(page, "Response")
        page.reload()
        driver.settle(page, 0.8)
        expect(page.get_by_text("Files are never kept, so a reload needs the file again")).to_be_visible()
        upload(page, SAMPLE)
        expect(page.locator("h1")).to_have_text("Response")
        assert page.get_by_text("This link shows a view of another file").count() == 0
        assert left == []


def test_a_server_that_comes_back_is_joined_again_and_wants_the_file(chromium: Browser) -> None:
    port = driver.free_port()
    with driver.context(chromium, f"http://127.0.0.1:{port}") as (visit, left):
        page = visit.new_page()
        with driver.server(port=port) as (address, pid):
            driver.go(page, address)
            upload(page, SAMPLE)
            to(page, "Survival")
            os.kill(pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
            # Streamlit says that the connection is lost; what was drawn stays on the screen.
            page.wait_for_selector('[data-testid="stApp"]:not([data-test-connection-state="CONNECTED"])')
            expect(page.locator(".js-plotly-plot").first).to_be_visible()
        with driver.server(port=port):
            page.wait_for_selector(driver.READY, timeout=90_000)
            told = page.get_by_text("Files are never kept, so a reload needs the file again")
            expect(told).to_be_visible(timeout=20_000)  # at once, before anything is pressed
            assert size(page) == "9 patients"  # of the sample
            upload(page, SAMPLE)
            assert size(page) == "9 patients"
            expect(page.locator("h1")).to_have_text("Survival")
            assert page.get_by_text("This link shows a view of another file").count() == 0
        assert left == []


def test_a_lost_connection_is_told_and_joined_again_with_the_file_still_open(chromium: Browser, tmp_path: Path) -> None:
    """Streamlit keeps a visit for two minutes; a minute is what a walk between two wards takes."""
    with driver.server() as (server, _), wire(server) as line, driver.context(chromium, line.address) as (visit, left):
        page = visit.new_page()
        driver.go(page, line.address)
        upload(page, write_cohort(tmp_path / "cohort.csv", 23))
        to(page, "Survival")
        drawn = page.url
        line.cut()
        page.wait_for_selector('[data-testid="stApp"]:not([data-test-connection-state="CONNECTED"])')
        expect(page.locator(".js-plotly-plot").first).to_be_visible()
        expect(page.get_by_text("Connecting").or_(page.get_by_text("Connection")).first).to_be_visible(timeout=30_000)
        page.wait_for_timeout(1000 * DROPPED)
        line.join()
        page.wait_for_selector(driver.READY, timeout=90_000)
        driver.settle(page, 1)
        assert (size(page), page.url) == ("23 patients", drawn)
        to(page, "Response")
        assert size(page) == "23 patients"
        assert page.get_by_text("Files are never kept").count() == 0
        assert left == []


def test_without_a_folder_for_temporary_files_everything_is_drawn(chromium: Browser) -> None:
    nowhere = "/nowhere/at/all"
    environment = {"TMPDIR": nowhere, "HOME": nowhere, "MPLCONFIGDIR": nowhere}
    with driver.server(environment=environment) as (address, _), driver.context(chromium, address) as (visit, left):
        page = visit.new_page()
        driver.go(page, address)
        upload(page, SAMPLE)
        for screen in ("Swimmer", "Response"):
            to(page, screen)
            expect(page.locator(".js-plotly-plot").first).to_be_visible()
        assert left == []
