"""Visitors of a Streamlit app without browsers, over its agent interface: each changes a control, waits, goes on."""

from __future__ import annotations

import http.client
import json
import random
import threading
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

INTERACT = "/_stcore/agent/interact"
OPTIONS = ("--server.enableAgentApi=true", "--server.agentMaxSessions=400")
Control = tuple[str, list[str]]  # the key of a list and its options
TIMEOUT = 120  # seconds for one answer


@dataclass
class Load:
    """What came of visitors: seconds that each answer took, and what went wrong."""

    taken: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def quantile(self, share: float) -> float:
        """Return the seconds that a share of the answers did not exceed, NaN without any."""
        ordered = sorted(self.taken)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")

    @property
    def per_second(self) -> float:
        """Answers a second."""
        return len(self.taken) / self.seconds if self.seconds else 0.0


class Visitor:
    """One visit; its connection and its cookies are its own, so that a proxy can keep it with one server."""

    def __init__(self, address: str) -> None:
        self._connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=TIMEOUT)
        self._cookie = ""
        self._session = ""
        self.seen: dict[str, Any] = {}

    def ask(self, **body: Any) -> float:
        """Send an interaction and return the seconds until the app has run.

        Raises
        ------
        RuntimeError
            Where the answer is an error.
        """
        sent = body | ({"session_id": self._session} if self._session else {})
        headers = {"Content-Type": "application/json"} | ({"Cookie": self._cookie} if self._cookie else {})
        start = time.perf_counter()
        self._connection.request("POST", INTERACT, json.dumps(sent), headers)
        answer = self._connection.getresponse()
        told = json.loads(answer.read())
        taken = time.perf_counter() - start
        if answer.status != 200 or told.get("status") != "ready":
            raise RuntimeError(f"{answer.status} {told.get('status') or told.get('error')}"[:200])
        if given := answer.headers.get("Set-Cookie"):
            self._cookie = given.split(";")[0]
        self._session, self.seen = told["session_id"], told
        return taken

    def options(self, label: str) -> Control:
        """Return the key and the options of a list by its label."""
        for one in _elements(self.seen["tree"]):
            if one.get("type") == "selectbox" and one["props"]["label"] == label:
                return one["key"], one["props"]["options"]
        raise RuntimeError(f"There is no list {label}.")

    def close(self) -> None:
        """Let the connection go."""
        self._connection.close()


def _elements(tree: Any) -> list[dict[str, Any]]:
    if isinstance(tree, dict):
        found = [tree] if "props" in tree else []
        return found + [one for value in tree.values() for one in _elements(value)]
    return [one for value in tree for one in _elements(value)] if isinstance(tree, list) else []


@dataclass(frozen=True)
class Errand:
    """What a visitor does.

    Attributes
    ----------
    page : the screen, None for an app that has one only
    label : of the list whose options are chosen one after another
    seconds : from when every visitor has opened the screen
    think : mean seconds between an answer and the next change
    """

    address: str
    page: str | None
    label: str
    seconds: float
    think: float


def visitors(errand: Errand, n: int) -> Load:
    """Let `n` visitors use an app at once for some seconds."""
    load, opened = Load(seconds=errand.seconds), threading.Barrier(n)
    threads = [threading.Thread(target=_visit, args=(errand, load, opened, seed)) for seed in range(n)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return load


def _visit(errand: Errand, load: Load, opened: threading.Barrier, seed: int) -> None:
    visitor = Visitor(errand.address)
    try:
        _change(errand, load, visitor, _opened(errand, visitor, opened), random.Random(seed))
    except (RuntimeError, OSError, ValueError, http.client.HTTPException) as problem:
        load.errors.append(f"{type(problem).__name__}: {problem}"[:200])
    finally:
        visitor.close()


def _opened(errand: Errand, visitor: Visitor, opened: threading.Barrier) -> Control:
    """Open the screen, wait for the other visitors, whatever comes of it, and return the list to change."""
    try:
        visitor.ask()
        if errand.page is not None:
            visitor.ask(page=errand.page)
        return visitor.options(errand.label)
    finally:
        opened.wait()


def _change(
    errand: Errand, load: Load, visitor: Visitor, control: tuple[str, list[str]], chance: random.Random
) -> None:
    key, options = control
    until = time.perf_counter() + errand.seconds
    for place in range(10_000):
        time.sleep(chance.uniform(0.5, 1.5) * errand.think)
        if time.perf_counter() > until:
            return
        load.taken.append(visitor.ask(widget_state={key: options[(place + 1) % min(3, len(options))]}))
