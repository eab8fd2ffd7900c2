"""When a visit has ended, what it held is let go of: Streamlit itself keeps the last ones until somebody else leaves.

Streamlit holds a visit for two minutes after its connection ended, so that a short loss of the network loses nothing.
After that it only lets go when the next visit ends, which on a quiet evening may be the next morning.
"""

from __future__ import annotations

import asyncio
import ctypes
import functools
import gc
import sys
from typing import Any

from streamlit import runtime

from hlhdash.cohort.legends import legend
from hlhdash.export import fonts
from hlhdash.ui import download_time

EVERY = 15.0  # seconds between two looks
_OF_FILES = (legend, fonts.width)  # what every visit shares and remembers by texts of files


@functools.cache
def begin() -> None:
    """Look for ended visits from now on, on the server's own loop; without a server there is nothing to look for."""
    if runtime.exists():
        server = runtime.get_instance()
        loop = server._get_async_objs().eventloop
        loop.call_soon_threadsafe(download_time.begin, server, loop)
        loop.call_soon_threadsafe(_look, loop)


def _look(loop: asyncio.AbstractEventLoop) -> None:
    if forget(runtime.get_instance()):
        _give_back()
    loop.call_later(EVERY, _look, loop)


def forget(server: Any) -> int:
    """Empty the visits whose time to come back is over, and return how many there were.

    Parameters
    ----------
    server : Streamlit's runtime; it has no public way to do this, so a test holds the names that are used here
    """
    manager = server._session_mgr
    with manager._storage_lock:
        ended = [info.session for _, info in manager._session_storage._cache.expire()]
    for session in ended:
        session.shutdown()
        _empty(session)
    if ended:
        server._media_file_mgr.remove_orphaned_files()  # the first time only marks downloads
    return len(ended)


def _empty(session: Any) -> None:
    """Take everything out of a visit: Streamlit's loop, or a cycle, may hold its shell until another visit begins."""
    session.session_state.clear()
    session.session_state._new_widget_state.widget_metadata.clear()  # options of lists are words of the file
    session._fragment_storage.clear()
    session._client_state.Clear()
    session.flush_browser_queue()  # what it was never sent


def _give_back() -> None:
    """Let go of what was computed of the visits, and return the pages to the system, where the C library can."""
    import pyarrow as pa

    for shared in _OF_FILES:
        shared.cache_clear()
    gc.collect()
    pa.default_memory_pool().release_unused()
    if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)) is not None:
        trim(0)
