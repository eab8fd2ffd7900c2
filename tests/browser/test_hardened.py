"""The hardened server: strict headers that the whole app works under, and hosts nobody listed turned away."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from benchmarks.caller import STREAM
from scripts import browser as driver
from tests.browser.test_app import SAMPLE, SCREENS, to, upload

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def hardened() -> Iterator[str]:
    with driver.server(driver.ROOT / "server.py", environment={"HLHDASH_HOSTS": "hlh.example.org"}) as (address, _):
        yield address


def answer(address: str, path: str = "/", host: str | None = None) -> http.client.HTTPResponse:
    place = urlsplit(address).netloc
    connection = http.client.HTTPConnection(place, timeout=20)
    connection.request("GET", path, headers={"Host": host or place})
    return connection.getresponse()


def listen(page: Page) -> list[str]:
    """Collect what the policy stopped; Chromium says so in the console."""
    stopped: list[str] = []

    def hear(said: ConsoleMessage) -> None:
        if "Content Security Policy" in said.text or "Content-Security-Policy" in said.text:
            stopped.append(said.text)

    page.on("console", hear)
    return stopped


@pytest.mark.parametrize("path", ["/", "/survival", "/_stcore/health", "/media/none.csv", "/static/js/none.js"])
def test_every_answer_has_the_headers(hardened: str, path: str) -> None:
    found = answer(hardened, path).headers
    policy = dict(part.split(" ", 1) for part in found["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    others = set(policy["script-src"].split()) - {"'self'", "blob:"}
    assert all(one.startswith("'sha256-") for one in others)
    assert found["X-Content-Type-Options"] == "nosniff"
    assert found["X-Frame-Options"] == "DENY"
    assert found["Referrer-Policy"] == "no-referrer"
    assert "camera=()" in found["Permissions-Policy"]
    assert (found["Cache-Control"] == "no-store") == path.startswith("/media/")


def test_only_known_hosts_are_answered(hardened: str) -> None:
    assert answer(hardened, host="hlh.example.org").status == 200
    assert answer(hardened, host="localhost").status == 200
    assert answer(hardened, host="elsewhere.example.org").status == 400


@pytest.mark.parametrize("origin", ["http://evil.test", "http://localhost:9", "null"])
def test_the_page_of_another_site_opens_no_visit(hardened: str, origin: str) -> None:
    with pytest.raises(InvalidStatus, match="403"):
        connect(hardened.replace("http", "ws") + STREAM, origin=Origin(origin))
    with connect(hardened.replace("http", "ws") + STREAM, origin=Origin(hardened)) as own:
        own.ping()


@pytest.mark.parametrize("dark", [False, True])
def test_the_whole_app_works_under_the_policy(chromium: Browser, hardened: str, dark: bool) -> None:
    with driver.context(chromium, hardened, dark=dark) as (visit, left):
        page = visit.new_page()
        stopped, failed = listen(page), []
        page.on("pageerror", lambda error: failed.append(str(error)))
        driver.go(page, hardened, "survival")
        upload(page, SAMPLE)
        for screen in SCREENS:
            to(page, screen)
            assert page.locator(".stException, [data-testid=stException]").count() == 0
        to(page, "Response")
        assert "P = 0.048" in (page.locator(".js-plotly-plot").first.text_content() or "").replace("\u00a0", " ")
        with page.expect_download() as saved:  # the figure's own tool bar makes an SVG in the page
            page.locator(".js-plotly-plot").first.hover()
            page.locator('.modebar-btn[data-title^="Download"]').first.click()
        assert saved.value.suggested_filename == "hlhdash.svg"
        assert (stopped, failed, left) == ([], [], [])


def test_a_script_in_the_page_does_not_run(chromium: Browser, hardened: str) -> None:
    with driver.context(chromium, hardened) as (visit, _):
        page = visit.new_page()
        stopped = listen(page)
        driver.go(page, hardened)
        page.evaluate("""() => {
          const one = document.createElement('script');
          one.textContent = 'window.reached = true';
          document.body.append(one);
        }""")
        page.evaluate("fetch('http://127.0.0.1:9/').catch(() => null)")
        assert page.evaluate("window.reached") is None
        assert len(stopped) >= 2
