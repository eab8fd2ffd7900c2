"""Visitors of a Streamlit app without browsers, over its agent interface: each changes a control, waits, goes on."""

from __future__ import annotations

import contextlib
import http.client
import json
import random
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

INTERACT = "/_stcore/agent/interact"
OPTIONS = ("--server.enableAgentApi=true", "--server.agentMaxSessions=400")
Control = tuple[str, list[str]]  # the key of a list and its options
TIMEOUT = 30  # seconds for one answer
LOOKED_AT = 3  # options of the list
PAUSE = 0.05  # seconds between two visitors who open the screen
KEPT = 2.0  # seconds; servers end a connection that said nothing for five, and browsers then open another


@dataclass
class Load:
    """What came of visitors: seconds that each answer took, and what went wrong.

    Attributes
    ----------
    taken : of each change
    first : of each visitor, to open the screen and to look at every option once
    """

    taken: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
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
        self._last = 0.0
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
        if start - self._last > KEPT:
            self._connection.close()  # the next request opens it
        self._connection.request("POST", INTERACT, json.dumps(sent), headers)
        answer = self._connection.getresponse()
        told = json.loads(answer.read())
        self._last = time.perf_counter()
        taken = self._last - start
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
    opening : most seconds in which all visitors may open the screen; those who could not are errors
    """

    address: str
    page: str | None
    label: str
    seconds: float
    think: float
    opening: float = 60.0


def visitors(errand: Errand, n: int) -> Load:
    """Let `n` visitors open a screen one after another, and use it at once for some seconds."""
    load = Load(seconds=errand.seconds)
    with contextlib.ExitStack() as open_:
        arrived = list(_arrive(errand, n, load, open_))
        threads = [
            threading.Thread(target=_visit, args=(errand, load, *one, random.Random(seed)))
            for seed, one in enumerate(arrived)
        ]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
    return load


def _arrive(errand: Errand, n: int, load: Load, open_: contextlib.ExitStack) -> Iterator[tuple[Visitor, Control]]:
    """Open the screen for one visitor after another, who looks at each option once: later answers are of results kept.

    All at once it takes minutes; what it takes each is told apart.
    """
    until = time.perf_counter() + errand.opening
    for place in range(n):
        if time.perf_counter() > until:
            load.errors += [f"The screen was not open within {errand.opening:.0f} s."] * (n - place)
            return
        visitor = Visitor(errand.address)
        open_.callback(visitor.close)
        with _noted(load):
            seconds = visitor.ask()
            if errand.page is not None:
                seconds += visitor.ask(page=errand.page)
            key, options = visitor.options(errand.label)
            options = options[:LOOKED_AT]
            seconds += sum(visitor.ask(widget_state={key: one}) for one in options)
            load.first.append(seconds)
            yield visitor, (key, options)
        time.sleep(PAUSE)


@contextlib.contextmanager
def _noted(load: Load) -> Iterator[None]:
    """Write down what goes wrong for a visitor; the others go on."""
    try:
        yield
    except (RuntimeError, OSError, ValueError, http.client.HTTPException) as problem:
        load.errors.append(f"{type(problem).__name__}: {problem}"[:200])


def _visit(errand: Errand, load: Load, visitor: Visitor, control: Control, chance: random.Random) -> None:
    key, options = control
    until = time.perf_counter() + errand.seconds
    with _noted(load):
        for place in range(10_000):
            time.sleep(chance.uniform(0.5, 1.5) * errand.think)
            if time.perf_counter() > until:
                return
            load.taken.append(visitor.ask(widget_state={key: options[place % len(options)]}))
