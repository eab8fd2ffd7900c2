"""The server ends, the page is reloaded, it stands in another time zone: the user is told, and goes on."""

from __future__ import annotations

import datetime as dt
import os
import re
import signal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect

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
            # What was drawn stays on the screen.
            expect(page.get_by_test_id("connectionLost")).to_contain_text("goes on by itself", timeout=20_000)
            expect(page.locator(".js-plotly-plot").first).to_be_visible()
        with driver.server(port=port):
            page.wait_for_selector(driver.READY, timeout=90_000)
            told = page.get_by_text("the server no longer has your file")
            expect(told).to_be_visible(timeout=20_000)  # at once, before anything is pressed
            expect(page.get_by_test_id("connectionLost")).to_have_count(0)
            assert size(page) == "9 patients"  # of the sample
            upload(page, SAMPLE)
            assert size(page) == "9 patients"
            expect(page.locator("h1")).to_have_text("Survival")
            expect(told).to_have_count(0)
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
        expect(page.get_by_test_id("connectionLost")).to_contain_text("goes on by itself", timeout=20_000)
        expect(page.locator(".js-plotly-plot").first).to_be_visible()
        page.wait_for_timeout(1000 * DROPPED)
        line.join()
        page.wait_for_selector(driver.READY, timeout=90_000)
        driver.settle(page, 1)
        assert (size(page), page.url) == ("23 patients", drawn)
        to(page, "Response")
        assert size(page) == "23 patients"
        assert page.get_by_text("no longer has your file").count() == 0
        assert page.get_by_test_id("connectionLost").count() == 0
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


# All that is written on a screen: words, figures with what is told when pointing at them, and tables.
WRITTEN = """() => [document.body.innerText,
    ...[...document.querySelectorAll('.js-plotly-plot')].map(drawn => drawn.textContent + JSON.stringify(drawn.data)),
    ...[...document.querySelectorAll('canvas')].map(table => table.textContent)].join('\\n')"""
COURSE = """patient_id,rux_start,last_follow_up,vital_status,ferritin,visit
A1,2020-03-01,2021-03-28,alive,500,2020-03-29
A2,2020-10-25,2021-10-31,dead,900,2020-11-01
A3,2020-12-31,{ahead},alive,700,2021-01-01
"""


def written(page: Page, address: str, file: Path) -> list[str]:
    """Return what every screen tells of a file."""
    driver.go(page, address)
    upload(page, file)
    told = []
    for screen in ("Swimmer", "Survival", "Patient", "Labs", "Cohort"):
        to(page, screen)
        told.append(page.evaluate(WRITTEN))
    return told


def test_no_time_zone_moves_a_day_and_clocks_are_those_of_the_room(chromium: Browser, tmp_path: Path) -> None:
    """A server in New York, one visitor where a day begins first and one where it begins last."""
    ahead = (dt.datetime.now(dt.UTC) + dt.timedelta(days=300)).date().isoformat()
    file = tmp_path / "cohort.csv"
    file.write_text(COURSE.format(ahead=ahead), encoding="utf-8")
    told = []
    with driver.server(environment={"TZ": "America/New_York"}) as (address, _):
        for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
            with driver.context(chromium, address, zone=zone) as (visit, left):
                page = visit.new_page()
                told.append(written(page, address, file))
                to(page, "Swimmer")
                page.get_by_role("button", name="Add to the deck").first.click()
                driver.settle(page, 0.8)
                to(page, "Present")
                page.get_by_role("button", name="Present").first.click()
                foot = page.get_by_text("computed at").inner_text()
                clock = dt.datetime.strptime(re.findall(r"\d\d:\d\d:\d\d", foot)[0], "%H:%M:%S")
                now = dt.datetime.now(ZoneInfo(zone)).replace(tzinfo=None)
                assert (now - clock) % dt.timedelta(days=1) < dt.timedelta(minutes=30)
                assert left == []
    assert told[0] == told[1]
    says = re.findall(r"lies in the future: the computer that read the file says it is ([\d-]+)\.", told[0][-1])
    assert set(says) == {dt.datetime.now(dt.UTC).date().isoformat()}
