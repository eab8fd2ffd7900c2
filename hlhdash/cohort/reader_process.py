"""Reads one SPSS, Stata or SAS file from standard input and writes its table to standard output as JSON.

This runs as a process of its own, started by `reader`: the C library that reads these files ends the process it runs
in on some damaged files, and that must not be the server. Nothing touches the disk. It imports nothing of hlhdash, so
that it starts quickly.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import math
import os
import sys
from typing import Any

MEMORY = 400 * 2**20  # bytes that a file may take beside what the libraries have taken; 5 million cells take 300
TOO_MANY, BROKEN, TOO_LONG = 3, 4, 5  # exit codes


def plain(cell: Any) -> Any:
    """Return a cell as JSON has it: a text, a number, null, or a date as {"date": ...}."""
    if cell is None or isinstance(cell, (str, int)):
        return cell
    if isinstance(cell, float):
        return cell if math.isfinite(cell) else None
    if isinstance(cell, dt.datetime):
        return None if cell != cell else {"date": cell.date().isoformat()}  # NaT is unlike itself
    if isinstance(cell, dt.date):
        return {"date": cell.isoformat()}
    item = getattr(cell, "item", None)
    return plain(item()) if item is not None else str(cell)


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    most = _taken() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _taken() -> int:
    """Return the bytes of addresses this process has; where that is not told, much."""
    try:
        with open("/proc/self/statm") as told:
            return int(told.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 2 * 2**30


def table(kind: str, data: bytes, most: int, longest: int) -> dict[str, Any]:
    """Return headers, their labels, the words of codes, and the cells column by column.

    Parameters
    ----------
    most : cells; a table of more ends the process with `TOO_MANY`
    longest : letters of all texts together; more end it with `TOO_LONG`
    """
    import pyreadstat

    read = getattr(pyreadstat, f"read_{kind}")
    _, about = read(io.BytesIO(data), metadataonly=True, output_format="dict")
    if len(about.column_names) * (about.number_rows or 1) > most:
        sys.exit(TOO_MANY)
    columns, about = read(io.BytesIO(data), output_format="dict", row_limit=most // max(1, len(about.column_names)))
    if sum(len(cell) for column in columns.values() for cell in column if isinstance(cell, str)) > longest:
        sys.exit(TOO_LONG)
    words = about.variable_value_labels
    return {
        "headers": list(map(str, columns)),
        "labels": {str(name): label for name, label in about.column_names_to_labels.items() if label},
        "words": {str(name): [[plain(code), str(word)] for code, word in one.items()] for name, one in words.items()},
        "cells": [[plain(cell) for cell in column] for column in columns.values()],
    }


def main() -> None:
    """Read standard input, write standard output; the exit code tells what went wrong."""
    import pyreadstat  # noqa: F401 - before memory is limited

    _limit_memory()
    try:
        found = table(sys.argv[1], sys.stdin.buffer.read(), int(sys.argv[2]), int(sys.argv[3]))
        written = json.dumps(found).encode()
    except MemoryError:
        sys.exit(TOO_LONG)
    except Exception as problem:  # the text of an error could quote a cell
        sys.exit(TOO_LONG if "alloc" in str(problem) else BROKEN)
    sys.stdout.buffer.write(written)


if __name__ == "__main__":
    main()
