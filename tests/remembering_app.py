"""The app, with a door for the test: it writes down where in the whole memory of the server a word still stands."""

from __future__ import annotations

import gc
import os
import reprlib
import threading
import time
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from streamlit import runtime

from hlhdash.ui import download_time, forgetting, shell

FOLDER = Path(os.environ.get("HLHDASH_TEST_FOLDER", ""))
MOST = 20  # places that are told
HELD, LOOK = 1.0, 0.3  # seconds that a visit may come back, and between two looks


def places(word: str) -> list[str]:
    """Return what holds a text with the word: its type, and what holds that."""
    gc.unfreeze()
    gc.collect()
    found: list[str] = []
    seen: set[int] = set()
    for holder in gc.get_objects():
        for one in texts(holder):
            if id(one) not in seen and is_in(word, one):
                seen.add(id(one))
                found.append(chain(holder))
    gc.freeze()  # as the app itself does, or every rerun would take longer from now on
    return found[:MOST]


def texts(holder: object) -> Iterator[str | bytes]:
    """Give the texts in something, through what the garbage collector does not list by itself."""
    for one in gc.get_referents(holder):
        if isinstance(one, str | bytes):
            yield one
        elif isinstance(one, np.ndarray) and one.dtype == object:
            yield from (text for text in one.flat if isinstance(text, str | bytes))
        elif isinstance(one, dict | tuple | types.MappingProxyType) and not gc.is_tracked(one):
            yield from texts(one)


def is_in(word: str, text: str | bytes) -> bool:
    """Say whether a text holds the word; the question itself does not count."""
    sought: Any = word if isinstance(text, str) else word.encode()
    return len(text) > len(sought) and sought in text


def chain(holder: object) -> str:
    """Return what holds it, a few steps up."""
    told, now, seen = [short(holder)], holder, {id(holder)}
    for _ in range(9):
        above = gc.get_referrers(now)
        seen |= {id(above), id(told)}
        after = next((one for one in above if is_owner(one) and id(one) not in seen), None)
        if after is None:
            break
        now = after
        seen.add(id(now))
        told.append(short(now))
    return " < ".join(told)


def is_owner(one: object) -> bool:
    """Say whether something belongs to the app and not to this search."""
    return not isinstance(one, types.FrameType) and not (isinstance(one, list) and len(one) > 100_000)


def short(one: object) -> str:
    """Return the type of something and how it begins, without its long texts."""
    return f"{type(one).__qualname__} {reprlib.repr(one)[:70]}"


def answer() -> None:
    """Answer questions that stand in files, as long as the server runs."""
    while True:
        time.sleep(0.2)
        for asked in FOLDER.glob("*.asked"):
            word = asked.read_text(encoding="utf-8")
            asked.unlink()
            (FOLDER / "told.part").write_text("\n".join(places(word)), encoding="utf-8")
            (FOLDER / "told.part").rename(asked.with_suffix(".told"))


def begin() -> None:
    """Open the door, once; let visits end after a second."""
    if not any(one.name == "door" for one in threading.enumerate()):
        forgetting.EVERY = download_time.STAYS = LOOK
        runtime.get_instance()._session_mgr._session_storage._cache._ttl = HELD  # type: ignore[attr-defined]
        threading.Thread(target=answer, daemon=True, name="door").start()


if runtime.exists():
    begin()
    shell.draw()
