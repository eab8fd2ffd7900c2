"""The real app in Firefox, over WebDriver BiDi: Playwright drives only a Firefox of its own making.

Just what a test needs: open an address, run a script, put files into a field, take a picture, and list what the page
asked of other machines and what it complained about.
"""

from __future__ import annotations

import base64
import contextlib
import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

from scripts.browser import READY, free_port

NAMES = ("firefox-esr", "firefox")
ELSEWHERE = (
    "/Applications/Firefox.app/Contents/MacOS/firefox",
    r"C:\Program Files\Mozilla Firefox\firefox.exe",
)
INSTALL = "Install Firefox to run its tests (Debian and Ubuntu: apt-get install firefox-esr)."
# Without these the browser itself, not the page, looks for updates, add-ons and dangerous sites.
PREFERENCES = {
    "app.update.enabled": False,
    "browser.safebrowsing.downloads.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.search.update": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.getAddons.cache.enabled": False,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.enabled": False,
}


def find_firefox() -> str | None:
    """Return the path of a Firefox, or None."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return found or next((path for path in ELSEWHERE if Path(path).exists()), None)


@dataclass
class Firefox:
    """One window of a Firefox.

    Attributes
    ----------
    asked : addresses the page asked for, in order
    errors : what the page complained about
    """

    socket: ClientConnection
    window: str = ""
    asked: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    _sent: int = 0

    def send(self, method: str, **params: Any) -> dict[str, Any]:
        """Send a command and return its answer; what happens meanwhile is listed.

        Raises
        ------
        RuntimeError
            Where Firefox refuses the command.
        """
        self._sent += 1
        self.socket.send(json.dumps({"id": self._sent, "method": method, "params": params}))
        while True:
            said = json.loads(self.socket.recv(timeout=120))
            if said.get("id") != self._sent:
                self._hear(said)
                continue
            if said["type"] == "error":
                raise RuntimeError(f"{method}: {said['error']}: {said['message']}")
            return said["result"]

    def _hear(self, said: dict[str, Any]) -> None:
        about = said.get("params", {})
        if said.get("method") == "network.beforeRequestSent" and about.get("context") == self.window:
            self.asked.append(about["request"]["url"])
        if said.get("method") == "log.entryAdded" and about.get("level") == "error":
            self.errors.append(str(about.get("text")))

    def begin(self, width: int, height: int) -> None:
        """Begin a session in the window that is open."""
        self.send("session.new", capabilities={})
        self.send("session.subscribe", events=["network.beforeRequestSent", "log.entryAdded"])
        self.window = self.send("browsingContext.getTree")["contexts"][0]["context"]
        self.send("browsingContext.setViewport", context=self.window, viewport={"width": width, "height": height})

    def go(self, address: str) -> None:
        """Open an address and wait until its screen is drawn."""
        self.send("browsingContext.navigate", context=self.window, url=address, wait="complete")
        self.settle()

    def run(self, expression: str) -> Any:
        """Return the value of a JavaScript expression: a string, a number, a boolean or null.

        Raises
        ------
        RuntimeError
            Where the expression throws.
        """
        found = self.send("script.evaluate", expression=expression, target={"context": self.window}, awaitPromise=True)
        if found["type"] == "exception":
            raise RuntimeError(found["exceptionDetails"]["text"])
        return found["result"].get("value")

    def wait_for(self, expression: str, seconds: float = 60) -> None:
        """Wait until a JavaScript expression is true.

        Raises
        ------
        TimeoutError
            Where it never is.
        """
        end = time.monotonic() + seconds
        while not self.run(expression):
            if time.monotonic() > end:
                raise TimeoutError(f"Never true in Firefox: {expression}")
            time.sleep(0.1)

    def settle(self, pause: float = 0.8) -> None:
        """Wait until the screen is drawn and stays drawn."""
        drawn = f"document.querySelector({json.dumps(READY)}) !== null"
        self.wait_for(drawn)
        time.sleep(pause)
        self.wait_for(drawn)

    def text(self, selector: str) -> str:
        """Return the visible text of the first element of a kind; empty where there is none."""
        return self.run(f"document.querySelector({json.dumps(selector)})?.textContent ?? ''")

    def click(self, selector: str, across: float = 0.5, down: float = 0.5) -> None:
        """Click on the last element of a kind with a real pointer, at a share of its width and height."""
        place = self.run(
            f"(() => {{ const found = [...document.querySelectorAll({json.dumps(selector)})].at(-1);"
            " found.scrollIntoView({block: 'nearest'}); const box = found.getBoundingClientRect();"
            f" return `${{box.x + box.width * {across}}} ${{box.y + box.height * {down}}}`; }})()"
        )
        x, y = (round(float(one)) for one in place.split())
        press = [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        moves = [{"type": "pointerMove", "x": x, "y": y}, *press]
        pointer = {"type": "pointer", "id": "mouse", "actions": moves}
        self.send("input.performActions", context=self.window, actions=[pointer])

    def put_files(self, selector: str, *paths: Path) -> None:
        """Put files into a file field."""
        found = self.send(
            "browsingContext.locateNodes", context=self.window, locator={"type": "css", "value": selector}
        )
        element = {"sharedId": found["nodes"][0]["sharedId"]}
        self.send("input.setFiles", context=self.window, element=element, files=[str(path) for path in paths])

    def picture(self, path: Path) -> None:
        """Save what the window shows as a PNG file."""
        shown = self.send("browsingContext.captureScreenshot", context=self.window)
        path.write_bytes(base64.b64decode(shown["data"]))


@contextlib.contextmanager
def firefox(width: int = 1440, height: int = 900, *, dark: bool = False) -> Iterator[Firefox]:
    """Start a headless Firefox with a profile of its own."""
    path = find_firefox()
    if path is None:
        raise RuntimeError(INSTALL)
    port = free_port()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        wanted = PREFERENCES | {"layout.css.prefers-color-scheme.content-override": 0 if dark else 1}
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in wanted.items()]
        (Path(profile) / "user.js").write_text("\n".join(lines))
        command = [path, "--headless", "--no-remote", "--profile", profile, f"--remote-debugging-port={port}"]
        running = subprocess.Popen([*command, "about:blank"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            with _connected(port, running) as socket:
                window = Firefox(socket)
                window.begin(width, height)
                yield window
        finally:
            running.terminate()
            running.wait(timeout=30)


def _connected(port: int, running: subprocess.Popen[bytes]) -> ClientConnection:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if running.poll() is not None:
            raise RuntimeError("Firefox ended before it answered.")
        with contextlib.suppress(OSError):
            return connect(f"ws://127.0.0.1:{port}/session", max_size=None)
        time.sleep(0.2)
    raise RuntimeError("Firefox did not answer within a minute.")
