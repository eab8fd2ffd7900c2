"""SPSS, Stata and SAS files, read by a process of its own that a damaged file may end."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from hlhdash.cohort import refusals
from hlhdash.cohort.archive import MAX_CELLS, MAX_DIFFERENT, MAX_TEXT_BYTES
from hlhdash.cohort.frames import Coded
from hlhdash.cohort.reader_process import TOO_DIFFERENT, TOO_LONG, TOO_MANY

SECONDS = 120  # a file of the largest size takes some twenty
_SCRIPT = Path(__file__).with_name("reader_process.py")


@dataclass(frozen=True)
class Table:
    """A table of a statistics program.

    Attributes
    ----------
    headers : short names, such as V3
    labels : header to its longer label
    words : header to what each code means
    columns : the cells
    """

    headers: list[str]
    labels: dict[str, str]
    words: dict[str, dict[Any, str]]
    columns: list[Coded]


def read_table(data: bytes, kind: str, name: str) -> Table:
    """Return the table of a file.

    Parameters
    ----------
    kind : "sav", "dta", "sas7bdat" or "xport"

    Raises
    ------
    CohortError
        For a file that is damaged or too large.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(_SCRIPT), kind, *map(str, (MAX_CELLS, MAX_TEXT_BYTES, MAX_DIFFERENT))],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError):
        raise refusals.broken_table(name) from None
    if done.returncode == TOO_MANY:
        raise refusals.too_many_cells(name, name, MAX_CELLS)
    if done.returncode == TOO_LONG:
        raise refusals.unpacks_too_far(name, MAX_TEXT_BYTES)
    if done.returncode == TOO_DIFFERENT:
        raise refusals.too_many_values(name, MAX_DIFFERENT)
    if done.returncode:
        raise refusals.broken_table(name)
    head = done.stdout.index(b"\n") + 1
    told = json.loads(done.stdout[:head])
    words = {header: dict(map(tuple, pairs)) for header, pairs in told["words"].items()}
    codes = np.array(memoryview(done.stdout)[head:].cast("i")).reshape(len(told["headers"]), told["rows"])
    values = [[_dated(value) for value in one] for one in told["values"]]
    return Table(told["headers"], told["labels"], words, list(map(Coded, values, codes)))


def _dated(cell: Any) -> Any:
    return dt.date.fromisoformat(cell["date"]) if isinstance(cell, dict) else cell
