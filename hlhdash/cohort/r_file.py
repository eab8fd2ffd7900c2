"""Files of R, .rds and .rda: whether a file is one, and the data frames in it.

The file is unpacked here, within a limit, before the reader sees it: 50 kB can unpack to gigabytes.
"""

from __future__ import annotations

import bz2
import contextlib
import lzma
import warnings
import zlib
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
import pandas as pd

from hlhdash.cohort import refusals
from hlhdash.language import message

MAX_UNPACKED = 100 * refusals.MEGABYTE  # R's objects are read in Python, several times their size in memory
_HEADS = (b"X\n\x00\x00\x00", b"RDX2\n", b"RDX3\n")
_DAYS = {"secs": 1 / 86_400, "mins": 1 / 1_440, "hours": 1 / 24, "days": 1.0, "weeks": 7.0}  # units of a difftime
_HOUR, _DAY = 3_600, 86_400  # seconds
_PACKED = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00")


def is_packed(data: bytes) -> bool:
    """Say whether a file begins as gzip, bzip2 and xz do, in which R keeps its objects."""
    return data.startswith(_PACKED)


def is_r(data: bytes) -> bool:
    """Say whether a file, once unpacked, begins as R's files begin."""
    if data.startswith(_HEADS):
        return True
    if not is_packed(data):
        return False
    try:
        return _unpacked(data, 64).startswith(_HEADS)
    except (OSError, zlib.error, lzma.LZMAError, EOFError, ValueError):
        return False


def _unpacked(data: bytes, most: int) -> bytes:
    """Return at most `most` bytes of what a file unpacks to."""
    if data.startswith(b"\x1f\x8b"):
        return zlib.decompressobj(wbits=31).decompress(data, most)
    if data.startswith(b"BZh"):
        return bz2.BZ2Decompressor().decompress(data, most)
    if data.startswith(b"\xfd7zXZ\x00"):
        return lzma.LZMADecompressor(memlimit=200 * refusals.MEGABYTE).decompress(data, most)
    return data[:most]


def read_r(data: bytes, name: str) -> dict[str, pd.DataFrame]:
    """Return the data frames of a file by name, "" for the one of an .rds.

    Raises
    ------
    CohortError
        For a file that unpacks too far or holds no data frame.
    """
    import rdata

    unpacked = _unpacked(data, MAX_UNPACKED + 1)
    if len(unpacked) > MAX_UNPACKED:
        raise refusals.unpacks_too_far(name, len(unpacked))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of classes without a converter, such as tibbles: read as what they extend
        try:
            found = rdata.conversion.convert(
                rdata.parser.parse_data(unpacked),
                {**rdata.conversion.DEFAULT_CLASS_MAP, **TIMES},
            )
        except RecursionError as problem:
            raise refusals.broken_table(name) from problem
    tables = _frames(found)
    if not tables:
        raise refusals.another_kind(name, message("a file of R without a data frame"))
    return tables


def _days_since_1970(numbers: Any, _: Any) -> Any:
    """Read R's class Date, which the reader hands over as bare numbers; an array, since R numbers rows from 1."""
    return pd.Series(pd.to_datetime(np.asarray(numbers, dtype=float), unit="D", errors="coerce")).array


def _seconds_since_1970(numbers: Any, attributes: Any) -> Any:
    """Read R's class POSIXct as days: those of its own time zone, if it names one.

    R keeps a day as its midnight where it was written, and often not where that was; the nearest midnight in Greenwich
    is that day's, less than twelve hours away. Of other times without a zone, the day in Greenwich is taken.
    """
    seconds = np.floor(np.asarray(numbers, dtype=float))
    read = pd.Series(pd.to_datetime(seconds, unit="s", errors="coerce"))
    zone = attributes.get("tzone") if isinstance(attributes, dict) else None
    if zone is not None and len(zone) and zone[0]:
        with contextlib.suppress(ZoneInfoNotFoundError, ValueError, OSError):
            return (
                read.dt.tz_localize("UTC")
                .dt.tz_convert(ZoneInfo(str(zone[0])))
                .dt.tz_localize(None)
                .dt.normalize()
                .array
            )
    elif _are_midnights(seconds[np.isfinite(seconds)] % _DAY):
        read += pd.Timedelta(seconds=_DAY // 2 - 1)
    return read.dt.normalize().array


def _are_midnights(of_day: np.ndarray) -> bool:
    """Say whether times are all midnight in one place: the same in Greenwich, or an hour apart in summer."""
    different = np.unique(of_day)
    apart = set(np.diff(different)) <= {_HOUR, _DAY - _HOUR}
    return 0 < len(different) <= 2 and apart and not (different % (_HOUR / 4)).any()


def _lengths(numbers: Any, attributes: Any) -> Any:
    """Read R's class difftime, whose unit stands beside the numbers."""
    units = attributes.get("units") if isinstance(attributes, dict) else None
    days = _DAYS.get(str(units[0]) if units is not None and len(units) else "", 1.0)
    return pd.Series(pd.to_timedelta(np.asarray(numbers, dtype=float) * days, unit="D")).array


TIMES = {"Date": _days_since_1970, "POSIXct": _seconds_since_1970, "difftime": _lengths}


def _frames(found: Any) -> dict[str, pd.DataFrame]:
    if isinstance(found, pd.DataFrame):
        return {"": found}
    if isinstance(found, dict):
        return {str(key): one for key, one in found.items() if isinstance(one, pd.DataFrame)}
    return {}
