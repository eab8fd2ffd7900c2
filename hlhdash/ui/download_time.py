"""A file made for a download stays until it was fetched: Streamlit drops it when other visitors' screens are drawn.

A button's file is made when it is pressed, and the browser asks for it a moment later. Nothing ties it to the visit
meanwhile, and the second screen drawn after that, of whomever, drops it: on a busy server some downloads would fail.
"""

from __future__ import annotations

import asyncio
import functools
from typing import Any

from streamlit.runtime.media_file_storage import MediaFileKind

STAYS = 30.0  # seconds from being dropped to being gone


def begin(server: Any, loop: asyncio.AbstractEventLoop) -> None:
    """Let every file for a download stay for a while from now on.

    Parameters
    ----------
    server : Streamlit's runtime; it has no public way to do this, so a test holds the names that are used here
    loop : the server's own
    """
    manager = server.media_file_mgr
    storage = manager._storage
    drop = storage.delete_file

    def later(file: str) -> None:
        held = storage._files_by_id.get(file)
        if held is not None and held.kind == MediaFileKind.DOWNLOADABLE:
            loop.call_soon_threadsafe(loop.call_later, STAYS, functools.partial(_drop, manager, drop, file))
        else:
            drop(file)

    storage.delete_file = later


def _drop(manager: Any, drop: Any, file: str) -> None:
    """Drop a file unless somebody has had the same made again: then it is dropped in its own time."""
    with manager._lock:
        if file not in manager._file_metadata:
            drop(file)
