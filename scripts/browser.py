"""The real app in a real browser: start a server, find a browser, wait until a screen is painted.

Used by the browser tests, by the script that takes the README's pictures and by the benchmark.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge")
ELSEWHERE = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
INSTALL = "Install Chromium, Chrome or Edge to run the browser tests (Debian and Ubuntu: apt-get install chromium)."
NOBODY = "http://127.0.0.1:9"  # a proxy that does not answer; this machine itself is reached without one
READY = (
    '[data-testid="stApp"][data-test-connection-state="CONNECTED"][data-test-script-state="notRunning"]'
    ':not(:has([data-testid="stSkeleton"]))'
)


def find_browser() -> str | None:
    """Return the path of a Chromium, Chrome or Edge, or None."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return found or next((path for path in ELSEWHERE if Path(path).exists()), None)


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def server(
    script: Path = ROOT / "app.py",
    log: Path | None = None,
    *,
    port: int | None = None,
    options: tuple[str, ...] = (),
    environment: dict[str, str] | None = None,
) -> Iterator[tuple[str, int]]:
    """Run a Streamlit script; gives its address and process id, and ends it afterwards."""
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.headless=true"]
    command += [f"--server.port={port}", "--server.fileWatcherType=none", *options]
    with open(log or os.devnull, "wb") as out:
        running = subprocess.Popen(
            command, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT, env=os.environ | (environment or {})
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_until_healthy(address, running)
            yield address, running.pid
        finally:
            running.terminate()
            running.wait(timeout=20)


def _wait_until_healthy(address: str, running: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if running.poll() is not None:
            raise RuntimeError("The server ended before it answered.")
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:
            if answer.status == 200:
                return
        time.sleep(0.1)
    raise RuntimeError("The server did not answer within a minute.")


@contextlib.contextmanager
def browser() -> Iterator[Browser]:
    """Start a headless browser that makes no connection of its own, and reaches nothing but this machine."""
    path = find_browser()
    if path is None:
        raise RuntimeError(INSTALL)
    arguments = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
    arguments += ["--disable-sync", "--disable-gpu", "--disable-quic", "--hide-scrollbars", f"--proxy-server={NOBODY}"]
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=arguments)
        try:
            yield launched
        finally:
            launched.close()


@contextlib.contextmanager
def context(
    launched: Browser,
    address: str,
    *,
    width: int = 1440,
    height: int = 900,
    dark: bool = False,
    zone: str | None = None,
) -> Iterator[tuple[BrowserContext, list[str]]]:
    """Open a visit, in a time zone if one is given; requests to other addresses are listed.

    What would leave the machine is stopped as well.
    """
    visit = launched.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        locale="en-GB",
        timezone_id=zone,
    )
    left: list[str] = []

    def watch(request: Request) -> None:
        if not request.url.startswith((address, "data:", "blob:")):
            left.append(request.url)

    # Requests are only listened to: a route would ask this process about each, and turn the browser's cache off.
    visit.on("request", watch)
    try:
        yield visit, left
    finally:
        visit.close()


def settle(page: Page, pause: float = 0.25) -> None:
    """Wait until the screen is drawn and stays drawn."""
    page.wait_for_selector(READY, timeout=60_000)
    page.wait_for_timeout(pause * 1000)
    page.wait_for_selector(READY, timeout=60_000)


def go(page: Page, address: str, screen: str = "", query: str = "") -> None:
    """Open a screen by its address."""
    page.goto(f"{address}/{screen}{'?' + query if query else ''}")
    settle(page, 0.8)
