"""The server's memory: uploads stay in it, and what every visit shares is not searched for garbage at each rerun."""

from __future__ import annotations

import functools
import gc

from starlette.formparsers import MultiPartParser

from hlhdash.cohort.sheets import MAX_BYTES


def keep_uploads_in_memory() -> None:
    """Raise the size up to which an upload is held in memory above the largest file that is accepted.

    The server's form parser would write anything over 1 MB to a temporary file.
    """
    MultiPartParser.spool_max_size = 2 * MAX_BYTES


@functools.cache
def set_modules_aside() -> None:
    """Take what was imported out of the garbage collector's sight, once for the server, before anything else is done.

    A full search looks at every object of pandas, SciPy and Plotly: 135 ms, while everybody's figures wait. Streamlit
    would search after each rerun, which the configuration forbids: with 30 visitors their own objects would be searched
    too, and a rerun took 3.1 s instead of 0.07. No file is open yet, so nothing of a visitor is set aside; what the
    screens import later is some 4,000 objects of 150,000.
    """
    gc.freeze()
