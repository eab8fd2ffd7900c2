"""Signing in on a shared server, against a real OpenID Connect provider on this machine."""

from __future__ import annotations

import http.client
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from oidc_provider_mock import run_server_in_thread
from playwright.sync_api import Browser, BrowserContext, Page, expect

from scripts import browser as driver
from tests.browser.test_app import SCREENS

pytestmark = pytest.mark.browser
COOKIE = "_streamlit_user"
LASTS = 8  # seconds that a token of the provider lasts


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A hardened server that asks for a sign-in."""
    port = driver.free_port()
    secrets: Path = tmp_path_factory.mktemp("secrets") / "secrets.toml"
    with run_server_in_thread(access_token_max_age=timedelta(seconds=LASTS)) as provider:
        secrets.write_text(
            f"""[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "a secret of the tests, long enough"
client_id = "hlhdash"
client_secret = "known to both"
server_metadata_url = "http://localhost:{provider.server_port}/.well-known/openid-configuration"
""",
            encoding="utf-8",
        )
        with driver.server(driver.ROOT / "server.py", port=port, options=(f"--secrets.files={secrets}",)) as (place, _):
            yield place


@contextmanager
def visiting(chromium: Browser) -> Iterator[BrowserContext]:
    visit = chromium.new_context()
    try:
        yield visit
    finally:
        visit.close()


def asks_to_sign_in(page: Page) -> None:
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    expect(page.get_by_text("This server is for people who are signed in.")).to_be_visible()
    assert page.locator("input[type=file]").count() == 0
    assert page.locator(".js-plotly-plot").count() == 0


def sign_in(page: Page, address: str) -> None:
    driver.go(page, address)
    page.get_by_role("button", name="Sign in").click()
    page.locator("input[name=sub]").fill("a clinician")
    page.get_by_role("button", name="Authorize").click()
    page.wait_for_url(f"{address}/**")
    driver.settle(page, 0.8)


def status(address: str, path: str, cookie: str | None = None) -> int:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)
    connection.request("GET", path, headers={"Cookie": f"{COOKIE}={cookie}"} if cookie else {})
    return connection.getresponse().status


@pytest.mark.parametrize("screen", ["", *(name.lower() for name in SCREENS)])
def test_without_a_token_every_screen_asks_to_sign_in(chromium: Browser, guarded: str, screen: str) -> None:
    with visiting(chromium) as visit:
        page = visit.new_page()
        driver.go(page, guarded, screen, "by=etiology")
        asks_to_sign_in(page)


def test_who_signs_in_sees_the_cohort_and_can_leave(chromium: Browser, guarded: str) -> None:
    with visiting(chromium) as visit:
        page = visit.new_page()
        sign_in(page, guarded)
        expect(page.locator('[data-testid="stSidebar"] h3').first).to_have_text("9 patients")
        # The token of this visit expires; what is on the screen stays.
        page.wait_for_timeout(LASTS * 1_000)
        page.get_by_role("link", name="Survival").click()
        driver.settle(page, 0.6)
        expect(page.locator(".js-plotly-plot").first).to_be_visible()
        # A new visit with the expired token has to sign in again.
        other = visit.new_page()
        driver.go(other, guarded, "survival")
        asks_to_sign_in(other)
        other.close()
        page.get_by_role("button", name="Sign out").click()
        page.wait_for_timeout(1_500)
        driver.go(page, guarded)
        asks_to_sign_in(page)
        assert COOKIE not in {one["name"] for one in visit.cookies()}


def test_a_forged_token_is_none(chromium: Browser, guarded: str) -> None:
    with visiting(chromium) as visit:
        page = visit.new_page()
        sign_in(page, guarded)
        cookies = {one["name"]: one["value"] for one in visit.cookies()}
        real = cookies[COOKIE].strip('"')
        body, _, signature = real.rpartition(".")
        forged = f"{body}.{'A' * len(signature)}"
        for path in ("/media/none.csv", "/_stcore/upload_file/x/y", "/_stcore/metrics"):
            assert status(guarded, path) == 401
            assert status(guarded, path, forged) == 401
            assert status(guarded, path, "nonsense") == 401
            assert status(guarded, path, real) != 401
        visit.clear_cookies()
        visit.add_cookies([{"name": COOKIE, "value": forged, "url": guarded}])
        time.sleep(0.1)
        other = visit.new_page()
        driver.go(other, guarded, "cohort")
        asks_to_sign_in(other)
