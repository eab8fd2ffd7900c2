"""Whose code a server is running: every few milliseconds each busy thread is looked at, ours or Streamlit's.

A moment belongs to the innermost frame that is of either: pandas or Plotly called by us are our time, a figure that
Streamlit turns into a message is Streamlit's.
"""

from __future__ import annotations

import functools
import json
import os
import sys
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from types import FrameType
from typing import Literal

import streamlit

TOLD = "HLHDASH_SAMPLES"  # of the environment: the file where a server under sampling tells what it found
EVERY = 0.002  # seconds between two looks
WRITTEN = 0.2  # seconds between two reports
ROOT = Path(__file__).resolve().parents[1]
_OURS = tuple(f"{ROOT / folder}{os.sep}" for folder in ("hlhdash", "pages"))
_THEIRS = f"{Path(streamlit.__file__).parent}{os.sep}"
# Python's own files in which a thread waits: a lock, a queue, the network, the server's loop.
_WAITING = ("threading.py", "selectors.py", "queue.py", "runners.py", "thread.py", "socket.py")

Owner = Literal["ours", "theirs"]


@dataclass
class Seen:
    """Moments of busy threads so far."""

    ours: int = 0
    theirs: int = 0


def owner(frame: FrameType | None) -> Owner | None:
    """Return whose code a thread is running, None where it waits or runs nobody's of the two."""
    if frame is not None and frame.f_code.co_filename.endswith(_WAITING):
        return None
    while frame is not None:
        place = frame.f_code.co_filename
        if place.startswith(_OURS):
            return "ours"
        if place.startswith(_THEIRS):
            return "theirs"
        frame = frame.f_back
    return None


@functools.cache
def begin(told: Path) -> None:
    """Look at this process from now on, and write what was seen to a file."""
    threading.Thread(target=_look, args=(told,), daemon=True).start()


def _look(told: Path) -> None:
    seen, written, own = Seen(), 0.0, threading.get_ident()
    while True:
        time.sleep(EVERY)
        found = [owner(frame) for thread, frame in sys._current_frames().items() if thread != own]
        seen.ours += found.count("ours")
        seen.theirs += found.count("theirs")
        if time.monotonic() - written > WRITTEN:
            written = time.monotonic()
            fresh = told.with_suffix(".new")
            fresh.write_text(json.dumps(asdict(seen)), encoding="utf-8")
            fresh.replace(told)


def read(told: Path) -> Seen:
    """Return what a server has seen so far."""
    return Seen(**json.loads(told.read_text(encoding="utf-8")))


def share(before: Seen, after: Seen) -> float:
    """Return the share of our code from 0 to 1 between two looks, NaN where nothing ran."""
    ours, theirs = after.ours - before.ours, after.theirs - before.theirs
    return ours / (ours + theirs) if ours + theirs else float("nan")
