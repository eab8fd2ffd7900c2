"""Files of statistics programs that want much: R, Parquet, SPSS, Stata and SAS."""

from __future__ import annotations

import gzip
import io
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.bomb_parts import HEADER, MEGABYTE, ROW


def r_objects(pack: Callable[[bytes], bytes]) -> bytes:
    """Make an .rds that unpacks to 512 MB of one vector of numbers."""
    head = b"X\n\x00\x00\x00\x02\x00\x04\x01\x02\x00\x02\x03\x00" + b"\x00\x00\x00\x0e\x08\x00\x00\x00"
    return pack(head + bytes(2**29))


def r_nested_lists() -> bytes:
    """Make an .rds of 90 MB of lists in lists, each of one element."""
    head = b"X\n\x00\x00\x00\x02\x00\x04\x01\x02\x00\x02\x03\x00"
    return gzip.compress(head + b"\x00\x00\x00\x13\x00\x00\x00\x01" * (90 * MEGABYTE // 8))


def r_claims() -> bytes:
    """Make an .rds of a few bytes that claims to hold a vector of two thousand million numbers."""
    head = b"X\n\x00\x00\x00\x02\x00\x04\x01\x02\x00\x02\x03\x00" + b"\x00\x00\x00\x0e\x7f\xff\xff\xff"
    return gzip.compress(head + bytes(100))


def parquet(rows: int, more: Callable[[int], dict[str, Any]]) -> bytes:
    """Make a parquet file; `more` gives its further columns for that many rows."""
    import pyarrow
    import pyarrow.parquet

    told = {HEADER[0]: [f"A{i}" for i in range(rows)]}
    told |= {header: [cell] * rows for header, cell in zip(HEADER[1:], ROW, strict=True)}
    out = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(told | more(rows)), out, compression="zstd")
    return out.getvalue()


def spss(rows: int, more: dict[str, Any]) -> bytes:
    """Make an SPSS file; `more` gives further columns, each a value that every row holds or a list."""
    import pyreadstat

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.sav"
        pyreadstat.write_sav(_frame(rows, more), str(path), compress=True)
        return path.read_bytes()


def _frame(rows: int, more: dict[str, Any]) -> Any:
    """Return a cohort with further columns: a value that every row holds, or a list of the rows' values."""
    import pandas as pd

    told = dict(zip(HEADER[1:], ROW, strict=True)) | more
    return pd.DataFrame({HEADER[0]: [f"A{i}" for i in range(rows)]} | told)


def numbers(rows: int, columns: int) -> dict[str, Any]:
    """Return columns of numbers, all different."""
    return {f"c{i}": [row + i / 100 for row in range(rows)] for i in range(columns)}


def stata(rows: int, more: dict[str, Any]) -> bytes:
    """Make a Stata file; `more` gives further columns as for SPSS. A long text is stored once."""
    out = io.BytesIO()
    long = [name for name, one in more.items() if isinstance(one, str)]
    _frame(rows, more).to_stata(out, write_index=False, version=117, convert_strl=long)
    return out.getvalue()


def stata_that_claims(rows: int) -> bytes:
    """Make a Stata file of ten rows whose head promises more."""
    return stata(10, {}).replace(b"<N>" + (10).to_bytes(4, "little"), b"<N>" + (rows - 1).to_bytes(4, "little"), 1)


def sas_transport(rows: int) -> bytes:
    """Make a SAS transport file of many rows."""
    import pyreadstat

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.xpt"
        pyreadstat.write_xport(_frame(rows, {}), str(path), file_format_version=8)
        return path.read_bytes()


def sas_that_claims(columns: int) -> bytes:
    """Make a SAS transport file of four columns whose head promises more."""
    return sas_transport(10).replace(b"!!!!!!!000000000400000", b"!!!!!!!%010d00000" % columns, 1)
