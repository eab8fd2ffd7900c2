"""Uploads stay in memory: the server's form parser would write anything over 1 MB to a temporary file."""

from __future__ import annotations

from starlette.formparsers import MultiPartParser

from hlhdash.cohort.sheets import MAX_BYTES


def keep_uploads_in_memory() -> None:
    """Raise the size up to which an upload is held in memory above the largest file that is accepted."""
    MultiPartParser.spool_max_size = 2 * MAX_BYTES
